/** Messages to the worker, and those who wait for its answers. */
export class FakeMessages {
  #event;
  /** @type {Set<(answer: any) => void>} */
  #waiting = new Set();

  /** @param {import('./fake-event.js').FakeEvent} event runtime.onMessage */
  constructor(event) {
    this.#event = event;
  }

  /**
   * @param {object} message
   * @param {object} sender
   * @returns {Promise<any>} undefined: nobody answers, or the worker died before it did
   */
  send(message, sender) {
    return new Promise((resolve) => {
      this.#waiting.add(resolve);
      const reply = (/** @type {any} */ answer) => {
        this.#waiting.delete(resolve);
        resolve(answer);
      };
      const taken = this.#event.fire(message, sender, reply);
      if (!taken.includes(true)) reply(undefined);
    });
  }

  /** The worker died: nobody will answer. */
  abandon() {
    for (const resolve of this.#waiting) resolve(undefined);
    this.#waiting.clear();
  }
}
