/** @import { Row } from './popup-model.js' */
/** The popup's window: its connection to the background, and its height. */
import { api } from '../../browser.js';
import { timeToNextChange } from '../../domain/time-left.js';

/**
 * @returns {Promise<{ inTab: boolean, activeTab: chrome.tabs.Tab | undefined }>} whether the popup is shown as a page in a
 *   tab, and the tab that the user is in
 */
export async function findActiveTab() {
  const inTab = (await api.tabs.getCurrent()) !== undefined;
  document.documentElement.classList.toggle('in-tab', inTab);
  const [activeTab] = await api.tabs.query({ active: true, currentWindow: true });
  // Shown as a page, it belongs to the tab it was opened from.
  const query = new URLSearchParams(location.search);
  const from = query.get('from');
  const gone = () => closedTab(Number(from), query.get('store'));
  const asked = from && (await api.tabs.get(Number(from)).catch(gone));
  return { inTab, activeTab: asked || activeTab };
}

/**
 * @param {number} id
 * @param {string | null} store a private window's
 * @returns {chrome.tabs.Tab | undefined} what is left of a private window's tab: what is asked from it leads into no
 *   other window. Any other tab is replaced by the one in front.
 */
function closedTab(id, store) {
  const left = { id, incognito: true, cookieStoreId: store };
  return store ? /** @type {any} */ (left) : undefined;
}

/**
 * @param {() => void} render draws the rows again
 * @returns {(rows: Row[], now: number) => void} has that done when the first of their times reads otherwise
 */
export function whenTimesChange(render) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return (rows, now) => {
    clearTimeout(timer);
    const changes = rows
      .map(({ time }) => (time ? timeToNextChange(time.until - now) : null))
      .filter((wait) => wait !== null);
    if (changes.length > 0) timer = setTimeout(render, Math.min(...changes));
  };
}

/** Tells the background that a popup is open, and starts it again should it die meanwhile. */
export function stayConnected() {
  const port = api.runtime.connect({ name: 'popup' });
  port.onDisconnect.addListener(() => setTimeout(stayConnected, 100));
}

/**
 * While someone types, fewer rows don't make the popup shrink under their eyes.
 * @param {boolean} typing
 */
export function holdHeight(typing) {
  const { style, offsetHeight } = document.body;
  if (!typing) style.minHeight = '';
  else if (style.minHeight === '') style.minHeight = `${offsetHeight}px`;
}
