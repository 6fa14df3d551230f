/** What says beside a tenant's name that it is production: a word, and red. */
import { text } from '../../text.js';
import { element } from './element.js';

/** @returns {HTMLElement} */
export function productionMark() {
  return element(
    'span',
    { class: 'production', title: text('production') },
    text('production_mark'),
  );
}
