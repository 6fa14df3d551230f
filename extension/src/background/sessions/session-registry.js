/** @import { OpenedBy, Session, SessionFacts, Target } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
/** @import { Observation, ObservedPage, Sessions } from '../../domain/session-tabs.js' */
import { cookieStore } from '../../browser.js';
import { isConsoleUrl } from '../../domain/aws-hosts.js';
import {
  ended,
  holding,
  joinedBy,
  observe,
  withoutTabs,
  withTab,
} from '../../domain/session-tabs.js';
import { sameTarget, targetKey } from '../../domain/target-key.js';
import { without } from '../state/state-store.js';
import { twice } from '../state/twice.js';
import { existingTab, existingTabs } from './existing-tab.js';
import { KeptSessions, swept } from './kept-sessions.js';
import { liveTabs } from './live-tabs.js';
import { findMovedTabs } from './moved-tabs.js';
import { learnAccount } from './tenant-accounts.js';

/**
 * @param {Session} session
 * @param {number} now
 * @returns {number} milliseconds left; 0 for one that is over before its time
 */
export function timeLeft(session, now) {
  return session.endedBecause ? 0 : Math.max(0, session.expiresAt - now);
}

/**
 * @param {{ store: string, target: Target }} session
 * @returns {string} the session's key among `sessions`
 */
export function sessionKey({ store, target }) {
  return `${store} ${targetKey(target)}`;
}

/** Which tab belongs to which AWS session, and until when. */
export class SessionRegistry {
  #parts;
  #kept;
  /** @type {Promise<void> | null} */
  #rebuilt = null;
  /** Tabs that were closed: what is learned late of their pages brings none back. @type {Set<number>} */
  #closed = new Set();

  /** @param {Pick<Parts, 'api' | 'clock' | 'local' | 'session'>} parts */
  constructor(parts) {
    this.#parts = parts;
    this.#kept = new KeptSessions(parts.local);
  }

