import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { until } from '../end-to-end/driver/until.js';
import { ROOT, writeLanguage } from '../end-to-end/stage.js';
import { standIn } from './stand-in.js';

const CHROMIUM = '/usr/bin/chromium';

/** In the order of background/sessions/chip-script.js. */
const CHIP = readFileSync(join(ROOT, 'extension/src/background/sessions/chip-script.js'), 'utf8')
  .match(/const parts = [^;]+/)?.[0]
  .match(/(?<=')[\w-]+(?=')/g);

/**
 * How a page is looked at.
 * @typedef {object} Look
 * @property {string} name
 * @property {'de' | 'pseudo'} [language]
 * @property {boolean} [dark]
 * @property {number} [width]
 * @property {number} [height]
 * @property {boolean} [forced] forced colours
 * @property {boolean} [reduced] reduced motion
 * @property {boolean} [rightToLeft]
 */

/** The extension's own pages in Chromium, each in a state that is put before it: neither host nor portal is asked. */
export class Pages {
  /** @param {Look['language']} [language] */
  static async open(language) {
    const dir = mkdtempSync(join(tmpdir(), 'jit-console-pictures-'));
    const built = join(dir, 'extension');
    execFileSync(process.execPath, [join(ROOT, 'extension/build.js'), built]);
    const folder = join(built, 'chromium');
    if (language) writeLanguage(folder, language);
    writeFileSync(join(folder, 'chip.html'), chipPage());
    const browser = await puppeteer.launch({
      executablePath: CHROMIUM,
      pipe: true,
      protocolTimeout: 50_000,
      defaultViewport: null,
      enableExtensions: [folder],
      userDataDir: join(dir, 'profile'),
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--lang=en-US'],
      env: { ...process.env, HOME: dir, LANG: 'C.UTF-8' },
    });
    const id = await until('the extension to load', async () => {
      const [first] = [...(await browser.extensions()).keys()];
      return first;
    });
    // It comes to the front on its own.
    await until('the first-run page', () =>
      browser.targets().find((target) => target.url().endsWith('/welcome.html')),
    );
    return new Pages(browser, id, dir);
  }

  /** @param {import('puppeteer-core').Browser} browser @param {string} id @param {string} dir */
  constructor(browser, id, dir) {
    this.browser = browser;
    this.id = id;
    this.dir = dir;
  }

  /**
   * @param {import('./states.js').State} state
   * @param {Look} look
   * @returns {Promise<import('puppeteer-core').Page>} the page as a person sees it, at rest
   */
  async show(state, look) {
    const page = await this.browser.newPage();
    const { local = {}, session = {} } = state.world();
    const { replies = {}, tab = null, refused = false, offline = false } = state;
    const given = { local, session, replies, tab, refused };
    await page.evaluateOnNewDocument(
      standIn,
      given,
      look.rightToLeft ?? false,
      Boolean(look.width),
    );
    if (offline) await page.evaluateOnNewDocument(isOffline);
    await page.goto(`chrome-extension://${this.id}/${state.page}`);
    await page.bringToFront();
    // Before, it would keep Chromium from changing to the extension's process.
    await page.setViewport(sizeOf(state, look));
    await emulate(page, look);
    await page.waitForFunction(() => document.documentElement.lang !== '');
    if (state.ready) await page.waitForSelector(state.ready);
    await state.act?.(page);
    await page.evaluate(async (reduced) => {
      // What has an end is shown at its end; where nothing may move, what does is left to be found.
      const shadows = [...document.querySelectorAll('*')].flatMap((one) => one.shadowRoot ?? []);
      for (const motion of [document, ...shadows].flatMap((root) => root.getAnimations())) {
        const endless = motion.effect?.getComputedTiming().endTime === Infinity;
        if (endless || reduced) motion.pause();
        else motion.finish();
      }
      // Two turns: what was asked has been answered and drawn.
      for (let turn = 0; turn < 2; turn++) await new Promise((next) => setTimeout(next));
    }, look.reduced ?? false);
    return page;
  }

  async close() {
    await this.browser.close();
    rmSync(this.dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Runs in a page before its own scripts. */
function isOffline() {
  Object.defineProperty(navigator, 'onLine', { value: false });
}

/** @param {import('./states.js').State} state @param {Look} look */
function sizeOf({ page }, { width, height }) {
  if (page.startsWith('src/pages/popup')) return { width: width ?? 380, height: height ?? 560 };
  if (page === 'chip.html') return { width: width ?? 640, height: height ?? 520 };
  return { width: width ?? 1024, height: height ?? 768 };
}

/** @param {import('puppeteer-core').Page} page @param {Look} look */
export async function emulate(page, { dark, forced, reduced }) {
  const client = await page.createCDPSession();
  const features = [
    { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
    { name: 'forced-colors', value: forced ? 'active' : 'none' },
    { name: 'prefers-reduced-motion', value: reduced ? 'reduce' : 'no-preference' },
  ];
  await client.send('Emulation.setEmulatedMedia', { features });
}

/** A page in the place of AWS's console, with the chip on it. */
function chipPage() {
  const scripts = (CHIP ?? []).map((name) => `<script src="src/chip/${name}.js"></script>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Console</title><meta name="color-scheme" content="light dark">
<main style="text-align: end"><h1>Console home</h1></main>${scripts.join('')}</html>`;
}
