/** @import { Target } from './types.js' */
import { text } from './text.js';

/**
 * @param {Target} target
 * @returns {string} what people call it: the tenant's name, or the administrator's role in words
 */
export function targetName(target) {
  if (target.role === 'admin') return text('role_admin');
  if (target.role === 'duplo_ops') return text('role_duplo_ops');
  return target.name;
}

/**
 * @param {Target} target
 * @returns {string} "invoice · acme"
 */
export function targetLabel(target) {
  return `${targetName(target)} · ${target.portal}`;
}
