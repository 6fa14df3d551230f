/** @import { BrowserFactId, Difference } from '../../domain/browser-facts.js' */
/** @import { SeenFact } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { isPrivate } from '../../browser.js';
import { HostError } from '../../host/host-error.js';
import { SerialQueue } from './serial-queue.js';
import { without } from './state-store.js';

/**
 * Notes whether what is assumed of portals and AWS was seen to hold in this browser, for the page of diagnostics and for
 * `jit-console doctor --facts`: no names but the portal's own, no addresses, and nothing of private windows.
 */
export class SeenFacts {
  #parts;
  /** What this worker has noted, so that the same costs no call. @type {Map<string, string>} */
  #noted = new Map();
  #hostTakesFacts = false;
  #telling = new SerialQueue();

  /** @param {Pick<Parts, 'client' | 'clock' | 'local'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * Nobody waits for it: what fails is noted the next time.
   * @param {BrowserFactId} id
   * @param {{ store: string, target: { portal: string } }} where it was seen: a session, or a cookie store and a target
   * @param {Difference | ''} [differs] what was seen instead; "": it holds
   */
  note(id, { store, target: { portal } }, differs = '') {
    if (isPrivate(store)) return;
    const day = this.#day();
    const key = `${portal} ${id}`;
    const seen = `${day} ${differs}`;
    if (this.#noted.get(key) === seen) return;
    this.#noted.set(key, seen);
    this.#keep(portal, id, { differs, day, told: false })
      .then(() => this.#tell())
      .catch((error) => {
        this.#noted.delete(key);
        console.debug('what was seen is not noted', error);
      });
  }

  /**
   * @param {BrowserFactId} id
   * @param {{ store: string, target: { portal: string } }} where
   * @returns {boolean} looking for it would tell nothing new today
   */
  isNoted(id, { store, target: { portal } }) {
    return isPrivate(store) || this.#noted.get(`${portal} ${id}`)?.startsWith(this.#day()) === true;
  }

  #day() {
    return new Date(this.#parts.clock.now()).toISOString().slice(0, 'YYYY-MM-DD'.length);
  }

  /** The host has said hello. @param {string[]} capabilities the methods that it answers */
  hostIsHere(capabilities) {
    this.#hostTakesFacts = capabilities.includes('note_fact');
    this.#tell().catch((error) => console.debug('what was seen is not told', error));
  }

  /** @param {string} portal @param {string} id @param {SeenFact} fact */
  async #keep(portal, id, fact) {
    await this.#parts.local.update('factsSeen', (all) => {
      const before = all[portal]?.[id];
      if (before?.differs === fact.differs && before.day === fact.day) return all;
      return { ...all, [portal]: { ...all[portal], [id]: fact } };
    });
  }

  /** Tells the host what it doesn't know, where its port is open anyway: no process is started for it. */
  #tell() {
    return this.#telling.run(async () => {
      const { client, local } = this.#parts;
      for (const [portal, facts] of Object.entries(await local.read('factsSeen')))
        for (const [id, fact] of Object.entries(facts))
          if (!fact.told && this.#hostTakesFacts && client.isOpen)
            await this.#tellOne(portal, id, fact);
    });
  }

  /** @param {string} portal @param {string} id @param {SeenFact} fact */
  async #tellOne(portal, id, fact) {
    const { client, local } = this.#parts;
    const { differs } = fact;
    try {
      await client.request('note_fact', { portal, id, ...(differs && { differs }) });
    } catch (error) {
      const { code } = HostError.from(error);
      if (code.startsWith('host_')) throw error;
      // What it refuses it refuses always.
      if (code === 'unknown_portal') {
        await local.update('factsSeen', (all) => without(all, portal));
        return;
      }
    }
    await local.update('factsSeen', (all) => {
      const now = all[portal]?.[id];
      if (!now || now.differs !== differs || now.day !== fact.day) return all;
      return { ...all, [portal]: { ...all[portal], [id]: { ...fact, told: true } } };
    });
  }
}
