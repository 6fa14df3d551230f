/** @import { Target } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
/** @import { MenuItem, MenuKind } from './menu-items.js' */
import { linkTarget } from '../../domain/link-target.js';
import { targetOfKey } from '../../domain/target-key.js';
import { SerialQueue } from '../state/serial-queue.js';
import { menuItems } from './menu-items.js';

/**
 * The context menu: kept as the browser's own until what it shows has changed, and what its items do.
 * Ids of items: `open page …` the page as its own tenant; `as KIND [first] KEY` what was clicked on as
 * that target; `copy KIND` a link to it.
 */
export class Menus {
  #parts;
  /** What the browser has been given, by this worker. */
  #given = '';
  #queue = new SerialQueue();

  /** @param {Pick<Parts, 'api' | 'failures' | 'linkCopier' | 'local' | 'pageOpener'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** Makes the menu say what is true now. */
  refresh() {
    // One after another, so that none leaves items of two states.
    return this.#queue
      .run(() => this.#refresh())
      .catch((error) => console.error('the context menu could not be made', error));
  }

  async #refresh() {
    const { local, api } = this.#parts;
    const keys = /** @type {const} */ (['portals', 'portalData', 'favourites', 'recents']);
    const [portals, portalData, favourites, recents] = await Promise.all([
      local.read(keys[0]),
      local.read(keys[1]),
      local.read(keys[2]),
      local.read(keys[3]),
    ]);
    const items = menuItems({ portals, portalData, favourites, recents });
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

  /**
   * @param {chrome.contextMenus.OnClickData} info
   * @param {chrome.tabs.Tab | undefined} tab
   */
  async clicked(info, tab) {
    if (!tab) return;
    const [verb, kind, ...rest] = String(info.menuItemId).split(' ');
    const { failures, local, pageOpener } = this.#parts;
    try {
      if (verb === 'open') await pageOpener.openPortalPage(tab, 'menu');
      else if (verb === 'copy') await this.#copy(/** @type {MenuKind} */ (kind), info, tab);
      else if (verb === 'as') {
        const portals = await local.read('portals');
        const known = { portals, portalData: await local.read('portalData') };
        const target = targetOfKey(rest.at(-1) ?? '', known);
        if (target) await this.#openAs(/** @type {MenuKind} */ (kind), info, tab, target);
      }
    } catch (error) {
      await failures.report(null, null, error);
    }
  }

  /**
   * @param {MenuKind} kind
   * @param {chrome.contextMenus.OnClickData} info
   * @param {chrome.tabs.Tab} tab
   * @param {Target} target
   */
  async #openAs(kind, { selectionText = '', linkUrl = '', pageUrl }, tab, target) {
    const { pageOpener } = this.#parts;
    if (kind === 'selection') await pageOpener.openSelection(tab, selectionText, target);
    else if (kind === 'link') await pageOpener.openLink(tab, linkUrl, target);
    else if (kind === 'console') await pageOpener.openLink(tab, tab.url ?? pageUrl ?? '', target);
    else await pageOpener.openPortalPage(tab, 'menu', target);
  }

  /**
   * @param {MenuKind} kind
   * @param {chrome.contextMenus.OnClickData} info
   * @param {chrome.tabs.Tab} tab
   */
  async #copy(kind, { selectionText = '', linkUrl = '', pageUrl }, tab) {
    const { linkCopier, pageOpener } = this.#parts;
    const page = tab.url ?? pageUrl ?? '';
    if (kind === 'page') return linkCopier.copyPortalPage(tab, page);
    const to = kind === 'selection' ? linkTarget(selectionText) : kind === 'link' ? linkUrl : page;
    if (to === null) return pageOpener.sayNothingSelected();
    await linkCopier.copyConsolePage(tab, to);
  }
}
