/** @import { OpenHow } from '../../types.js' */

/** How far PageUp and PageDown go: about what is in sight. */
const pageOfRows = 10;

/**
 * @param {{ shiftKey: boolean, ctrlKey: boolean, metaKey: boolean }} event
 * @returns {OpenHow}
 */
export function howToOpen({ shiftKey, ctrlKey, metaKey }) {
  if (ctrlKey || metaKey) return 'background';
  return shiftKey ? 'new_page' : 'go';
}

/**
 * @typedef {{ do: 'move', by: number } | { do: 'edge', last: boolean } | { do: 'open', how: OpenHow }
 *   | { do: 'favourite' } | { do: 'menu' } | { do: 'open_now' } | { do: 'keys' } | { do: 'escape' }} KeyAction
 */

/**
 * What a key means in the search box; the rest is typing.
 * @param {Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'isComposing' | 'target'>} event
 * @returns {KeyAction | null}
 */
export function keyAction(event) {
  if (event.isComposing) return null;
  const command = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case 'ArrowDown':
      return { do: 'move', by: 1 };
    case 'ArrowUp':
      return { do: 'move', by: -1 };
    case 'PageDown':
      return { do: 'move', by: pageOfRows };
    case 'PageUp':
      return { do: 'move', by: -pageOfRows };
    case 'Home':
    case 'End':
      return command ? { do: 'edge', last: event.key === 'End' } : null;
    case 'Enter':
      return { do: 'open', how: howToOpen(event) };
    case 'ArrowRight':
      return command || event.shiftKey || !atEnd(event.target) ? null : { do: 'menu' };
    case 'ArrowLeft':
      return command || event.shiftKey || !isEmpty(event.target) ? null : { do: 'open_now' };
    case 'Escape':
      return { do: 'escape' };
    case '?':
      return isEmpty(event.target) ? { do: 'keys' } : null;
    case 'd':
      return command ? { do: 'favourite' } : null;
    default:
      return null;
  }
}

/** @param {EventTarget | null} field @returns {boolean} what is typed would start a search */
function isEmpty(field) {
  return /** @type {HTMLInputElement} */ (field).value === '';
}

/**
 * @param {EventTarget | null} field
 * @returns {boolean} the caret has nowhere further to go, so that the right arrow is free
 */
function atEnd(field) {
  const { selectionStart, selectionEnd, value } = /** @type {HTMLInputElement} */ (field);
  return selectionStart === selectionEnd && selectionEnd === value.length;
}
