import { awsPatterns } from '../../../extension/src/domain/aws-hosts.js';
import { matches } from './fake-tab-calls.js';

/** @typedef {import('./fake-browser.js').FakeBrowser} FakeBrowser */

/** Which tabs the extension may read and run scripts in. */
export class FakeAccess {
  /** Tabs that a click lets the extension into, until they show another page. @type {Set<number>} */
  entered = new Set();
  #browser;

  /** @param {FakeBrowser} browser */
  constructor(browser) {
    this.#browser = browser;
  }

  /**
   * @param {any} tab
   * @param {string | undefined} [url] by default what the tab shows
   * @returns {boolean} the extension may read that address and run scripts there
   */
  mayEnter = ({ id }, url = this.#browser.openTabs.get(id)?.url) => {
    const isAws = awsPatterns.some((pattern) => matches(pattern, url ?? ''));
    const allowed = isAws && this.#browser.hostPermission;
    return this.#browser.isOwn(url) || url === '' || this.entered.has(id) || allowed;
  };

  /** @type {(tab: any) => any} a tab as the extension may see it */
  seen = (tab) => {
    const { errorPage: _, ...seen } = tab;
    if (!this.mayEnter(tab)) delete seen.url;
    if (seen.pendingUrl && !this.mayEnter(tab, seen.pendingUrl)) delete seen.pendingUrl;
    return seen;
  };
}
