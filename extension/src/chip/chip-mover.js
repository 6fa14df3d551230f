/** @import { ChipParts, ChipPlace } from './parts.js' */
/** Moves the chip, by pointer and by keys, and keeps it in its place when the window changes. */
{
  /** Less is a click with an unsteady hand. */
  const dragFrom = 4;
  const keyStep = 16;
  /** @type {Record<string, [number, number]>} */
  const arrows = {
    ArrowLeft: [-keyStep, 0],
    ArrowRight: [keyStep, 0],
    ArrowUp: [0, -keyStep],
    ArrowDown: [0, keyStep],
  };

  const parts = /** @type {ChipParts} */ (globalThis.jitConsoleChip);
  const windowSize = () => ({
    width: document.documentElement.clientWidth || window.innerWidth,
    height: window.innerHeight,
  });

  class Mover {
    #box;
    #pill;
    #moved;
    #place = parts.placing.standard;
    /** Where the pointer took hold of it. @type {{ dx: number, dy: number, x: number, y: number } | null} */
    #hold = null;
    #dragging = false;
    #dragged = false;
    /** Where it was before the keys took over. @type {ChipPlace | null} */
    #before = null;
    /** The pill grows and shrinks with its words, at the far side from its corner. */
    #watch = new ResizeObserver(() => this.#apply());

    /** @param {{ box: HTMLElement, pill: HTMLElement, moved: (place: ChipPlace) => void }} options */
    constructor({ box, pill, moved }) {
      this.#box = box;
      this.#pill = pill;
      this.#moved = moved;
      pill.addEventListener('pointerdown', (event) => this.#takeHold(event));
      pill.addEventListener('pointermove', (event) => this.#drag(event));
      pill.addEventListener('pointerup', () => this.#letGo());
      pill.addEventListener('pointercancel', () => this.#letGo());
      pill.addEventListener('keydown', (event) => this.#key(event));
      pill.addEventListener('blur', () => this.#endKeys(true));
      window.addEventListener('resize', this.#apply);
      this.#watch.observe(pill);
    }

    get dragged() {
      return this.#dragged;
    }

    byKeys() {
      this.#before = this.#place;
      this.#box.classList.add('moving');
      this.#pill.focus();
    }

    /** @param {ChipPlace} place */
    place(place) {
      this.#place = place;
      this.#apply();
    }

    stop() {
      window.removeEventListener('resize', this.#apply);
      this.#watch.disconnect();
    }

    get #size() {
      return { width: this.#pill.offsetWidth, height: this.#pill.offsetHeight };
    }

    #apply = () => {
      const [size, around] = [this.#size, windowSize()];
      const { left, top } = parts.placing.position(this.#place, size, around);
      this.#box.style.setProperty('left', `${left}px`);
      this.#box.style.setProperty('top', `${top}px`);
      // What opens out of the pill opens to where there is room.
      this.#box.classList.toggle('at-right', left + size.width / 2 > around.width / 2);
      this.#box.classList.toggle('at-top', top + size.height / 2 < around.height / 2);
    };

    /** @param {number} x @param {number} y */
    #moveTo(x, y) {
      const [size, around] = [this.#size, windowSize()];
      const wanted = /** @type {const} */ ({ side: 'left', edge: 'top', x, y });
      const { left, top } = parts.placing.position(wanted, size, around);
      this.place(parts.placing.placeAt(left, top, size, around));
    }

    /** @param {PointerEvent} event */
    #takeHold({ button, clientX: x, clientY: y, pointerId }) {
      if (button !== 0) return;
      const { left, top } = this.#pill.getBoundingClientRect();
      this.#hold = { dx: x - left, dy: y - top, x, y };
      this.#dragged = false;
      this.#pill.setPointerCapture(pointerId);
    }

    /** @param {PointerEvent} event */
    #drag({ clientX, clientY }) {
      const hold = this.#hold;
      if (!hold) return;
      this.#dragging ||= Math.hypot(clientX - hold.x, clientY - hold.y) >= dragFrom;
      if (!this.#dragging) return;
      this.#box.classList.add('moving');
      this.#moveTo(clientX - hold.dx, clientY - hold.dy);
    }

    #letGo() {
      this.#hold = null;
      if (!this.#dragging) return;
      this.#dragging = false;
      this.#dragged = true;
      this.#box.classList.remove('moving');
      this.#moved(this.#place);
    }

    /** @param {KeyboardEvent} event */
    #key(event) {
      const step = arrows[event.key];
      if (!this.#before || !(step || event.key === 'Enter' || event.key === 'Escape')) return;
      event.preventDefault();
      event.stopPropagation();
      if (!step) return this.#endKeys(event.key === 'Enter');
      const { left, top } = this.#pill.getBoundingClientRect();
      this.#moveTo(left + step[0], top + step[1]);
    }

    /** @param {boolean} keep false: back to where it was */
    #endKeys(keep) {
      const before = this.#before;
      if (!before) return;
      this.#before = null;
      this.#box.classList.remove('moving');
      if (keep) this.#moved(this.#place);
      else this.place(before);
    }
  }

  parts.makeMover = (options) => new Mover(options);
}
