/** @import { Intent, OpenAnswer, OpenConsoleResult, SessionFacts } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { cookieStore, isPrivate, showsOwnPages } from '../../browser.js';
import { isAwsUrl } from '../../domain/aws-hosts.js';
import { isLeft } from '../renewal/renewal-records.js';
import { twice } from '../state/twice.js';

/** The tab in which a console opens: a new one, or the one that led to it. */
export class OpeningTab {
  #parts;

  /** @param {Pick<Parts, 'api' | 'registry' | 'session'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * Stores which tabs exist, then gives the address to a tab.
   * @param {Intent} intent
   * @param {OpenConsoleResult} answer
   * @returns {Promise<chrome.tabs.Tab | null>} null: the opening was dropped meanwhile, or nobody wants it
   */
  async show(intent, answer) {
    if (intent.by === 'renewal' && (await this.#isLeft(intent))) return null;
    const knownTabs = (await this.#parts.api.tabs.query({})).map((tab) => tab.id ?? -1);
    const facts = factsOf(answer);
    const answered = { ...intent, answer: { facts, knownTabs } };
    const intents = await this.#parts.session.update('intents', (all) =>
      intent.id in all ? { ...all, [intent.id]: answered } : all,
    );
    if (!(intent.id in intents)) return null;
    const active = intent.how !== 'background';
    const replaced = await this.#parts.registry.tab(intent.replaceTabId);
    if (replaced?.id !== undefined && cookieStore(replaced) === intent.store) {
      if (active) return this.lead(replaced, answer.url);
      return /** @type {chrome.tabs.Tab} */ (
        await this.#parts.api.tabs.update(replaced.id, { url: answer.url })
      );
    }
    const asked = await this.#parts.registry.tab(intent.tabId);
    const tab = await this.open([replaced, asked], answer.url, active, intent.store);
    // A tab can't change its cookie store: the new one replaces it.
    if (replaced?.id !== undefined) await this.#parts.api.tabs.remove(replaced.id);
    return tab;
  }

  /** @param {Intent} intent @returns {Promise<boolean>} only its user brings back the session that it renews */
  async #isLeft({ renews }) {
    const session = await this.#parts.registry.get(renews ?? '');
    return session !== undefined && isLeft(session);
  }

  /**
   * @param {chrome.tabs.Tab} tab which comes to the front
   * @param {string} url
   */
  async lead({ id, windowId }, url) {
    const { tabs, windows } = this.#parts.api;
    await windows.update(windowId, { focused: true });
    const led = await tabs.update(/** @type {number} */ (id), { url, active: true });
    return /** @type {chrome.tabs.Tab} */ (led);
  }

  /**
   * @param {(chrome.tabs.Tab | undefined)[]} from
   * @param {string} url
   * @param {boolean} active
   * @param {string} store
   * @returns {Promise<chrome.tabs.Tab>} a new tab with the cookies of `store`, beside the first of `from` whose
   *   window can have it
   */
  async open(from, url, active, store) {
    const incognito = isPrivate(store);
    const near = await this.#near(from, (tab) => tab.incognito === incognito);
    if (!near && incognito) return this.#openWindow(url, incognito);
    const properties = beside(near, url, active);
    // Only Firefox has stores that can be chosen; elsewhere a tab has those of its window.
    // 'default' is no store of Firefox's: then no tab asked, and the window's own will do.
    const own = store === 'default' || cookieStore(near) === store;
    const chosen = own && !store.startsWith('firefox-container-') ? {} : { cookieStoreId: store };
    return this.#create({ ...properties, ...chosen });
  }

  /**
   * @param {(chrome.tabs.Tab | undefined)[]} from
   * @param {string} url a page of ours
   * @returns {Promise<chrome.tabs.Tab>} a new tab in front, beside the first of `from` that can have it
   */
  async openOwn(from, url) {
    const near = await this.#near(from, showsOwnPages);
    const anywhere = from.every((tab) => tab === undefined);
    if (!near && !anywhere) return this.#openWindow(url, false);
    return this.#create(beside(near, url, true));
  }

  /**
   * @param {(chrome.tabs.Tab | undefined)[]} from
   * @param {(tab: chrome.tabs.Tab) => boolean} isSuitable
   * @returns {Promise<chrome.tabs.Tab | undefined>} the first suitable one, else the one used last;
   *   undefined: there is none, or it may be wherever the browser likes
   */
  async #near(from, isSuitable) {
    const wanted = from.find((tab) => tab && isSuitable(tab));
    if (wanted) return wanted;
    const inFront = await this.#parts.api.tabs.query({ active: true });
    if (inFront.every(isSuitable) && from.every((tab) => tab === undefined)) return undefined;
    const order = (/** @type {chrome.tabs.Tab} */ { lastAccessed }) => lastAccessed ?? 0;
    return inFront.filter(isSuitable).sort((left, right) => order(right) - order(left))[0];
  }

