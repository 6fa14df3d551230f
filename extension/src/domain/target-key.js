/** @import { LocalState, Role, Target } from '../types.js' */
import { findTenant } from './tenant-table.js';

/**
 * One string for what can be opened: the key of rows, favourites, recents and sessions.
 * @param {{ portal: string, role: Role, tenant: string | null }} target
 * @returns {string}
 */
export function targetKey({ portal, role, tenant }) {
  return `${portal}/${role}/${tenant ?? ''}`;
}

/**
 * @param {Target} left
 * @param {Target} right
 * @returns {boolean}
 */
export function sameTarget(left, right) {
  return targetKey(left) === targetKey(right);
}

/**
 * @param {string} key
 * @param {Pick<LocalState, 'portals' | 'portalData'>} known
 * @returns {Target | undefined} with an empty name where its tenant isn't known; undefined: its portal is gone
 */
export function targetOfKey(key, { portals, portalData }) {
  const [portal = '', role = '', tenant = ''] = key.split('/');
  if (!portals?.some(({ name }) => name === portal)) return undefined;
  const name = findTenant(portalData[portal], tenant)?.name ?? '';
  return { portal, role: /** @type {Role} */ (role), tenant: tenant || null, name };
}
