/** @import { HistoryEntry } from '../types.js' */

/** @typedef {(entry: HistoryEntry) => boolean} IsProduction whether its tenant is production, as the history page shows it */

/**
 * @param {HistoryEntry[]} entries
 * @param {IsProduction} isProduction
 * @returns {string} a table for a spreadsheet, with a line of names and times in ISO 8601
 */
export function historyCsv(entries, isProduction) {
  const rows = entries.map((entry) => readable(entry, isProduction));
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => names.map((name) => cell(row[name])));
  return [names, ...lines].map((cells) => `${cells.join(',')}\r\n`).join('');
}

/**
 * @param {HistoryEntry[]} entries
 * @param {IsProduction} isProduction
 * @returns {string}
 */
export function historyJson(entries, isProduction) {
  const rows = entries.map((entry) => readable(entry, isProduction));
  return `${JSON.stringify(rows, null, 2)}\n`;
}

/** @param {HistoryEntry} entry @param {IsProduction} isProduction @returns {Record<string, unknown>} */
function readable(entry, isProduction) {
  const at = new Date(entry.at * 1000).toISOString();
  return { ...entry, at, production: isProduction(entry) };
}

/** @param {unknown} value */
function cell(value) {
  const text = String(value ?? '');
  // A spreadsheet would run what starts so.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
