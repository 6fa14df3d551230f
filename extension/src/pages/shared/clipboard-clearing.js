/** Whether the browser lets a copied secret be removed from the clipboard, and the one question about it. */
import { api } from '../../browser.js';
import { ask } from './page.js';

/** They are used for nothing else. */
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
export function mayClear() {
  return api.permissions.contains(permissions());
}

/** @returns {Promise<boolean>} nobody has answered the question yet */
export async function isToBeAsked() {
  return !(await api.storage.local.get('clipboardAsked')).clipboardAsked;
}

/** The person doesn't want it; only the settings ask again. */
export async function refuseClearing() {
  await ask('clipboard_asked', {});
}

/**
 * In a click's own turn, since the browser asks.
 * @returns {Promise<boolean>} what the person answered
 */
export async function allowClearing() {
  const answer = api.permissions.request(permissions());
  // At once: the browser's question may close the popup.
  await ask('clipboard_asked', {});
  return answer;
}

/** Secrets that are copied from now on stay in the clipboard. */
export async function stopClearing() {
  await api.permissions.remove(permissions());
  await refuseClearing();
}
