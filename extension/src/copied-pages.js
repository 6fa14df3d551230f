import { text } from './text.js';

/**
 * @param {{ count: number, leftOut: number }} pages of a window that were copied for colleagues, and that weren't
 * @returns {string} what is said of it
 */
export function copiedPages({ count, leftOut }) {
  if (count === 0) return text('pages_none');
  const more = leftOut > 0 ? text('pages_left_out', String(leftOut)) : '';
  return `${text('pages_copied', String(count))} ${more}`.trim();
}
