/** @import { BrowserFactId } from '../../domain/browser-facts.js' */
/** @import { Parts } from '../parts.js' */
import { isPrivate } from '../../browser.js';

/**
 * Notes whether what is assumed of portals and AWS was seen to hold in this browser, for the page of diagnostics: no names,
 * no addresses, and nothing of private windows.
 */
export class SeenFacts {
  #parts;
  /** What this worker has noted, so that the same costs no call. @type {Map<string, string>} */
  #noted = new Map();

  /** @param {Pick<Parts, 'local'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * Nobody waits for it: what fails is noted the next time.
   * @param {BrowserFactId} id
   * @param {string} store the cookie store that it was seen in
   * @param {string} [differs] what was seen instead, in English words of our own; "": it holds
   */
  note(id, store, differs = '') {
    if (isPrivate(store) || this.#noted.get(id) === differs) return;
    this.#noted.set(id, differs);
    this.#parts.local
      .update('seenFacts', (all) => (all[id] === differs ? all : { ...all, [id]: differs }))
      .catch((error) => {
        this.#noted.delete(id);
        console.debug('what was seen is not noted', error);
      });
  }
}
