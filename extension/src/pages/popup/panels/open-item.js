import { sentenceFor } from '../../../error-sentences.js';
import { HostError } from '../../../host/host-error.js';
import { setAvailable } from '../../shared/available.js';
import { element } from '../../shared/element.js';

/**
 * @param {unknown} error
 * @returns {string} what went wrong and what to do about it
 */
export function problemLine(error) {
  return sentenceFor(HostError.from(error).toData(), { portal: null, target: null }).line;
}

/**
 * Something that is open, with the button that ends it.
 * @param {Record<string, string>} attributes of the item
 * @param {(Node | false)[]} what it is
 * @param {object} way out
 * @param {string} way.words on the button
 * @param {string} way.label the whole of it, for whoever doesn't see what stands beside
 * @param {() => Promise<unknown>} way.end
 * @param {string} way.ended the words once that is done, and the item is gone
 * @param {HTMLElement} status where what came of it is said, which takes the focus from a button that goes
 * @returns {HTMLElement}
 */
export function openItem(attributes, what, { words, label, end, ended }, status) {
  const press = async () => {
    setAvailable(button, false);
    try {
      await end();
      status.textContent = ended;
      item.remove();
    } catch (error) {
      setAvailable(button, true);
      status.textContent = problemLine(error);
    }
    status.focus();
  };
  const button = element(
    'button',
    {
      type: 'button',
      class: 'plain',
      'aria-label': label,
      title: label,
      click: () => void press(),
    },
    words,
  );
  const item = element(
    'li',
    { class: 'open-item', ...attributes },
    element('div', { class: 'what' }, ...what),
    button,
  );
  return item;
}
