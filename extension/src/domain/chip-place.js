/** @import { ChipPlace } from '../types.js' */

/**
 * @param {unknown} kept what a page sent or storage holds
 * @returns {ChipPlace | null} null: no place
 */
export function chipPlace(kept) {
  const { side, edge, x, y } = /** @type {any} */ (kept) ?? {};
  const valid =
    ['left', 'right'].includes(side) &&
    ['top', 'bottom'].includes(edge) &&
    Number.isFinite(x) &&
    Number.isFinite(y);
  return valid ? { side, edge, x, y } : null;
}
