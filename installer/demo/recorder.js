import { pngOfRows, rowsOfXwd } from '../../tests/end-to-end/driver/xwd-png.js';

/** Milliseconds between two looks at the screen. */
const EVERY = 80;
/** What stands still longer is cut to this. */
const LONGEST = 700;
const LAST = 2000;

/** Keeps what a screen shows whenever it changes. */
export class Recorder {
  /** How much faster than it was what follows is shown. */
  speed = 1;
  /** @type {(import('../../tests/end-to-end/driver/xwd-png.js').Rows & { at: number, speed: number })[]} */
  #seen = [];
  #timer;

  /**
   * @param {import('../../tests/end-to-end/driver/virtual-display.js').VirtualDisplay} display
   * @param {{ width: number, height: number }} size of its upper left part
   */
  constructor(display, size) {
    const look = () => {
      const picture = rowsOfXwd(display.frame(), size);
      if (!this.#seen.at(-1)?.rows.equals(picture.rows))
        this.#seen.push({ ...picture, at: Date.now(), speed: this.speed });
    };
    look();
    this.#timer = setInterval(look, EVERY);
  }

  /** @returns {Buffer} what was seen last, a PNG */
  picture() {
    return pngOfRows(this.#seen.at(-1));
  }

  /** @returns {{ frames: import('./apng.js').Frame[], seconds: number }} */
  end() {
    clearInterval(this.#timer);
    const frames = this.#seen.map(({ at, speed, ...picture }, number) => {
      const next = this.#seen[number + 1];
      const lasted = next ? Math.min((next.at - at) / speed, LONGEST) : LAST;
      return { ...picture, milliseconds: Math.round(lasted) };
    });
    const all = frames.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    return { frames, seconds: Math.round(all / 100) / 10 };
  }
}
