/** An event of the browser's API. */
export class FakeEvent {
  /** @type {Set<(...args: any[]) => any>} */
  #listeners = new Set();

  /** @param {(...args: any[]) => any} listener */
  addListener = (listener) => {
    this.#listeners.add(listener);
  };

  /**
   * @param {...any} args
   * @returns {any[]} what the listeners returned
   */
  fire(...args) {
    return [...this.#listeners].map((listener) => listener(...args));
  }

  /** The worker died: nobody listens any more. */
  forgetListeners() {
    this.#listeners.clear();
  }
}
