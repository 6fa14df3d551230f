/** @import { Place } from '../types.js' */
/** @import { Entry } from './tenant-search.js' */
/** Ranks the tenants that a console page is most likely meant for. */
import { searchByScore, searchWords } from './tenant-search.js';

/**
 * @typedef {object} Clues
 * @property {Record<string, string>} accounts the AWS accounts that are known, by target key
 * @property {(entry: Entry) => boolean} onPage it is the tenant of the page in front
 * @property {(entry: Entry) => boolean} live it has a live session
 */

/** @typedef {{ entry: Entry, account: number, rank: number[] }} Ranked */

/**
 * Orders tenants by the account that the page names, then by the tenant that its resource's name names, then
 * the tenant of the page in front, then live sessions; among equals the order of `entries` stays.
 * @param {Entry[]} entries
 * @param {Place} place only tenants with its words are taken, and those that match better come first
 * @param {Clues} clues
 * @returns {{ found: Entry[], sure: boolean }} sure: something tells the first one from all others
 */
export function rankForPlace(entries, place, clues) {
  const accountRank = accountRanking(entries, place.page.account, clues.accounts);
  const names = namesIn(place);
  const ranked = searchByScore(entries, searchWords(place.tenant)).flatMap((equals, score) =>
    equals
      .map((entry) => ({
        entry,
        rank: [
          score,
          accountRank(entry),
          -nameLength(entry, names),
          clues.onPage(entry) ? 0 : 1,
          clues.live(entry) ? 0 : 1,
        ],
      }))
      .sort((left, right) => compare(left.rank, right.rank)),
  );
  const [first, second] = ranked;
  const sure = first !== undefined && (!second || compare(first.rank, second.rank) < 0);
  return { found: ranked.map(({ entry }) => entry), sure };
}

/** @param {number[]} left @param {number[]} right */
function compare(left, right) {
  const at = left.findIndex((value, index) => value !== right[index]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

/**
 * Tenants of one plan are nearly always in one account, so that one that is known tells of the others.
 * @param {Entry[]} entries
 * @param {string | null} account
 * @param {Record<string, string>} accounts
 * @returns {(entry: Entry) => number} 0: in the account; 1: by its plan; 2: not known; 3, 4: in another one
 */
function accountRanking(entries, account, accounts) {
  if (account === null) return () => 0;
  const plans = accountsOfPlans(entries, accounts);
  return ({ key, place }) => {
    const known = accounts[key];
    if (known) return known === account ? 0 : 4;
    const likely = plans.get(place);
    if (likely?.size !== 1) return 2;
    return likely.has(account) ? 1 : 3;
  };
}

/**
 * @param {Entry[]} entries
 * @param {Record<string, string>} accounts
 * @returns {Map<string, Set<string>>} by plan and portal, as entries name them
 */
function accountsOfPlans(entries, accounts) {
  /** @type {Map<string, Set<string>>} */
  const plans = new Map();
  for (const { key, place, target } of entries) {
    const account = accounts[key];
    // Without a plan, the portal stands there.
    if (!account || place === target.portal) continue;
    plans.set(place, (plans.get(place) ?? new Set()).add(account));
  }
  return plans;
}

/**
 * @param {Place} place
 * @returns {string} what may hold a tenant's name, lower case; a service's name doesn't
 */
function namesIn({ to, page }) {
  if (page.kind === 'service') return '';
  return (to.startsWith('arn:') ? to.split(':').slice(5).join(':') : to).toLowerCase();
}

/**
 * @param {Entry} entry
 * @param {string} names
 * @returns {number} how much of it the tenant's name is; 0: it isn't in it as a part of its own
 */
function nameLength({ lowerName }, names) {
  for (let at = names.indexOf(lowerName); at >= 0; at = names.indexOf(lowerName, at + 1)) {
    const around = names.charAt(at - 1) + names.charAt(at + lowerName.length);
    if (!/[a-z0-9]/.test(around)) return lowerName.length;
  }
  return 0;
}
