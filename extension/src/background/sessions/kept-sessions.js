/** @import { LocalState, Session, SessionState } from '../../types.js' */
/** @import { Sessions } from '../../domain/session-tabs.js' */
/** @import { StateStore } from '../state/state-store.js' */
import { cookieStore, isPrivate } from '../../browser.js';
import { isConsoleUrl } from '../../domain/aws-hosts.js';
import { isUnderOldLabel } from '../../domain/session-labels.js';
import { holding, keyFor, withTab } from '../../domain/session-tabs.js';
import { without } from '../state/state-store.js';
import { timeLeft } from './session-registry.js';

/** Live sessions on disk, without their tabs and what somebody asked for in them, for after a restart of the browser; none of private windows. */
export class KeptSessions {
  #local;
  #isUpToDate = false;

  /** @param {StateStore<LocalState>} local */
  constructor(local) {
    this.#local = local;
  }

  /** @param {Sessions} sessions @param {boolean} changed since the last call */
  async keep(sessions, changed) {
    if (!changed && this.#isUpToDate) return;
    try {
      await keep(this.#local, sessions);
      this.#isUpToDate = true;
    } catch (error) {
      this.#isUpToDate = false;
      throw error;
    }
  }

  /**
   * Makes those that have time left known again.
   * @param {StateStore<SessionState>} session
   * @param {chrome.tabs.Tab[]} tabs all that are open
   * @param {number} now
   */
  async restore(session, tabs, now) {
    const kept = Object.entries(await this.#local.read('keptSessions'));
    const live = kept.filter(([, one]) => timeLeft(one, now) > 0);
    await session.update('sessions', (known) => withKept(known, live, tabs));
  }
}

/**
 * @param {StateStore<LocalState>} local
 * @param {Sessions} sessions
 */
async function keep(local, sessions) {
  const kept = Object.entries(sessions)
    .filter(([, { store, endedBecause, landed }]) => landed && !endedBecause && !isPrivate(store))
    .map(([key, { askedAt: _, askedTabId: __, ...session }]) => [
      key,
      { ...session, tabIds: [], oldTabIds: [] },
    ]);
  const text = JSON.stringify(Object.fromEntries(kept));
  await local.update('keptSessions', (before) =>
    JSON.stringify(before) === text ? before : JSON.parse(text),
  );
}

/**
 * @param {Sessions} sessions
 * @param {[string, Session][]} live sessions that were kept and have time left
 * @param {chrome.tabs.Tab[]} tabs
 * @returns {Sessions} those, too, with the tabs that the browser brought back
 */
function withKept(sessions, live, tabs) {
  let all = { ...Object.fromEntries(live), ...sessions };
  for (const tab of tabs) {
    if (tab.id === undefined || !isConsoleUrl(tab.url) || holding(all, tab.id)) continue;
    const own = keyFor(live, cookieStore(tab), tab.url);
    const key = own ?? movedFrom(live, tab);
    if (key) all = withTab(all, key, tab.id);
    if (key && !own) all = withOldTab(all, key, tab.id);
  }
  return all;
}

/** @param {Sessions} sessions @param {string} key @param {number} tabId @returns {Sessions} */
function withOldTab(sessions, key, tabId) {
  const session = /** @type {Session} */ (sessions[key]);
  return { ...sessions, [key]: { ...session, oldTabIds: [...(session.oldTabIds ?? []), tabId] } };
}

/**
 * @param {[string, Session][]} live
 * @param {chrome.tabs.Tab} tab
 * @returns {string | undefined} the session that the tab's page had before AWS gave it another label
 */
function movedFrom(live, tab) {
  const has = (/** @type {Session} */ one) =>
    one.store === cookieStore(tab) && isUnderOldLabel(one, tab.url);
  return live.find(([, session]) => has(session))?.[0];
}

/**
 * @param {Sessions} sessions
 * @param {number} now
 * @returns {Sessions} without those that have ended and that no tab shows
 */
export function swept(sessions, now) {
  return Object.entries(sessions)
    .filter(([, session]) => session.tabIds.length === 0 && timeLeft(session, now) === 0)
    .reduce((kept, [key]) => without(kept, key), sessions);
}
