/** @import { FakeBrowser } from './fake-browser.js' */

/**
 * The parts of the API about tabs and windows, which refuse what browsers refuse.
 * @param {FakeBrowser} browser
 */
export function tabCalls(browser) {
  const { events, flavour, tabs: world } = browser;
  /** @param {number} id */
  const existing = (id) => {
    const tab = world.open.get(id);
    if (tab) return tab;
    throw new Error(flavour === 'chromium' ? `No tab with id: ${id}.` : `Invalid tab ID: ${id}`);
  };
  return {
    onCreated: events.onCreated,
    onUpdated: events.onUpdated,
    onRemoved: events.onRemoved,
    onActivated: events.onActivated,
    ...(flavour === 'chromium' ? { onReplaced: events.onReplaced } : {}),
    get: async (/** @type {number} */ id) => browser.seen(existing(id)),
    query: async (/** @type {any} */ query = {}) =>
      [...world.open.values()].filter((tab) => fits(browser, tab, query)).map(browser.seen),
    create: async (/** @type {any} */ options) => {
      browser.note('tabs.create', options);
      return create(browser, options);
    },
    update: async (/** @type {number} */ id, /** @type {any} */ options) => {
      browser.note('tabs.update', { id, ...options });
      const tab = existing(id);
      if (options.url !== undefined) browser.sendTo(id, options.url);
      if (options.active && !tab.active) world.select(id);
      return browser.seen(tab);
    },
    reload: async (/** @type {number} */ id) => {
      browser.note('tabs.reload', { id });
      const tab = existing(id);
      browser.sendTo(id, tab.url ?? 'about:blank');
    },
    remove: async (/** @type {number} */ id) => {
      browser.note('tabs.remove', { id });
      existing(id);
      browser.closeTab(id);
    },
    sendMessage: async (/** @type {number} */ id, /** @type {any} */ message) => {
      browser.note('tabs.sendMessage', { id, ...message });
      if (!world.open.has(id) || !browser.pages.hears(id))
        throw new Error('Could not establish connection. Receiving end does not exist.');
    },
  };
}

/** @param {FakeBrowser} browser */
export function windowCalls(browser) {
  const { events, note, tabs: world } = browser;
  return {
    WINDOW_ID_NONE: -1,
    onFocusChanged: events.onFocusChanged,
    onRemoved: events.onWindowRemoved,
    update: async (/** @type {number} */ id, /** @type {any} */ change = {}) => {
      note('windows.update', { id });
      if (!world.windows.has(id)) throw new Error(`No window with id: ${id}.`);
      if (change.focused) world.focus(id);
      return { ...world.windows.get(id) };
    },
    get: async (/** @type {number} */ id) => {
      if (!world.windows.has(id)) throw new Error(`No window with id: ${id}.`);
      return { ...world.windows.get(id) };
    },
    create: async (/** @type {any} */ { url, incognito = false, focused = true }) => {
      note('windows.create', { url, incognito });
      const id = world.addWindow({ incognito, focused });
      const tab = create(browser, { url, windowId: id });
      return { ...world.windows.get(id), tabs: [tab] };
    },
    getAll: async () => [...world.windows.values()].map((window) => ({ ...window })),
    getLastFocused: async () => ({ ...world.windows.get(world.front ?? -1) }),
  };
}

/**
 * @param {FakeBrowser} browser
 * @param {any} options
 */
function create(browser, options) {
  const { flavour, tabs: world } = browser;
  const { url, cookieStoreId, openerTabId, active = true, ...rest } = options;
  if (flavour === 'chromium' && cookieStoreId !== undefined)
    throw new TypeError("Error at parameter 'createProperties': Unexpected property.");
  let windowId = options.windowId ?? world.front ?? [...world.windows.keys()][0];
  const window = world.windows.get(windowId);
  if (!window) throw new Error(`No window with id: ${windowId}.`);
  // Spanning: Chromium opens an extension's pages in an ordinary window instead.
  if (flavour === 'chromium' && window.incognito && browser.isOwn(url))
    windowId =
      [...world.windows.values()].find(({ incognito }) => !incognito)?.id ?? world.addWindow();
  const store = window.incognito ? 'firefox-private' : 'firefox-default';
  if (
    cookieStoreId !== undefined &&
    !/^firefox-(default|private|container-\d+)$/.test(cookieStoreId)
  )
    throw new Error(`Invalid cookie store id: "${cookieStoreId}"`);
  if (cookieStoreId !== undefined && /private/.test(cookieStoreId) !== window.incognito)
    throw new Error(`Illegal to set cookieStoreId ${cookieStoreId} in this window`);
  const opener = openerTabId === undefined ? undefined : world.open.get(openerTabId);
  if (openerTabId !== undefined && !opener) throw new Error(`No tab with id: ${openerTabId}.`);
  if (opener && opener.windowId !== windowId)
    throw new Error('Tab opener must be in the same window as the updated tab.');
  // Firefox gives a tab its opener's container.
  const inherited = cookieStoreId ?? opener?.cookieStoreId ?? store;
  const own = flavour === 'firefox' ? { cookieStoreId: inherited } : {};
  const tab = world.add({ ...rest, ...own, openerTabId, active, windowId, url: browser.blank });
  if (url !== undefined) browser.sendTo(tab.id, url);
  return browser.seen(tab);
}

/**
 * @param {FakeBrowser} browser
 * @param {any} tab
 * @param {any} query
 */
function fits(browser, tab, { url, currentWindow, lastFocusedWindow, ...same }) {
  const front = currentWindow ?? lastFocusedWindow;
  if (front !== undefined && (tab.windowId === browser.tabs.front) !== front) return false;
  const seen = browser.seen(tab);
  if (url !== undefined && ![url].flat().some((pattern) => matches(pattern, seen.url ?? '')))
    return false;
  return Object.entries(same).every(([name, value]) => tab[name] === value);
}

/** By pattern. @type {Map<string, (url: string) => boolean>} */
const tests = new Map();

/**
 * @param {string} pattern a match pattern
 * @param {string} url
 */
export function matches(pattern, url) {
  const test = tests.get(pattern) ?? testOf(pattern);
  tests.set(pattern, test);
  return test(url);
}

/** @param {string} pattern @returns {(url: string) => boolean} */
function testOf(pattern) {
  const [, scheme = '', host = '', path = ''] = /^([^:]+):\/\/([^/]*)(\/.*)$/.exec(pattern) ?? [];
  const escaped = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  const paths = new RegExp(`^${escaped}$`);
  return (url) => {
    if (!URL.canParse(url)) return false;
    const at = new URL(url);
    if (scheme !== '*' && at.protocol !== `${scheme}:`) return false;
    const hosts = host.startsWith('*.')
      ? at.hostname === host.slice(2) || at.hostname.endsWith(host.slice(1))
      : host === '*' || host === at.hostname;
    return hosts && paths.test(at.pathname + at.search);
  };
}
