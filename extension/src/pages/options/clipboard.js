/** The setting whether copied secrets are cleared. The browser's permissions are its only place: nothing else can differ from them. */
import { api } from '../../browser.js';
import { text } from '../../text.js';
import { allowClearing, mayClear, stopClearing } from '../shared/clipboard-clearing.js';
import { element } from '../shared/element.js';

/**
 * @param {(error: unknown) => void} failed
 * @returns {HTMLElement}
 */
export function clipboardSetting(failed) {
  const id = 'setting-clearClipboard';
  const show = async () => {
    input.checked = await mayClear();
  };
  // In the same turn as the click: browsers ask for permissions only then.
  const flip = () => (input.checked ? allowClearing() : stopClearing()).then(show, failed);
  const input = element('input', {
    type: 'checkbox',
    id,
    'aria-describedby': `${id}-hint`,
    change: () => void flip(),
  });
  api.permissions.onAdded.addListener(() => void show());
  api.permissions.onRemoved.addListener(() => void show());
  void show();
  return element(
    'div',
    { class: 'setting' },
    element('label', { for: id }, text('clipboard_setting')),
    input,
    element('p', { class: 'detail', id: `${id}-hint` }, text('clipboard_setting_hint')),
  );
}
