/**
 * A browser's API as far as the extension uses it, kept in memory. Its journal holds every call that
 * changes something anyone can see. Importing it makes it the browser of this process.
 */
import { readFileSync } from 'node:fs';
import { FakeEvent } from './fake-event.js';

const messages = JSON.parse(
  readFileSync(new URL('../../../extension/_locales/en/messages.json', import.meta.url), 'utf8'),
);

/**
 * @param {string} key
 * @param {string[]} [parts]
 * @returns {string} as the browser gives it: "" for a key that isn't there
 */
function getMessage(key, parts = []) {
  const entry = messages[key];
  if (!entry) return '';
  return entry.message.replace(
    /\$(\w+)\$/g,
    (/** @type {string} */ _, /** @type {string} */ name) => {
      const place = entry.placeholders[name.toLowerCase()].content;
      return parts[Number(place.slice(1)) - 1] ?? '';
    },
  );
}

class FakeArea {
  /** @type {Record<string, any>} */
  data = {};

  /** @param {string | null} key */
  async get(key) {
    if (key === null) return structuredClone(this.data);
    return key in this.data ? { [key]: structuredClone(this.data[key]) } : {};
  }

  /** @param {Record<string, any>} change */
  async set(change) {
    Object.assign(this.data, structuredClone(change));
  }
}

const ownId = 'hjkepomeflbmibkhbpicfepocdkjcbnb';
const ownOrigin = `chrome-extension://${ownId}/`;

export class FakeBrowser {
  /** @type {{ call: string, [key: string]: any }[]} */
  journal = [];
  local = new FakeArea();
  session = new FakeArea();
  managed = new FakeArea();
  /**
   * What a page answers to the scripts that are run in it, by tab id: `watchPage` gives `told`, the JSON of
   * its meta tag, `isTypedInto` gives `typing`, `lookAtPage` `page`,
   * `writeToClipboard` `copies`, any other `other`.
   * @type {Map<number, { told?: string, typing?: boolean, other?: unknown, page?: { url: string, text: string }, copies?: boolean }>}
   */
  inPages = new Map();
  /** @type {Map<number, any>} */
  openTabs = new Map();
  /** @type {Map<string, any>} */
  setAlarms = new Map();
  /** By tab id, -1 for all tabs. @type {Map<number, Record<string, any>>} */
  shown = new Map();
  /** May the extension read AWS tabs' URLs? */
  hostPermission = true;
  #nextTab = 1;
  /** @type {FakeEvent[]} */
  #events = [];

  events = {
    onMessage: this.#event(),
    onChanged: this.#event(),
    onConnect: this.#event(),
    onInstalled: this.#event(),
    onAlarm: this.#event(),
    onCreated: this.#event(),
    onUpdated: this.#event(),
    onRemoved: this.#event(),
    onActivated: this.#event(),
    onFocusChanged: this.#event(),
    onButtonClicked: this.#event(),
    onClicked: this.#event(),
    onStartup: this.#event(),
    onCommand: this.#event(),
    onInputChanged: this.#event(),
    onInputEntered: this.#event(),
    onMenuClicked: this.#event(),
  };
  /** As Firefox does, at once. */
  refusesButtons = false;
  /** The context menu's items. @type {any[]} */
  menu = [];

  /** @type {any} */
  api = {
    i18n: { getMessage },
    storage: {
      local: this.local,
      session: this.session,
      managed: this.managed,
      onChanged: this.events.onChanged,
    },
    runtime: {
      id: ownId,
      getURL: (/** @type {string} */ path) => `${ownOrigin}${path}`,
      onMessage: this.events.onMessage,
      onConnect: this.events.onConnect,
      onInstalled: this.events.onInstalled,
      onStartup: this.events.onStartup,
    },
    commands: { onCommand: this.events.onCommand },
    contextMenus: {
      onClicked: this.events.onMenuClicked,
      create: (/** @type {any} */ item) => void this.menu.push(item),
      removeAll: async () => void this.menu.splice(0),
    },
    omnibox: {
      onInputChanged: this.events.onInputChanged,
      onInputEntered: this.events.onInputEntered,
    },
    alarms: {
      onAlarm: this.events.onAlarm,
      create: async (/** @type {string} */ name, /** @type {any} */ when) => {
        this.#note('alarms.create', { name, ...when });
        this.setAlarms.set(name, when);
      },
      clear: async (/** @type {string} */ name) => this.setAlarms.delete(name),
      get: async (/** @type {string} */ name) => this.setAlarms.get(name),
    },
    notifications: {
      onClicked: this.events.onClicked,
      onButtonClicked: this.events.onButtonClicked,
      create: (/** @type {string} */ id, /** @type {any} */ options) => {
        if (options.buttons && this.refusesButtons) throw new Error('buttons is unsupported');
        this.#note('notifications.create', { id, message: options.message });
        return Promise.resolve(id);
      },
      clear: async () => true,
    },
    permissions: { contains: async () => this.hostPermission },
    scripting: {
      executeScript: async (/** @type {any} */ script) => this.#runInPage(script),
      getRegisteredContentScripts: async () => [],
      registerContentScripts: async () => undefined,
      unregisterContentScripts: async () => undefined,
    },
    windows: {
      WINDOW_ID_NONE: -1,
      onFocusChanged: this.events.onFocusChanged,
      update: async (/** @type {number} */ id) => this.#note('windows.update', { id }),
    },
    action: this.#action(),
    tabs: this.#tabs(),
  };

