/** @import { Portal, SignIn } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { cookieStore, isContainer } from '../../browser.js';
import { isOnPortal } from '../../domain/portal-page.js';
import { HostError } from '../../host/host-error.js';
import { SerialQueue } from '../state/serial-queue.js';

/**
 * The tab with a portal's page, where a person authorizes a sign-in. They may use it for something else
 * meanwhile, and then it is theirs. Portals' addresses can't be read, but that a tab goes on to another
 * page can be seen.
 */
export class GrantTab {
  #parts;
  /** The address of each portal's page, for as long as its host waits. @type {Map<string, string>} */
  #urls = new Map();
  /** What becomes of a tab waits until its number is written down: its page may be faster. */
  #queue = new SerialQueue();

  /** @param {Pick<Parts, 'api' | 'directory' | 'local' | 'openingTab' | 'session'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * Opens the page that the host gave, in the sign-in's tab if that still shows the portal.
   * @param {string} name the portal's
   * @param {string} url
   * @returns {Promise<Portal>}
   * @throws {HostError} it is no page of the portal's
   */
  async open(name, url) {
    const portal = await this.#parts.directory.known(name);
    if (!portal || !isOnPortal(url, portal))
      throw new HostError('grant_url', `the page to sign in is not on ${portal?.host ?? name}`);
    this.#urls.set(name, url);
    const { api } = this.#parts;
    const signIn = await this.#signIn(name);
    const shown = await this.#shown(signIn);
    const opener = await this.#get(signIn?.openerTabId ?? null);
    await this.#change(name, { page: 'opening' });
    const tab = await this.#queue.run(async () => {
      const opened = shown
        ? await api.tabs.update(shown.id, { url })
        : await this.#create(name, opener, url);
      await this.#change(name, { tabId: opened?.id ?? null });
      return opened;
    });
    // Cancelled meanwhile, by somebody who saw no page yet.
    if (tab?.id !== undefined && !(await this.#signIn(name))) await api.tabs.remove(tab.id);
    // What led to it may stand in another window.
    else if (tab && !shown) await api.windows.update(tab.windowId, { focused: true });
    return portal;
  }

  /**
   * With the cookies of the tab it is asked from, where the person may be logged in to the portal.
   * @param {string} name
   * @param {chrome.tabs.Tab | undefined} opener
   * @param {string} url
   */
  async #create(name, opener, url) {
    const { local, openingTab } = this.#parts;
    const asked = cookieStore(opener);
    const ours = Object.values(await local.read('containers')).includes(asked);
    if (opener && !ours) {
      if (isContainer(asked))
        await local.update('signInStores', (all) => ({ ...all, [name]: asked }));
      return openingTab.open([opener], url, true, asked);
    }
    const usual = ours ? 'firefox-default' : asked;
    const last = (await local.read('signInStores'))[name] ?? usual;
    return openingTab
      .open([opener], url, true, last)
      .catch(() => openingTab.open([opener], url, true, usual));
  }

  /**
   * Brings the portal's page to the front, opening it again where its tab shows something else.
   * @param {string} name
   */
  async show(name) {
    const { api } = this.#parts;
    const shown = await this.#shown(await this.#signIn(name));
    const url = this.#urls.get(name);
    if (shown) await api.tabs.update(shown.id, { active: true });
    else if (url) await this.open(name, url);
    // Who asks may be in another window.
    const tab = await this.#shown(await this.#signIn(name));
    if (tab) await api.windows.update(tab.windowId, { focused: true });
  }

  /**
   * @param {chrome.tabs.Tab & { id: number }} tab
   * @param {string | undefined} status that it has come to
   * @returns {Promise<void>}
   */
  updated(tab, status) {
    return this.#queue.run(() => this.#updated(tab, status));
  }

  /** @type {GrantTab['updated']} */
  async #updated({ id, url }, status) {
    const signIns = Object.values(await this.#parts.session.read('signIns'));
    const signIn = signIns.find(({ tabId }) => tabId === id);
    if (!signIn) return;
    const { page, portal } = signIn;
    const known = url ? await this.#parts.directory.known(portal) : undefined;
    if (known && url)
      await this.#change(portal, { page: isOnPortal(url, known) ? 'shown' : 'left' });
    else if (status === 'complete' && page === 'opening')
      await this.#change(portal, { page: 'shown' });
    else if (status === 'loading' && page === 'shown') await this.#change(portal, { page: 'left' });
  }

  /**
   * Closes the tab of a sign-in that is over.
   * @param {SignIn | undefined} signIn
   * @param {boolean} answered by that page, which is then no longer needed. Else only what still shows the
   *   portal is closed.
   */
  async close(signIn, answered) {
    if (signIn) this.#urls.delete(signIn.portal);
    const tab = answered ? await this.#get(signIn?.tabId ?? null) : await this.#shown(signIn);
    if (tab?.id !== undefined) await this.#parts.api.tabs.remove(tab.id);
  }

  /**
   * @param {SignIn | undefined} signIn
   * @returns {Promise<(chrome.tabs.Tab & { id: number }) | undefined>} its tab, as far as can be known
   *   still with a page of the portal's
   */
  async #shown(signIn) {
    const tab = await this.#get(signIn?.tabId ?? null);
    if (!signIn || tab?.id === undefined) return undefined;
    const portal = tab.url ? await this.#parts.directory.known(signIn.portal) : undefined;
    const left = portal ? !isOnPortal(tab.url ?? '', portal) : signIn.page === 'left';
    return left ? undefined : { ...tab, id: tab.id };
  }

  /** @param {string} name */
  async #signIn(name) {
    return (await this.#parts.session.read('signIns'))[name];
  }

  /** @param {string} name @param {Partial<SignIn>} change */
  async #change(name, change) {
    await this.#parts.session.update('signIns', (all) => {
      const signIn = all[name];
      return signIn ? { ...all, [name]: { ...signIn, ...change } } : all;
    });
  }

  /** @param {number | null} tabId */
  async #get(tabId) {
    return tabId === null ? undefined : this.#parts.api.tabs.get(tabId).catch(() => undefined);
  }
}
