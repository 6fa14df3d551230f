import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { ChromiumBrowser } from '../end-to-end/driver/chromium.js';
import { FirefoxBrowser } from '../end-to-end/driver/firefox.js';
import { Marionette } from '../end-to-end/driver/marionette.js';
import { until } from '../end-to-end/driver/until.js';
import { ROOT } from './built-packages.js';

/* Browsers as a person has them: nothing of the tests' own network and profiles. */

const WELCOME = 'src/pages/welcome/welcome.html';
const ids = JSON.parse(readFileSync(join(ROOT, 'manifests/ids.json'), 'utf8'));
const manifest = JSON.parse(readFileSync(join(ROOT, 'extension/manifest.json'), 'utf8'));

/**
 * @param {object} how
 * @param {string} [how.program]
 * @param {string} how.profile its folder, as the program sees it
 * @param {string[] | true} how.extensions folders to load; true: what the system gives
 * @param {Record<string, string | undefined>} [how.env]
 * @param {string[]} [how.without] arguments that puppeteer adds of its own, which are left out
 * @param {string[]} [how.args] further ones
 * @param {boolean} [how.headless] false: on the screen that the program is given
 * @param {string} [how.id] the extension's, where it isn't the development's
 * @returns {Promise<ChromiumBrowser>}
 */
export async function startChromium({
  program = '/usr/bin/chromium',
  profile,
  extensions,
  env = {},
  without = [],
  args = [],
  headless = true,
  id = ids.chromium_extension_ids[0],
}) {
  const driver = await puppeteer.launch({
    executablePath: program,
    headless,
    pipe: true,
    ignoreDefaultArgs: without,
    enableExtensions: extensions,
    userDataDir: profile,
    // Chromium's own sandbox refuses to work for root.
    args: [...(process.getuid() === 0 ? ['--no-sandbox'] : []), ...args],
    defaultViewport: null,
    env,
  });
  return new ChromiumBrowser(driver, id, manifest);
}

/**
 * @param {object} how
 * @param {string} [how.program]
 * @param {string} how.profile its folder
 * @param {string[]} [how.args]
 * @param {string} [how.extension] a folder to load; without one what the system gives
 * @param {Record<string, string | undefined>} [how.env]
 * @param {Record<string, string | number | boolean>} [how.preferences]
 * @returns {Promise<FirefoxBrowser>}
 */
export async function startFirefox({
  program = '/usr/bin/firefox-esr',
  profile,
  args = [],
  extension,
  env = {},
  preferences = {},
}) {
  const lines = Object.entries({ 'marionette.port': 0, ...preferences }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join(''));
  const switches = ['--headless', '--marionette', '--remote-allow-system-access', '--no-remote'];
  const child = spawn(program, [...switches, ...args], { env, stdio: 'ignore' });
  process.once('exit', () => child.kill());
  const port = await until('Firefox to listen', () =>
    Number(readFileSync(join(profile, 'MarionetteActivePort'), 'utf8')),
  );
  const marionette = await Marionette.connect(port);
  const browser = new FirefoxBrowser(child, marionette, ids.firefox_extension_ids[0], manifest);
  await marionette.send('WebDriver:NewSession');
  await marionette.send('Marionette:SetContext', { value: 'chrome' });
  if (extension) await marionette.send('Addon:Install', { path: extension, temporary: true });
  return browser;
}

/**
 * Waits until the page of a fresh installation says that the host answers.
 * @param {import('../end-to-end/driver/browser.js').Browser} browser
 * @returns {Promise<import('../end-to-end/driver/surface.js').Surface>} that page
 */
export async function hostFound(browser) {
  const page = await browser.waitForPage('the first-run page', (url) =>
    url.endsWith(`/${WELCOME}`),
  );
  await page.waitForText('#step-host', /jit-console is installed and works\.$/);
  return page;
}
