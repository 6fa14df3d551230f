import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Browser, START_MS } from './browser.js';
import * as privileged from './firefox-privileged.js';
import { Marionette } from './marionette.js';
import { isReady, Surface } from './surface.js';
import { until } from './until.js';

const FIREFOX = '/usr/lib/firefox-esr/firefox-esr';

/** The address of the extension's pages, which Firefox else makes up anew in each profile. */
const EXTENSION_UUID = 'a0000000-0000-4000-8000-000000000001';

/** Legacy key codes of the keys that Firefox acts on by code rather than by name. */
const KEY_CODES = {
  Backspace: 8,
  Tab: 9,
  Enter: 13,
  Escape: 27,
  End: 35,
  Home: 36,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
  Delete: 46,
};

class FirefoxSurface extends Surface {
  /** @param {FirefoxBrowser} browser @param {number | null} id a tab's, or null for the popup */
  constructor(browser, id) {
    super();
    this.browser = browser;
    this.id = id;
  }

  #run(code, data) {
    return this.browser.privileged(privileged.runInSurface, {
      surface: this.id,
      code: String(code),
      data,
    });
  }

  evaluate(fn, ...args) {
    return this.#run(privileged.evaluate, { fn: String(fn), args });
  }

  /** Runs a function of the page with the shadow root of the chip, which pages can't get at. */
  inChip(fn, ...args) {
    return this.#run(privileged.evaluateInChip, { fn: String(fn), args });
  }

  url() {
    return this.evaluate(() => location.href);
  }

  /**
   * @param {{x: number, y: number}} point
   * @param {string} [selector] of what must be there by then; nothing else is clicked
   * @returns {Promise<boolean>} whether the page noticed
   */
  tryClick(point, selector) {
    return this.#run(privileged.clickAt, { ...point, selector });
  }

  /** @param {string} key a character or a key's name, with modifiers before it: `Control+Enter` */
  press(key) {
    const modifiers = key.length > 1 ? key.split('+') : [key];
    const last = modifiers.pop();
    return this.#run(privileged.pressKey, { modifiers, key: last, keyCode: KEY_CODES[last] ?? 0 });
  }

  async screenshot(path) {
    writeFileSync(
      path,
      Buffer.from(await this.browser.privileged(privileged.snapshot, this.id), 'base64'),
    );
  }

  async closed() {
    if (this.id === null) return !(await this.browser.privileged(privileged.popupIsOpen));
    return !(await this.browser.privileged(privileged.listTabs)).some(({ id }) => id === this.id);
  }

  async close() {
    if (this.id === null) await this.browser.privileged(privileged.closePopup);
    else await this.browser.privileged(privileged.closeTab, this.id);
    await this.waitUntilClosed();
  }

  activate() {
    return this.browser.privileged(privileged.selectTab, this.id);
  }
}

/** Debian's Firefox ESR, driven over Marionette in its privileged context. */
export class FirefoxBrowser extends Browser {
  /**
   * @param {{home: import('./home.js').Home, extensionDir: string, headless?: boolean, inPrivate?: boolean,
   *   args?: string[], env?: object}} options
   */
  static async launch({
    home,
    extensionDir,
    headless = true,
    inPrivate = false,
    args = [],
    env = {},
  }) {
    const profile = home.firefoxProfile;
    home.trustIn(profile);
    const manifest = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8'));
    const extensionId = manifest.browser_specific_settings.gecko.id;
    writePreferences(profile, home, extensionId);
    const switches = [
      ...(headless ? ['--headless'] : []),
      '--marionette',
      '--remote-allow-system-access',
      '--no-remote',
    ];
    const portFile = join(profile, 'MarionetteActivePort');
    // An earlier run with this profile may have left its own.
    rmSync(portFile, { force: true });
    const child = spawn(FIREFOX, [...switches, '--profile', profile, ...args], {
      env: { ...home.env, ...env },
      stdio: 'ignore',
    });
    process.once('exit', () => child.kill());
    const listening = () => Number(readFileSync(portFile, 'utf8'));
    const port = await until('Firefox to listen', listening, START_MS);
    const browser = new FirefoxBrowser(
      child,
      await Marionette.connect(port),
      extensionId,
      manifest,
    );
    browser.addon = { path: extensionDir, temporary: true, allowPrivateBrowsing: inPrivate };
    await browser.#start();
    return browser;
  }

  constructor(child, marionette, extensionId, manifest) {
    super();
    this.name = 'firefox';
    this.child = child;
    this.marionette = marionette;
    this.extensionId = extensionId;
    this.manifest = manifest;
    this.pid = child.pid;
  }

