/** @import { Session } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { isTypedInto } from '../../content/page-watch.js';
import { isConsoleUrl, isSignInHost } from '../../domain/aws-hosts.js';
import { isSignOutUrl, withoutLabel } from '../../domain/console-address.js';
import { without } from '../state/state-store.js';
import { inPage } from './in-page.js';

/** @typedef {chrome.tabs.Tab & { id: number }} ShownTab */

/** What the tabs of sessions show, and what they showed last. */
export class SessionPages {
  #parts;

  /** @param {Pick<Parts, 'api' | 'clock' | 'registry' | 'session'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {number} tabId of a session
   * @param {string | undefined} url what it shows now; remembered if it is a console page to return to
   */
  async remember(tabId, url) {
    if (!isConsoleUrl(url) || isSignOutUrl(url)) return;
    const page = withoutLabel(/** @type {string} */ (url));
    await this.#parts.session.update('pages', (pages) =>
      pages[tabId] === page ? pages : { ...pages, [tabId]: page },
    );
  }

  /** @param {number} tabId a tab that was closed */
  async forget(tabId) {
    await this.#parts.session.update('pages', (pages) => without(pages, String(tabId)));
    await this.#parts.session.update('mismatches', (all) => without(all, String(tabId)));
  }

  /**
   * @param {number} tabId
   * @returns {Promise<string | undefined>} its last console page, without a session's label
   */
  async last(tabId) {
    return (await this.#parts.session.read('pages'))[tabId];
  }

  /**
   * The tabs of a session that still show AWS's pages. One whose address can't be read may show anything
   * by now, and is not among them.
   * @param {Session} session
   * @returns {Promise<ShownTab[]>} tabs in front first, then by last use
   */
  async shown(session) {
    const found = await this.#parts.registry.tabs(session.tabIds);
    const shown = /** @type {ShownTab[]} */ (
      found.filter(({ url }) => isConsoleUrl(url) || isSignInHost(url))
    );
    const order = (/** @type {ShownTab} */ { active, lastAccessed }) =>
      active ? Number.MAX_SAFE_INTEGER : (lastAccessed ?? 0);
    return shown.sort((left, right) => order(right) - order(left));
  }

  /**
   * @param {Session} session
   * @returns {Promise<ShownTab | undefined>} the tab of it that somebody looks at, in the window in front
   */
  async inFront(session) {
    const [front] = await this.#parts.api.tabs.query({ active: true, lastFocusedWindow: true });
    return (await this.shown(session)).find(({ id }) => id === front?.id);
  }

  /**
   * @param {number} tabId
   * @returns {Promise<boolean>} a form in it holds what somebody typed, or may have typed before it was watched; false
   *   where nobody can tell
   */
  async isTyping(tabId) {
    try {
      const target = { tabId, allFrames: true };
      const frames = await inPage(this.#parts, target, isTypedInto);
      const isWatched = frames.some(({ frameId, result }) => frameId === 0 && result?.watched);
      // Frames come and go with what a page itself has filled in: they count where they are watched, or nothing is.
      return frames.some(({ result }) => result?.holdsText && result.watched === isWatched);
    } catch (error) {
      console.debug('a page could not be asked', error);
      return false;
    }
  }
}