  /** @param {chrome.tabs.CreateProperties} properties */
  async #create(properties) {
    const tab = await this.#parts.api.tabs.create(properties);
    // Once there is a tab, what is to follow from it must.
    if (properties.active)
      await this.#focus(tab).catch((error) => console.warn('a window stays behind', error));
    return tab;
  }

  /** A session's tab, beside which it opens, may be in another window than the user is. @param {chrome.tabs.Tab} tab */
  async #focus({ windowId }) {
    const { tabs, windows } = this.#parts.api;
    const [front] = await twice(() => tabs.query({ active: true, lastFocusedWindow: true }));
    if (front?.windowId !== windowId)
      await twice(() => windows.update(windowId, { focused: true }));
  }

  /** @param {string} url @param {boolean} incognito */
  async #openWindow(url, incognito) {
    const made = await this.#parts.api.windows.create({ url, incognito, focused: true });
    return /** @type {chrome.tabs.Tab} */ (made?.tabs?.[0]);
  }

  /**
   * The tab that a worker opened before it was stopped.
   * @param {Intent} intent
   * @returns {Promise<chrome.tabs.Tab | undefined>}
   */
  async openedBefore({ answer, replaceTabId, store, tabId }) {
    if (!answer) return undefined;
    const replaced = await this.#parts.registry.tab(replaceTabId);
    if (replaced) return isAwsUrl(replaced.pendingUrl ?? replaced.url) ? replaced : undefined;
    const known = new Set(answer.knownTabs);
    return (await this.#parts.api.tabs.query({})).find(
      (tab) =>
        !known.has(tab.id ?? -1) &&
        tab.incognito === isPrivate(store) &&
        (isAwsUrl(tab.pendingUrl ?? tab.url) || (tabId !== null && tab.openerTabId === tabId)),
    );
  }
}

/**
 * @param {OpenConsoleResult} answer
 * @returns {SessionFacts} all of it but the secret
 */
export function factsOf(answer) {
  return {
    destination: answer.destination,
    expiresAt: answer.expires_at * 1000,
    region: answer.region,
    partition: answer.partition,
    account: answer.account,
  };
}

/**
 * @param {Pick<SessionFacts, 'expiresAt' | 'region'>} session
 * @returns {OpenAnswer}
 */
export function openedAs({ expiresAt, region }) {
  return { outcome: 'opened', expires_at: Math.floor(expiresAt / 1000), region };
}

/**
 * @param {chrome.tabs.Tab | undefined} tab where the user is; undefined: wherever the browser likes
 * @param {string} url
 * @param {boolean} active
 * @returns {chrome.tabs.CreateProperties} a tab right of it, in the same window
 */
export function beside(tab, url, active) {
  if (tab?.id === undefined) return { url, active };
  return { url, active, openerTabId: tab.id, index: tab.index + 1, windowId: tab.windowId };
}
