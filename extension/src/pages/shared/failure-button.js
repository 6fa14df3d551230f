/** @import { NextStep } from '../../error-sentences.js' */
import { text } from '../../text.js';
import { element } from './element.js';

/**
 * What a failure offers to do about it.
 * @param {NextStep} step
 * @param {{ retry: () => void, settings: () => void, focusable: boolean }} actions
 *   focusable: false where nothing within may take the focus: it is for the mouse then, as a row's Enter tries again
 * @returns {HTMLElement | null}
 */
export function failureButton(step, { retry, settings, focusable }) {
  if (step === 'none') return null;
  const press = (/** @type {Event} */ event) => {
    event.stopPropagation();
    if (step === 'settings') settings();
    else retry();
  };
  const id = step === 'settings' ? 'open-settings' : 'retry';
  const words = { retry: 'try_again', sign_in: 'sign_in', settings: 'open_settings' }[step];
  return focusable
    ? element('button', { id, type: 'button', click: press }, text(words))
    : element('span', { id, class: 'button', click: press }, text(words));
}
