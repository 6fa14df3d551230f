/** @import { Role, Target } from '../types.js' */

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
