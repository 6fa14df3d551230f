/** @import { Clock } from '../../../extension/src/types.js' */

/** A clock that stands still until it is moved, and runs what falls due on the way. */
export class FakeClock {
  #now = 1_790_000_000_000;
  #nextTimer = 1;
  /** @type {Map<number, { at: number, run: () => void }>} */
  #timers = new Map();

  /** @returns {number} */
  now = () => this.#now;

  /** @type {Clock['setTimeout']} */
  setTimeout = (run, ms) => {
    const timer = this.#nextTimer++;
    this.#timers.set(timer, { at: this.#now + ms, run });
    return timer;
  };

  /** @type {Clock['clearTimeout']} */
  clearTimeout = (timer) => {
    this.#timers.delete(/** @type {number} */ (timer));
  };

  /** The worker died, and its timers with it. */
  forgetTimers() {
    this.#timers.clear();
  }

  /** @returns {number} how many timers are set */
  get waiting() {
    return this.#timers.size;
  }

  /** @returns {number} when the next timer is due; Infinity: none is set */
  get due() {
    return Math.min(...[...this.#timers.values()].map(({ at }) => at));
  }

  /** The machine slept, or its clock was set: no timer runs on the way. @param {number} ms */
  jump(ms) {
    this.#now += ms;
  }

  /** @param {number} ms */
  async advance(ms) {
    const until = this.#now + ms;
    for (let inARow = 0, last = this.#now; ; inARow = this.#now === last ? inARow + 1 : 0) {
      if (inARow > 200) throw new Error('a timer goes round without time passing');
      last = this.#now;
      const [next] = [...this.#timers]
        .filter(([, { at }]) => at <= until)
        .sort(([, left], [, right]) => left.at - right.at);
      if (!next) break;
      const [timer, { at, run }] = next;
      this.#timers.delete(timer);
      this.#now = Math.max(this.#now, at);
      run();
      await settle();
    }
    this.#now = until;
    await settle();
  }
}

/**
 * Lets everything run that waits for nothing but its turn. The fakes answer in microtasks, so nothing is
 * left when this ends.
 */
export async function settle() {
  for (let turn = 0; turn < 20; turn++) await new Promise((done) => setImmediate(done));
}
