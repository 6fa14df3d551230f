/** @import { Parts } from '../parts.js' */
/** @import { MenuItem, MenuKind } from './menu-items.js' */
import { holdsSharedPages, linkTarget } from '../../domain/link-target.js';
import { targetOfKey } from '../../domain/target-key.js';
import { findWords } from '../../text.js';
import { SerialQueue } from '../state/serial-queue.js';
import { menuItems } from './menu-items.js';

/**
 * The context menu: kept as the browser's own until what it shows has changed, and what its items do.
 * Ids of items: `open page …` the page as its own tenant; `as KIND KEY` what was clicked on as
 * that target; `likely KIND` as the tenant whose it is; `other KIND` as one chosen in the popup; `copy KIND` a
 * link to it; `pages console` one to all console pages of the window.
 */
export class Menus {
  #parts;
  /** The items that this worker gave to the browser. */
  #given = '';
  #queue = new SerialQueue();

  /** @param {Pick<Parts, 'api' | 'failures' | 'linkCopier' | 'local' | 'pageOpener' | 'popupOpener' | 'settings'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** Updates the menu. */
  refresh() {
    // One after another, so that none leaves items of two states.
    return this.#queue
      .run(() => this.#refresh())
      .catch((error) => console.error('the context menu could not be made', error));
  }

  async #refresh() {
    await findWords();
    const { local, api, settings } = this.#parts;
    const [portals, portalData, favourites, recents, accounts, { production }] = await Promise.all([
      local.read('portals'),
      local.read('portalData'),
      local.read('favourites'),
      local.read('recents'),
      local.read('accounts'),
      settings.read(),
    ]);
    const items = menuItems({ portals, portalData, favourites, recents, accounts, production });
    const wanted = JSON.stringify(items);
    if (wanted === this.#given) return;
    await api.contextMenus.removeAll();
    for (const item of items) this.#create(item);
    this.#given = wanted;
  }

  /** @param {MenuItem} item */
  #create(item) {
    const { contextMenus, runtime } = this.#parts.api;
    contextMenus.create(item, () => {
      const problem = runtime.lastError;
      if (problem) console.warn('a menu item was not taken', item.id, problem.message);
    });
  }

  /** @param {chrome.contextMenus.OnClickData} info @param {chrome.tabs.Tab | undefined} tab */
  async clicked(info, tab) {
    if (!tab) return;
    const [verb, kind, key = ''] = String(info.menuItemId).split(' ');
    const { failures, linkCopier, pageOpener, popupOpener } = this.#parts;
    const on = /** @type {MenuKind} */ (kind);
    try {
      const shared = sharedLinkOf(on, info, tab);
      if (verb === 'pages') await linkCopier.copyPages(tab);
      // The popup lists what it holds first.
      else if (shared && verb !== 'copy') await popupOpener.open(tab, shared);
      else if (verb === 'open') await pageOpener.openPortalPage(tab, 'menu');
      else if (verb === 'as') await this.#openAs(on, info, tab, key);
      else if (on === 'page') await this.#withPortalPage(verb, info, tab);
      else await this.#withLink(verb, linkOf(on, info, tab), tab);
    } catch (error) {
      await failures.report(null, null, error);
    }
  }

  /**
   * @param {MenuKind} kind
   * @param {chrome.contextMenus.OnClickData} info
   * @param {chrome.tabs.Tab} tab
   * @param {string} key of a target
   */
  async #openAs(kind, info, tab, key) {
    const { local, pageOpener } = this.#parts;
    const portals = await local.read('portals');
    const target = targetOfKey(key, { portals, portalData: await local.read('portalData') });
    if (!target) return;
    const { selectionText = '' } = info;
    if (kind === 'selection') await pageOpener.openSelection(tab, selectionText, target);
    else if (kind === 'page') await pageOpener.openPortalPage(tab, 'menu', target);
    else await pageOpener.openLink(tab, linkOf(kind, info, tab) ?? '', target);
  }

  /**
   * @param {string | undefined} verb
   * @param {chrome.contextMenus.OnClickData} info
   * @param {chrome.tabs.Tab} tab
   */
  async #withPortalPage(verb, { pageUrl = '' }, tab) {
    const { linkCopier, pageOpener } = this.#parts;
    if (verb === 'other') await pageOpener.choosePortalPage(tab);
    else if (verb === 'copy') await linkCopier.copyPortalPage(tab, tab.url ?? pageUrl);
  }

  /** @param {string | undefined} verb @param {string | null} to @param {chrome.tabs.Tab} tab */
  async #withLink(verb, to, tab) {
    const { linkCopier, pageOpener, popupOpener } = this.#parts;
    if (to === null) await pageOpener.sayNothingSelected();
    else if (verb === 'likely') await pageOpener.openLikely(tab, to);
    else if (verb === 'other') await popupOpener.open(tab, to);
    else if (verb === 'copy') await linkCopier.copyConsolePage(tab, to);
  }
}

/**
 * @param {MenuKind} kind
 * @param {chrome.contextMenus.OnClickData} info
 * @param {chrome.tabs.Tab} tab
 * @returns {string | null} the ARN or console URL that was clicked on; null: the selection is none
 */
function linkOf(kind, { selectionText = '', linkUrl = '', pageUrl = '' }, tab) {
  if (kind === 'selection') return linkTarget(selectionText);
  return kind === 'link' ? linkUrl : (tab.url ?? pageUrl);
}

/**
 * @param {MenuKind} kind
 * @param {chrome.contextMenus.OnClickData} info
 * @param {chrome.tabs.Tab} tab
 * @returns {string | null} a colleague's link to several pages, or the text with it
 */
function sharedLinkOf(kind, info, tab) {
  const { selectionText = '' } = info;
  const clicked =
    kind === 'selection' ? selectionText : kind === 'page' ? '' : linkOf(kind, info, tab);
  return clicked && holdsSharedPages(clicked) ? clicked : null;
}
