/** @import { Entry } from '../../domain/tenant-search.js' */
/** @import { Failure, Place, Session, Target } from '../../types.js' */
/** @import { State } from '../shared/page.js' */
/** What the popup's list holds, worked out from what is known; no page in it. */

import { adminTargets } from '../../domain/admin-targets.js';
import { rankForPlace } from '../../domain/place-ranking.js';
import { isProduction } from '../../domain/production.js';
import { settingsDefaults } from '../../domain/settings.js';
import { sameTarget, targetKey } from '../../domain/target-key.js';
import {
  indexTenants,
  preferredFirst,
  searchWords,
  TypedSearch,
} from '../../domain/tenant-search.js';
import { shortTimeLeft, timeLevel } from '../../domain/time-left.js';
import { roleSearchText } from '../../target-name.js';
import { text } from '../../text.js';

/**
 * @typedef {object} Row
 * @property {string} key
 * @property {Target} target
 * @property {string} place plan and portal
 * @property {boolean} production
 * @property {boolean} favourite
 * @property {string | null} to the page that it opens; null: the console's home
 * @property {'idle' | 'opening' | 'waiting'} state
 * @property {{ text: string, level: import('../../domain/time-left.js').Level, until: number } | null} time
 *   of its session, live or just ended
 * @property {Failure | null} failure of this row's last opening
 */

/**
 * @typedef {object} Section
 * @property {'open' | 'page' | 'favourites' | 'recent' | 'all' | 'matches' | 'there' | 'admin'} id
 * @property {Row[]} rows
 * @property {Place} [place] that its rows open
 * @property {number} total how many there are, of which `rows` are those from `first`
 * @property {number} first
 */

/**
 * Keeps the searchable list between keystrokes, and rebuilds it only when its sources changed.
 */
export class PopupModel {
  /** @type {Entry[]} */
  #entries = [];
  #search = new TypedSearch([]);
  /** Those of which only some are drawn, and the page that their rows open. @type {{ entries: RowEntry[], to: string | null }} */
  #long = { entries: [], to: null };
  /** As first known: what is learnt while the list is looked at must not move its rows. @type {Record<string, string> | null} */
  #accounts = null;

  /**
   * @param {State} state
   * @param {string[]} changed keys of the state
   */
  take(state, changed) {
    this.#accounts ??= state.accounts;
    const sources = ['portals', 'portalData', 'favourites', 'recents'];
    if (!changed.some((key) => sources.includes(key))) return;
    this.#entries = indexTenants(
      state.portals ?? [],
      state.portalData,
      state.favourites,
      state.recents,
    );
    this.#search = new TypedSearch(this.#entries);
  }

  /**
   * @param {object} view
   * @param {State} view.state
   * @param {string} view.query
   * @param {{ portal: string, tenant: string } | null} view.page the tenant of the active tab's page
   * @param {{ portal: string, tenant: string | null } | null} [view.inFront] or of its AWS session
   * @param {Place | null} [view.place] the page of the console that the query means
   * @param {number} view.limit how many rows at most besides the few on top, with those before `from`
   * @param {number} [view.from] the first of them that is wanted
   * @param {number} view.now milliseconds
   * @param {string[]} [view.rules] for what is production (production.js)
   * @returns {Section[]} without empty ones
   */
  sections({
    state,
    query,
    page,
    inFront = page,
    place = null,
    limit,
    from = 0,
    now,
    rules = settingsDefaults.production,
  }) {
    const words = searchWords(query);
    const shown = { state, now, rules };
    const row = (/** @type {Entry} */ entry) => rowOf(entry, shown);
    const onPage = isOf(page);
    const found =
      words.length === 0 ? this.#entries : preferredFirst(this.#search.byScore(words), onPage);
    /** @type {Section[]} */
    const sections = [];
    if (words.length > 0) {
      this.#long = { entries: found, to: null };
      sections.push(partOf('matches', found, { from, limit }, row));
    } else {
      const lives = alive(state, now);
      // The page's own comes first: Enter goes back to it.
      const open = lastUsedFirst(found.filter(lives), onPage);
      const top = found.filter((entry) => onPage(entry) && !lives(entry));
      const rest = found.filter((entry) => !onPage(entry) && !lives(entry));
      sections.push(section('open', open, row), section('page', top, row));
      const favourites = rest.filter(({ favourite }) => favourite);
      const recent = rest.filter(({ favourite, recent: at }) => !favourite && Number.isFinite(at));
      const others = rest.slice(favourites.length + recent.length);
      sections.push(section('favourites', favourites, row), section('recent', recent, row));
      this.#long = { entries: others, to: null };
      sections.push(partOf('all', others, { from, limit }, row));
    }
    const admin = adminSection(shown, words);
    const onlyPlace = found.length === 0;
    const part = onlyPlace ? { from, limit } : null;
    if (place) sections.push(this.#there(place, { ...shown, part, onPage: isOf(inFront) }));
    sections.push(admin);
    return sections.filter(({ rows }) => rows.length > 0);
  }

  /**
   * @param {string} key of a row
   * @returns {number} its place in the part of the list of which only some rows are drawn; -1: it isn't there
   */
  placeOf(key) {
    const { entries, to } = this.#long;
    return entries.findIndex((entry) => rowKey(entry.key, to) === key);
  }

  /**
   * @param {Place} place
   * @param {Shown & { part: Part | null, onPage: (entry: Entry) => boolean }} view `part`: the list is about this page only
   * @returns {Section} what the page can be opened as: tenants, the likeliest first, then roles
   */
  #there(place, { part, onPage, ...shown }) {
    const { state, now } = shown;
    const { to } = place;
    const words = searchWords(place.tenant);
    const accounts = this.#accounts ?? {};
    const { found } = rankForPlace(this.#entries, place, {
      accounts,
      onPage,
      live: alive(state, now),
    });
    const tenants = part ? found : found.slice(0, thereBelow);
    const entries = [...tenants, ...adminRows(state, words)];
    if (part) this.#long = { entries, to };
    const row = (/** @type {RowEntry} */ entry) => rowOf(entry, shown, to);
    return { ...partOf('there', entries, part ?? { from: 0, limit: entries.length }, row), place };
  }
}

