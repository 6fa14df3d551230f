/** @import { Target } from '../../../types.js' */
/** Which tenants have Kubernetes. */
import { targetKey } from '../../../domain/target-key.js';
import { HostError } from '../../../host/host-error.js';
import { ask } from '../../shared/page.js';

/** Asked once, and kept for the popup's life. @type {Map<string, Promise<boolean>>} */
const known = new Map();

/**
 * @param {Target} target
 * @returns {Promise<boolean>} true also where the portal doesn't tell, or not in time: then it says so when it is asked
 *   for a token. Never rejects; where it couldn't be asked, nothing is offered this time
 */
export async function hasKubernetes(target) {
  if (target.role !== 'tenant') return false;
  const key = targetKey(target);
  const asked =
    known.get(key) ?? ask('get_kubernetes', { target }).then(({ enabled }) => enabled !== false);
  known.set(key, asked);
  try {
    return await asked;
  } catch (error) {
    // Whatever it is, the person hears of it as soon as something is opened.
    known.delete(key);
    return error instanceof HostError && error.code === 'portal_timeout';
  }
}
