/** @import { Target } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { nearestContainerColour } from '../../domain/browser-colours.js';
import { targetKey } from '../../domain/target-key.js';
import { markedLabel, targetLabel } from '../../target-name.js';
import { SerialQueue } from '../state/serial-queue.js';

/**
 * @typedef {object} Identity a container
 * @property {string} cookieStoreId
 * @property {string} name
 * @property {string} color
 */

/**
 * Firefox's `contextualIdentities`, as far as it is used.
 * @typedef {object} Identities
 * @property {(query: object) => Promise<Identity[]>} query
 * @property {(made: object) => Promise<Identity>} create
 * @property {(id: string, change: object) => Promise<Identity>} update
 * @property {(id: string) => Promise<Identity>} remove
 */

/** A Firefox container for each target: named, coloured, used again, removed on request when empty. */
export class Containers {
  #parts;
  /** Two at once would create two containers for one target. */
  #queue = new SerialQueue();

  /** @param {Pick<Parts, 'api' | 'local' | 'production' | 'targetColours'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @returns {Identities | undefined} undefined where the browser has none */
  get #identities() {
    const { contextualIdentities } = /** @type {any} */ (this.#parts.api);
    return contextualIdentities;
  }

  /**
   * @param {Target} target
   * @returns {Promise<string | null>} the cookie store of the target's container; null where the browser
   *   has none, or where the user turned them off
   */
  async storeFor(target) {
    const identities = this.#identities;
    if (!identities) return null;
    try {
      return await this.#queue.run(() => this.#ensure(identities, target));
    } catch (error) {
      console.warn("containers can't be used", error);
      return null;
    }
  }

  /** @returns {Promise<number>} how many of our containers had no tab and are gone */
  async removeEmpty() {
    const identities = this.#identities;
    if (!identities) return 0;
    const kept = await this.#parts.local.read('containers');
    const present = new Set((await identities.query({})).map((one) => one.cookieStoreId));
    let removed = 0;
    for (const [key, cookieStoreId] of Object.entries(kept)) {
      // Only Firefox's own types know the property.
      const query = /** @type {any} */ ({ cookieStoreId });
      if (present.has(cookieStoreId)) {
        if ((await this.#parts.api.tabs.query(query)).length > 0) continue;
        await identities.remove(cookieStoreId);
        removed += 1;
      }
      await this.#parts.local.update('containers', ({ [key]: _, ...rest }) => rest);
    }
    return removed;
  }

  /** @param {Identities} identities @param {Target} target */
  async #ensure(identities, target) {
    const key = targetKey(target);
    const production = await this.#parts.production.of(target);
    const name = markedLabel(target, production);
    const colour = await this.#parts.targetColours.ofName(target, production);
    const color = nearestContainerColour(colour);
    const all = await identities.query({});
    const kept = (await this.#parts.local.read('containers'))[key];
    // By its id only: one with the same name is the user's, or of an earlier installation.
    const found = all.find(({ cookieStoreId }) => cookieStoreId === kept);
    const made = found ?? (await identities.create({ name, color, icon: 'briefcase' }));
    // What the user called it stays.
    const isOurs = [targetLabel(target), markedLabel(target, true)].includes(made.name);
    const change = isOurs ? { color, name } : { color };
    if (made.color !== color || (isOurs && made.name !== name))
      await identities.update(made.cookieStoreId, change);
    await this.#parts.local.update('containers', (containers) =>
      kept === made.cookieStoreId ? containers : { ...containers, [key]: made.cookieStoreId },
    );
    return made.cookieStoreId;
  }
}
