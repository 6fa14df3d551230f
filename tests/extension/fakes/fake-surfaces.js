/** @import { FakeBrowser } from './fake-browser.js' */
/** @import { FakeArea } from './fake-storage.js' */
import { getMessage } from './fake-words.js';

/**
 * The parts of the API about the extension itself, its memory and its scripts.
 * @param {FakeBrowser} browser
 * @param {string} id the extension's
 */
export function ownCalls(browser, id) {
  const { events, local, managed, session } = browser;
  return {
    i18n: { getMessage },
    storage: {
      local: areaCalls(local),
      session: areaCalls(session),
      managed: areaCalls(managed),
      onChanged: events.onChanged,
    },
    runtime: {
      id,
      getURL: (/** @type {string} */ path) => `${browser.ownOrigin}${path}`,
      getManifest: () => ({ version: '0.1.0', manifest_version: 3 }),
      onMessage: events.onMessage,
      onConnect: events.onConnect,
      onInstalled: events.onInstalled,
      onStartup: events.onStartup,
    },
    scripting: browser.pages.calls(),
  };
}

/** @param {FakeArea} area */
function areaCalls({ get, set, remove, clear, setAccessLevel }) {
  return { get, set, remove, clear, setAccessLevel };
}

/**
 * The parts of the API besides tabs, windows, storage and scripts.
 * @param {FakeBrowser} browser
 */
export function otherCalls(browser) {
  const { events, flavour } = browser;
  return {
    action: actionCalls(browser),
    alarms: alarmCalls(browser),
    notifications: notificationCalls(browser),
    commands: { onCommand: events.onCommand, getAll: async () => [] },
    contextMenus: {
      onClicked: events.onMenuClicked,
      create: (/** @type {any} */ item) => void browser.menu.push(item),
      removeAll: async () => void browser.menu.splice(0),
    },
    omnibox: {
      onInputStarted: events.onInputStarted,
      onInputChanged: events.onInputChanged,
      onInputEntered: events.onInputEntered,
      setDefaultSuggestion: (/** @type {any} */ given) =>
        browser.note('omnibox.setDefaultSuggestion', given),
    },
    permissions: {
      contains: async () => browser.hostPermission,
      onAdded: events.onPermissionsAdded,
      onRemoved: events.onPermissionsRemoved,
    },
    ...(flavour === 'firefox' ? { contextualIdentities: identityCalls() } : {}),
  };
}

/** @param {FakeBrowser} browser */
function actionCalls(browser) {
  const set = (/** @type {string} */ name) => async (/** @type {any} */ options) => {
    const { tabId = -1, ...rest } = options;
    if (tabId !== -1 && !browser.openTabs.has(tabId)) throw new Error(`No tab with id: ${tabId}.`);
    browser.shown.set(tabId, { ...browser.shown.get(tabId), [name]: Object.values(rest)[0] });
  };
  return {
    setBadgeText: set('text'),
    getBadgeText: async (/** @type {any} */ { tabId }) =>
      browser.shown.get(tabId)?.text ?? browser.shown.get(-1)?.text ?? '',
    setBadgeBackgroundColor: set('color'),
    setBadgeTextColor: set('textColor'),
    setTitle: set('title'),
    setIcon: set('icon'),
    openPopup: async () => {
      browser.note('action.openPopup', {});
      // Firefox asks for a click in that very moment, which a notification's isn't.
      if (browser.flavour === 'firefox' && !browser.gesture)
        throw new Error('openPopup requires a user gesture');
      browser.openPopup();
    },
  };
}

/** @param {FakeBrowser} browser */
function alarmCalls(browser) {
  return {
    onAlarm: browser.events.onAlarm,
    create: async (/** @type {string} */ name, /** @type {any} */ when) => {
      browser.note('alarms.create', { name, ...when });
      browser.setAlarms.set(name, when);
    },
    clear: async (/** @type {string} */ name) => browser.setAlarms.delete(name),
    get: async (/** @type {string} */ name) => browser.setAlarms.get(name),
  };
}

/** @param {FakeBrowser} browser */
function notificationCalls(browser) {
  return {
    onClicked: browser.events.onClicked,
    onButtonClicked: browser.events.onButtonClicked,
    onClosed: browser.events.onClosed,
    create: (/** @type {string} */ id, /** @type {any} */ options) => {
      const refuses = browser.refusesButtons || browser.flavour === 'firefox';
      if (options.buttons && refuses) throw new Error('buttons is unsupported');
      browser.note('notifications.create', { id, message: options.message });
      browser.notes.set(id, options);
      return Promise.resolve(id);
    },
    clear: async (/** @type {string} */ id) => browser.notes.delete(id),
    getAll: async () => Object.fromEntries([...browser.notes.keys()].map((id) => [id, true])),
  };
}

/** Firefox's containers. */
function identityCalls() {
  /** @type {any[]} */
  let all = [];
  let next = 1;
  return {
    query: async () => all.map((one) => ({ ...one })),
    create: async (/** @type {any} */ made) => {
      const identity = { ...made, cookieStoreId: `firefox-container-${next++}` };
      all.push(identity);
      return { ...identity };
    },
    update: async (/** @type {string} */ id, /** @type {any} */ change) =>
      Object.assign(all.find(({ cookieStoreId }) => cookieStoreId === id) ?? {}, change),
    remove: async (/** @type {string} */ id) => {
      all = all.filter(({ cookieStoreId }) => cookieStoreId !== id);
    },
  };
}