/** @param {{ portal: string, tenant: string | null } | null} page @returns {(entry: Entry) => boolean} it is its tenant */
function isOf(page) {
  return (entry) => entry.id === page?.tenant && entry.target.portal === page.portal;
}

/**
 * @param {State} state
 * @param {number} now
 * @returns {(entry: Entry) => boolean} it has a session that can be used
 */
function alive({ sessions }, now) {
  const live = Object.values(sessions).filter(
    ({ endedBecause, expiresAt }) => !endedBecause && expiresAt > now,
  );
  const keys = new Set(live.map(({ target }) => targetKey(target)));
  // Most keys needn't be made.
  const ids = new Set(live.map(({ target }) => target.tenant));
  return (entry) => ids.has(entry.id) && keys.has(entry.key);
}

/** @param {Entry[]} entries @param {(entry: Entry) => boolean} onPage @returns {Entry[]} used lately before others */
function lastUsedFirst(entries, onPage) {
  const rank = (/** @type {Entry} */ entry) => (onPage(entry) ? -1 : entry.recent);
  return [...entries].sort((left, right) =>
    rank(left) === rank(right) ? 0 : rank(left) - rank(right),
  );
}

/** How many tenants are offered for a page below the tenants that the query itself names. */
const thereBelow = 5;

/**
 * @param {Section['id']} id
 * @param {Entry[]} entries
 * @param {(entry: Entry) => Row} row
 * @returns {Section}
 */
function section(id, entries, row) {
  return { id, rows: entries.map(row), total: entries.length, first: 0 };
}

/** @typedef {{ from: number, limit: number }} Part rows of a long section that are wanted */
/** @typedef {Pick<Entry, 'key' | 'target' | 'place' | 'plan' | 'favourite'>} RowEntry what a row is made of */

/**
 * @template {RowEntry} E
 * @param {Section['id']} id
 * @param {E[]} entries
 * @param {Part} part
 * @param {(entry: E) => Row} row
 * @returns {Section}
 */
function partOf(id, entries, { from, limit }, row) {
  const total = entries.length;
  // The list may have become shorter.
  const first = from < total ? from : 0;
  return { id, rows: entries.slice(first, Math.max(limit, first + 1)).map(row), total, first };
}

/** @typedef {{ state: State, now: number, rules: string[] }} Shown */

/**
 * @param {string} key of what is opened
 * @param {string | null} to the page that it opens
 * @returns {string} key of the row
 */
function rowKey(key, to) {
  return to === null ? key : `${key} ${to}`;
}

/**
 * @param {RowEntry} entry
 * @param {Shown} shown
 * @param {string | null} [to]
 * @returns {Row}
 */
function rowOf({ key, target, place, plan, favourite }, { state, now, rules }, to = null) {
  const account = state.accounts[key];
  const same = (/** @type {{ target: Target }} */ other) => sameTarget(other.target, target);
  const opening = Object.values(state.intents).some(same);
  const waiting = Object.values(state.signIns).some(({ wanted }) => wanted && same(wanted));
  const features = state.portalData[target.portal]?.features;
  const hasAws = features?.aws !== false && !state.elsewhere.includes(key);
  const failure = state.failure?.request && same(state.failure.request) ? state.failure : null;
  return {
    key: rowKey(key, to),
    target,
    place: hasAws ? place : `${place} · ${text('no_aws')}`,
    production: isProduction({ target, plan, account }, rules),
    favourite,
    to,
    state: opening ? 'opening' : waiting ? 'waiting' : 'idle',
    time: sessionTime(Object.values(state.sessions).filter(same), now),
    failure,
  };
}

/**
 * @param {Session[]} sessions of one target, in different cookie stores
 * @param {number} now
 * @returns {Row['time']} of the one that lasts longest
 */
function sessionTime(sessions, now) {
  const until = Math.max(
    ...sessions.filter(({ endedBecause }) => !endedBecause).map((s) => s.expiresAt),
  );
  if (!Number.isFinite(until)) return null;
  const left = until - now;
  return { text: shortTimeLeft(left), level: timeLevel(left), until };
}

/**
 * The administrator's consoles, where the portal offers them and the user is one.
 * @param {Shown} shown
 * @param {string[]} words
 * @returns {Section}
 */
function adminSection(shown, words) {
  const rows = adminRows(shown.state, words).map((entry) => rowOf(entry, shown));
  return { id: 'admin', rows, total: rows.length, first: 0 };
}

/** @param {State} state @param {string[]} words */
function adminRows(state, words) {
  return adminTargets(state.portals ?? [], state.portalData)
    .filter((target) => words.every((word) => roleSearchText(target).includes(word)))
    .map((target) => ({
      key: targetKey(target),
      target,
      place: target.portal,
      plan: null,
      favourite: false,
    }));
}
