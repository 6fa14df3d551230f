/**
 * Says that something happened to all who listen. None of them is waited for, and what one of them throws
 * reaches neither the others nor whoever said it.
 * @template {unknown[]} [Args=[]]
 */
export class Signal {
  /** @type {((...args: Args) => unknown)[]} */
  #listeners = [];

  /** @param {(...args: Args) => unknown} listener */
  addListener(listener) {
    this.#listeners.push(listener);
  }

  /** @param {Args} args */
  emit(...args) {
    for (const listener of this.#listeners)
      (async () => listener(...args))().catch((error) => console.error('a listener failed', error));
  }
}
