/** The keys of the extension's commands as they are set in this browser, and the way to change them. */
import { api, shortcutSettings } from '../../browser.js';
import { text } from '../../text.js';
import { element } from './element.js';

/** @returns {Promise<HTMLElement[]>} */
export async function keyList() {
  const commands = await api.commands.getAll();
  return [element('dl', { class: 'keys' }, ...commands.map(keyLine)), changeKeys()];
}

/** @param {chrome.commands.Command} command */
function keyLine({ name, description, shortcut }) {
  const words = name === '_execute_action' ? text('command_popup') : (description ?? '');
  const key = shortcut ? element('kbd', {}, shortcut) : text('key_none');
  return element('div', {}, element('dt', {}, words), element('dd', {}, key));
}

/** @returns {HTMLElement} with a button; where the browser lets no extension lead there, the way in words */
function changeKeys() {
  const open = shortcutSettings();
  if (!open) return element('p', { class: 'detail' }, text('keys_change_by_hand'));
  const button = { id: 'change-keys', type: 'button', click: open };
  return element('div', { class: 'buttons' }, element('button', button, text('keys_change')));
}
