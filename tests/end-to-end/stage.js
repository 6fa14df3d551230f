import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startSimulator } from '../simulator/simulator.js';
import { USUAL_SOURCES } from './aws-sources.js';
import { Chances, sayWhetherTold } from './chances.js';
import { START_MS } from './driver/browser.js';
import { Home } from './driver/home.js';
import { launch } from './driver/launch.js';
import { pseudoMessages } from './driver/pseudo-locale.js';
import { until } from './driver/until.js';
import { VirtualDisplay } from './driver/virtual-display.js';
import { turnOver, USUAL_TENANTS } from './switches.js';

const run = promisify(execFile);

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Which browser this run is about: each story is told once and runs in both. */
export const BROWSER = process.env.E2E_BROWSER ?? 'chromium';

/** Longer than any test of a story takes, and than all that it waits for: what hangs for good is to fail in words. */
const LIMIT_MS = 120_000;

const FAILURES = join(ROOT, 'build/end-to-end');

/** @returns {string} the host under test: JIT_CONSOLE_HOST, or what the presets build */
export function hostBinary() {
  const built = ['dev', 'release', 'asan'].map((preset) =>
    join(ROOT, 'build', preset, 'host/jit-console'),
  );
  const found = [process.env.JIT_CONSOLE_HOST, ...built].find((path) => path && existsSync(path));
  if (!found)
    throw new Error('the host is not built: cmake --preset dev && cmake --build --preset dev');
  return found;
}

/**
 * @typedef {object} Setting
 * @property {string[]} [portals] the simulator's portals that the host knows
 * @property {string[]} [signedIn] those of them that the host holds a token for
 * @property {boolean} [hostInstalled] false: the browser finds no native messaging manifest
 * @property {string[]} [allowed] optional permissions of the extension that the user has allowed
 * @property {boolean} [desktop] the browser's own menus and bars are used: Chromium gets a screen for them
 * @property {(stage: Stage) => (() => void) | Promise<() => void>} [prepare] comes before the browser is started; what it gives back undoes it
 * @property {boolean} [inPrivate] the user has let the extension into private windows
 * @property {'de' | 'pseudo'} [language] of the extension's text, whatever the browser's: German, or every text 40 % longer
 * @property {string} [homepage] where the program's packages are to be had, built into the extension
 * @property {number} [tenants] how many tenants a portal has, by default the simulator's own handful
 * @property {(where: {dir: string}) => Promise<object>} [world] starts other portals and another AWS than the simulator's
 */

/**
 * A story: tests that share one world, in the order told.
 *
 * @param {string} title
 * @param {Setting} setting
 * @param {(stage: Stage, check: (sentence: string, act: () => Promise<void>) => void) => void} tell
 */
export function story(title, setting, tell) {
  describe(`${title} (${BROWSER})`, () => {
    const stage = new Stage();
    before(() => stage.open(setting), { timeout: LIMIT_MS });
    after(() => stage.close(), { timeout: LIMIT_MS });
    tell(stage, (sentence, act) => {
      test(sentence, { timeout: LIMIT_MS }, async () => {
        await stage.clear();
        await act().catch(async (error) => {
          await sayWhetherTold(stage, error);
          await stage.keepPictures(`${title} ${sentence}`);
          throw error;
        });
      });
    });
  });
}

/** A world of its own: the simulator, a home folder, the host with its portals, a browser with the extension. */
export class Stage {
  home = new Home();

  /** @param {Setting} setting */
  async open({
    portals = ['acme'],
    signedIn = [],
    hostInstalled = true,
    allowed = [],
    desktop = false,
    inPrivate = false,
    prepare,
    language,
    homepage,
    tenants = USUAL_TENANTS,
    world = startSimulator,
  }) {
    const dir = join(this.home.dir, 'simulator');
    this.sim = await world({ dir, ...(tenants ? { tenants } : {}) });
    this.home.useNetwork(this.sim);
    // As most people who go from account to account have it; without it AWS keeps one identity at a time.
    await this.sim.aws.set({ ...USUAL_SOURCES, multiSession: true });
    if (world === startSimulator) turnOver(this.sim);
    for (const name of portals) await this.#addPortal(name);
    for (const name of signedIn) await this.signIn(name);
    if (hostInstalled) await this.installHost();
    const extensionDir = await this.#extension(allowed, homepage);
    if (language) writeLanguage(extensionDir, language);
    this.undo = await prepare?.(this);
    const window = desktop ? await this.#window() : {};
    this.started = { home: this.home, extensionDir, inPrivate, ...window };
    this.browser = await launch(BROWSER, { ...this.started, inPrivate: false });
    // It comes to the front on its own, so wait for that first.
    await this.firstRunPage();
    if (inPrivate) {
      await this.browser.allowInPrivate();
      // Browsers start the extension anew, and close its pages with it: this one comes back.
      await this.firstRunPage();
    }
    // What comes before is no part of the story.
    if (world === startSimulator) this.chances = new Chances(this.sim);
  }

