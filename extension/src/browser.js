/** The only file that knows which browser this is and what its API object is called. */

/** @type {typeof chrome} */
export const api = /** @type {any} */ (globalThis).browser ?? globalThis.chrome;

/** The native messaging host's name, the same as in manifests/ids.json. */
export const hostName = 'org.jit_console.host';

/**
 * @param {string} [userAgent]
 * @returns {number | null} Chromium's major version; null in Firefox
 */
export function chromiumVersion(userAgent = globalThis.navigator?.userAgent ?? '') {
  const found = /Chrom(?:e|ium)\/(\d+)/.exec(userAgent);
  return found ? Number(found[1]) : null;
}

/**
 * @param {string} [userAgent]
 * @returns {boolean} programs have Windows's names here
 */
export function isWindows(userAgent = globalThis.navigator?.userAgent ?? '') {
  return userAgent.includes('Windows');
}

/**
 * @param {string} [userAgent]
 * @returns {boolean}
 */
export function isMac(userAgent = globalThis.navigator?.userAgent ?? '') {
  return userAgent.includes('Mac OS X');
}

/**
 * @returns {string | null} where this build's packages are to be had, which is set when the extension is built; null: nowhere
 */
export function homepage() {
  return api.runtime.getManifest().homepage_url ?? null;
}

/**
 * Opens a native messaging port to the host; the browser starts the process.
 * @returns {chrome.runtime.Port}
 */
export function connectHost() {
  return api.runtime.connectNative(hostName);
}

/**
 * Why a port closed, in the browser's words. Firefox keeps it on the port, Chromium in `lastError`.
 * @param {chrome.runtime.Port} port
 * @returns {string}
 */
export function disconnectReason(port) {
  return /** @type {any} */ (port).error?.message ?? api.runtime.lastError?.message ?? '';
}

/**
 * @returns {(() => Promise<unknown>) | null} opens the browser's page of extensions' keys; null: in this
 *   browser only the user can
 */
export function shortcutSettings() {
  const { commands, tabs } = api;
  /** Firefox, from 137 on. @type {(() => Promise<void>) | undefined} */
  const own = /** @type {any} */ (commands).openShortcutSettings;
  if (own) return () => own();
  const chromium = chromiumVersion() !== null;
  return chromium ? () => tabs.create({ url: 'chrome://extensions/shortcuts' }) : null;
}

/**
 * Which cookies a tab sees: Firefox's cookie store, or Chromium's ordinary and private halves.
 * @param {chrome.tabs.Tab | undefined} tab
 * @returns {string}
 */
export function cookieStore(tab) {
  const store = /** @type {any} */ (tab)?.cookieStoreId;
  return store ?? (tab?.incognito ? 'private' : 'default');
}

/**
 * @param {string} store
 * @returns {boolean} its cookies are a private window's, of which nothing may come to disk
 */
export function isPrivate(store) {
  return store === 'private' || store === 'firefox-private';
}

/**
 * What is kept of the tab that something is asked from, which may be gone by the time that counts.
 * @param {chrome.tabs.Tab | undefined} tab
 * @returns {Pick<import('./types.js').OpenRequest, 'tabId' | 'privateStore'>}
 */
export function askedFrom(tab) {
  const store = cookieStore(tab);
  return { tabId: tab?.id ?? null, ...(isPrivate(store) ? { privateStore: store } : {}) };
}

/**
 * @param {string} store
 * @returns {boolean} it is one of Firefox's, which a new tab can be given; those of containers may be gone
 */
export function isContainer(store) {
  return store === 'firefox-default' || store.startsWith('firefox-container-');
}

/**
 * @param {chrome.tabs.Tab} tab
 * @returns {boolean} it can show a page of ours: Chromium opens those in no private window
 */
export function showsOwnPages({ incognito, ...tab }) {
  return !incognito || 'cookieStoreId' in tab;
}

/**
 * @param {string} text
 * @returns {string} the same for the address bar's list, where Chromium reads XML
 */
export function omniboxText(text) {
  if (chromiumVersion() === null) return text;
  return text.replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}

/** @type {import('./types.js').Clock} */
export const clock = {
  now: () => Date.now(),
  setTimeout: (run, ms) => globalThis.setTimeout(run, ms),
  clearTimeout: (timer) => globalThis.clearTimeout(/** @type {number} */ (timer)),
};
