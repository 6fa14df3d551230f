/** @import { ErrorWords } from '../../error-sentences.js' */
import { element } from './element.js';

/**
 * @param {ErrorWords} words
 * @returns {HTMLElement[]} what went wrong, the host's own words for it (on hover where the page isn't in their
 *   language), and what to do about it
 */
export function failureWords({ sentence, detail, original, next }) {
  const title = detail === '' && original !== '' ? original : null;
  return [
    element('p', { class: 'sentence', title }, sentence),
    ...(detail ? [element('p', { class: 'detail' }, detail)] : []),
    element('p', { class: 'next' }, next),
  ];
}