  async #start() {
    await this.marionette.send('WebDriver:NewSession');
    await this.marionette.send('Marionette:SetContext', { value: 'chrome' });
    // What an extension opens before the window has finished starting may get lost.
    await until('the window to have started', () => this.privileged(privileged.hasStarted));
    await this.marionette.send('Addon:Install', this.addon);
  }

  /** Lets the extension into private windows, as the switch among its settings does; it starts anew then. */
  async allowInPrivate() {
    this.addon.allowPrivateBrowsing = true;
    await this.privileged(privileged.allowInPrivate, this.extensionId);
    await until('the extension to have started anew', () =>
      this.privileged(privileged.runsInPrivate, this.extensionId),
    );
  }

  /** Puts the same extension in the place of the one that runs, as an update does. */
  async updateExtension() {
    await this.marionette.send('Addon:Install', this.addon);
  }

  /** Runs a function of firefox-privileged.js, or one like them, in Firefox itself. */
  async privileged(fn, ...args) {
    const script = `const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
      return (${fn})(...arguments);`;
    return (
      await this.marionette.send('WebDriver:ExecuteScript', {
        script,
        args,
        sandbox: 'system',
        newSandbox: false,
      })
    ).value;
  }

  /** @param {string} path of a file in the extension */
  extensionUrl(path) {
    return `moz-extension://${EXTENSION_UUID}/${path}`;
  }

  /** @returns {Promise<Surface[]>} the tabs */
  async pages() {
    const tabs = await this.privileged(privileged.listTabs);
    return tabs.map(({ id }) => new FirefoxSurface(this, id));
  }

  async openTab(url) {
    const page = new FirefoxSurface(this, await this.privileged(privileged.openTab, url));
    await until(`${url} to load`, () =>
      page.evaluate(() => location.href !== 'about:blank' && document.readyState !== 'loading'),
    );
    return page;
  }

  /** @param {boolean} shown the button is moved into the toolbar, or behind the one of all extensions */
  showInToolbar(shown) {
    return this.privileged(privileged.showInToolbar, this.extensionId, shown);
  }

  async openPopup() {
    await this.popupGone();
    await this.privileged(privileged.clickToolbarButton, this.extensionId);
    const popup = await until('the popup to open', () => this.shownPopup());
    const url = this.extensionUrl(this.manifest.action.default_popup);
    await until('the popup to be ready', () => popup.evaluate(isReady, url));
    return popup;
  }

  /**
   * A click of the mouse's right button.
   * @param {number} tabId in front
   * @param {{x: number, y: number}} point in its page
   */
  async rightClickAt(tabId, { x, y }) {
    const { left, top } = await this.privileged(privileged.placeOf, tabId);
    const at = { x: Math.round(left + x), y: Math.round(top + y), origin: 'viewport', duration: 0 };
    const actions = [
      { type: 'pointerMove', ...at },
      { type: 'pointerDown', button: 2 },
      { type: 'pointerUp', button: 2 },
    ];
    const pointer = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions };
    await this.marionette.send('WebDriver:PerformActions', { actions: [pointer] });
  }

  async shownPopup() {
    return (await this.privileged(privileged.popupIsOpen)) ? new FirefoxSurface(this, null) : null;
  }

  badge(tab) {
    return this.privileged(privileged.badgeOf, this.extensionId, tab.id);
  }

  /** From now on the user says yes where Firefox asks for a permission. */
  async grantWhatIsAsked() {
    await this.privileged(privileged.askForNoPermission);
  }

  /** @param {FirefoxSurface} page of the extension */
  refuseHosts(page) {
    return page.evaluate(async () => {
      const { permissions, runtime } = browser;
      await permissions.remove({ origins: runtime.getManifest().host_permissions });
    });
  }

  /** The user presses the button for it, and says yes to Firefox. @param {FirefoxSurface} page of the extension that asks */
  async allowHosts(page) {
    await this.grantWhatIsAsked();
    await page.click('#allow-aws');
  }

  killWorker() {
    return this.privileged(privileged.terminateBackground, this.extensionId);
  }

  async close() {
    const ended = once(this.child, 'exit');
    // The connection closes before the answer comes.
    await this.marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
    await ended;
    this.marionette.close();
  }
}

function writePreferences(profile, home, extensionId) {
  const preferences = {
    'marionette.port': 0,
    // What is installed for the time being is forgotten at the end, and what it stored with it.
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: EXTENSION_UUID }),
    'network.proxy.type': 1,
    'network.proxy.ssl': home.proxy.hostname,
    'network.proxy.ssl_port': Number(home.proxy.port),
    'browser.shell.checkDefaultBrowser': false,
    'browser.aboutwelcome.enabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'app.update.enabled': false,
    'intl.accept_languages': 'en-US',
  };
  mkdirSync(profile, { recursive: true });
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join(''));
}
