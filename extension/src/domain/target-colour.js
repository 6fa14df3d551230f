/** @import { Settings } from '../types.js' */

/** Colours that tell tenants apart; white on each of them has a contrast of at least 4.5:1. */
export const palette = [
  '#1d4ed8',
  '#0f766e',
  '#15803d',
  '#a16207',
  '#c2410c',
  '#b91c1c',
  '#be185d',
  '#7e22ce',
];

/**
 * @param {string} key a target's (target-key.js)
 * @param {Settings['colours']} colours what the user chose
 * @returns {string} `#rrggbb`; without a choice always the same one of the palette
 */
export function targetColour(key, colours) {
  return colours[key] ?? /** @type {string} */ (palette[placeInPalette(key)]);
}

/**
 * @param {string} key
 * @returns {number} an index of `palette`
 */
function placeInPalette(key) {
  let sum = 0;
  for (const character of key) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % palette.length;
}
