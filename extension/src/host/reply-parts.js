/** @import { HostMessage } from '../types.js' */

/** Joins the parts of one reply that was too large for a frame. */
export class ReplyParts {
  /** @type {string[]} */
  #texts = [];

  /**
   * @param {{ index: number, count: number, text: string }} part
   * @returns {HostMessage | null} the whole reply once its last part is in
   * @throws {Error} a part is missing, or the joined text is no JSON
   */
  add(part) {
    if (part.index !== this.#texts.length || part.index >= part.count)
      throw new Error(`part ${part.index} of ${part.count} came as number ${this.#texts.length}`);
    this.#texts.push(part.text);
    return this.#texts.length === part.count ? JSON.parse(this.#texts.join('')) : null;
  }
}
