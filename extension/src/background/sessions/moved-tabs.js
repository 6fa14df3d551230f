/** @import { BrowserApi, Session, SessionState } from '../../types.js' */
/** @import { StateStore } from '../state/state-store.js' */
import { cookieStore } from '../../browser.js';
import { isConsoleUrl, labelOf, sessionLabelHost } from '../../domain/aws-hosts.js';
import { withoutLabel } from '../../domain/console-address.js';
import { renameTab } from '../state/tab-ids.js';
import { twice } from '../state/twice.js';

/**
 * Chromium tells once that it gave a tab another id. Where the worker died before it had stored that, the tab is
 * found again by the page that it showed last.
 * @param {StateStore<SessionState>} session
 * @param {BrowserApi['tabs']} tabs
 */
export async function findMovedTabs(session, tabs) {
  const sessions = Object.values(await session.read('sessions'));
  const held = sessions.flatMap(({ tabIds }) => tabIds);
  if (held.length === 0) return;
  const open = await twice(() => tabs.query({}));
  const pages = await session.read('pages');
  const free = open.filter(({ id }) => id !== undefined && !held.includes(id));
  for (const one of sessions)
    for (const lost of one.tabIds.filter((id) => !open.some((tab) => tab.id === id))) {
      // Part of it may be stored under the new id.
      const at = free.findIndex((tab) => isIn(one, tab, pages[lost] ?? pages[tab.id ?? -1]));
      const [{ id } = {}] = at < 0 ? [] : free.splice(at, 1);
      if (id !== undefined) await renameTab(session, lost, id);
    }
}

/**
 * @param {Session} session
 * @param {chrome.tabs.Tab} tab
 * @param {string | undefined} page the last one of a tab of the session, without its label
 * @returns {boolean} it shows that page, and can be of no other session
 */
function isIn({ labelHost, store }, tab, page) {
  const { discarded, url = '' } = tab;
  if (cookieStore(tab) !== store || !isConsoleUrl(url) || withoutLabel(url) !== page) return false;
  const label = sessionLabelHost(url);
  // Without a label it is surely the one whose memory was freed only while nobody has loaded it again.
  return label ? labelOf(label) === labelOf(labelHost) : discarded;
}
