/** @import { Said } from './badge.js' */
/** @import { BrowserApi } from '../../types.js' */
import { SerialQueue } from '../state/serial-queue.js';
import { twice } from '../state/twice.js';

/**
 * @typedef {object} Painted
 * @property {Record<string, Said | null>} badges by tab; null: it went to another page since, and may show either
 * @property {Record<string, string>} chips by tab: its state as JSON
 * @property {boolean | null} failed whether the other tabs' badge says that something failed; null: nobody knows
 */

/** @returns {Painted} */
const nothing = () => ({ badges: {}, chips: {}, failed: null });

/**
 * Browsers clear a badge when a page is left, but one may have been painted just then.
 * @param {Painted} painted
 * @param {number} tabId
 */
function leave({ badges }, tabId) {
  if (badges[tabId]) badges[tabId] = null;
}

/**
 * What tabs were made to show last. It is stored only while it is true: before anything is painted it is taken
 * out of storage, so that a worker that dies meanwhile leaves a successor that paints everything.
 */
export class PaintedTabs {
  #area;
  /** @type {Painted | null} */
  #now = null;
  #isStored = false;
  #queue = new SerialQueue();
  /** Tabs that went to another page since the last `take`. @type {Set<number>} */
  #left = new Set();

  /** @param {BrowserApi['storage']['session']} area */
  constructor(area) {
    this.#area = area;
  }

  /** @returns {Promise<Painted>} to be kept up to date */
  async take() {
    const now = await this.#load();
    for (const tabId of this.#left) leave(now, tabId);
    this.#left.clear();
    return now;
  }

  /** Nobody knows any more what tabs show. */
  forget() {
    this.#now = nothing();
  }

  /** Browsers clear a tab's badge when it goes to another page. @param {number} tabId */
  async pageLeft(tabId) {
    this.#left.add(tabId);
    const now = await this.#load();
    if (!now.badges[tabId]) return;
    leave(now, tabId);
    await this.begin();
  }

  /** @param {number} tabId @returns {boolean} it went to another page while it was painted */
  hasLeft(tabId) {
    return this.#left.has(tabId);
  }

  /** To be called before anything is painted. */
  begin() {
    return this.#store(false);
  }

  /** All is painted. @param {Set<number>} open tabs that still exist */
  async end(open) {
    const now = await this.#load();
    for (const all of [now.badges, now.chips])
      for (const tabId of Object.keys(all)) if (!open.has(Number(tabId))) delete all[tabId];
    await this.#store(true);
  }

  /** @returns {Promise<Painted>} */
  async #load() {
    if (this.#now) return this.#now;
    const { painted } = /** @type {any} */ (await twice(() => this.#area.get('painted')));
    this.#isStored = this.#now ? this.#isStored : Boolean(painted);
    this.#now ??= /** @type {Painted} */ (painted ?? nothing());
    return this.#now;
  }

  /** @param {boolean} stored */
  #write(stored) {
    const painted = stored ? this.#now : null;
    return twice(() => this.#area.set({ painted }));
  }

  /** @param {boolean} stored */
  async #store(stored) {
    if (stored === this.#isStored) return;
    this.#isStored = stored;
    await this.#queue
      .run(() => this.#write(stored))
      .catch((error) => {
        this.#isStored = !stored;
        throw error;
      });
  }
}
