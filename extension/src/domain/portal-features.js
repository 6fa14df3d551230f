/** @import { PortalFeatures } from '../types.js' */

/**
 * What the host answers where a portal didn't say in time what it offers, or not so that it can be read: no flag, no
 * region, no partition.
 * @param {PortalFeatures} features
 * @returns {boolean}
 */
export function saysNothing({ aws, partition, regions, ...features }) {
  const flags = [features.admin_jit, features.duplo_ops, features.otp_needed];
  const where = [features.default_region, partition, ...(regions ?? [''])];
  return aws === true && !flags.some(Boolean) && where.every((one) => one === null);
}
