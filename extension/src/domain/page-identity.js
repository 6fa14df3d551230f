/** @import { Mismatch } from '../types.js' */

/**
 * Takes apart what a console page's meta tag `awsc-session-data` holds (public tools; undocumented).
 * @param {unknown} content of whatever the page may have put there
 * @returns {{ who: Mismatch, multiSession: boolean | null } | null} null unless it is about a role session
 */
export function factsInPage(content) {
  if (typeof content !== 'string' || content.length > 10_000) return null;
  /** @type {any} */
  let data;
  try {
    data = JSON.parse(content);
  } catch {
    return null;
  }
  const arn = /^arn:[a-z-]+:sts::(\d{12}):assumed-role\/([\w+=,.@-]+\/[\w+=,.@-]+)$/.exec(
    String(data?.sessionARN ?? ''),
  );
  if (!arn?.[1] || !arn[2]) return null;
  const { prismModeEnabled: multi } = data;
  return {
    who: { account: arn[1], name: arn[2] },
    multiSession: typeof multi === 'boolean' ? multi : null,
  };
}

/**
 * Tenants' roles end in the tenant's name, as documented: `duploservices-TENANT`.
 * @param {string} name `ROLE/SESSION`
 * @param {string[]} tenants all that are known
 * @returns {string | null} the tenant with the longest name that fits; null: none does
 */
export function whoseRole(name, tenants) {
  const role = name.slice(0, name.indexOf('/')).toLowerCase();
  const fitting = tenants.filter((tenant) => role.endsWith(`-${tenant.toLowerCase()}`));
  return fitting.sort((left, right) => right.length - left.length)[0] ?? null;
}
