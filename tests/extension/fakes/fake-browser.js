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

  /** @param {string} key */
  async get(key) {
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
    onConnect: this.#event(),
    onInstalled: this.#event(),
    onAlarm: this.#event(),
    onCreated: this.#event(),
    onUpdated: this.#event(),
    onRemoved: this.#event(),
    onClicked: this.#event(),
  };

  /** @type {any} */
  api = {
    i18n: { getMessage },
    storage: { local: this.local, session: this.session },
    runtime: {
      id: ownId,
      getURL: (/** @type {string} */ path) => `${ownOrigin}${path}`,
      onMessage: this.events.onMessage,
      onConnect: this.events.onConnect,
      onInstalled: this.events.onInstalled,
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
      create: async (/** @type {string} */ id, /** @type {any} */ options) =>
        this.#note('notifications.create', { id, message: options.message }),
      clear: async () => true,
    },
    permissions: { contains: async () => this.hostPermission },
    windows: {
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
      get: async (/** @type {number} */ id) => {
        const tab = this.openTabs.get(id);
        if (!tab) throw new Error(`No tab with id: ${id}.`);
        return { ...tab };
      },
      query: async () => [...this.openTabs.values()].map((tab) => ({ ...tab })),
      create: async (/** @type {any} */ options) => {
        this.#note('tabs.create', options);
        return { ...this.addTab(options) };
      },
      update: async (/** @type {number} */ id, /** @type {any} */ options) => {
        this.#note('tabs.update', { id, ...options });
        return { ...Object.assign(this.openTabs.get(id), options) };
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
    const tab = { id, index: 0, windowId: 1, incognito: false, ...properties };
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
    const tab = Object.assign(this.openTabs.get(id), { url });
    this.shown.delete(id);
    this.events.onUpdated.fire(id, { status: 'complete', url }, { ...tab });
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
  send(name, params, sender = { id: ownId, url: `${ownOrigin}src/pages/popup.html` }) {
    return new Promise((resolve) => {
      const taken = this.events.onMessage.fire({ name, params }, sender, resolve);
      if (!taken.includes(true)) resolve(undefined);
    });
  }

  /** Opens a popup. @returns {FakeEvent} fire it to close the popup */
  openPopup() {
    const onDisconnect = new FakeEvent();
    const sender = { id: ownId, url: `${ownOrigin}src/pages/popup.html` };
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
