/** The sentences of _locales, by their key. */
import { api } from './browser.js';
import './chip/durations.js';
import './chip/sentences.js';
import { leastShown, roundedTimeLeft } from './domain/time-left.js';

const clock = /** @type {const} */ ({ hour: 'numeric', minute: '2-digit' });
const dayAndClock = /** @type {const} */ ({ day: 'numeric', month: 'short', ...clock });

/** Made once, when the first is wanted: creating one takes longer than using it. @type {Record<string, Intl.DateTimeFormat>} */
const formats = {};

/** @import { Sentence } from './types.js' */

/** The file of _locales, where the browser gives nothing of it. @type {Record<string, Sentence> | null} */
let own = null;

/** A length of time. */
export const { inWords } = globalThis.jitConsoleDurations;
const { filled } = globalThis.jitConsoleSentences;

/**
 * @param {string} key
 * @param {...string} parts what goes into the sentence's places
 * @returns {string}
 */
export function text(key, ...parts) {
  return api.i18n.getMessage(key, parts) || filled(own?.[key], parts);
}

/**
 * Chromium may leave a process without any of an extension's messages for as long as it runs: `getMessage` gives ''
 * for each key, and pages would show buttons without words. They are read from the file then.
 * @returns {Promise<boolean>} whether they had to be
 */
export async function findWords() {
  if (own || api.i18n.getMessage('language') !== '') return false;
  own = await sentencesOfFile();
  return own !== null;
}

/** @returns {Promise<Record<string, Sentence> | null>} null: they can't be read */
export async function sentencesOfFile() {
  const language = api.i18n.getUILanguage();
  for (const name of [language.replace('-', '_'), language.split('-')[0], 'en'])
    try {
      const file = await fetch(api.runtime.getURL(`_locales/${name}/messages.json`));
      return await file.json();
    } catch (error) {
      console.debug('no messages for', name, error);
    }
  return null;
}

/**
 * A time of day in the user's clock and locale, with the day where it isn't today.
 * @param {number} time milliseconds
 * @param {number} now milliseconds
 * @returns {string}
 */
export function timeOfDay(time, now) {
  const today = new Date(time).toDateString() === new Date(now).toDateString();
  const kind = today ? 'time' : 'dayAndTime';
  formats[kind] ??= new Intl.DateTimeFormat(undefined, today ? clock : dayAndClock);
  return formats[kind].format(time);
}

/**
 * The time left of a session in words that say the same as the badge.
 * @param {number} left milliseconds
 * @returns {string} "52 minutes", "15 seconds", "less than 15 seconds"
 */
export function leftInWords(left) {
  const rounded = roundedTimeLeft(left);
  return rounded > 0 ? inWords(rounded) : text('less_than', inWords(leastShown));
}
