import { text } from '../../text.js';
import { element } from './element.js';

/**
 * @param {string} line
 * @returns {HTMLElement} a command with a button that copies it
 */
export function commandLine(line) {
  const copy = element('button', { type: 'button', class: 'plain' }, text('copy'));
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(line);
    copy.textContent = text('copied');
  });
  return element('div', { class: 'command' }, element('code', {}, line), copy);
}
