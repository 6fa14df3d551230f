import { api } from '../../browser.js';

/**
 * Opens a page of somebody else's, in a window as private as the tab's: Chromium shows a private window's popup, where it
 * is a page, in another one.
 * @param {chrome.tabs.Tab | undefined} tab that the popup belongs to
 * @param {string} url
 */
export async function openFor(tab, url) {
  const { tabs, windows } = api;
  const { incognito = false, windowId } = tab ?? {};
  const there = windowId && (await windows.get(windowId).catch(() => undefined));
  if (there) {
    await tabs.create({ url, windowId });
    await windows.update(windowId, { focused: true });
  } else if (incognito) await windows.create({ url, incognito, focused: true });
  else await tabs.create({ url });
}
