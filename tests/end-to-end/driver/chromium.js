import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { Browser } from './browser.js';
import { isReady, Surface } from './surface.js';
import { until } from './until.js';

const CHROMIUM = '/usr/bin/chromium';

class ChromiumSurface extends Surface {
  /** @param {import('puppeteer-core').Page} page */
  constructor(page) {
    super();
    this.page = page;
  }

  evaluate(fn, ...args) {
    return this.page.evaluate(fn, ...args);
  }

  /** Runs a function of the page with the shadow root of the chip, which pages can't get at. */
  async inChip(fn, ...args) {
    const session = await this.page.createCDPSession();
    try {
      const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
      const html = root.children.find(({ localName }) => localName === 'html');
      const chip = html?.children.find(({ localName }) => localName === 'jit-console-chip');
      if (!chip) throw new Error('there is no chip');
      const { backendNodeId } = chip.shadowRoots[0];
      const { object } = await session.send('DOM.resolveNode', { backendNodeId });
      const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
        functionDeclaration: `function (...args) { return (${fn})(this, ...args); }`,
        objectId: object.objectId,
        arguments: args.map((value) => ({ value })),
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value ?? null;
    } finally {
      await session.detach();
    }
  }

  async dragFrom(from, to) {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(to.x, to.y, { steps: 4 });
    await mouse.up();
  }

  async url() {
    return this.page.url();
  }

  /** Tries again while a new page still throws the mouse's events away. */
  async clickAt(x, y) {
    await until('the click to land', async () => {
      await this.evaluate(awaitMouse);
      await this.page.mouse.click(x, y);
      // A click may take the page away, and with it the answer.
      const ignored = await this.evaluate(() => globalThis.mouseAwaited).catch(() => false);
      return !ignored;
    });
  }

  /** @param {string} key a character or a key's name, with modifiers before it: `Control+Enter` */
  async press(key) {
    const names = key.length > 1 ? key.split('+') : [key];
    const last = names.pop();
    for (const name of names) await this.page.keyboard.down(name);
    // Enter closes the popup, and with it the answer to the key-up.
    await this.page.keyboard.press(last).catch((error) => {
      if (!this.page.isClosed() && !/closed|detached/i.test(error.message)) throw error;
    });
    if (this.page.isClosed()) return;
    for (const name of names.reverse()) await this.page.keyboard.up(name).catch(() => {});
  }

  async screenshot(path) {
    await this.page.screenshot({ path });
  }

  async closed() {
    return this.page.isClosed();
  }

  close() {
    return this.page.close();
  }

  activate() {
    return this.page.bringToFront();
  }
}

/**
 * Runs a function in a worker. Puppeteer's own way loses a worker that was restarted.
 * @param {import('puppeteer-core').Target} target
 */
async function evaluateIn(target, fn, ...args) {
  const session = await target.createCDPSession();
  const call = { expression: `(${fn})(...${JSON.stringify(args)})`, awaitPromise: true, returnByValue: true };
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', call);
  await session.detach();
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

/** Runs in the page: notes whether the mouse's next press arrives. */
function awaitMouse() {
  globalThis.mouseAwaited = true;
  const note = () => {
    globalThis.mouseAwaited = false;
  };
  addEventListener('mousedown', note, { capture: true, once: true });
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
  static async launch({ home, extensionDir, headless = true, unmarked = false, args = [], env = {} }) {
    home.trustIn(join(home.dir, '.pki/nssdb'));
    const browser = await puppeteer.launch({
      executablePath: CHROMIUM,
      headless,
      pipe: true,
      // An answer that takes longer will never come: its page is gone.
      protocolTimeout: 10_000,
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

  /** @returns {Promise<Surface[]>} the tabs */
  async pages() {
    const popup = this.#popupUrl();
    const pages = await this.browser.pages();
    return pages.filter((page) => page.url() !== popup).map((page) => new ChromiumSurface(page));
  }

  async openTab(url) {
    const page = await this.browser.newPage();
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    return new ChromiumSurface(page);
  }

  /** Clicks the extension's toolbar button and gives the popup that opens. */
  async openPopup() {
    const front = await this.#frontPage();
    const extension = (await this.browser.extensions()).get(this.extensionId);
    await front.triggerExtensionAction(extension);
    const popup = await until('the popup to open', () => this.shownPopup());
    await until('the popup to be ready', () => popup.evaluate(isReady, this.#popupUrl()));
    return popup;
  }

  /** @returns {Promise<Surface | null>} the popup, if it is open */
  async shownPopup() {
    const url = this.#popupUrl();
    const target = this.browser.targets().find((candidate) => candidate.url() === url);
    return target ? new ChromiumSurface(await target.asPage()) : null;
  }

  async badge(tab) {
    const url = await tab.url();
    return this.evaluateInWorker(async (tabUrl) => {
      const tabs = await chrome.tabs.query({});
      const shown = tabs.find((candidate) => candidate.url === tabUrl);
      if (!shown) throw new Error(`the extension sees no tab at ${tabUrl}`);
      const tabId = shown.id;
      return { text: await chrome.action.getBadgeText({ tabId }), title: await chrome.action.getTitle({ tabId }) };
    }, url);
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

  /** Ends the background worker, as the browser may at any time; whatever is under way may start it again. */
  async killWorker() {
    if (!this.#workerTarget()) return;
    const life = await this.evaluateInWorker(() => performance.timeOrigin);
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
    return this.browser.targets().find((target) => target.type() === 'service_worker' && target.url().startsWith(this.extensionUrl('')));
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
