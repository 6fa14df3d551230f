/** All keys of the popup, in the place of its list. */
import { text } from '../../text.js';
import { element } from '../shared/element.js';

/** @type {readonly [string, string][]} keys, and what they do */
const keys = [
  ['↵', 'help_open'],
  ['⇧ ↵', 'help_page'],
  ['Ctrl ↵', 'help_background'],
  ['→', 'help_menu'],
  ['←', 'help_open_now'],
  ['↑ ↓', 'help_move'],
  ['Ctrl D', 'help_favourite'],
  ['Esc', 'help_escape'],
  ['?', 'help_keys'],
];

/**
 * @param {HTMLElement} box hidden while it isn't shown
 * @param {() => void} closed the list is there again
 * @returns {{ open: () => void }}
 */
export function popupHelp(box, closed) {
  const close = () => {
    if (box.hidden) return;
    box.hidden = true;
    document.body.classList.remove('with-help');
    closed();
  };
  box.addEventListener('keydown', (event) => {
    if (!['Escape', 'ArrowLeft', '?'].includes(event.key)) return;
    event.preventDefault();
    close();
  });
  const open = () => {
    box.replaceChildren(...contents(close));
    box.hidden = false;
    document.body.classList.add('with-help');
    box.querySelector('button')?.focus();
  };
  return { open };
}

/** @param {() => void} close */
function contents(close) {
  const lines = keys.map(([key, words]) =>
    element(
      'div',
      {},
      element('dt', {}, text(words)),
      element('dd', {}, element('kbd', {}, onThisSystem(key))),
    ),
  );
  return [
    element('h2', {}, text('help_title')),
    element('dl', { class: 'keys' }, ...lines),
    element('button', { type: 'button', id: 'help-close', click: close }, text('help_close')),
  ];
}

/** @param {string} key */
function onThisSystem(key) {
  return navigator.platform.startsWith('Mac') ? key.replace('Ctrl', '⌘') : key;
}
