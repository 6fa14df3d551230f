/**
 * A browser's API as far as the extension uses it, kept in memory, no kinder than browsers are: Chromium's or
 * Firefox's. Importing it makes it the browser of this process.
 *
 * What a test does with it:
 * - people: `addTab`, `lookAt`, `closeTab`, `newTab` (Ctrl+T), `openLink`, `tabs.addWindow`, `pages.typeInto`, `openPopup`,
 *   `events.onMenuClicked.fire(info, tab)`, `events.onCommand.fire(name, tab)`, `send(message, params, sender)`;
 * - pages: `navigate` (all of it), or `tabs.begin`, `commit`, `complete` one by one; `failToLoad`; `inPages` for
 *   what a page answers to scripts, else the page knows itself whether it is watched and typed into;
 * - the world: `discard`, `restart`, `killWorker`, `updateExtension`, `hostPermission`, `gate.refuseOnce(call, why)`;
 *   `gate.watch` is told of each call before it takes effect and before its answer (kill the worker there), `gate.at` of the nth;
 *   `wake` starts the worker when an event comes and none runs: its listeners hear it in their first turn;
 * - what came of it: `journal` and `calls(name)`, `openTabs` (as they really are), `seen(tab)` (as the extension
 *   sees them), `shown` (badges), `setAlarms`, `notes` (notifications), `menu`, `local`, `session`.
 *
 * Rules it keeps, beside those that stand where they are kept:
 * - Without the permission for its host a tab has no `url` and takes no script; a click of the menu, a key or
 *   the popup lets the extension into that one tab until it shows another page.
 * - A tab that is sent to a page still shows the one before, until `navigate` or `failToLoad`; our own pages
 *   load automatically. Error pages, the browser's own and other extensions' take no script.
 * - Chromium, private windows (spanning): none of our pages opens there, and an opener in another window is
 *   refused. `discard` gives the tab a new id (`onReplaced`). Ctrl+T's tab has the tab in front as its opener.
 * - A worker that died hears no answer and no event; calls of its code have no effect.
 */
import './fake-words.js';
import { FakeAccess } from './fake-access.js';
import { FakeCalls } from './fake-calls.js';
import { makeEvents } from './fake-event.js';
import { FakeMessages } from './fake-messages.js';
import { FakePages } from './fake-pages.js';
import { FakePopup } from './fake-popup.js';
import { FakeArea } from './fake-storage.js';
import { otherCalls, ownCalls } from './fake-surfaces.js';
import { tabCalls, windowCalls } from './fake-tab-calls.js';
import { FakeTabs } from './fake-tabs.js';

/** @typedef {'chromium' | 'firefox'} Flavour */

const ownId = 'hjkepomeflbmibkhbpicfepocdkjcbnb';

export class FakeBrowser {
  /** Every call that changes something anyone can see. @type {{ call: string, [key: string]: any }[]} */
  journal = [];
  events = makeEvents();
  /** What stands between a worker and its calls. */
  gate = new FakeCalls();
  /** @type {Map<string, any>} */
  setAlarms = new Map();
  /** By tab id, -1 for all tabs. @type {Map<number, Record<string, any>>} */
  shown = new Map();
  /** Notifications shown, by id. @type {Map<string, any>} */
  notes = new Map();
  /** The context menu's items. @type {any[]} */
  menu = [];
  /** May the extension read AWS tabs' URLs? */
  hostPermission = true;
  /** As Firefox does, at once. */
  refusesButtons = false;
  /** A person's click is being told, in this very turn. */
  gesture = false;
  /**
   * Loads a page that a tab was sent to; none: the test says when it is there.
   * @type {((id: number, url: string) => void) | null}
   */
  network = null;
  /** Starts the worker, in its first turn. @type {(() => void) | null} */
  wake = null;
  #messages = new FakeMessages(this.events.onMessage);
  #access = new FakeAccess(this);
  popup = new FakePopup(this.events);
  mayEnter = this.#access.mayEnter;
  seen = this.#access.seen;

