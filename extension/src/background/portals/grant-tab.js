/** @import { Portal, SignIn } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { cookieStore, isContainer } from '../../browser.js';
import { isOnLoopback, isOnPortal } from '../../domain/portal-page.js';
import { HostError } from '../../host/host-error.js';
import { SerialQueue } from '../state/serial-queue.js';
import { twice } from '../state/twice.js';

/** The host answers the page that hands over and the extension at once; either may hear of it later. */
const atOnceMs = 5000;

/**
 * The tab with a portal's page, where a person authorizes a sign-in. They may use it for something else
 * meanwhile, and then it is theirs. Portals' addresses can't be read, but that a tab goes on to another
 * page can be seen. Whether that is a login's or the host's, where the portal hands over by a redirect, or the person's
 * own, is told by the moment: the host's comes when it answers, and who has authorized has the portal's in front.
 */
export class GrantTab {
  #parts;
  /** The address of each portal's page, for as long as its host waits. @type {Map<string, string>} */
  #urls = new Map();
  /** What becomes of a tab waits until its number is written down: its page may be faster. */
  #queue = new SerialQueue();

  /** @param {Pick<Parts, 'api' | 'clock' | 'directory' | 'local' | 'openingTab' | 'session'>} parts */
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
    const { shown, tab } = await this.#queue.run(async () => {
      const signIn = await this.#signIn(name);
      const shown = await this.#shown(signIn);
      const opener = await this.#get(signIn?.openerTabId ?? null);
      await this.#change(name, { page: 'opening' });
      const tab = shown
        ? await api.tabs.update(shown.id, { url })
        : await this.#create(name, opener, url);
      await this.#change(name, { tabId: tab?.id ?? null });
      return { shown, tab };
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
    // One that is just being opened is waited for.
    const shown = await this.#queue.run(async () => this.#shown(await this.#signIn(name)));
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
    const loadedAt = status === 'complete' ? this.#parts.clock.now() : null;
    /** @type {Partial<SignIn>} */
    const change = status === undefined ? {} : { loadedAt };
    if (known && url) change.page = isOnPortal(url, known) ? 'shown' : 'left';
    else if (status === 'complete' && page === 'opening') change.page = 'shown';
    else if (status === 'loading' && page !== 'opening') change.page = 'left';
    await this.#change(portal, change);
  }

  /**
   * @param {string} name the portal's
   * @param {number | null} answeredAt when its page brought the end about: it may have led the tab to the host's then,
   *   and is no longer needed
   * @returns {Promise<{ ours: number | null, theirs: number | null }>} the tab that is to be closed, or to become
   *   something else, and the one that the person uses for something else
   */
  async atEnd(name, answeredAt) {
    const told = (await this.#signIn(name))?.tabId ?? null;
    const tab = await this.#get(told);
    // What became of the tab until now is written down first.
    const signIn = await this.#queue.run(() => this.#signIn(name));
    if (tab?.id === undefined || signIn?.tabId !== tab.id) return { ours: null, theirs: null };
    const isOurs =
      (await this.#isShown(signIn, tab)) ||
      (answeredAt !== null && (await this.#handsOver(signIn, tab, answeredAt)));
    return isOurs ? { ours: tab.id, theirs: null } : { ours: null, theirs: tab.id };
  }

  /**
   * @param {SignIn} signIn
   * @param {chrome.tabs.Tab} tab that has left its page, for a login and back or for good
   * @param {number} answeredAt
   * @returns {Promise<boolean>} as far as can be known it is the tab that has answered
   */
  async #handsOver({ loadedAt, portal }, { active, status, url }, answeredAt) {
    if (url !== undefined) return isOnLoopback(url);
    const isFresh = this.#parts.clock.now() - answeredAt < atOnceMs;
    if (status === 'loading' && isFresh) return true;
    if (Math.abs(answeredAt - (loadedAt ?? 0)) < atOnceMs) return true;
    // Otherwise it shows no page of the host's; without a redirect the portal's own stays.
    const known = await this.#parts.directory.known(portal);
    return known?.handover !== 'redirect' && active;
  }

  /**
   * Closes the tab of a sign-in that is over.
   * @param {Pick<SignIn, 'portal' | 'tabId'>} signIn its tab, unless the person uses that
   */
  async close({ portal, tabId }) {
    if (!(await this.#signIn(portal))) this.#urls.delete(portal);
    const tab = await this.#get(tabId);
    if (tab?.id !== undefined) await twice(() => this.#parts.api.tabs.remove(Number(tabId)));
  }

  /**
   * @param {SignIn | undefined} signIn
   * @returns {Promise<(chrome.tabs.Tab & { id: number }) | undefined>} its tab, as far as can be known
   *   still with a page of the portal's
   */
  async #shown(signIn) {
    const tab = await this.#get(signIn?.tabId ?? null);
    if (!signIn || tab?.id === undefined) return undefined;
    return (await this.#isShown(signIn, tab)) ? { ...tab, id: tab.id } : undefined;
  }

  /** @param {SignIn} signIn @param {chrome.tabs.Tab} tab */
  async #isShown({ page, portal: name }, { url }) {
    const portal = url ? await this.#parts.directory.known(name) : undefined;
    return portal && url ? isOnPortal(url, portal) : page !== 'left';
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
    if (tabId === null) return undefined;
    return twice(() => this.#parts.api.tabs.get(tabId)).catch(() => undefined);
  }
}
