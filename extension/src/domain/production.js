/** @import { LocalState, Settings, Target } from '../types.js' */
/** Which tenants are production: the only place that decides it. */
import { targetKey } from './target-key.js';
import { findTenant } from './tenant-table.js';

/**
 * @typedef {object} Known what is known of a target, as a session has it
 * @property {Pick<Target, 'role' | 'name'>} target
 * @property {string | null | undefined} [plan]
 * @property {string | null | undefined} [account] its AWS account, where one was seen
 */

/** Before a word, these turn it into its opposite: non-prod, pre_production. */
const opposites = ['non', 'no', 'not', 'pre', 'near', 'semi', 'quasi'];
/** After a word, these say that something only resembles it: prod-like. */
const likenesses = ['like', 'alike'];

/**
 * @param {Known} known
 * @param {Settings['production']} rules words, each a whole part of a plan's or a tenant's name, with a number at its
 *   end or none (`prod`, `prod2`), and accounts of twelve digits
 * @returns {boolean} never for an administrator's role, which has words of its own
 */
export function isProduction({ target, plan, account }, rules) {
  if (target.role !== 'tenant') return false;
  const texts = [target.name, plan ?? ''].map(parts);
  return rules.some((rule) => {
    const words = parts(rule);
    return (
      words.length > 0 && (rule.trim() === account || texts.some((text) => holds(text, words)))
    );
  });
}

/**
 * @param {Target} target
 * @param {Pick<LocalState, 'accounts' | 'portalData'>} state
 * @param {Settings['production']} rules as in `isProduction`
 * @returns {boolean} by all that is known of it
 */
export function isProductionTarget(target, { accounts, portalData }, rules) {
  const plan = planOf(target, portalData);
  return isProduction({ target, plan, account: accounts[targetKey(target)] }, rules);
}

/**
 * @param {Target} target
 * @param {LocalState['portalData']} portalData
 * @returns {string | undefined} its plan, where its portal has named one
 */
export function planOf({ portal, tenant }, portalData) {
  return findTenant(portalData[portal], tenant)?.plan || undefined;
}

/**
 * @param {string} text
 * @returns {string[]} `billing`, `prod` and `eu` of `billing-prodEU`, lower case
 */
function parts(text) {
  const apart = text.replace(/(\p{Ll}|\p{N})(?=\p{Lu})/gu, '$1 ');
  return apart
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** @param {string[]} text @param {string[]} words @returns {boolean} somewhere in it, in their order */
function holds(text, words) {
  return text.some((_, at) => {
    const isThere = words.every((word, place) => isWord(text[at + place] ?? '', word));
    const [before = '', after = ''] = [text[at - 1], text[at + words.length]];
    return isThere && !opposites.includes(before) && !likenesses.includes(after);
  });
}

/** @param {string} part @param {string} word */
function isWord(part, word) {
  return part.startsWith(word) && /^\d*$/.test(part.slice(word.length));
}