  /** @param {Flavour} [flavour] */
  constructor(flavour = 'chromium') {
    const { events } = this;
    this.flavour = flavour;
    this.ownOrigin = `${flavour === 'chromium' ? 'chrome' : 'moz'}-extension://${ownId}/`;
    /** What a new tab shows before its first page. */
    this.blank = flavour === 'chromium' ? '' : 'about:blank';
    const tellsAll = flavour === 'firefox';
    this.local = new FakeArea('local', events.onChanged, tellsAll);
    this.session = new FakeArea('session', events.onChanged, tellsAll);
    this.managed = new FakeArea('managed', events.onChanged, tellsAll);
    this.pages = new FakePages(this);
    this.tabs = new FakeTabs(flavour, events, this.seen);
    this.openTabs = this.tabs.open;
    this.inPages = this.pages.answers;
    this.tabs.revive = (id, url) => (this.network ? this.sendTo(id, url) : this.navigate(id, url));
    for (const event of Object.values(events)) event.before = () => this.#wake();
    for (const event of [events.onMenuClicked, events.onCommand]) {
      event.before = (_, tab) => {
        this.gesture = true;
        if (tab?.id !== undefined) this.#access.entered.add(tab.id);
        this.#wake();
      };
      event.after = () => {
        this.gesture = false;
      };
    }
    /** @type {any} */
    this.api = this.#makeApi();
  }

