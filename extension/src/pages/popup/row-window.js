/** @import { Section } from './popup-model.js' */

/** A few more than fit. */
const rowsAtOnce = 24;
/** Of a long list no more are drawn at any time, so that the page stays small however far somebody scrolls. */
const mostRows = 4 * rowsAtOnce;

/** Which rows of a long list are drawn: those from `from` to `limit`. */
export class RowWindow {
  from = 0;
  limit = rowsAtOnce;
  #hasMore = false;
  #changed;

  /** @param {() => void} changed others are to be drawn */
  constructor(changed) {
    this.#changed = changed;
  }

  /** @param {Section[]} sections that are drawn now */
  note(sections) {
    this.#hasMore = sections.some(({ first, rows, total }) => first + rows.length < total);
  }

  /** The list is looked at from its top. */
  restart() {
    this.from = 0;
    this.limit = rowsAtOnce;
  }

  /** Somebody comes near the last row that is drawn. */
  further() {
    if (!this.#hasMore) return;
    this.limit += rowsAtOnce;
    this.from = Math.max(this.from, this.limit - mostRows);
    this.#changed();
  }

  /** @param {number} at a row that is to be drawn, with others around it */
  around(at) {
    this.from = Math.max(0, at - rowsAtOnce);
    this.limit = this.from + mostRows;
    this.#changed();
  }
}
