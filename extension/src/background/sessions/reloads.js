/** @import { Reload, Session } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
/** @import { ShownTab } from './session-pages.js' */
import { inSession, isConsoleUrl, labelOf, sessionLabelHost } from '../../domain/aws-hosts.js';
import { isSignOutUrl, wantedPage } from '../../domain/console-address.js';
import { SerialQueue } from '../state/serial-queue.js';
import { sessionKey, timeLeft } from './session-registry.js';

const atOnce = 3;
/** The others don't wait for a page that takes longer. */
const longestMs = 30_000;

/**
 * Reloads the other tabs of a session once one of them has signed in again: a few at a time, those in
 * front first. The waiting ones are stored, so that none is lost when the worker is stopped.
 */
export class Reloads {
  #parts;
  #queue = new SerialQueue();

  /** @param {Pick<Parts, 'api' | 'clock' | 'pages' | 'registry' | 'session' | 'wakeAlarm'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @param {Session} session whose `signInTabId` has just signed in */
  async add(session) {
    const { pages, wakeAlarm } = this.#parts;
    const key = sessionKey(session);
    const shown = (await pages.shown(session)).filter(({ id }) => id !== session.signInTabId);
    if (shown.length === 0) return;
    const added = shown.map(({ id }) => ({ tabId: id, session: key, begunAt: null }));
    await wakeAlarm.around(() =>
      this.#keep((all) => [...all.filter((one) => one.session !== key), ...added]),
    );
    await this.next();
  }

  /**
   * A page has loaded: one that was begun is done, and one that waited and has come back to the console
   * needs no more.
   * @param {number} tabId
   * @param {string | undefined} url
   */
  loaded(tabId, url) {
    return this.#done((one) => one.tabId === tabId && (one.begunAt !== null || isConsoleUrl(url)));
  }

  /** @param {number} tabId */
  closed(tabId) {
    return this.#done((one) => one.tabId === tabId);
  }

  /** Starts as many of the waiting ones as may run at once. */
  next() {
    return this.#queue.run(async () => {
      const late = this.#parts.clock.now() - longestMs;
      let left = await this.#keep((all) => all.filter(({ begunAt }) => (begunAt ?? late) >= late));
      while (left.filter(({ begunAt }) => begunAt !== null).length < atOnce) {
        const first = await this.#first(left);
        if (!first) break;
        left = await this.#begin(first);
      }
      await this.#parts.wakeAlarm.set();
    });
  }

  /** @param {(one: Reload) => boolean} which */
  async #done(which) {
    if (!(await this.#parts.session.read('reloads')).some(which)) return;
    await this.#keep((all) => all.filter((one) => !which(one)));
    await this.next();
  }

  /**
   * @param {Reload[]} all
   * @returns {Promise<Reload | undefined>} of those that wait the one in front, else the one used last
   */
  async #first(all) {
    const waiting = all.filter(({ begunAt }) => begunAt === null);
    const tabs = await Promise.all(waiting.map(({ tabId }) => this.#parts.registry.tab(tabId)));
    const order = (/** @type {number} */ at) =>
      tabs[at]?.active ? Number.MAX_SAFE_INTEGER : (tabs[at]?.lastAccessed ?? 0);
    const [first] = waiting.map((_, at) => at).sort((left, right) => order(right) - order(left));
    return first === undefined ? undefined : waiting[first];
  }

  /**
   * @param {Reload} reload
   * @returns {Promise<Reload[]>} what is left to be done, or is being done
   */
  async #begin({ tabId, session: key }) {
    const { clock, pages, registry } = this.#parts;
    const session = await registry.get(key);
    const live = session && !session.endedBecause && timeLeft(session, clock.now()) > 0;
    const tab = live && (await pages.shown(session)).find(({ id }) => id === tabId);
    if (!tab || tab.discarded || (await pages.isTyping(tabId)))
      return this.#keep((all) => all.filter((one) => one.tabId !== tabId));
    // Before it is sent: it may have loaded before this is written.
    const left = await this.#keep((all) =>
      all.map((one) => (one.tabId === tabId ? { ...one, begunAt: clock.now() } : one)),
    );
    await this.#load(session, tab);
    return left;
  }

  /**
   * Leads a tab whose page is under an older label to the session, which needs no sign-in for that.
   * @param {Session} session
   * @param {{ id: number, url?: string | undefined }} tab
   * @returns {Promise<boolean>} false: the session is over, too
   */
  async follow(session, tab) {
    if (timeLeft(session, this.#parts.clock.now()) === 0) return false;
    await this.#load(session, tab);
    return true;
  }

  /** @param {Session} session @param {{ id: number, url?: string | undefined }} tab */
  async #load(session, { id, url }) {
    const { api, pages } = this.#parts;
    const page = wantedPage(url, await pages.last(id)) ?? session.destination;
    // Under an older label AWS shows its sign-in page, which would be taken for the end of this session.
    const isOfBefore = labelOf(sessionLabelHost(url)) !== labelOf(session.labelHost);
    try {
      if (isConsoleUrl(url) && !isSignOutUrl(url) && !isOfBefore) await api.tabs.reload(id);
      else await api.tabs.update(id, { url: inSession(page, session.labelHost) });
    } catch (error) {
      console.warn('a page could not be loaded anew', error);
    }
  }

  /** @param {(all: Reload[]) => Reload[]} change */
  #keep(change) {
    return this.#parts.session.update('reloads', (all) => {
      const after = change(all);
      return after.length === all.length && after.every((one, at) => one === all[at]) ? all : after;
    });
  }
}