  #event() {
    const event = new FakeEvent();
    this.#events.push(event);
    return event;
  }

  /**
   * @param {string} call
   * @param {object} details
   */
  #note(call, details) {
    this.journal.push({ call, ...details });
  }

  /** @param {{ target: { tabId: number }, func: Function, args?: unknown[] }} script */
  #runInPage({ target: { tabId }, func, args }) {
    this.#note('scripting.executeScript', { tabId, func: func.name, args });
    const known = this.inPages.get(tabId) ?? {};
    const { told = null, typing = false, other = null, page = null, copies = true } = known;
    const answers = /** @type {Record<string, unknown>} */ ({
      watchPage: told,
      isTypedInto: typing,
      lookAtPage: page,
      writeToClipboard: copies,
    });
    return [{ frameId: 0, result: func.name in answers ? answers[func.name] : other }];
  }

  #action() {
    const set = (/** @type {string} */ name) => async (/** @type {any} */ options) => {
      const { tabId = -1, ...rest } = options;
      this.shown.set(tabId, { ...this.shown.get(tabId), [name]: Object.values(rest)[0] });
    };
    return {
      setBadgeText: set('text'),
      setBadgeBackgroundColor: set('color'),
      setBadgeTextColor: set('textColor'),
      setTitle: set('title'),
      setIcon: set('icon'),
    };
  }

  #tabs() {
    return {
      onCreated: this.events.onCreated,
      onUpdated: this.events.onUpdated,
      onRemoved: this.events.onRemoved,
      onActivated: this.events.onActivated,
      reload: async (/** @type {number} */ id) => this.#note('tabs.reload', { id }),
      sendMessage: async (/** @type {number} */ id, /** @type {any} */ message) =>
        this.#note('tabs.sendMessage', { id, ...message }),
      get: async (/** @type {number} */ id) => {
        const tab = this.openTabs.get(id);
        if (!tab) throw new Error(`No tab with id: ${id}.`);
        return { ...tab };
      },
      query: async (/** @type {any} */ query = {}) =>
        [...this.openTabs.values()]
          .filter((tab) => Object.entries(query).every(([name, value]) => tab[name] === value))
          .map((tab) => ({ ...tab })),
      create: async (/** @type {any} */ options) => {
        this.#note('tabs.create', options);
        const { incognito } = this.openTabs.get(options.openerTabId) ?? {};
        return { ...this.addTab(incognito ? { incognito, ...options } : options) };
      },
      update: async (/** @type {number} */ id, /** @type {any} */ options) => {
        this.#note('tabs.update', { id, ...options });
        const status = options.url ? { status: 'loading' } : {};
        return { ...Object.assign(this.openTabs.get(id), options, status) };
      },
      remove: async (/** @type {number} */ id) => {
        this.#note('tabs.remove', { id });
        this.closeTab(id);
      },
    };
  }

  /**
   * @param {any} [properties]
   * @returns {any} the new tab
   */
  addTab(properties = {}) {
    const id = this.#nextTab++;
    const tab = { id, index: 0, windowId: 1, incognito: false, status: 'loading', ...properties };
    this.openTabs.set(id, tab);
    this.events.onCreated.fire({ ...tab });
    return tab;
  }

  /**
   * A page was loaded in a tab.
   * @param {number} id
   * @param {string} url
   */
  navigate(id, url) {
    const tab = Object.assign(this.openTabs.get(id), { url, status: 'complete' });
    this.shown.delete(id);
    this.events.onUpdated.fire(id, { status: 'complete', url }, { ...tab });
  }

  /** Somebody looks at another tab of a window. @param {number} id */
  lookAt(id) {
    const { windowId } = this.openTabs.get(id);
    for (const tab of this.openTabs.values())
      if (tab.windowId === windowId) tab.active = tab.id === id;
    this.events.onActivated.fire({ tabId: id, windowId });
  }

  /** @param {number} id */
  closeTab(id) {
    this.openTabs.delete(id);
    this.events.onRemoved.fire(id);
  }

  /**
   * @param {string} call
   * @returns {any[]} the journal's entries of that call
   */
  calls(call) {
    return this.journal.filter((entry) => entry.call === call);
  }

  /**
   * A message from one of our pages.
   * @param {string} name
   * @param {object} params
   * @param {object} [sender]
   * @returns {Promise<any>} the reply; undefined: nobody answers
   */
  send(name, params, sender = { id: ownId, url: `${ownOrigin}src/pages/popup/popup.html` }) {
    return new Promise((resolve) => {
      const taken = this.events.onMessage.fire({ name, params }, sender, resolve);
      if (!taken.includes(true)) resolve(undefined);
    });
  }

  /** Opens a popup. @returns {FakeEvent} fire it to close the popup */
  openPopup() {
    const onDisconnect = new FakeEvent();
    const sender = { id: ownId, url: `${ownOrigin}src/pages/popup/popup.html` };
    this.events.onConnect.fire({ name: 'popup', sender, onDisconnect });
    return onDisconnect;
  }

  /** The worker died; what is stored stays. */
  killWorker() {
    for (const event of this.#events) event.forgetListeners();
  }
}

/** The words are the same for every browser of a test. */
/** @type {any} */ (globalThis).chrome = { i18n: { getMessage } };
