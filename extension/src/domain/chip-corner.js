/** @import { ChipCorner } from '../types.js' */

/** @type {readonly ChipCorner[]} */
const corners = ['top-left', 'top-right', 'bottom-left', 'bottom-right'];

/**
 * @param {unknown} kept what a page sent or storage holds; earlier versions kept a place `{ side, edge, … }`
 * @returns {ChipCorner | null} null: it names none
 */
export function chipCorner(kept) {
  const { side, edge } = /** @type {any} */ (kept) ?? {};
  const named = typeof kept === 'string' ? kept : `${edge}-${side}`;
  return corners.find((corner) => corner === named) ?? null;
}
