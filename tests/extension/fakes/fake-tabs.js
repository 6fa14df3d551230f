/** @import { FakeEvent } from './fake-event.js' */

/** @typedef {import('./fake-browser.js').Flavour} Flavour */
/**
 * @typedef {object} TabEvents
 * @property {FakeEvent} onCreated
 * @property {FakeEvent} onUpdated
 * @property {FakeEvent} onActivated
 * @property {FakeEvent} onRemoved
 * @property {FakeEvent} onReplaced
 * @property {FakeEvent} onFocusChanged
 * @property {FakeEvent} onWindowRemoved
 */

const noWindow = -1;

/** Windows and their tabs, and what a person does to them; each act fires the browser's events in its order. */
export class FakeTabs {
  /** As they really are; the extension sees what `FakeBrowser.seen` leaves. @type {Map<number, any>} */
  open = new Map();
  /** @type {Map<number, { id: number, incognito: boolean, focused: boolean }>} */
  windows = new Map();
  /** Loads again what was in a tab. @type {(id: number, url: string) => void} */
  revive = () => undefined;
  #nextTab = 1;
  #nextWindow = 1;
  #looks = 0;
  #flavour;
  #events;
  #seen;

  /**
   * @param {Flavour} flavour
   * @param {TabEvents} events
   * @param {(tab: any) => any} seen a tab as the extension may see it
   */
  constructor(flavour, events, seen) {
    this.#flavour = flavour;
    this.#events = events;
    this.#seen = seen;
    this.addWindow({ focused: true });
  }

  /**
   * @param {{ incognito?: boolean, focused?: boolean }} [how]
   * @returns {number} its id; it has no tab yet
   */
  addWindow({ incognito = false, focused = false } = {}) {
    const id = this.#nextWindow++;
    this.windows.set(id, { id, incognito, focused: false });
    if (focused) this.focus(id);
    return id;
  }

  /** @returns {number | undefined} the window that has, or had, the focus */
  get front() {
    return [...this.windows.values()].find(({ focused }) => focused)?.id;
  }

  /** Between two windows no window of the browser's has the focus. @param {number} id */
  focus(id) {
    if (this.front === id) return;
    const left = this.front !== undefined;
    for (const window of this.windows.values()) window.focused = window.id === id;
    if (left) this.#events.onFocusChanged.fire(noWindow);
    this.#events.onFocusChanged.fire(id);
  }

  /**
   * @param {number} windowId
   * @returns {any[]} in their order
   */
  of(windowId) {
    const own = [...this.open.values()].filter((tab) => tab.windowId === windowId);
    return own.sort((left, right) => left.index - right.index);
  }

  /**
   * @param {any} [properties]
   * @returns {any} the new tab; the first of a window is in front
   */
  add(properties = {}) {
    const id = this.#nextTab++;
    const windowId = properties.windowId ?? this.#windowFor(properties.incognito ?? false);
    const others = this.of(windowId);
    const index = Math.min(properties.index ?? others.length, others.length);
    for (const other of others) if (other.index >= index) other.index += 1;
    const { incognito } = this.windows.get(windowId) ?? { incognito: false };
    const store = incognito ? 'firefox-private' : 'firefox-default';
    const tab = {
      id,
      incognito,
      status: 'loading',
      discarded: false,
      ...(this.#flavour === 'firefox' ? { cookieStoreId: store } : {}),
      ...properties,
      windowId,
      index,
      active: false,
    };
    this.open.set(id, tab);
    const active = properties.active ?? others.length === 0;
    if (active) this.#activate(tab);
    this.#events.onCreated.fire(this.#seen(tab));
    if (active) this.#events.onActivated.fire({ tabId: id, windowId });
    return tab;
  }

  /** @param {boolean} incognito */
  #windowFor(incognito) {
    const fitting = [...this.windows.values()].filter((window) => window.incognito === incognito);
    const last = fitting.find(({ focused }) => focused) ?? fitting[0];
    return last?.id ?? this.addWindow({ incognito });
  }

  /** Somebody looks at a tab: its window comes to the front, and it is loaded again if it was discarded. */
  /** @param {number} id */
  lookAt(id) {
    const tab = this.open.get(id);
    this.focus(tab.windowId);
    this.select(id);
  }

