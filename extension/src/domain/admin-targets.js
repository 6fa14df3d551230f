/** @import { Portal, PortalData, Target } from '../types.js' */

/**
 * The administrator's roles, where the portal offers them and the user is one.
 * @param {Portal[]} portals
 * @param {Record<string, PortalData>} data
 * @returns {Target[]}
 */
export function adminTargets(portals, data) {
  return portals
    .filter((portal) => portal.signed_in)
    .flatMap(({ name: portal }) => {
      const { user, features } = data[portal] ?? {};
      if (!user?.administrator) return [];
      /** @type {Target[]} */
      const targets = [];
      if (features?.admin_jit) targets.push({ portal, role: 'admin', tenant: null, name: '' });
      if (features?.duplo_ops) targets.push({ portal, role: 'duplo_ops', tenant: null, name: '' });
      return targets;
    });
}
