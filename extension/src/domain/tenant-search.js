/** @import { PortalData, Portal, Target } from '../types.js' */
import { targetKey } from './target-key.js';
import { columnsOf } from './tenant-table.js';

/**
 * @typedef {object} Where plan and portal, shared by all tenants that have them
 * @property {string} portal
 * @property {string | null} plan
 * @property {string} shown
 * @property {string} lower
 */

/** A tenant as it is searched. There may be thousands: what only the few that are drawn need is made when it is asked for. */
export class Entry {
  favourite = false;
  /** 0: the last one used; Infinity: not lately */
  recent = Number.POSITIVE_INFINITY;
  #where;

  /** @param {string} id @param {string} name @param {string} lowerName @param {Where} where */
  constructor(id, name, lowerName, where) {
    this.id = id;
    this.name = name;
    this.lowerName = lowerName;
    this.#where = where;
  }

  get key() {
    return targetKey(this.target);
  }

  /** @returns {Target} */
  get target() {
    const { id, name } = this;
    return { portal: this.#where.portal, role: 'tenant', tenant: id, name };
  }

  get plan() {
    return this.#where.plan;
  }

  /** Plan and portal, as they are shown. */
  get place() {
    return this.#where.shown;
  }

  get lowerPlace() {
    return this.#where.lower;
  }
}

/**
 * All tenants of all portals, those a person uses first: favourites, then recents, then by name. Made
 * once for each change of the lists, so that a keystroke only has to look.
 * @param {Portal[]} portals
 * @param {Record<string, PortalData>} data
 * @param {string[]} favourites keys
 * @param {string[]} recents keys, newest first
 * @returns {Entry[]}
 */
export function indexTenants(portals, data, favourites, recents) {
  const entries = portals.flatMap(({ name }) => entriesOf(name, data[name]));
  const starred = new Set(favourites);
  const used = new Map(recents.map((key, position) => [key, position]));
  // Most keys needn't be made.
  const ids = new Set([...favourites, ...recents].map((key) => key.split('/').at(-1)));
  for (const entry of entries) {
    if (!ids.has(entry.id)) continue;
    entry.favourite = starred.has(entry.key);
    entry.recent = used.get(entry.key) ?? Number.POSITIVE_INFINITY;
  }
  return entries.sort(byUse);
}

/** @param {string} portal @param {PortalData | undefined} data @returns {Entry[]} */
function entriesOf(portal, data) {
  /** @type {Map<string, Where>} */
  const places = new Map();
  const { ids, names, lowerNames, plans } = columnsOf(data);
  return ids.map((id, at) => {
    const plan = plans[at] ?? '';
    const where = places.get(plan) ?? placeOf(portal, plan);
    places.set(plan, where);
    return new Entry(id, names[at] ?? '', lowerNames[at] ?? '', where);
  });
}

/** @param {string} portal @param {string} plan @returns {Where} */
function placeOf(portal, plan) {
  const shown = plan ? `${plan} · ${portal}` : portal;
  return { portal, plan: plan || null, shown, lower: shown.toLowerCase() };
}

/** @param {Entry} left @param {Entry} right */
function byUse(left, right) {
  if (left.favourite !== right.favourite) return left.favourite ? -1 : 1;
  if (left.recent !== right.recent) return left.recent - right.recent;
  if (left.lowerName !== right.lowerName) return left.lowerName < right.lowerName ? -1 : 1;
  return left.lowerPlace < right.lowerPlace ? -1 : 1;
}

/**
 * @param {string} query
 * @returns {string[]} the words that all must be found
 */
export function searchWords(query) {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

/**
 * Entries that hold every word in name, plan or portal. A name that is the word comes before one that starts
 * with it, before one with a part that starts so, before one that holds it anywhere, before plan and portal;
 * among equals those that are `preferred` come first, then the order of `entries` stays.
 * @param {Entry[]} entries
 * @param {string[]} words lower case
 * @param {(entry: Entry) => boolean} [preferred]
 * @returns {Entry[]}
 */
export function searchTenants(entries, words, preferred = () => false) {
  return words.length === 0 ? entries : preferredFirst(searchByScore(entries, words), preferred);
}

/**
 * @param {Entry[][]} groups that match equally well
 * @param {(entry: Entry) => boolean} preferred come first in their group
 * @returns {Entry[]}
 */
export function preferredFirst(groups, preferred) {
  return groups.flatMap((equals) => {
    const first = equals.filter(preferred);
    return first.length > 0 ? [...first, ...equals.filter((entry) => !preferred(entry))] : equals;
  });
}

/** Searches by one query after another, as it is typed: each looks only at what the one before found. */
export class TypedSearch {
  #entries;
  /** The queries that the last one continues, and itself. @type {{ words: string[], found: Entry[], groups: Entry[][] }[]} */
  #typed = [];

  /** @param {Entry[]} entries */
  constructor(entries) {
    this.#entries = entries;
  }

  /** @param {string[]} words lower case @returns {Entry[][]} as `searchByScore` */
  byScore(words) {
    while (this.#typed.length > 0 && !continues(this.#typed.at(-1)?.words ?? [], words))
      this.#typed.pop();
    const last = this.#typed.at(-1);
    if (last?.words.join(' ') === words.join(' ')) return last.groups;
    /** @type {Entry[]} */
    const found = [];
    const groups = searchByScore(last?.found ?? this.#entries, words, (entry) => found.push(entry));
    this.#typed.push({ words, found, groups });
    return groups;
  }
}

/** @param {string[]} before @param {string[]} words @returns {boolean} what holds them holds those before, too */
function continues(before, words) {
  return before.every((word) => words.some((longer) => longer.includes(word)));
}

/**
 * @param {Entry[]} entries
 * @param {string[]} words lower case
 * @param {(entry: Entry) => void} [found] is told of each, in the order of `entries`
 * @returns {Entry[][]} those that hold every word, in groups that match equally well, the best first
 */
export function searchByScore(entries, words, found) {
  /** @type {Entry[][]} */
  const byScore = [];
  for (const entry of entries) {
    const score = scoreOf(entry, words);
    if (score === null) continue;
    byScore[score] ??= [];
    byScore[score]?.push(entry);
    found?.(entry);
  }
  return byScore.filter(() => true);
}

/**
 * @param {Entry} entry
 * @param {string[]} words
 * @returns {number | null} null: a word isn't in it
 */
function scoreOf({ lowerName, lowerPlace }, words) {
  let score = 0;
  for (const word of words) {
    const at = lowerName.indexOf(word);
    if (at === 0) score += word.length === lowerName.length ? 0 : 1;
    else if (at > 0) score += startsPart(lowerName, word) ? 2 : 3;
    else if (lowerPlace.includes(word)) score += 4;
    else return null;
  }
  return words.length > 1 && partsOf(lowerName).join(' ') === words.join(' ') ? 0 : score;
}

/** @param {string} name @returns {string[]} `team` and `invoice` of `team-invoice` */
function partsOf(name) {
  return name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/**
 * @param {string} name
 * @param {string} word
 * @returns {boolean} some part of the name, as in `team-invoice`, starts with the word
 */
function startsPart(name, word) {
  for (let at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1))
    if (/[^a-z0-9]/.test(name.charAt(at - 1))) return true;
  return false;
}

/**
 * Cuts a text where the words are found in it.
 * @param {string} text
 * @param {string[]} words lower case
 * @returns {{ text: string, marked: boolean }[]} pieces that joined are `text`
 */
export function markMatches(text, words) {
  const lower = text.toLowerCase();
  // Lower case can be longer than the text ("İ"); positions would be wrong, so nothing is marked.
  if (lower.length !== text.length) return [{ text, marked: false }];
  const marked = new Array(text.length).fill(false);
  for (const word of words) {
    const at = lower.indexOf(word);
    if (at >= 0) marked.fill(true, at, at + word.length);
  }
  /** @type {{ text: string, marked: boolean }[]} */
  const pieces = [];
  for (let at = 0; at < text.length; at++) {
    const last = pieces.at(-1);
    if (last && last.marked === marked[at]) last.text += text[at];
    else pieces.push({ text: text.charAt(at), marked: marked[at] });
  }
  return pieces;
}
