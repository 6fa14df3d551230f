/** @import { LocalState } from './types.js' */
import { twice } from './background/state/twice.js';
import { bothPolicies } from './domain/policy.js';

/**
 * @typedef {object} Storage the browser's, or what is remembered of it
 * @property {{ get: (keys: null) => Promise<Record<string, any>> }} managed
 * @property {{ get: (keys: string[]) => Promise<Record<string, any>> }} local
 */

/**
 * What the organisation decides, unchecked (see domain/policy.js and domain/settings.js): by the browser's policy for this
 * extension, and by the machine's, which the host told last and holds everybody to.
 * Firefox has no managed storage at all where there is no policy, and says so by failing.
 * @param {Storage} storage
 * @returns {Promise<Record<string, unknown>>} empty where there is none
 */
export async function readManaged(storage) {
  return (await readManagedWith(storage)).managed;
}

/**
 * The same, and what the background keeps of some keys, in one call.
 * @template {keyof LocalState} [K=never]
 * @param {Storage} storage
 * @param {...K} keys
 * @returns {Promise<{ managed: Record<string, unknown>, kept: Partial<Pick<LocalState, K>> }>}
 */
export async function readManagedWith({ managed, local }, ...keys) {
  const ofBrowser = managed.get(null).catch(() => ({}));
  const names = /** @type {(keyof LocalState)[]} */ (['machinePolicy', ...keys]);
  const kept = /** @type {Partial<LocalState>} */ (await twice(() => local.get(names)));
  return { managed: bothPolicies(await ofBrowser, kept.machinePolicy), kept };
}
