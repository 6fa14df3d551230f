/** @import { ErrorWords } from '../../error-sentences.js' */
import { element } from './element.js';

/**
 * @param {ErrorWords} words
 * @returns {HTMLElement[]} what went wrong, the portal's or the host's own words for it (the host's on hover where
 *   they aren't shown), and what to do about it
 */
export function failureWords({ sentence, detail, original, next }) {
  const title = detail === original || original === '' ? null : original;
  return [
    element('p', { class: 'sentence', title }, sentence),
    ...(detail ? [element('p', { class: 'detail' }, detail)] : []),
    element('p', { class: 'next' }, next),
  ];
}
