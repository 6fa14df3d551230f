/** @import { NextStep } from '../../error-sentences.js' */
import { text } from '../../text.js';
import { element } from './element.js';

/**
 * What a failure offers to do about it.
 * @param {NextStep} step
 * @param {{ retry: () => void, settings: () => void, focusable: boolean }} actions
 * @returns {HTMLButtonElement | null}
 */
export function failureButton(step, { retry, settings, focusable }) {
  if (step === 'none') return null;
  const tabindex = focusable ? null : '-1';
  const press = (/** @type {Event} */ event) => {
    event.stopPropagation();
    if (step === 'settings') settings();
    else retry();
  };
  const id = step === 'settings' ? 'open-settings' : 'retry';
  const words = { retry: 'try_again', sign_in: 'sign_in', settings: 'open_settings' }[step];
  return element('button', { id, type: 'button', tabindex, click: press }, text(words));
}
