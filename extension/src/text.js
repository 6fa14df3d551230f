/** The sentences of _locales, by their key. */
import { api } from './browser.js';
import './chip/durations.js';
import { leastShown, roundedTimeLeft } from './domain/time-left.js';

// Made once: creating one takes longer than using it.
const clock = /** @type {const} */ ({ hour: 'numeric', minute: '2-digit' });
const onlyTime = new Intl.DateTimeFormat(undefined, clock);
const dayAndTime = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', ...clock });

/** @typedef {{ message: string, placeholders?: Record<string, { content: string }> }} Words */

/** The file of _locales, where the browser gives nothing of it. @type {Record<string, Words> | null} */
let own = null;

/** A length of time. */
export const { inWords } = globalThis.jitConsoleDurations;

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
  const language = api.i18n.getUILanguage();
  for (const name of [language.replace('-', '_'), language.split('-')[0], 'en'])
    try {
      const file = await fetch(api.runtime.getURL(`_locales/${name}/messages.json`));
      own = await file.json();
      return true;
    } catch (error) {
      console.debug('no messages for', name, error);
    }
  return false;
}

/** @param {Words | undefined} words @param {string[]} parts */
function filled({ message, placeholders = {} } = { message: '' }, parts) {
  return message
    .replace(/\$(\w+)\$/g, (_, name) => placeholders[name.toLowerCase()]?.content ?? '')
    .replace(/\$(\d)/g, (_, at) => parts[at - 1] ?? '');
}

/**
 * A time of day in the user's clock and locale, with the day where it isn't today.
 * @param {number} time milliseconds
 * @param {number} now milliseconds
 * @returns {string}
 */
export function timeOfDay(time, now) {
  const today = new Date(time).toDateString() === new Date(now).toDateString();
  return (today ? onlyTime : dayAndTime).format(time);
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
