/** @import { Intent, OpenConsoleResult, SessionFacts } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { cookieStore } from '../../browser.js';
import { isAwsUrl } from '../../domain/aws-hosts.js';

/** The tab in which a console opens: a new one, or the one that led to it. */
export class OpeningTab {
  #parts;

  /** @param {Pick<Parts, 'api' | 'registry' | 'session'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * Writes down which tabs there are, then gives the address to a tab.
   * @param {Intent} intent
   * @param {OpenConsoleResult} answer
   * @returns {Promise<chrome.tabs.Tab>}
   */
  async show(intent, answer) {
    const knownTabs = (await this.#parts.api.tabs.query({})).map((tab) => tab.id ?? -1);
    const facts = factsOf(answer);
    await this.#parts.session.update('intents', (all) => ({
      ...all,
      [intent.id]: { ...intent, answer: { facts, knownTabs } },
    }));
    const active = intent.how !== 'background';
    const replaced = await this.#parts.registry.tab(intent.replaceTabId);
    if (replaced?.id !== undefined && cookieStore(replaced) === intent.store) {
      const options = active ? { url: answer.url, active } : { url: answer.url };
      if (active) await this.#parts.api.windows.update(replaced.windowId, { focused: true });
      return /** @type {chrome.tabs.Tab} */ (
        await this.#parts.api.tabs.update(replaced.id, options)
      );
    }
    const from = replaced ?? (await this.#parts.registry.tab(intent.tabId));
    const tab = await this.open(from, answer.url, active, intent.store);
    // A tab can't change its cookies: the new one takes its place.
    if (replaced?.id !== undefined) await this.#parts.api.tabs.remove(replaced.id);
    return tab;
  }

  /**
   * @param {chrome.tabs.Tab | undefined} from
   * @param {string} url
   * @param {boolean} active
   * @param {string} store
   * @returns {Promise<chrome.tabs.Tab>} a new tab beside `from` with the cookies of `store`
   */
  open(from, url, active, store) {
    const properties = beside(from, url, active);
    // Only Firefox has stores that can be chosen; elsewhere a tab has those of its window.
    const chosen = cookieStore(from) === store ? {} : { cookieStoreId: store };
    return this.#parts.api.tabs.create({ ...properties, ...chosen });
  }

  /**
   * Where a worker died while it opened the tab: the tab that came of it.
   * @param {Intent} intent
   * @returns {Promise<chrome.tabs.Tab | undefined>}
   */
  async openedBefore({ answer, replaceTabId, tabId }) {
    if (!answer) return undefined;
    const replaced = await this.#parts.registry.tab(replaceTabId);
    if (replaced) return isAwsUrl(replaced.pendingUrl ?? replaced.url) ? replaced : undefined;
    const known = new Set(answer.knownTabs);
    return (await this.#parts.api.tabs.query({})).find(
      (tab) =>
        !known.has(tab.id ?? -1) &&
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
 * @param {chrome.tabs.Tab | undefined} tab where the user is; undefined: wherever the browser likes
 * @param {string} url
 * @param {boolean} active
 * @returns {chrome.tabs.CreateProperties} a tab right of it, in the same window
 */
export function beside(tab, url, active) {
  if (tab?.id === undefined) return { url, active };
  return { url, active, openerTabId: tab.id, index: tab.index + 1, windowId: tab.windowId };
}
