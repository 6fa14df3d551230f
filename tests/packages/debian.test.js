import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { ChromiumBrowser } from '../end-to-end/driver/chromium.js';
import { FirefoxBrowser } from '../end-to-end/driver/firefox.js';
import { Marionette } from '../end-to-end/driver/marionette.js';
import { until } from '../end-to-end/driver/until.js';
import { buildPackages, packageIn, ROOT } from './built-packages.js';
import { CleanRoot } from './clean-root.js';

const ids = JSON.parse(readFileSync(join(ROOT, 'manifests/ids.json'), 'utf8'));
const NAME = `${ids.host_name}.json`;
const MANIFESTS = [
  `/etc/chromium/native-messaging-hosts/${NAME}`,
  `/etc/opt/chrome/native-messaging-hosts/${NAME}`,
  `/etc/opt/edge/native-messaging-hosts/${NAME}`,
  `/usr/lib/mozilla/native-messaging-hosts/${NAME}`,
];
const CHROMIUM_EXTENSION = '/usr/share/jit-console/extension/chromium/manifest.json';
const WELCOME = 'src/pages/welcome.html';

/**
 * The same package as an older one, whose manifests named another program.
 * @param {string} deb
 * @returns {string}
 */
function olderPackage(deb) {
  const folder = mkdtempSync(join(tmpdir(), 'jit-console-older-'));
  execFileSync('dpkg-deb', ['--raw-extract', deb, join(folder, 'files')]);
  const change = (path, pattern, replacement) => {
    const file = join(folder, 'files', path);
    const text = readFileSync(file, 'utf8');
    assert.match(text, pattern);
    writeFileSync(file, text.replace(pattern, replacement));
  };
  change('DEBIAN/control', /^Version: .*$/m, 'Version: 0.0.1');
  for (const manifest of MANIFESTS) change(manifest, /\/usr\/bin\/jit-console/, '/usr/bin/jit-old');
  const older = join(folder, 'jit-console_0.0.1_amd64.deb');
  execFileSync('dpkg-deb', ['--root-owner-group', '--build', join(folder, 'files'), older]);
  return older;
}

describe('the Debian package in a clean system', () => {
  /** @type {CleanRoot} */
  let root;
  let deb;
  let version;

  before(() => {
    deb = packageIn(process.env.JIT_CONSOLE_PACKAGES ?? buildPackages(), /\.deb$/);
    version = String(execFileSync('dpkg-deb', ['--field', deb, 'Version'])).trim();
    root = CleanRoot.make();
    cpSync(deb, root.path('/root/new.deb'));
    cpSync(olderPackage(deb), root.path('/root/old.deb'));
  });
  after(() => root?.remove());

  const read = (path) => readFileSync(root.path(path), 'utf8');
  const manifest = (path) => JSON.parse(read(path));
  const described = () => root.run('dpkg', '--status', 'jit-console');
  const isInstalled = (which) => {
    assert.match(described(), /^Status: install ok installed$/m);
    assert.match(described(), new RegExp(`^Version: ${which}$`, 'm'));
  };

  test('has no errors and no warnings of lintian’s', () => {
    const found = execFileSync('lintian', ['--fail-on', 'error,warning', deb], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    assert.equal(String(found), '');
  });

  test('is installed with what it needs, and starts', () => {
    root.install('/root/old.deb');
    isInstalled('0.0.1');
    assert.equal(root.run('jit-console', '--version'), `jit-console ${version}\n`);
    for (const path of MANIFESTS) assert.equal(manifest(path).path, '/usr/bin/jit-old');
  });

  test('is upgraded, manifests and all', () => {
    root.install('/root/new.deb');
    isInstalled(version);
    for (const path of MANIFESTS) {
      assert.equal(manifest(path).path, '/usr/bin/jit-console');
      assert.equal(manifest(path).name, ids.host_name);
    }
    assert.deepEqual(
      manifest(MANIFESTS[0]).allowed_origins,
      ids.chromium_extension_ids.map((id) => `chrome-extension://${id}/`),
    );
    assert.deepEqual(manifest(MANIFESTS[3]).allowed_extensions, ids.firefox_extension_ids);
    for (const path of MANIFESTS)
      assert.equal(described().includes(path), path.startsWith('/etc'), path);
  });

  test('brings the extension to Debian’s Chromium, which finds the host', async () => {
    root.install('chromium');
    mkdirSync(root.path('/root/chromium'));
    const driver = await puppeteer.launch({
      executablePath: root.launcher('chromium'),
      headless: true,
      pipe: true,
      enableExtensions: true,
      userDataDir: '/root/chromium',
      args: ['--no-sandbox'],
      env: {},
    });
    try {
      const [id] = ids.chromium_extension_ids;
      const browser = new ChromiumBrowser(driver, id, JSON.parse(read(CHROMIUM_EXTENSION)));
      const url = browser.extensionUrl(WELCOME);
      const page = await browser.waitForPage('the first-run page', (at) => at === url);
      await page.waitForText('#step-host', /It is installed and answers\.$/);
    } finally {
      await driver.close();
    }
  });

  test('brings the extension to Debian’s Firefox, which finds the host', async () => {
    root.install('firefox-esr');
    const profile = root.path('/root/firefox');
    mkdirSync(profile);
    const [id] = ids.firefox_extension_ids;
    writeFileSync(join(profile, 'user.js'), 'user_pref("marionette.port", 0);\n');
    const switches = ['--headless', '--marionette', '--remote-allow-system-access', '--no-remote'];
    const child = spawn(root.launcher('firefox-esr'), [...switches, '--profile', '/root/firefox'], {
      stdio: 'ignore',
    });
    const port = await until('Firefox to listen', () =>
      Number(readFileSync(join(profile, 'MarionetteActivePort'), 'utf8')),
    );
    const browser = new FirefoxBrowser(child, await Marionette.connect(port), id, {});
    try {
      await browser.marionette.send('WebDriver:NewSession');
      await browser.marionette.send('Marionette:SetContext', { value: 'chrome' });
      const page = await browser.waitForPage('the first-run page', (url) => url.endsWith(WELCOME));
      await page.waitForText('#step-host', /It is installed and answers\.$/);
    } finally {
      await browser.close();
    }
  });

  test('leaves nothing behind when it is purged', () => {
    root.run('apt-get', 'purge', '-y', '-qq', 'jit-console');
    const left = root.run(
      'find',
      '/',
      '-xdev',
      '-iname',
      '*jit*console*',
      '-not',
      '-path',
      '/proc/*',
    );
    const ofBrowsers = /^\/root\/|^\/var\/(?:log|cache)\//;
    assert.deepEqual(
      left.split('\n').filter((path) => path && !ofBrowsers.test(path)),
      [],
    );
    for (const folder of [
      '/etc/opt/chrome',
      '/etc/opt/edge',
      '/etc/chromium/native-messaging-hosts',
    ])
      assert.throws(() => root.run('test', '-e', folder));
  });
});
