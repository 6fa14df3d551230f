/** @import { HistoryEntry } from '../types.js' */

/**
 * @param {HistoryEntry[]} entries
 * @returns {string} a table for a spreadsheet, with a line of names and times in ISO 8601
 */
export function historyCsv(entries) {
  const names = [...new Set(entries.flatMap((entry) => Object.keys(entry)))];
  const lines = entries.map(readable).map((entry) => names.map((name) => cell(entry[name])));
  return [names, ...lines].map((cells) => `${cells.join(',')}\r\n`).join('');
}

/**
 * @param {HistoryEntry[]} entries
 * @returns {string}
 */
export function historyJson(entries) {
  return `${JSON.stringify(entries.map(readable), null, 2)}\n`;
}

/** @param {HistoryEntry} entry @returns {Record<string, unknown>} */
function readable(entry) {
  return { ...entry, at: new Date(entry.at * 1000).toISOString() };
}

/** @param {unknown} value */
function cell(value) {
  const text = String(value ?? '');
  // A spreadsheet would run what starts so.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