  /** A tab comes to the front of its window. @param {number} id */
  select(id) {
    const tab = this.open.get(id);
    this.#activate(tab);
    this.#events.onActivated.fire({ tabId: id, windowId: tab.windowId });
    if (!tab.discarded) return;
    tab.discarded = false;
    this.revive(id, tab.url);
  }

  /** @param {any} tab */
  #activate(tab) {
    for (const other of this.of(tab.windowId)) other.active = other.id === tab.id;
    tab.lastAccessed = ++this.#looks;
  }

  /** A tab is on its way to a page; its own is still there. @param {number} id @param {string} url */
  begin(id, url) {
    const tab = this.open.get(id);
    Object.assign(tab, { status: 'loading', discarded: false });
    if (this.#flavour === 'chromium') tab.pendingUrl = url;
    else this.#updated(tab, { status: 'loading' });
  }

  /**
   * A page took the place of a tab's former one; it is still loading.
   * @param {number} id
   * @param {string} url
   * @param {boolean} [error] it is the browser's own page about a network error
   */
  commit(id, url, error = false) {
    const tab = this.open.get(id);
    delete tab.pendingUrl;
    Object.assign(tab, { url, status: 'loading', errorPage: error });
    this.#updated(tab, { status: 'loading', url });
  }

  /** @param {number} id */
  complete(id) {
    const tab = this.open.get(id);
    if (!tab) return;
    tab.status = 'complete';
    this.#updated(tab, { status: 'complete' });
  }

  /**
   * @param {any} tab
   * @param {{ status: string, url?: string }} change
   */
  #updated(tab, change) {
    const seen = this.#seen(tab);
    if (seen.url === undefined) delete change.url;
    this.#events.onUpdated.fire(tab.id, change, seen);
  }

  /** @param {number} id */
  close(id) {
    const tab = this.open.get(id);
    this.open.delete(id);
    const rest = this.of(tab?.windowId);
    for (const other of rest) if (other.index > tab.index) other.index -= 1;
    const isWindowClosing = rest.length === 0;
    this.#events.onRemoved.fire(id, { windowId: tab?.windowId, isWindowClosing });
    if (isWindowClosing) this.#closeWindow(tab?.windowId);
    else if (tab.active) {
      const next =
        rest.find((other) => other.id === tab.openerTabId) ?? rest[tab.index] ?? rest.at(-1);
      this.select(next.id);
    }
  }

  /** @param {number} id */
  #closeWindow(id) {
    const focused = this.front === id;
    // A window without tabs of its own is never there, but the first, which has none before a test gives it one.
    if (!this.windows.delete(id)) return;
    this.#events.onWindowRemoved.fire(id);
    const next = [...this.windows.keys()].at(-1);
    if (focused && next !== undefined) this.focus(next);
  }

  /**
   * The browser frees a tab's memory. Chromium gives what is left of it another id.
   * @param {number} id
   * @returns {number} its id from now on
   */
  discard(id) {
    const tab = this.open.get(id);
    Object.assign(tab, { discarded: true, status: 'unloaded' });
    if (this.#flavour === 'firefox') {
      this.#events.onUpdated.fire(id, { discarded: true }, this.#seen(tab));
      return id;
    }
    const now = this.#nextTab++;
    this.open.delete(id);
    this.open.set(now, Object.assign(tab, { id: now }));
    for (const other of this.open.values()) if (other.openerTabId === id) other.openerTabId = now;
    this.#events.onReplaced.fire(now, id);
    return now;
  }

  /** The browser ends; its tabs get other ids, and those not in front are loaded when they are looked at. */
  restart() {
    const before = [...this.open.values()].filter(({ incognito }) => !incognito);
    this.open.clear();
    this.windows.clear();
    const windows = new Map(before.map(({ windowId }) => [windowId, 0]));
    // The one that people see last is that of the last tab.
    for (const was of windows.keys()) windows.set(was, this.addWindow({ focused: true }));
    if (windows.size === 0) this.addWindow({ focused: true });
    for (const { url, pinned, cookieStoreId, active, windowId: was } of before) {
      const id = this.#nextTab++;
      const state = active ? { status: 'loading' } : { status: 'unloaded', discarded: true };
      const store = cookieStoreId ? { cookieStoreId } : {};
      const windowId = windows.get(was) ?? 0;
      const index = this.of(windowId).length;
      const tab = { id, url, pinned, ...store, windowId, index, incognito: false, active };
      this.open.set(id, { discarded: false, ...tab, ...state });
    }
  }
}
