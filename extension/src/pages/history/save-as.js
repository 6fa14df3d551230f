import { element } from '../shared/element.js';

/**
 * Has the browser save a file, as if it had been downloaded.
 * @param {string} name
 * @param {string} type its media type
 * @param {string} content
 */
export function saveAs(name, type, content) {
  const href = URL.createObjectURL(new Blob([content], { type }));
  element('a', { href, download: name }).click();
  // The download has its own hold on it by then.
  setTimeout(() => URL.revokeObjectURL(href));
}
