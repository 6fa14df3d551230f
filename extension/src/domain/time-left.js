/**
 * How the time left of a session reads in four characters, and when that text changes next.
 * Minutes are rounded down, so that no badge promises time that isn't there. The last minute goes in
 * steps of 15 s: a worker woken each second would cost more than it tells.
 */
import '../chip/durations.js';

/** @typedef {import('../chip/parts.js').Level} Level */

const { second, minute, hour } = globalThis.jitConsoleDurations;
const step = 15 * second;

/**
 * @param {number} left milliseconds
 * @returns {string} `3h`, `119m`, `9m`, `45s`, `<15s`, `end`
 */
export function shortTimeLeft(left) {
  if (left <= 0) return 'end';
  if (left < step) return '<15s';
  if (left < minute) return `${(Math.floor(left / step) * step) / second}s`;
  if (left < 2 * hour) return `${Math.floor(left / minute)}m`;
  return `${Math.floor(left / hour)}h`;
}

export const timeLevel = globalThis.jitConsoleDurations.levelOf;

/**
 * @param {number} left milliseconds
 * @returns {number | null} milliseconds until `shortTimeLeft` reads differently; null: never again
 */
export function timeToNextChange(left) {
  if (left <= 0) return null;
  if (left < step) return left;
  const unit = left < minute ? step : left < 2 * hour ? minute : hour;
  return left - Math.floor(left / unit) * unit + 1;
}

/**
 * @param {number} left milliseconds
 * @returns {number} rounded down as `shortTimeLeft` does; 0 where that reads `<15s` or `end`
 */
export function roundedTimeLeft(left) {
  const unit = left < minute ? step : left < 2 * hour ? minute : hour;
  return Math.max(0, Math.floor(left / unit) * unit);
}

/** The shortest time that is shown as a number. */
export const leastShown = step;
