/** @import { BrowserApi } from '../../types.js' */

/**
 * @param {BrowserApi['tabs']} tabs
 * @param {number | null} tabId
 * @returns {Promise<chrome.tabs.Tab | undefined>} undefined: there is no such tab any more
 */
export async function existingTab(tabs, tabId) {
  if (tabId === null) return undefined;
  const get = () => tabs.get(tabId);
  // Once more: what fails once says nothing of the tab, and a private one must not count as gone.
  return get()
    .catch(get)
    .catch(() => undefined);
}
