/** @import { FakeBrowser } from './fake-browser.js' */
import { matches } from './fake-tab-calls.js';

/**
 * @typedef {object} Answers what a test has a page answer to the scripts that are run in it; it wins over what
 *   the page would say
 * @property {string} [told] the JSON of its meta tag, to `watchPage`
 * @property {boolean} [typing] to `isTypedInto`
 * @property {{ url: string, text: string }} [page] to `lookAtPage`
 * @property {boolean | null} [cookie] to `hasOptInCookie`
 * @property {boolean} [links] to `linksTo`
 * @property {boolean} [silent] it answers no script
 * @property {boolean} [copies] to `writeToClipboard`
 * @property {import('../../../extension/src/content/aws-refusal.js').Refusal} [refuses] to `refusalOf`
 * @property {number} [age] to `ageOfPage`
 */

/**
 * @typedef {object} Document
 * @property {number | null} chip the installation of the extension whose chip is in it
 * @property {number | null} watched the installation that looks after it
 * @property {boolean} holdsText somebody typed into a form of it
 * @property {unknown} stamp what it was told of its session's time
 * @property {boolean} sawText and the script that looks after it was there when they did
 */

/** The documents in tabs, and the extension's scripts in them. An update of the extension orphans those. */
export class FakePages {
  /** By tab id. @type {Map<number, Answers>} */
  answers = new Map();
  /** @type {Map<number, Document>} */
  #documents = new Map();
  /** @type {any[]} */
  #registered = [];
  #installation = 1;
  /** Scripts in silent pages. @type {{ tabId: number, reject: (why: Error) => void }[]} */
  #unanswered = [];
  #browser;

  /** @param {FakeBrowser} browser */
  constructor(browser) {
    this.#browser = browser;
  }

  /** @param {number} tabId */
  of(tabId) {
    const blank = { chip: null, watched: null, stamp: null, holdsText: false, sawText: false };
    const known = this.#documents.get(tabId) ?? blank;
    this.#documents.set(tabId, known);
    return known;
  }

  /** Another page is in the tab: scripts that are registered for it start. @param {number} tabId */
  loaded(tabId) {
    this.forget(tabId);
    const tab = this.#browser.tabs.open.get(tabId);
    const chip = this.#registered.some(({ matches: patterns }) =>
      patterns.some((/** @type {string} */ pattern) => matches(pattern, tab.url ?? '')),
    );
    if (chip && this.#refusal(tabId) === null) this.of(tabId).chip = this.#installation;
  }

  /** @param {number} tabId @returns {boolean} a script of the extension in it listens */
  hears(tabId) {
    return this.of(tabId).chip === this.#installation;
  }

  /** Somebody types into a form of the page. @param {number} tabId */
  typeInto(tabId) {
    const page = this.of(tabId);
    page.holdsText = true;
    page.sawText ||= this.isWatched(tabId);
  }

  /** @param {number} tabId */
  isWatched(tabId) {
    return this.of(tabId).watched === this.#installation;
  }

  /** The tab's id is another one now. @param {number} from @param {number} to */
  moved(from, to) {
    for (const map of [this.#documents, this.answers]) {
      const kept = map.get(from);
      map.delete(from);
      if (kept) /** @type {Map<number, any>} */ (map).set(to, kept);
    }
  }

  /** The browser ended, or freed a page. @param {number} [tabId] none: all */
  forget(tabId) {
    if (tabId === undefined) this.#documents.clear();
    else this.#documents.delete(tabId);
    const goes = (/** @type {{ tabId: number }} */ one) => (tabId ?? one.tabId) === one.tabId;
    for (const { reject } of this.#unanswered.filter(goes))
      reject(new Error('Frame with ID 0 was removed.'));
    this.#unanswered = this.#unanswered.filter((one) => !goes(one));
  }

  /** The extension was updated: its scripts in open pages are left behind. */
  orphan() {
    this.#installation += 1;
    this.#registered = [];
    for (const page of this.#documents.values()) page.sawText = false;
  }

  calls() {
    return {
      executeScript: async (/** @type {any} */ script) => {
        const answers = this.#run(script);
        const { tabId } = script.target;
        if (!this.answers.get(tabId)?.silent) return answers;
        return new Promise((_, reject) => this.#unanswered.push({ tabId, reject }));
      },
      getRegisteredContentScripts: async (/** @type {{ ids?: string[] }} */ { ids } = {}) =>
        this.#registered.filter(({ id }) => !ids || ids.includes(id)),
      registerContentScripts: async (/** @type {any[]} */ scripts) => {
        for (const { id } of scripts)
          if (this.#registered.some((known) => known.id === id))
            throw new Error(`Duplicate script ID '${id}'`);
        this.#registered.push(...scripts);
      },
      unregisterContentScripts: async (/** @type {{ ids: string[] }} */ { ids }) => {
        this.#registered = this.#registered.filter(({ id }) => !ids.includes(id));
      },
    };
  }

  /** @param {{ target: { tabId: number }, func?: Function, files?: string[], args?: unknown[] }} script */
  #run({ target: { tabId }, func, files, args }) {
    this.#browser.note('scripting.executeScript', { tabId, func: func?.name ?? files, args });
    const refusal = this.#refusal(tabId);
    if (refusal !== null) throw new Error(refusal);
    const page = this.of(tabId);
    if (files) page.chip = this.#installation;
    if (func?.name === 'watchPage') page.stamp = args?.[0] ?? null;
    return [
      { frameId: 0, result: func ? this.#answer(func.name, tabId, args?.[1] === true) : null },
    ];
  }

  /**
   * @param {string} script
   * @param {number} tabId
   * @param {boolean} late
   * @returns {unknown}
   */
  #answer(script, tabId, late) {
    const page = this.of(tabId);
    const {
      told = null,
      typing,
      refuses = null,
      age = 0,
      page: looked = null,
      copies = true,
      links = null,
      cookie = null,
    } = this.answers.get(tabId) ?? {};
    if (script === 'watchPage' && page.watched !== this.#installation) {
      page.watched = this.#installation;
      // Who comes late takes what is there for typed.
      page.sawText = page.holdsText && late;
    }
    const answers = /** @type {Record<string, unknown>} */ ({
      watchPage: told,
      isTypedInto: this.#typed(tabId, typing),
      lookAtPage: looked,
      refusalOf: refuses,
      ageOfPage: age,
      writeToClipboard: copies,
      linksTo: links,
      hasOptInCookie: cookie,
    });
    return script in answers ? answers[script] : null;
  }

  /** @param {number} tabId @param {boolean} [typing] as a test has it */
  #typed(tabId, typing) {
    const { holdsText, sawText } = this.of(tabId);
    const watched = typing !== undefined || this.isWatched(tabId);
    // Where nobody watches, what is there may have been typed.
    return { watched, holdsText: typing ?? (holdsText && (sawText || !watched)) };
  }

  /**
   * @param {number} tabId
   * @returns {string | null} why no script may enter the page in a tab
   */
  #refusal(tabId) {
    const tab = this.#browser.tabs.open.get(tabId);
    if (!tab) return `No tab with id: ${tabId}`;
    if (tab.errorPage) return 'Frame with ID 0 is showing error page';
    if (tab.discarded) return 'Frame with ID 0 was removed.';
    const url = tab.url ?? '';
    if (/^(chrome|about|edge|moz-extension|chrome-extension):/.test(url))
      return `Cannot access a ${new URL(url).protocol}// URL`;
    if (this.#browser.mayEnter(tab)) return null;
    return `Cannot access contents of url "${url}". Extension manifest must request permission to access this host.`;
  }
}
