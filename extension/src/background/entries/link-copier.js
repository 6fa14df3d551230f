/** @import { Parts } from '../parts.js' */
import { copiedPages } from '../../copied-pages.js';
import { consoleLink, portalLink } from '../../domain/shareable-link.js';
import { text } from '../../text.js';
import { inClickedPage } from './clicked-page.js';

/** Copies links for colleagues: never one that signs them in as somebody else. */
export class LinkCopier {
  #parts;

  /** @param {Pick<Parts, 'api' | 'clock' | 'host' | 'notifier' | 'pageSharer'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {chrome.tabs.Tab} tab showing a portal's page
   * @param {string} url
   */
  copyPortalPage(tab, url) {
    return this.#copy(tab, portalLink(url));
  }

  /**
   * @param {chrome.tabs.Tab} tab
   * @param {string} to an ARN or a console URL
   * @throws {HostError} where it means no page
   */
  async copyConsolePage(tab, to) {
    const { url } = await this.#parts.host.request('resolve_page', { to });
    await this.#copy(tab, consoleLink(url));
  }

  /**
   * All console pages of the tab's window as one text.
   * @param {chrome.tabs.Tab} tab
   * @throws {HostError}
   */
  async copyPages(tab) {
    const shared = await this.#parts.pageSharer.copy(tab.windowId);
    const done = shared.count === 0 || (await this.#written(tab, shared.text));
    await this.#say(done ? copiedPages(shared) : text('pages_not_copied'));
  }

  /** @param {chrome.tabs.Tab} tab @param {string} link */
  async #copy(tab, link) {
    const done = await this.#written(tab, link);
    // Where the page may not write, the link is in the notification, to be read at least.
    await this.#say(done ? text('link_copied', link) : text('link_not_copied', link));
  }

  /** @param {chrome.tabs.Tab} tab @param {string} words @returns {Promise<boolean>} they are in the clipboard */
  async #written({ id }, words) {
    const { scripting } = this.#parts.api;
    const target = { tabId: /** @type {number} */ (id) };
    const [done] = await inClickedPage(this.#parts, () =>
      scripting.executeScript({ target, func: writeToClipboard, args: [words] }),
    ).catch((error) => {
      console.debug('the page could not be entered', error);
      return [];
    });
    return done?.result === true;
  }

  /** @param {string} message */
  #say(message) {
    return this.#parts.notifier.show('link', text('extension_name'), message);
  }
}

/**
 * Runs in the page, as a content script.
 * @param {string} link
 */
async function writeToClipboard(link) {
  try {
    await navigator.clipboard.writeText(link);
    return true;
  } catch {
    // A page without the focus, or a browser that wants a press of its own: the older way has other rules.
    const field = document.createElement('textarea');
    field.value = link;
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}
