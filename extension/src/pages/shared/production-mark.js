/** What says beside a tenant's name that it is production: a word, and red. */
import { text } from '../../text.js';
import { element } from './element.js';

/** Stands in a sentence for the name until it is known where that comes; no name holds it. */
const place = '\ufffc';

/** @returns {HTMLElement} */
export function productionMark() {
  return element(
    'span',
    { class: 'production', title: text('production') },
    text('production_mark'),
  );
}

/**
 * @param {string} name of a tenant
 * @param {boolean} production
 * @param {(name: string) => string} sentence with the name in it
 * @returns {(Node | string)[]} the sentence, with the mark behind the name where it is production
 */
export function markedSentence(name, production, sentence) {
  if (!production) return [sentence(name)];
  const [before = '', ...after] = sentence(place).split(place);
  return [before, name, '\u00a0', productionMark(), after.join(name)];
}
