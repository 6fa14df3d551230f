/** @import { Settings } from '../types.js' */
import { nearestContainerColour } from './browser-colours.js';

/**
 * Colours that tell tenants apart; white on each of them has a contrast of at least 4.5:1. Red isn't among them: it
 * marks production.
 */
export const palette = [
  '#1d4ed8',
  '#0f766e',
  '#15803d',
  '#a16207',
  '#c2410c',
  '#be185d',
  '#7e22ce',
];

export const productionColour = '#b91c1c';

/**
 * @param {string} key a target's (target-key.js)
 * @param {Settings['colours']} chosen by the user
 * @param {Record<string, string>} [given] to the targets used since the browser started (colourGiven)
 * @returns {string} `#rrggbb`; without a choice always the same one of the palette
 */
export function targetColour(key, chosen, given = {}) {
  return chosen[key] ?? given[key] ?? /** @type {string} */ (palette[placeInPalette(key)]);
}

/**
 * A colour for a target that is opened: its own where it is free, else another one that no target in use has. With
 * more targets in use than colours, one that few have, and not that of the target before.
 * @param {string} key
 * @param {Settings['colours']} chosen
 * @param {Record<string, string>} given so far, the newest last
 * @param {string[]} inUse keys of the targets that are open
 * @returns {string}
 */
export function colourGiven(key, chosen, given, inUse) {
  const others = inUse.filter((other) => other !== key);
  const used = others.map((other) => looks(targetColour(other, chosen, given)));
  const kept = given[key];
  if (kept && (inUse.includes(key) || !used.includes(looks(kept)))) return kept;
  const before = Object.keys(given).filter((other) => other !== key);
  const newest = before.at(-1);
  const last = newest && looks(targetColour(newest, chosen, given));
  const ever = before.map((other) => looks(targetColour(other, chosen, given)));
  const own = placeInPalette(key);
  const inOrder = [...palette.slice(own), ...palette.slice(0, own)];
  const cost = (/** @type {string} */ colour) => {
    const count = (/** @type {string[]} */ list) =>
      list.filter((one) => one === looks(colour)).length;
    return count(used) * 1_000_000 + (looks(colour) === last ? 10_000 : 0) + count(ever);
  };
  return inOrder.reduce((best, colour) => (cost(colour) < cost(best) ? colour : best));
}

/** A colour of the user's own counts as the one it looks like. @param {string} colour */
const looks = (colour) => nearestContainerColour(colour);

/**
 * @param {string} key
 * @returns {number} an index of `palette`
 */
function placeInPalette(key) {
  let sum = 0;
  for (const character of key) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % palette.length;
}
