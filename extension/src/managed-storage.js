/** @import { BrowserApi } from './types.js' */

/**
 * What the organisation's policy for this extension says, unchecked: see domain/policy.js and domain/settings.js.
 * Firefox has no managed storage at all where there is no policy, and says so by failing.
 * @param {BrowserApi['storage']['managed']} managed
 * @returns {Promise<Record<string, unknown>>} empty where there is none
 */
export async function readManaged(managed) {
  return managed.get(null).catch(() => ({}));
}
