/** The simulator's own clock: real time plus what a test has moved it on by. */
export class Clock {
  #offset = 0;

  /** @returns {number} milliseconds since 1970 */
  now() {
    return Date.now() + this.#offset;
  }

  /** @returns {number} whole seconds since 1970 */
  seconds() {
    return Math.floor(this.now() / 1000);
  }

  /** @param {number} seconds moves the clock on; negative moves it back */
  advance(seconds) {
    if (!Number.isFinite(seconds)) throw new TypeError(`not a number of seconds: ${seconds}`);
    this.#offset += seconds * 1000;
  }
}
