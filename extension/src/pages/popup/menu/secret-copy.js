/** Copies a secret, and has it removed from the clipboard later where the browser allows it. */
import { digestOf } from '../../../domain/clipboard-secret.js';
import { text } from '../../../text.js';
import {
  allowClearing,
  isToBeAsked,
  mayClear,
  refuseClearing,
} from '../../shared/clipboard-clearing.js';
import { element } from '../../shared/element.js';
import { ask } from '../../shared/page.js';

/**
 * @param {string} secret
 * @returns {Promise<boolean>} false: the browser wants another press of a button right before
 */
export async function copySecret(secret) {
  try {
    await navigator.clipboard.writeText(secret);
  } catch (error) {
    // The press that led here is too long ago.
    if (error instanceof DOMException && error.name === 'NotAllowedError') return false;
    throw error;
  }
  if (await mayClear()) await ask('clear_clipboard_later', { digest: await digestOf(secret) });
  return true;
}

/**
 * How long the secret stays in the clipboard; the first time, where the browser has to allow it, with the question
 * whether to clear it.
 * @returns {Promise<HTMLElement>}
 */
export async function staysInClipboard() {
  const cleared = await mayClear();
  const asks = !cleared && (await isToBeAsked());
  const words = element('p', { class: 'detail', id: 'clipboard-stays' });
  words.textContent = text(cleared ? 'clipboard_cleared' : 'clipboard_stays');
  return asks ? question(words) : words;
}

/** @param {HTMLElement} words said before the question, and what follows from the answer */
function question(words) {
  const answered = (/** @type {boolean} */ allowed) => {
    words.textContent = text(allowed ? 'clipboard_allowed' : 'clipboard_refused');
    const hadFocus = box.contains(document.activeElement);
    box.replaceChildren(words);
    if (hadFocus) words.focus();
  };
  words.tabIndex = -1;
  const allow = () => void allowClearing().then(answered);
  const refuse = () => void refuseClearing().then(() => answered(false));
  const box = element(
    'div',
    { class: 'panel-part' },
    words,
    element('p', { class: 'detail' }, text('clipboard_why')),
    element(
      'div',
      { class: 'buttons' },
      element(
        'button',
        { type: 'button', id: 'clipboard-allow', click: allow },
        text('clipboard_allow'),
      ),
      element(
        'button',
        { type: 'button', id: 'clipboard-refuse', click: refuse },
        text('clipboard_refuse'),
      ),
    ),
  );
  return box;
}
