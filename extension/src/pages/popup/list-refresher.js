import { HostError } from '../../host/host-error.js';
import { ask } from '../shared/page.js';

/** Loading that takes less than this shows nothing, so that nothing flickers. */
const slowAfter = 150;

/** Has the background bring the lists up to date, and knows whether that takes long. */
export class ListRefresher {
  #running = 0;
  #changed;
  /** Lists are being read, and have been for a while. */
  slow = false;

  /** @param {() => void} changed `slow` is another */
  constructor(changed) {
    this.#changed = changed;
  }

  /**
   * @param {boolean} force even lists that are a few seconds old
   * @returns {Promise<void>} ends when they are read, or could not be: what went wrong is in the state
   */
  async refresh(force) {
    this.#running += 1;
    const timer = setTimeout(() => this.#setSlow(true), slowAfter);
    await ask('refresh', { force }).catch((error) =>
      console.debug('the lists could not be read', HostError.from(error).code),
    );
    clearTimeout(timer);
    this.#running -= 1;
    this.#setSlow(this.#running > 0 && this.slow);
  }

  /** @param {boolean} slow */
  #setSlow(slow) {
    this.slow = slow;
    this.#changed();
  }
}
