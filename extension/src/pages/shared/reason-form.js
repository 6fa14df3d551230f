/** Asks for the reason or ticket number that an organisation's policy wants. */
import { text } from '../../text.js';
import { element } from './element.js';

/** As much as the host takes, in bytes; no letter takes more than four. */
const longest = 50;

/**
 * @param {string} label of the button
 * @param {(reason: string) => void} give
 * @returns {HTMLFormElement}
 */
export function reasonForm(label, give) {
  const input = element('input', {
    id: 'reason',
    type: 'text',
    required: true,
    maxlength: String(longest),
    autocomplete: 'off',
  });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const reason = input.value.trim();
    if (reason !== '') give(reason);
    else input.focus();
  };
  const go = element('button', { id: 'continue', type: 'submit', class: 'primary' }, label);
  return element(
    'form',
    { class: 'reason', submit },
    element('label', { for: 'reason' }, text('reason_label')),
    input,
    element('div', { class: 'buttons' }, go),
  );
}