  /** The browser ends, and is started again with the same profile. */
  async restartBrowser() {
    await this.browser.close();
    this.browser = await launch(BROWSER, this.started);
  }

  /** @returns {Promise<import('./driver/surface.js').Surface>} the page that a fresh installation opens */
  firstRunPage() {
    const url = this.browser.extensionUrl('src/pages/welcome/welcome.html');
    return this.browser.waitForPage('the first-run page', (at) => at === url, START_MS);
  }

  /** Ends what an earlier test of the story has left: tabs, faults, the simulator's log. */
  async clear() {
    const popup = await this.browser.shownPopup();
    await popup?.close();
    const [first, ...others] = await until('the tabs', () => this.browser.pages());
    for (const page of others) await page.close();
    await first.activate();
    for (const portal of this.sim.portals) portal.clearFaults();
    this.sim.aws.clearFaults();
    await this.sim.clearRequests();
    this.chances?.begin();
  }

  /** Runs the command line as the tester would: its standard output, or a throw on another exit code than 0. */
  async cli(...args) {
    return (await this.#start(args)).stdout;
  }

  /**
   * What prepares a story and is no part of it: nothing happens to it by chance.
   * @template T
   * @param {() => Promise<T>} act
   * @returns {Promise<T>}
   */
  prepares(act) {
    return this.chances ? this.chances.without(act) : act();
  }

  /** Gives the host a token as a script would. @param {string} portal @param {string} [user] */
  async signIn(portal, user = 'bob@example.com') {
    const token = await this.sim.portal(portal).token(user);
    const give = async () => {
      const started = this.#start(['sign-in', portal, '--token-stdin']);
      started.child.stdin.end(`${token}\n`);
      await started;
    };
    await this.prepares(give);
  }

  /** @param {string} name @returns {Promise<object>} what the host knows of a portal; see PROTOCOL.md */
  async portalState(name) {
    const portals = JSON.parse(await this.cli('portal', 'list', '--json'));
    return portals.find((portal) => portal.name === name);
  }

  installHost() {
    const where = BROWSER === 'chromium' ? ['--user-data-dir', this.home.chromiumProfile] : [];
    return this.cli('install', '--browser', BROWSER, ...where);
  }

  async close() {
    this.chances?.tell();
    await this.browser?.close();
    await this.display?.close();
    await this.sim?.close();
    this.undo?.();
    this.home.remove();
  }

  /** What the person saw when a test failed, in build/end-to-end. @param {string} name */
  async keepPictures(name) {
    if (!this.browser) return;
    const dir = join(FAILURES, `${BROWSER} ${name}`.replace(/\W+/g, '-'));
    mkdirSync(dir, { recursive: true });
    const popup = await this.browser.shownPopup();
    const surfaces = [...(await this.browser.pages()), ...(popup ? [popup] : [])];
    for (const [index, surface] of surfaces.entries()) {
      // A picture that can't be had must not hide why the test failed.
      await surface.screenshot(join(dir, `${index}.png`)).catch(() => undefined);
    }
  }

  /** Firefox lets its menus be used without a screen. */
  async #window() {
    if (BROWSER !== 'chromium') return {};
    this.display = await VirtualDisplay.start({ width: 1280, height: 900 });
    const args = ['--window-position=0,0', '--window-size=1280,900'];
    return { headless: false, unmarked: true, args, env: { DISPLAY: this.display.name } };
  }

  #addPortal(name) {
    const { url, apiUrl } = this.sim.portal(name);
    return this.cli('portal', 'add', url, '--name', name, '--api-url', apiUrl);
  }

  #start(args) {
    return run(hostBinary(), args, { env: this.home.env });
  }

  /** @param {string[]} allowed from the start, since no test can press the browser's own buttons @param {string} [homepage] */
  async #extension(allowed, homepage = '') {
    const output = join(this.home.dir, 'extension');
    await run(process.execPath, [join(ROOT, 'extension/build.js'), output], {
      env: { ...process.env, JIT_CONSOLE_HOMEPAGE: homepage },
    });
    const folder = join(output, BROWSER);
    const file = join(folder, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    const known = manifest.optional_permissions.filter((name) => allowed.includes(name));
    manifest.permissions.push(...known);
    manifest.optional_permissions = manifest.optional_permissions.filter(
      (name) => !allowed.includes(name),
    );
    writeFileSync(file, JSON.stringify(manifest));
    return folder;
  }
}

/**
 * Puts a language in the place of English, which browsers take where they have no better one.
 * @param {string} extensionDir
 * @param {'de' | 'pseudo'} language
 */
export function writeLanguage(extensionDir, language) {
  const file = (/** @type {string} */ name) =>
    join(extensionDir, '_locales', name, 'messages.json');
  const messages = JSON.parse(readFileSync(file(language === 'pseudo' ? 'en' : language), 'utf8'));
  const written = language === 'pseudo' ? pseudoMessages(messages) : messages;
  writeFileSync(file('en'), JSON.stringify(written));
}
