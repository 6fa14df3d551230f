/** @import { NextStep } from '../../error-sentences.js' */
import { text } from '../../text.js';
import { element } from './element.js';

/**
 * What a failure offers to do about it.
 * @param {NextStep} step
 * @param {{ retry: () => void, settings: () => void, portal: () => void, focusable: boolean }} actions portal: opens its page;
 *   focusable: false where nothing within may take the focus: it is for the mouse then, as a row's Enter does the same
 * @returns {HTMLElement | null}
 */
export function failureButton(step, { retry, settings, portal, focusable }) {
  if (step === 'none') return null;
  const press = (/** @type {Event} */ event) => {
    event.stopPropagation();
    if (step === 'settings') settings();
    else if (step === 'portal') portal();
    else retry();
  };
  const id = { retry: 'retry', sign_in: 'retry', settings: 'open-settings', portal: 'open-portal' }[
    step
  ];
  const words = {
    retry: 'try_again',
    sign_in: 'sign_in',
    settings: 'open_settings',
    portal: 'open_in_portal',
  }[step];
  return focusable
    ? element('button', { id, type: 'button', click: press }, text(words))
    : element('span', { id, class: 'button', click: press }, text(words));
}
