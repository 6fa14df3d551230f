/** @import { BrowserApi, LocalState } from './types.js' */
import { twice } from './background/state/twice.js';
import { bothPolicies } from './domain/policy.js';

/**
 * What the organisation decides, unchecked (see domain/policy.js and domain/settings.js): by the browser's policy for this
 * extension, and by the machine's, which the host told last and holds everybody to.
 * Firefox has no managed storage at all where there is no policy, and says so by failing.
 * @param {Pick<BrowserApi['storage'], 'managed' | 'local'>} storage
 * @returns {Promise<Record<string, unknown>>} empty where there is none
 */
export async function readManaged({ managed, local }) {
  const ofBrowser = managed.get(null).catch(() => ({}));
  const kept = /** @type {Partial<LocalState>} */ (await twice(() => local.get('machinePolicy')));
  return bothPolicies(await ofBrowser, kept.machinePolicy);
}
