/** @import { ErrorWords } from '../../error-sentences.js' */
import { element } from './element.js';

/**
 * @param {ErrorWords} words
 * @returns {HTMLElement[]} what went wrong, the host's own words for it, and what to do about it
 */
export function failureWords({ sentence, detail, next }) {
  const parts = { sentence, detail, next };
  return Object.entries(parts).flatMap(([name, words]) =>
    words ? [element('p', { class: name }, words)] : [],
  );
}