  #makeApi() {
    const tree = { ...ownCalls(this, ownId), ...otherCalls(this) };
    return this.gate.guard({ ...tree, tabs: tabCalls(this), windows: windowCalls(this) });
  }

  /** An event of the browser's: a worker that sleeps is started, and hears it in its first turn. */
  #wake() {
    if (this.wake && this.events.onMessage.listeners === 0) this.wake();
  }

  /** @type {(call: string, details: object) => void} */
  note = (call, details) => {
    this.journal.push({ call, ...details });
  };

  /**
   * @param {string} call
   * @returns {any[]} the journal's entries of that call
   */
  calls(call) {
    return this.journal.filter((entry) => entry.call === call);
  }

  /** @param {string | undefined} url */
  isOwn(url) {
    return (url ?? '').startsWith(this.ownOrigin);
  }

  /**
   * A tab is sent to a page. Our own load automatically, others when the test says so.
   * @param {number} id
   * @param {string} url
   */
  sendTo(id, url) {
    const own = this.isOwn(url);
    const tab = this.openTabs.get(id);
    this.tabs.begin(id, url);
    if (!own) {
      this.network?.(id, url);
      return;
    }
    queueMicrotask(() => {
      if (!this.openTabs.has(id)) return;
      if (this.flavour === 'chromium' && tab.incognito) this.failToLoad(id, url);
      else this.navigate(id, url);
    });
  }

  /** @param {any} [properties] @returns {any} the new tab */
  addTab(properties = {}) {
    return this.tabs.add(properties);
  }

  /** A page was loaded in a tab. @param {number} id @param {string} url */
  navigate(id, url) {
    this.#show(id, url, false);
  }

  /** The browser's own page about the network, under the address. @param {number} id @param {string} url */
  failToLoad(id, url) {
    this.#show(id, url, true);
  }

  /** Firefox, where a connection of HTTP/2 broke: the page of before, or an empty one, stays. @param {number} id */
  breakOff(id) {
    this.tabs.complete(id);
  }

  /**
   * @param {number} id
   * @param {string} url
   * @param {boolean} error
   */
  #show(id, url, error) {
    // A tab's badge is the page's.
    this.shown.delete(id);
    this.#access.entered.delete(id);
    this.tabs.commit(id, url, error);
    this.pages.loaded(id);
    this.tabs.complete(id);
  }

  /** Somebody looks at a tab. @param {number} id */
  lookAt(id) {
    this.popup.close();
    this.tabs.lookAt(id);
  }

  /** @param {number} id */
  closeTab(id) {
    this.popup.close();
    this.#forgetTab(id);
    this.tabs.close(id);
  }

  /** @param {number} id */
  #forgetTab(id) {
    this.shown.delete(id);
    this.#access.entered.delete(id);
    this.pages.forget(id);
  }

  /**
   * Ctrl+T.
   * @param {number} [windowId]
   * @param {boolean} [loaded] the new tab's page is there; else somebody is faster
   * @returns {any} the tab
   */
  newTab(windowId = this.tabs.front, loaded = true) {
    this.popup.close();
    const front = this.tabs.of(windowId ?? -1).find(({ active }) => active);
    const chromium = this.flavour === 'chromium';
    const opener = chromium && front ? { openerTabId: front.id } : {};
    const url = chromium ? 'chrome://newtab/' : 'about:newtab';
    const tab = this.addTab({ windowId, url, active: true, ...opener });
    if (loaded) this.tabs.complete(tab.id);
    return tab;
  }

  /** A link that opens a tab of its own; the page is still to come. @param {number} from @param {string} url */
  openLink(from, url) {
    this.popup.close();
    const { windowId, index, cookieStoreId } = this.openTabs.get(from);
    const store = cookieStoreId ? { cookieStoreId } : {};
    // It is told of before it is on its way: an empty page that is there.
    const empty = { url: this.blank, status: 'complete' };
    const place = { windowId, index: index + 1, openerTabId: from, ...empty };
    const tab = this.addTab({ ...place, ...store, active: true });
    this.sendTo(tab.id, url);
    return tab;
  }

  /** The browser frees a tab's memory. @param {number} id @returns {number} its id from now on */
  discard(id) {
    this.#forgetTab(id);
    return this.tabs.discard(id);
  }

  /**
   * A message from one of our pages.
   * @param {string} name
   * @param {object} params
   * @param {object} [sender] by default the popup; `senderOf(tab)`: our script in a page
   * @returns {Promise<any>} the reply; undefined: nobody answers, or the worker died before it did
   */
  send(name, params, sender = this.popupSender()) {
    return this.#messages.send({ name, params }, sender);
  }

  popupSender() {
    return { id: ownId, url: `${this.ownOrigin}src/pages/popup/popup.html` };
  }

  /** @param {number} id */
  senderOf(id) {
    const tab = this.openTabs.get(id);
    return { id: ownId, url: tab.url, frameId: 0, tab: this.seen(tab) };
  }

  /** Opens a popup over the tab in front. @returns what closes it, when fired */
  openPopup() {
    const front = this.tabs.of(this.tabs.front ?? -1).find(({ active }) => active);
    if (front) this.#access.entered.add(front.id);
    return this.popup.open(this.popupSender());
  }

  /** The worker died; what is stored stays. */
  killWorker() {
    for (const event of Object.values(this.events)) event.forgetListeners();
    this.gate.kill();
    // With what a test has added to it.
    this.api = { ...this.api, ...this.#makeApi() };
    this.#messages.abandon();
  }

  /** The extension was updated in place: what is in memory is gone, its scripts in pages are left behind, its pages closed. */
  updateExtension() {
    this.killWorker();
    const { wake } = this;
    this.wake = null;
    const own = this.api.runtime.getURL('');
    for (const { id, url } of [...this.openTabs.values()])
      if (url?.startsWith(own)) this.closeTab(id);
    this.wake = wake;
    this.pages.orphan();
    this.session.data = {};
    this.setAlarms.clear();
    this.menu.length = 0;
    this.events.onInstalled.fire({ reason: 'update' });
  }

  /** The browser ends, and is started again with its tabs. */
  restart() {
    this.killWorker();
    this.pages.forget();
    this.session.data = {};
    this.shown.clear();
    this.notes.clear();
    if (this.flavour === 'firefox') this.setAlarms.clear();
    this.tabs.restart();
    this.events.onStartup.fire();
    for (const tab of [...this.openTabs.values()])
      if (tab.active) this.tabs.revive(tab.id, tab.url);
  }
}
