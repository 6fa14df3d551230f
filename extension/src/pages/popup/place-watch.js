/** @import { Place } from '../../types.js' */
import { linkTarget } from '../../domain/link-target.js';
import { HostError } from '../../host/host-error.js';
import { ask } from '../shared/page.js';

/** Finds out whether the text in a search box means a page of the console. */
export class PlaceWatch {
  /** The text that was asked about last, and what came of it; undefined: nothing yet. */
  #text = '';
  /** @type {Place | null | undefined} */
  #found = null;
  /** What was pressed while nothing had come yet. @type {() => void} */
  #next = () => undefined;
  #changed;

  /** @param {() => void} changed an answer has come */
  constructor(changed) {
    this.#changed = changed;
  }

  /**
   * Asks about a text, unless that was done already.
   * @param {string} text
   */
  async look(text) {
    if (text === this.#text) return;
    this.#text = text;
    this.#next = () => undefined;
    this.#found = text.trim() === '' ? null : undefined;
    if (this.#found === null) return;
    /** @type {Place | null} */
    const found = await ask('find_place', { text }).catch((error) => {
      console.debug('no page could be looked for', HostError.from(error).code);
      return null;
    });
    // Later text has its own request.
    if (text !== this.#text) return;
    this.#found = found;
    // Most words mean no page, and the list without one is there already.
    if (found !== null || linkTarget(text) !== null) this.#changed();
    this.#next();
  }

  /**
   * @param {() => void} act on the list: at once, or when the answer has come without which the list is that of before;
   *   of several the last, and none if other text is looked for first
   */
  whenFound(act) {
    if (this.pending(this.#text)) this.#next = act;
    else act();
  }

  /**
   * @param {string} text
   * @returns {Place | null} what is known of it
   */
  found(text) {
    return text === this.#text ? (this.#found ?? null) : null;
  }

  /**
   * @param {string} text
   * @returns {boolean} an answer is on its way, and nothing else can fit the text
   */
  pending(text) {
    return text === this.#text && this.#found === undefined && linkTarget(text) !== null;
  }
}
