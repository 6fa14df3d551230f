/** @import { Place } from '../types.js' */
/** @import { Entry } from './tenant-search.js' */
/** Ranks the tenants that a console page is most likely meant for. */
import { resourceNames } from './resource-names.js';
import { searchByScore, searchWords } from './tenant-search.js';

/**
 * @typedef {object} Clues
 * @property {Record<string, string>} accounts the AWS accounts that are known, by target key
 * @property {(entry: Entry) => boolean} onPage it is the tenant of the page in front
 * @property {(entry: Entry) => boolean} live it has a live session
 */

/**
 * What speaks for a tenant.
 * @typedef {object} Evidence
 * @property {Entry} entry
 * @property {number} score of the words typed for a tenant; less is better
 * @property {number} account one of `inAccount`
 * @property {boolean} inPattern a resource's name is DuploCloud's for this tenant's resources
 * @property {number} named how much of a resource's name the tenant's is
 * @property {boolean} onPage
 * @property {boolean} live
 */

/**
 * Orders tenants: those known to be in another account than the page's come last; then by a resource's name as
 * DuploCloud gives it, by account, by the tenant's name in it as a mere word, the tenant of the page in front, live
 * sessions; among equals the order of `entries` stays.
 * @param {Entry[]} entries
 * @param {Place} place only tenants with its words are taken, and those that match better come first
 * @param {Clues} clues
 * @returns {{ found: Entry[], sure: boolean }} sure: the first one may be opened without a question
 */
export function rankForPlace(entries, place, clues) {
  const accountRank = accountRanking(entries, place.page.account, clues.accounts);
  const names = resourceNames(place);
  const owners = ownersIn(names, entries);
  const ranked = searchByScore(entries, searchWords(place.tenant)).flatMap((equals, score) =>
    equals
      .map((entry) => ({
        entry,
        score,
        account: accountRank(entry),
        inPattern: owners.has(entry.lowerName),
        named: nameLength(entry, names),
        onPage: clues.onPage(entry),
        live: clues.live(entry),
      }))
      .map((evidence) => ({ evidence, rank: rankOf(evidence) }))
      .sort((left, right) => compare(left.rank, right.rank)),
  );
  const [first, ...others] = ranked.map(({ evidence }) => evidence);
  const isKnown = place.page.account !== null;
  const sure = first !== undefined && others.every((other) => isTold(first, other, isKnown));
  return { found: ranked.map(({ evidence }) => evidence.entry), sure };
}

/** @param {Evidence} evidence @returns {number[]} the least comes first */
function rankOf({ account, inPattern, named, onPage, live }) {
  return [
    isPossible(account) ? 0 : 1,
    inPattern ? 0 : 1,
    account <= inAccount.byPlan ? 0 : 1,
    -named,
    onPage ? 0 : 1,
    account,
    live ? 0 : 1,
  ];
}

/**
 * Whether something tells `first` from `other` for certain: typed words, a name in DuploCloud's pattern, the page in
 * front, or the account, which is known of `first` only. Tenants are called by everyday words, so that a mere word
 * says nothing for one; it says enough against another. A live session says nothing of this page.
 * @param {Evidence} first
 * @param {Evidence} other
 * @param {boolean} hasAccount the page names its account
 */
function isTold(first, other, hasAccount) {
  if (first.score < other.score) return true;
  if (!isPossible(first.account)) return false;
  if (first.inPattern !== other.inPattern) return first.inPattern;
  const mayBe = isPossible(other.account);
  if (mayBe && other.named > first.named && !first.inPattern) return false;
  if (first.onPage !== (mayBe && other.onPage)) return first.onPage;
  return hasAccount && first.account === inAccount.known && other.account !== inAccount.known;
}

/** What is known of a tenant's being in the page's account, the best first. */
const inAccount = { known: 0, byPlan: 1, perhaps: 2, notByPlan: 3, not: 4 };

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
 * @returns {(entry: Entry) => number} one of `inAccount`
 */
function accountRanking(entries, account, accounts) {
  if (account === null) return () => inAccount.known;
  const plans = accountsOfPlans(entries, accounts);
  return ({ key, place }) => {
    const known = accounts[key];
    if (known) return known === account ? inAccount.known : inAccount.not;
    const likely = plans.get(place);
    if (likely?.size !== 1) return inAccount.perhaps;
    return likely.has(account) ? inAccount.byPlan : inAccount.notByPlan;
  };
}

/** @param {number} account one of `inAccount` */
function isPossible(account) {
  return account <= inAccount.perhaps;
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

/** Before the tenant's name in the names of its resources. Source: the portal's default of ResourceNamePrefix. */
const ownersMark = /(?<![a-z0-9])duploservices-/g;

/**
 * @param {string} names of resources
 * @param {Entry[]} entries
 * @returns {Set<string>} the tenants' names that stand in them after DuploCloud's mark, of several the longest
 */
function ownersIn(names, entries) {
  const owners = [...names.matchAll(ownersMark)].map(({ 0: mark, index }) => {
    const rest = names.slice(index + mark.length);
    const fitting = entries.filter(
      ({ lowerName }) => rest.startsWith(lowerName) && !isInWord(rest.charAt(lowerName.length)),
    );
    return fitting.reduce(
      (longest, { lowerName }) => (lowerName.length > longest.length ? lowerName : longest),
      '',
    );
  });
  return new Set(owners.filter(Boolean));
}

/**
 * @param {Entry} entry
 * @param {string} names
 * @returns {number} how much of it the tenant's name is; 0: it isn't in it as a part of its own
 */
function nameLength({ lowerName }, names) {
  if (lowerName === '') return 0;
  for (let at = names.indexOf(lowerName); at >= 0; at = names.indexOf(lowerName, at + 1))
    if (!isInWord(names.charAt(at - 1)) && !isInWord(names.charAt(at + lowerName.length)))
      return lowerName.length;
  return 0;
}

/** @param {string} character "" at the end of a text */
function isInWord(character) {
  return /[a-z0-9]/.test(character);
}
