import { chipStates } from './chip-states.js';
import { pageStates } from './page-states.js';
import { popupStates } from './popup-states.js';

/**
 * A page of the extension in one state.
 * @typedef {object} State
 * @property {string} name
 * @property {string} page its path in the extension
 * @property {() => { local?: object, session?: object }} world what storage holds
 * @property {Record<string, unknown>} [replies] the background's, by message
 * @property {object} [tab] the one in front
 * @property {boolean} [refused] the browser has granted none of the optional permissions
 * @property {boolean} [offline]
 * @property {string} [ready] what has to be there before anything else is done
 * @property {(page: import('puppeteer-core').Page) => Promise<unknown>} [act] what a person does in it
 */

/** @type {State[]} */
export const STATES = [...popupStates, ...pageStates, ...chipStates];

/**
 * The looks that every state is shown in.
 * @type {import('./pages.js').Look[]}
 */
export const LOOKS = [
  { name: 'light' },
  { name: 'dark', dark: true },
  { name: 'German', language: 'de' },
  { name: '320 px', width: 320 },
  { name: '40 % longer', language: 'pseudo', dark: true },
  { name: 'right to left', rightToLeft: true },
  { name: 'forced colours', forced: true, dark: true },
];
