/** The sentences of _locales, by their key. */
import { api } from './browser.js';
import { leastShown, roundedTimeLeft } from './domain/time-left.js';

// Made once: creating one takes longer than using it.
const clock = /** @type {const} */ ({ hour: 'numeric', minute: '2-digit' });
const onlyTime = new Intl.DateTimeFormat(undefined, clock);
const dayAndTime = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', ...clock });
const amounts = { second: inUnit('second'), minute: inUnit('minute'), hour: inUnit('hour') };

/**
 * @param {string} unit
 * @returns {Intl.NumberFormat}
 */
function inUnit(unit) {
  return new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay: 'long' });
}

/**
 * @param {string} key
 * @param {...string} parts what goes into the sentence's places
 * @returns {string}
 */
export function text(key, ...parts) {
  return api.i18n.getMessage(key, parts);
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
 * A length of time in words, in the user's locale.
 * @param {number} ms
 * @returns {string} "52 minutes", "2 hours 5 minutes", "45 seconds"
 */
export function inWords(ms) {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return amount(seconds, 'second');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return amount(minutes, 'minute');
  const rest = minutes % 60;
  const hours = amount(Math.floor(minutes / 60), 'hour');
  return rest === 0 ? hours : `${hours} ${amount(rest, 'minute')}`;
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

/** @param {number} value @param {'second' | 'minute' | 'hour'} unit */
function amount(value, unit) {
  return amounts[unit].format(value);
}
