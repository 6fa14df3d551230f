import { createHash } from 'node:crypto';

/** Draws that a seed decides: the N-th for a name is the same in each run, whatever is drawn for others meanwhile. */
export class Chance {
  #seed;
  /** @type {Map<string, number>} how often each name was drawn for */
  #drawn = new Map();

  /** @param {number} seed */
  constructor(seed) {
    this.#seed = seed;
  }

  /** @param {string} name @returns {number} from 0 to 1, without 1 */
  draw(name) {
    const nth = (this.#drawn.get(name) ?? 0) + 1;
    this.#drawn.set(name, nth);
    const digest = createHash('sha256').update(`${this.#seed} ${nth} ${name}`).digest();
    return digest.readUInt32BE() / 2 ** 32;
  }
}

/**
 * @param {Record<number, number>} percentiles such as `{50: 100, 99: 4000}`: half are 100 at most, one in a hundred 4000
 * @param {number} drawn from 0 to 1
 * @returns {number} what that draw means: on the line from each percentile, at first 0, to the next
 */
export function atPercentile(percentiles, drawn) {
  let [below, low] = [0, 0];
  for (const [percent, value] of Object.entries(percentiles)) {
    const share = Number(percent) / 100;
    if (drawn < share) return low + ((value - low) * (drawn - below)) / (share - below);
    [below, low] = [share, value];
  }
  return low;
}