  /** @returns {Promise<Session[]>} */
  async all() {
    return Object.values(await this.#sessions());
  }

  /** @param {string} key @returns {Promise<Session | undefined>} */
  async get(key) {
    return (await this.#sessions())[key];
  }

  /** @param {number} tabId @returns {Promise<Session | undefined>} the session it belongs to */
  async ofTab(tabId) {
    return (await this.all()).find((session) => session.tabIds.includes(tabId));
  }

  /**
   * @param {Target} target
   * @param {string} store the cookie store it must live in
   * @returns {Promise<Session | undefined>} a session with time left
   */
  async find(target, store) {
    const session = await this.get(sessionKey({ store, target }));
    return session && timeLeft(session, this.#parts.clock.now()) > 0 ? session : undefined;
  }

  /**
   * The other sessions with time left in a cookie store.
   * @param {Target} target @param {string} store
   * @returns {Promise<Session[]>}
   */
  async others(target, store) {
    const now = this.#parts.clock.now();
    return (await this.all()).filter(
      (session) =>
        session.store === store &&
        session.landed &&
        !sameTarget(session.target, target) &&
        timeLeft(session, now) > 0,
    );
  }

  /**
   * Whether another page of a session is sure to open as that session: the sign-in was seen to arrive,
   * and either AWS gave the session a host of its own or the plain host shows nobody else.
   * @param {Session} session
   */
  async isReachable(session) {
    if (!session.landed || session.labelHost) return session.landed;
    const now = this.#parts.clock.now();
    if (session.tabIds.length > (await this.#ownTabIds(session)).length) return false;
    return !(await this.all()).some(
      (other) =>
        other.store === session.store &&
        !sameTarget(other.target, session.target) &&
        timeLeft(other, now) > 0,
    );
  }

  /**
   * The tab of a session to go to: one that surely shows its console and not somebody else's, or is on its
   * way to sign in to it, the last one used first.
   * @param {Session} session
   */
  async liveTab(session) {
    const tabs = await this.tabs(await this.#ownTabIds(session));
    // Loaded again, a page on the plain host may be another's.
    const reachable = await this.isReachable(session);
    return liveTabs(tabs, session, reachable)[0];
  }

  /** @param {Session} session @returns {Promise<number[]>} its tabs but those that show somebody else */
  async #ownTabIds({ tabIds }) {
    const mismatches = await this.#parts.session.read('mismatches');
    return tabIds.filter((id) => !mismatches[id]);
  }

  /**
   * Stores a session that `tab` has just been sent to sign in to.
   * @param {Target} target
   * @param {SessionFacts} facts
   * @param {chrome.tabs.Tab} tab
   * @param {{ by: OpenedBy, signOutFirst: boolean, again?: boolean }} how
   */
  async record(target, facts, tab, { by, signOutFirst, again = false }) {
    const store = cookieStore(tab);
    const key = sessionKey({ store, target });
    const tabId = /** @type {number} */ (tab.id);
    await this.#update((sessions) => {
      const before = sessions[key];
      /** @type {Session} */
      const session = {
        ...facts,
        target,
        store,
        startedAt: this.#parts.clock.now(),
        labelHost: signOutFirst ? null : (before?.labelHost ?? null),
        oldLabels: before?.oldLabels ?? [],
        oldTabIds: before?.oldTabIds ?? [],
        tabIds: before?.tabIds ?? [],
        endedBecause: null,
        by,
        signOutFirst,
        ...(again ? { again } : {}),
        signInTabId: tabId,
        landed: false,
        used: by !== 'renewal',
        warned: false,
        // The portal may have signed in another of its users since.
        identity: null,
      };
      const all = swept({ ...sessions, [key]: session }, this.#parts.clock.now());
      return withTab(all, key, tabId);
    });
    await learnAccount(this.#parts.local, { target, store }, facts.account);
  }

  /**
   * Another tab of a session, whatever it belonged to before.
   * @param {Session} session
   * @param {chrome.tabs.Tab} tab
   */
  async attach(session, { id }) {
    const key = sessionKey(session);
    await this.#update((all) => (id !== undefined && all[key] ? withTab(all, key, id) : all));
  }

  /**
   * A tab joins the session whose console page it shows or was opened with, unless it has one already.
   * @param {chrome.tabs.Tab} tab
   * @param {number | undefined} linkedFrom the tab with the link to it; undefined: there may have been none
   */
  async adopt(tab, linkedFrom) {
    const { id, url, pendingUrl } = tab;
    if (id === undefined || !isConsoleUrl(pendingUrl ?? url)) return;
    await this.#update((sessions) => {
      if (holding(sessions, id)) return sessions;
      const key = joinedBy(sessions, cookieStore(tab), pendingUrl ?? url, linkedFrom);
      return key ? withTab(sessions, key, id) : sessions;
    });
  }

  /**
   * Learns from what a tab shows: that the sign-in has led to the console, on the host that multi-session
   * gave its session or on the plain one, where it takes the place of the others; or, where a page of
   * AWS's sign-in stays in the tab, that the session has ended.
   * @param {ObservedPage} page
   * @returns {Promise<Observation | null>} null: the tab belongs to no session
   */
  async observe(page) {
    /** @type {Observation | null} */
    let observation = null;
    await this.#update((sessions) => {
      const observed = observe(sessions, page);
      observation = observed.observation;
      return observed.sessions;
    });
    return observation;
  }

  /**
   * @param {string} key
   * @param {Partial<Pick<Session, 'again' | 'askedAt' | 'askedTabId' | 'used' | 'warned' | 'identity'>>} change
   */
  async change(key, change) {
    await this.#update((sessions) => {
      const session = sessions[key];
      if (!session) return sessions;
      const same = Object.entries(change).every(([name, value]) => {
        return session[/** @type {keyof Session} */ (name)] === value;
      });
      return same ? sessions : { ...sessions, [key]: { ...session, ...change } };
    });
  }

  /**
   * @param {Session} session as it was when its end was noticed
   * @param {'signed_out' | 'left'} because
   */
  async end(session, because) {
    await this.#update((sessions) => ended(sessions, sessionKey(session), session, because));
  }

  /** A sign-in that AWS refused made no session: @param {string} key */
  async drop(key) {
    await this.#update((sessions) => without(sessions, key));
  }

  /** @param {number} tabId a tab that was closed */
  async forgetTab(tabId) {
    this.#closed.add(tabId);
    await this.#update((sessions) => sessions);
  }

  /** @param {number | null} tabId @returns {Promise<chrome.tabs.Tab | undefined>} undefined: it is gone */
  tab(tabId) {
    return existingTab(this.#parts.api.tabs, tabId);
  }

  /** @param {number[]} tabIds @returns {Promise<chrome.tabs.Tab[]>} those that still exist */
  tabs(tabIds) {
    return existingTabs(this.#parts.api.tabs, tabIds);
  }

  /**
   * After a restart of the browser or an update: finds the tabs of the sessions of before. What is asked or
   * changed here waits for it, so that an event of the first moment finds them, too.
   * @returns {Promise<void>}
   */
  rebuild() {
    this.#rebuilt ??= this.#rebuild().catch((error) => {
      this.#rebuilt = null;
      throw error;
    });
    return this.#rebuilt;
  }

  async #rebuild() {
    const { api, clock, session } = this.#parts;
    const isRebuilt = await session.read('rebuilt');
    if (isRebuilt) await findMovedTabs(session, api.tabs);
    else await this.#kept.restore(session, await twice(() => api.tabs.query({})), clock.now());
    // An earlier worker may have died between the two.
    await this.#kept.keep(await session.read('sessions'), true);
    if (!isRebuilt) await session.write('rebuilt', true);
  }

  async #sessions() {
    await this.rebuild();
    return this.#parts.session.read('sessions');
  }

  /** @param {(sessions: Sessions) => Sessions} change */
  async #update(change) {
    await this.rebuild();
    let changed = false;
    const sessions = await this.#parts.session.update('sessions', (before) => {
      const all = change(before);
      const open = withoutTabs(all, this.#closed);
      const after = open === all ? all : swept(open, this.#parts.clock.now());
      changed = after !== before;
      return after;
    });
    await this.#kept.keep(sessions, changed);
  }
}
