/** @import { NextStep } from '../../error-sentences.js' */
import { text } from '../../text.js';
import { element } from './element.js';

/** Each step's class and words. */
const looks = /** @type {const} */ ({
  retry: ['retry', 'try_again'],
  sign_in: ['retry', 'sign_in'],
  settings: ['open-settings', 'open_settings'],
  portal: ['open-portal', 'open_in_portal'],
});

/**
 * What a failure offers to do about it.
 * @param {NextStep} step
 * @param {{ retry: () => void, settings: () => void, portal: () => void, of: string | null }} actions portal: opens its
 *   page; of: what tells its button from others of the page, which keeps its focus; null: nothing within may take the
 *   focus: it is for the mouse then, as a row's Enter does the same
 * @returns {HTMLElement | null}
 */
export function failureButton(step, { retry, settings, portal, of }) {
  if (step === 'none') return null;
  const press = (/** @type {Event} */ event) => {
    event.stopPropagation();
    if (step === 'settings') settings();
    else if (step === 'portal') portal();
    else retry();
  };
  const [name, words] = looks[step];
  return of === null
    ? element('span', { class: `button ${name}`, click: press }, text(words))
    : element(
        'button',
        { id: `${name}-${of}`, type: 'button', class: name, click: press },
        text(words),
      );
}
