/** What browsers offer for tab groups, with the colour that each is about. */
const groupColours = /** @type {const} */ ({
  grey: '#5f6368',
  blue: '#1a73e8',
  red: '#d93025',
  yellow: '#f9ab00',
  green: '#188038',
  pink: '#d01884',
  purple: '#a142f4',
  cyan: '#007b83',
  orange: '#fa903e',
});

/**
 * @param {string} colour `#rrggbb`
 * @returns {keyof typeof groupColours} the one that looks most like it
 */
export function nearestGroupColour(colour) {
  const wanted = channels(colour);
  const distance = (/** @type {string} */ other) =>
    channels(other).reduce((sum, value, at) => sum + (value - (wanted[at] ?? 0)) ** 2, 0);
  const names = /** @type {(keyof typeof groupColours)[]} */ (Object.keys(groupColours));
  return names.reduce((best, name) =>
    distance(groupColours[name]) < distance(groupColours[best]) ? name : best,
  );
}

/** @param {string} colour */
function channels(colour) {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
