/** @import { BrowserApi, Clock, Session, SessionFacts, SessionState, Target } from '../types.js' */
/** @import { StateStore } from './state-store.js' */
import { cookieStore } from '../browser.js';
import { isConsoleUrl, isSignInHost, sessionLabelHost } from '../domain/aws-hosts.js';
import { sameTarget, targetKey } from '../domain/target-key.js';
import { without } from './state-store.js';

/**
 * @param {Session} session
 * @param {number} now
 * @returns {number} milliseconds left; 0 for one that is over before its time
 */
export function timeLeft(session, now) {
  return session.over ? 0 : Math.max(0, session.expiresAt - now);
}

/** Which tab belongs to which AWS session, and until when. */
export class SessionRegistry {
  #session;
  #tabs;
  #clock;

  /**
   * @param {object} parts
   * @param {StateStore<SessionState>} parts.session
   * @param {BrowserApi['tabs']} parts.tabs
   * @param {Clock} parts.clock
   */
  constructor({ session, tabs, clock }) {
    this.#session = session;
    this.#tabs = tabs;
    this.#clock = clock;
  }

  /** @returns {Promise<Session[]>} */
  async all() {
    return Object.values(await this.#session.read('sessions'));
  }

  /**
   * @param {Target} target
   * @param {string} store the cookie store it must live in
   * @returns {Promise<Session | undefined>} a session with time left
   */
  async find(target, store) {
    const now = this.#clock.now();
    return (await this.all()).find(
      (session) =>
        session.store === store && sameTarget(session.target, target) && timeLeft(session, now) > 0,
    );
  }

  /**
   * The tab of a session to go to: one that still shows the console, the last one used first.
   * @param {Session} session
   * @returns {Promise<chrome.tabs.Tab | undefined>}
   */
  async liveTab(session) {
    const tabs = await Promise.all(session.tabIds.map((id) => this.tab(id)));
    return tabs
      .filter((tab) => tab !== undefined)
      .filter((tab) => tab.url === undefined || isConsoleUrl(tab.url))
      .sort((left, right) => (right.lastAccessed ?? 0) - (left.lastAccessed ?? 0))[0];
  }

  /**
   * Writes down a session that `tab` has just been sent to sign in to. Where AWS keeps one identity at a
   * time, which is where no label host has been seen, it takes the place of the others.
   * @param {Target} target
   * @param {SessionFacts} facts
   * @param {chrome.tabs.Tab} tab
   */
  async record(target, facts, tab) {
    const store = cookieStore(tab);
    const key = `${store} ${targetKey(target)}`;
    const tabId = /** @type {number} */ (tab.id);
    await this.#session.update('sessions', (sessions) => {
      const before = sessions[key];
      const kept = Object.entries(sessions).map(([other, session]) => [
        other,
        withoutTab(replacedIn(session, store, other !== key), tabId),
      ]);
      /** @type {Session} */
      const session = {
        ...facts,
        target,
        store,
        startedAt: this.#clock.now(),
        labelHost: before?.labelHost ?? null,
        tabIds: [...(before?.tabIds ?? []).filter((id) => id !== tabId), tabId],
        over: null,
      };
      return this.#swept({ ...Object.fromEntries(kept), [key]: session });
    });
  }

  /**
   * A further tab of a session, whatever it belonged to before.
   * @param {Session} session
   * @param {chrome.tabs.Tab} tab
   */
  async attach(session, { id: tabId }) {
    const key = `${session.store} ${targetKey(session.target)}`;
    await this.#session.update('sessions', (sessions) => {
      const current = sessions[key];
      if (!current || tabId === undefined) return sessions;
      const others = Object.entries(sessions).map(([other, held]) => [
        other,
        withoutTab(held, tabId),
      ]);
      const tabIds = [...current.tabIds.filter((id) => id !== tabId), tabId];
      return { ...Object.fromEntries(others), [key]: { ...current, tabIds } };
    });
  }

  /**
   * A tab opened from a session's tab belongs to it, unless it is known to belong elsewhere.
   * @param {chrome.tabs.Tab} tab
   */
  async adopt(tab) {
    const { id, openerTabId } = tab;
    await this.#session.update('sessions', (sessions) => {
      const holding = (/** @type {number | undefined} */ tabId) =>
        Object.entries(sessions).find(([, { tabIds }]) => tabIds.includes(tabId ?? -1));
      const opener = holding(openerTabId);
      if (id === undefined || !opener || holding(id)) return sessions;
      const [key, session] = opener;
      return { ...sessions, [key]: { ...session, tabIds: [...session.tabIds, id] } };
    });
  }

  /**
   * Learns from what a tab shows: the host that multi-session gave its session, or, where a page of AWS's
   * sign-in stays in it, that the session is no more. On the way in, sign-in only passes by.
   * @param {number} tabId
   * @param {string | undefined} url
   * @param {boolean} loaded the page is there, not only on its way
   * @returns {Promise<boolean>} the tab belongs to a session
   */
  async seen(tabId, url, loaded) {
    const sessions = await this.#session.read('sessions');
    const found = Object.entries(sessions).find(([, session]) => session.tabIds.includes(tabId));
    if (!found) return false;
    const [key] = found;
    const labelHost = sessionLabelHost(url);
    const signedOut = loaded && isSignInHost(url);
    await this.#session.update('sessions', (all) => {
      const session = all[key];
      if (!session) return all;
      if (signedOut && !session.over) return { ...all, [key]: { ...session, over: 'signed_out' } };
      if (!labelHost || session.labelHost === labelHost) return all;
      return { ...all, [key]: { ...session, labelHost } };
    });
    return true;
  }

  /** @param {number} tabId a tab that was closed */
  async forgetTab(tabId) {
    await this.#session.update('sessions', (sessions) => {
      const held = Object.entries(sessions).filter(([, session]) => session.tabIds.includes(tabId));
      if (held.length === 0) return sessions;
      const changed = held.map(([key, session]) => [key, withoutTab(session, tabId)]);
      return this.#swept({ ...sessions, ...Object.fromEntries(changed) });
    });
  }

  /**
   * @param {number | null} tabId
   * @returns {Promise<chrome.tabs.Tab | undefined>} undefined: there is no such tab any more
   */
  async tab(tabId) {
    return tabId === null ? undefined : this.#tabs.get(tabId).catch(() => undefined);
  }

  /**
   * Sessions that are over and shown nowhere are of no use to anyone.
   * @param {Record<string, Session>} sessions
   */
  #swept(sessions) {
    const now = this.#clock.now();
    return Object.entries(sessions)
      .filter(([, session]) => session.tabIds.length === 0 && timeLeft(session, now) === 0)
      .reduce((kept, [key]) => without(kept, key), sessions);
  }
}

/**
 * @param {Session} session
 * @param {string} store
 * @param {boolean} other it isn't the session that was opened
 * @returns {Session}
 */
function replacedIn(session, store, other) {
  const loses = other && session.store === store && session.labelHost === null;
  return loses ? { ...session, over: 'replaced' } : session;
}

/**
 * @param {Session} session
 * @param {number} tabId
 * @returns {Session}
 */
function withoutTab(session, tabId) {
  return { ...session, tabIds: session.tabIds.filter((id) => id !== tabId) };
}
