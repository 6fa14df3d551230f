/**
 * The colours that browsers offer by name. Theirs are lighter than ours: what counts is the hue, so each stands for one of
 * our palette, and tenants of different colours get different ones.
 */

const groupColours = /** @type {const} */ ({
  grey: '#5f6368',
  blue: '#1d4ed8',
  cyan: '#0f766e',
  green: '#15803d',
  yellow: '#a16207',
  orange: '#c2410c',
  red: '#b91c1c',
  pink: '#be185d',
  purple: '#7e22ce',
});

const containerColours = /** @type {const} */ ({
  blue: '#1d4ed8',
  turquoise: '#0f766e',
  green: '#15803d',
  yellow: '#a16207',
  orange: '#c2410c',
  red: '#b91c1c',
  pink: '#be185d',
  purple: '#7e22ce',
});

/** @param {string} colour `#rrggbb` */
export const nearestGroupColour = (colour) => nearest(groupColours, colour);

/** @param {string} colour `#rrggbb` */
export const nearestContainerColour = (colour) => nearest(containerColours, colour);

/**
 * @template {string} Name
 * @param {Record<Name, string>} offered
 * @param {string} colour
 * @returns {Name} the one that looks most like it
 */
function nearest(offered, colour) {
  const wanted = channels(colour);
  const distance = (/** @type {Name} */ name) =>
    channels(offered[name]).reduce((sum, value, at) => sum + (value - (wanted[at] ?? 0)) ** 2, 0);
  const names = /** @type {Name[]} */ (Object.keys(offered));
  return names.reduce((best, name) => (distance(name) < distance(best) ? name : best));
}

/** @param {string} colour */
function channels(colour) {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
