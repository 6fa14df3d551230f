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
 * @param {Target} target of an administrator's role
 * @returns {string} what a search finds it by, lower case: words for the role in the user's language and in English,
 *   and the portal
 */
export function roleSearchText({ role, portal }) {
  const words = text(role === 'admin' ? 'role_admin_search' : 'role_duplo_ops_search');
  return `${words} ${portal}`.toLowerCase();
}

/**
 * @param {Target} target
 * @returns {string} "invoice · acme"
 */
export function targetLabel(target) {
  return `${targetName(target)} · ${target.portal}`;
}

/**
 * @param {Target} target
 * @param {boolean} production
 * @returns {string} "PROD invoice · acme"
 */
export function markedLabel(target, production) {
  return marked(targetLabel(target), production);
}

/**
 * @param {string} name
 * @param {boolean} production
 * @returns {string} with the word for production before it, where there is only text
 */
export function marked(name, production) {
  return production ? text('production_named', name) : name;
}
