/** @import { Parts } from '../parts.js' */
import { askedFrom } from '../../browser.js';

/** Opens the popup with something to look for in its search box. */
export class PopupOpener {
  #parts;

  /** @param {Pick<Parts, 'api' | 'clock' | 'openingTab' | 'registry' | 'session'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * To be called in the click's own turn: Firefox lets the popup be opened at no other moment. Where the
   * browser doesn't open it, it comes as a page beside the tab.
   * @param {chrome.tabs.Tab} tab the user is in
   * @param {string | Promise<string>} search
   */
  async open(tab, search) {
    const { clock, session } = this.#parts;
    const shown = this.#show(tab);
    const text = await search;
    await session.write('wantedSearch', { text, at: clock.now() });
    if (!(await shown)) await this.#openBeside(tab);
  }

  /**
   * With the whole list. As a page in a tab of its own where the browser doesn't open it.
   * @param {chrome.tabs.Tab} tab the user is in
   */
  async list(tab) {
    if (!(await this.#show(tab))) await this.#openBeside(tab);
  }

  /**
   * In another window where the tab's shows no page of ours, or the tab is gone by now.
   * @param {chrome.tabs.Tab} tab
   */
  async #openBeside(tab) {
    const { api, openingTab, registry } = this.#parts;
    const { tabId, privateStore } = askedFrom(tab);
    const store = privateStore ? `&store=${privateStore}` : '';
    const url = api.runtime.getURL(`src/pages/popup/popup.html?from=${tabId}${store}`);
    await openingTab.openOwn([await registry.tab(tabId)], url);
  }

  /** The popup has it. */
  async taken() {
    await this.#parts.session.write('wantedSearch', null);
  }

  /**
   * @param {chrome.tabs.Tab} tab
   * @returns {Promise<boolean>} it is open
   */
  async #show({ windowId }) {
    const { action } = this.#parts.api;
    if (!action.openPopup) return false;
    return action.openPopup({ windowId }).then(
      () => true,
      (error) => {
        console.debug('the popup stays closed', error);
        return false;
      },
    );
  }
}
