import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { Browser } from './browser.js';
import { ChromiumSurface } from './chromium-surface.js';
import { isReady } from './surface.js';
import { until } from './until.js';

const CHROMIUM = '/usr/bin/chromium';
const clickMs = 15_000;

/**
 * Runs a function in a worker. Puppeteer's own way loses a worker that was restarted.
 * @param {import('puppeteer-core').Target} target
 */
async function evaluateIn(target, fn, ...args) {
  const session = await target.createCDPSession();
  const call = {
    expression: `(${fn})(...${JSON.stringify(args)})`,
    awaitPromise: true,
    returnByValue: true,
  };
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', call);
  await session.detach();
  if (exceptionDetails)
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

/** @param {import('./home.js').Home} home */
function switches({ proxy }) {
  return [
    // Chromium's own sandbox refuses to work for root, as whom continuous integration runs.
    ...(process.getuid() === 0 ? ['--no-sandbox'] : []),
    `--proxy-server=${proxy.host}`,
    // What comes through the proxy counts as loopback, since the proxy is there. Real portals are public,
    // and Local Network Access tells public pages from loopback's.
    `--ip-address-space-overrides=${proxy.host}=public`,
    '--lang=en-US',
  ];
}

/** Debian's Chromium, driven over a pipe. */
export class ChromiumBrowser extends Browser {
  /**
   * @param {{home: import('./home.js').Home, extensionDir: string, headless?: boolean, unmarked?: boolean,
   *   args?: string[], env?: object}} options
   *   unmarked: without the bar that says the browser is driven; `args` come after the driver's own and win over them
   */
  static async launch({
    home,
    extensionDir,
    headless = true,
    unmarked = false,
    args = [],
    env = {},
  }) {
    home.trustIn(join(home.dir, '.pki/nssdb'));
    const browser = await puppeteer.launch({
      executablePath: CHROMIUM,
      headless,
      pipe: true,
      // An answer that takes longer will never come: its page is gone.
      protocolTimeout: 30_000,
      ignoreDefaultArgs: unmarked ? ['--enable-automation'] : [],
      enableExtensions: [extensionDir],
      userDataDir: home.chromiumProfile,
      defaultViewport: null,
      args: [...switches(home), ...args],
      env: { ...home.env, ...env },
    });
    const manifest = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8'));
    const [id] = await until('the extension to load', async () => {
      const ids = [...(await browser.extensions()).keys()];
      return ids.length && ids;
    });
    return new ChromiumBrowser(browser, id, manifest);
  }

  constructor(browser, extensionId, manifest) {
    super();
    this.name = 'chromium';
    this.browser = browser;
    this.extensionId = extensionId;
    this.manifest = manifest;
    this.pid = browser.process().pid;
  }

  /** @param {string} path of a file in the extension */
  extensionUrl(path) {
    return `chrome-extension://${this.extensionId}/${path}`;
  }

  /** @returns {Promise<ChromiumSurface[]>} the tabs */
  async pages() {
    const popup = this.#popupUrl();
    // While one of them closes, Puppeteer's answer may be an error, or none.
    const pages = await until('the tabs', () => this.browser.pages());
    return pages.filter((page) => page.url() !== popup).map((page) => new ChromiumSurface(page));
  }

  async openTab(url) {
    const page = await this.browser.newPage();
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    return new ChromiumSurface(page);
  }

  /**
   * Clicks the extension's toolbar button and gives the popup that opens.
   * @param {ChromiumSurface} [over] the tab in front; needed where there is more than one window
   */
  async openPopup(over) {
    await this.popupGone();
    await this.#clickAction(over);
    const opens = (/** @type {string} */ what) => until(what, () => this.shownPopup(), clickMs);
    const popup = await opens('the popup to open').catch(async () => {
      // Where the front changes just then, as after a restart, the popup goes at once: a person clicks again.
      await this.#clickAction(over);
      return opens('the popup to open at a second click');
    });
    await until('the popup to be ready', () => popup.evaluate(isReady, this.#popupUrl()));
    return popup;
  }

  /** @param {ChromiumSurface} [over] */
  async #clickAction(over) {
    const front = over?.page ?? (await this.#frontPage());
    const extension = (await this.browser.extensions()).get(this.extensionId);
    await front.triggerExtensionAction(extension);
  }

  /** @returns {Promise<ChromiumSurface | null>} the popup, if it is open */
  async shownPopup() {
    const url = this.#popupUrl();
    const target = this.browser.targets().find((candidate) => candidate.url() === url);
    return target ? new ChromiumSurface(await target.asPage()) : null;
  }

  async badge(tab) {
    const mark = randomUUID();
    await tab.evaluate(markPage, mark);
    return this.evaluateInWorker(badgeOfMarked, await tab.url(), mark);
  }

  /**
   * The user's answer to Chromium's question whether a site may reach programs on this machine. Unasked
   * and headless it counts as no.
   * @param {string} origin
   * @param {'granted' | 'denied'} setting
   */
  async setLocalNetworkAccess(origin, setting) {
    // The answer holds for as long as the connection it was given over.
    this.permissions ??= await this.browser.target().createCDPSession();
    const permission = { name: 'loopback-network' };
    await this.permissions.send('Browser.setPermission', { permission, setting, origin });
  }

  /** Lets the extension into private windows, as the switch among its settings does; it starts anew then. */
  async allowInPrivate() {
    const settings = await this.#settings();
    await settings.evaluate((extensionId) => {
      const change = { extensionId, incognitoAccess: true };
      return chrome.developerPrivate.updateExtensionConfiguration(change);
    }, this.extensionId);
    await until('the extension to have started anew', () =>
      settings.evaluate(async (id) => {
        const { state, incognitoAccess } = await chrome.developerPrivate.getExtensionInfo(id);
        return state === 'ENABLED' && incognitoAccess.isActive;
      }, this.extensionId),
    );
    await settings.close();
  }

  /** No site of its own may be read, as «On click» among the extension's settings says. */
  refuseHosts() {
    return this.#change({ hostAccess: 'ON_CLICK' });
  }

  /** Chromium's own question for it can't be answered by a test: the user gives it among the extension's settings. */
  allowHosts() {
    return this.#change({ hostAccess: 'ON_ALL_SITES' });
  }

  /** Pins the button to the toolbar, or takes it off, as the menu behind the puzzle piece does. @param {boolean} shown */
  showInToolbar(shown) {
    return this.#change({ pinnedToToolbar: shown });
  }

  /** @param {object} change of the extension's settings; whatever is in front, a popup too, stays there */
  async #change(change) {
    const settings = await this.#settings({ background: true });
    await settings.evaluate(
      (wanted) => chrome.developerPrivate.updateExtensionConfiguration(wanted),
      { extensionId: this.extensionId, ...change },
    );
    await settings.close();
  }

  /** The page of the extension's settings, from which it can be started anew. */
  async #settings(where = {}) {
    const settings = await this.browser.newPage(where);
    await settings.goto(`chrome://extensions/?id=${this.extensionId}`);
    // Without it Chromium leaves an unpacked extension off when it starts anew.
    await settings.evaluate(() =>
      chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true }),
    );
    return settings;
  }

  /** Starts the extension anew with its worker and its pages gone, as an update does. */
  async updateExtension() {
    const life = await this.evaluateInWorker(() => performance.timeOrigin);
    const settings = await this.#settings();
    await settings.evaluate((id) => chrome.developerPrivate.reload(id), this.extensionId);
    await settings.close();
    await until(
      'the extension to have started anew',
      async () => (await this.evaluateInWorker(() => performance.timeOrigin)) !== life,
    );
  }

  /** Ends the background worker, as the browser may at any time; whatever is under way may start it again. */
  async killWorker() {
    if (!this.#workerTarget()) return;
    const life = await until('the worker to answer', () =>
      this.evaluateInWorker(() => performance.timeOrigin),
    );
    await this.#withWorkers((session) => session.send('ServiceWorker.stopAllWorkers'));
    await until('the worker to end', async () => {
      const target = this.#workerTarget();
      return !target || (await evaluateIn(target, () => performance.timeOrigin)) !== life;
    });
  }

  close() {
    return this.browser.close();
  }

  /** Runs a function in the background worker, starting it if it has ended. */
  async evaluateInWorker(fn, ...args) {
    if (!this.#workerTarget()) {
      const scopeURL = this.extensionUrl('');
      await this.#withWorkers((session) => session.send('ServiceWorker.startWorker', { scopeURL }));
    }
    return evaluateIn(await until('the worker to start', () => this.#workerTarget()), fn, ...args);
  }

  /** @param {(session: import('puppeteer-core').CDPSession) => Promise<void>} act */
  async #withWorkers(act) {
    const [page] = await this.browser.pages();
    const session = await page.createCDPSession();
    await session.send('ServiceWorker.enable');
    await act(session);
    await session.detach();
  }

  #workerTarget() {
    // One that was replaced may stay among them, before its successor, and answers no more.
    return this.browser
      .targets()
      .findLast(
        (target) =>
          target.type() === 'service_worker' && target.url().startsWith(this.extensionUrl('')),
      );
  }

  #popupUrl() {
    return this.extensionUrl(this.manifest.action.default_popup);
  }

  async #frontPage() {
    return until('a tab in front', async () => {
      for (const page of await this.browser.pages()) {
        if (await page.evaluate(() => document.visibilityState === 'visible')) return page;
      }
      return null;
    });
  }
}

/** Runs in a page: makes it known to scripts of the extension. @param {string} mark */
function markPage(mark) {
  document.documentElement.dataset.asked = mark;
}

/** Runs in the background worker. Addresses alone don't tell tabs apart. @param {string} url @param {string} mark */
async function badgeOfMarked(url, mark) {
  const func = () => document.documentElement.dataset.asked;
  const isMarked = async (tabId) => {
    const [frame] = await chrome.scripting.executeScript({ target: { tabId }, func });
    return frame?.result === mark;
  };
  const candidates = (await chrome.tabs.query({})).filter((tab) => tab.url === url);
  for (const { id: tabId } of candidates) {
    if (candidates.length > 1 && !(await isMarked(tabId))) continue;
    const [text, title] = [
      chrome.action.getBadgeText({ tabId }),
      chrome.action.getTitle({ tabId }),
    ];
    return { text: await text, title: await title };
  }
  throw new Error(`the extension sees no tab at ${url}`);
}
