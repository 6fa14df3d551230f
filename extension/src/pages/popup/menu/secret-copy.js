/** Copies a secret, and has it removed from the clipboard later where the browser allows it. */
import { api } from '../../../browser.js';
import { digestOf } from '../../../domain/clipboard-secret.js';
import { text } from '../../../text.js';
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

/** The permissions for clearing the clipboard; they are used for nothing else. */
const clearing = ['clipboardRead', 'clipboardWrite', 'offscreen'];

/**
 * Not every browser knows all of them, so the manifest decides.
 * @returns {chrome.permissions.Permissions}
 */
function permissions() {
  const { permissions: given = [], optional_permissions: optional = [] } =
    api.runtime.getManifest();
  const known = /** @type {string[]} */ ([...given, ...optional]);
  const wanted = clearing.filter((name) => known.includes(name));
  return { permissions: /** @type {chrome.runtime.ManifestPermission[]} */ (wanted) };
}

/** @returns {Promise<boolean>} */
function mayClear() {
  return api.permissions.contains(permissions());
}

/**
 * How long the secret stays in the clipboard, and what can be done about it.
 * @returns {Promise<HTMLElement>}
 */
export async function staysInClipboard() {
  const words = element('p', { class: 'detail' });
  if (await mayClear()) {
    words.textContent = text('clipboard_cleared');
    return words;
  }
  words.textContent = text('clipboard_stays');
  const allow = element('button', { type: 'button', class: 'plain' }, text('clipboard_allow'));
  allow.addEventListener('click', async () => {
    // The browser asks; its question may close the popup, and the answer holds all the same.
    const allowed = await api.permissions.request(permissions());
    words.textContent = text(allowed ? 'clipboard_allowed' : 'clipboard_stays');
    allow.hidden = allowed;
  });
  return element('div', { class: 'panel-part' }, words, allow);
}
