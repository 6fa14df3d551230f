/** Runs pieces of work one after another, each to its end, even if an earlier one failed. */
export class SerialQueue {
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();

  /**
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>} of this work, once those before are done
   */
  run(work) {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
