/** @import { Parts } from '../parts.js' */
import { SerialQueue } from './serial-queue.js';

/** As many as the host takes (PROTOCOL.md, note_favourites). */
const mostTold = 500;
/** So that telling takes nothing from the click that opened the port. */
const restMs = 5000;

/**
 * Tells the host which tenants are favourites here, so that a terminal's list of tenants begins with them, too: all of
 * them, after each connection and at each change, where the port is open anyway.
 */
export class ToldFavourites {
  #parts;
  #hostTakesThem = false;
  #telling = new SerialQueue();

  /** @param {Pick<Parts, 'client' | 'clock' | 'local'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** The host has said hello. @param {string[]} capabilities the methods that it answers */
  hostIsHere(capabilities) {
    this.#hostTakesThem = capabilities.includes('note_favourites');
    if (this.#hostTakesThem) this.#parts.clock.setTimeout(() => this.tell(), restMs);
  }

  /** Nobody waits for it: what fails is told after the next connection. One after another, so that the last one counts. */
  tell() {
    this.#telling
      .run(() => this.#tell())
      .catch((error) => console.debug('favourites are not told', error));
  }

  async #tell() {
    const { client, local } = this.#parts;
    if (!this.#hostTakesThem || !client.isOpen) return;
    const keys = (await local.read('favourites')).slice(0, mostTold);
    const favourites = keys.map((key) => {
      const [portal = '', , tenant = ''] = key.split('/');
      return { portal, tenant };
    });
    await client.request('note_favourites', { favourites });
  }
}
