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
