/** @import { LocalState, Portal } from '../../types.js' */
/** @import { StateStore } from '../state/state-store.js' */

const records = /** @type {const} */ (['portalData', 'signInStores', 'accounts', 'factsSeen']);
const lists = /** @type {const} */ (['favourites', 'recents', 'elsewhere']);

/**
 * Drops what is kept of portals that are gone.
 * @param {StateStore<LocalState>} local
 * @param {Portal[]} portals those that are left
 */
export async function forgetOthers(local, portals) {
  const names = new Set(portals.map((portal) => portal.name));
  // By portal, or by a target's key, which begins with its portal.
  const isKept = (/** @type {string} */ key) => names.has(key.split('/')[0] ?? '');
  for (const record of records)
    await local.update(record, (/** @type {any} */ all) => {
      const kept = Object.entries(all).filter(([key]) => isKept(key));
      return kept.length === Object.keys(all).length ? all : Object.fromEntries(kept);
    });
  for (const list of lists)
    await local.update(list, (keys) => {
      const kept = keys.filter(isKept);
      return kept.length === keys.length ? keys : kept;
    });
}
