import { readFileSync } from 'node:fs';

/**
 * What can break, what a person sees then, what is lost, and the test that shows it.
 *
 * @typedef {object} Row
 * @property {string} area
 * @property {string} broken
 * @property {string} seen
 * @property {string} lost
 * @property {string} file below tests
 * @property {string} test its name, or the part of it that names the case
 */

/** @returns {Row[]} of matrix.txt */
function read() {
  /** @type {Row[]} */
  const rows = [];
  let area = '';
  for (const line of readFileSync(new URL('matrix.txt', import.meta.url), 'utf8').split('\n')) {
    if (line.startsWith('## ')) area = line.slice(3);
    if (line === '' || line.startsWith('#')) continue;
    const [broken, seen, lost, file, test, ...more] = line.split(' | ');
    if (test === undefined || more.length > 0) throw new Error(`five fields, not: ${line}`);
    rows.push({ area, broken, seen, lost, file, test });
  }
  return rows;
}

export const rows = read();
