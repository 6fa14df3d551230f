import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const TESTS = fileURLToPath(new URL('..', import.meta.url));

/**
 * True where a test of that name is in the file: a Boost.Test case, or a name (or the part of one that a table of cases
 * holds) in quotes.
 *
 * @param {string} file below tests
 * @param {string} name
 */
export function hasTest(file, name) {
  if (!existsSync(TESTS + file)) return false;
  const text = readFileSync(TESTS + file, 'utf8');
  if (file.endsWith('.cpp'))
    return new RegExp(`TEST_CASE(_F)?\\(([A-Za-z]+, *)?\\s*${name}\\b`).test(text);
  return text.split('\n').some((line) => /['"`]/.test(line) && line.includes(name));
}
