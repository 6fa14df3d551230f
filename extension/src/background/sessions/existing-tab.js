/** @import { BrowserApi } from '../../types.js' */
import { twice } from '../state/twice.js';

/**
 * @param {BrowserApi['tabs']} tabs
 * @param {number | null} tabId
 * @returns {Promise<chrome.tabs.Tab | undefined>} undefined: there is no longer such a tab
 */
export async function existingTab(tabs, tabId) {
  if (tabId === null) return undefined;
  // A private one must not count as gone.
  return twice(() => tabs.get(tabId)).catch(() => undefined);
}

/**
 * @param {BrowserApi['tabs']} tabs
 * @param {number[]} tabIds
 * @returns {Promise<chrome.tabs.Tab[]>} those that still exist, in the order of `tabIds`
 */
export async function existingTabs(tabs, tabIds) {
  if (tabIds.length === 0) return [];
  const all = await twice(() => tabs.query({}));
  const byId = new Map(all.map((tab) => [tab.id, tab]));
  return tabIds.map((tabId) => byId.get(tabId)).filter((tab) => tab !== undefined);
}
