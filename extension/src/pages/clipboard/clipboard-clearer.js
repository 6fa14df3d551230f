/**
 * The hidden page that Chromium's background opens to remove a secret from the clipboard. Only the
 * old commands work there: the Clipboard API wants a page in focus.
 */
import { clearIfStillThere } from '../../domain/clipboard-secret.js';
import { byId } from '../shared/element.js';

const field = byId('clipboard', HTMLTextAreaElement);

function read() {
  field.value = '';
  field.focus();
  document.execCommand('paste');
  const { value } = field;
  field.value = '';
  return value;
}

function clear() {
  document.addEventListener('copy', (event) => {
    event.preventDefault();
    event.clipboardData?.setData('text/plain', '');
  });
  document.execCommand('copy');
  // The answer comes after the clipboard was written: a page that closes sooner can undo that.
  read();
}

await clearIfStillThere(location.hash.slice(1), read, clear);
window.close();
