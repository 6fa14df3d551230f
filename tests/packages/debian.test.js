import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { VirtualDisplay } from '../end-to-end/driver/virtual-display.js';
import { hostFound } from './browsers.js';
import { buildPackages, packageIn, ROOT } from './built-packages.js';
import { CleanRoot } from './clean-root.js';
import { Organisation } from './organisation.js';

const ids = JSON.parse(readFileSync(join(ROOT, 'manifests/ids.json'), 'utf8'));
const NAME = `${ids.host_name}.json`;
const MANIFESTS = [
  `/etc/chromium/native-messaging-hosts/${NAME}`,
  `/etc/opt/chrome/native-messaging-hosts/${NAME}`,
  `/etc/opt/edge/native-messaging-hosts/${NAME}`,
  `/usr/lib/mozilla/native-messaging-hosts/${NAME}`,
];

/**
 * The same package as an older one, whose manifests named another program.
 * @param {string} deb
 * @param {string} folder to be made, for its files
 * @param {string} older the package's file
 */
function makeOlder(deb, folder, older) {
  execFileSync('dpkg-deb', ['--raw-extract', deb, folder]);
  const change = (path, pattern, replacement) => {
    const file = join(folder, path);
    const text = readFileSync(file, 'utf8');
    assert.match(text, pattern);
    writeFileSync(file, text.replace(pattern, replacement));
  };
  change('DEBIAN/control', /^Version: .*$/m, 'Version: 0.0.1');
  for (const manifest of MANIFESTS) change(manifest, /\/usr\/bin\/jit-console/, '/usr/bin/jit-old');
  execFileSync('dpkg-deb', ['--root-owner-group', '--build', folder, older]);
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
    makeOlder(deb, root.path('/root/older'), root.path('/root/old.deb'));
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

  describe('of an organisation with a portal and a strict policy', () => {
    /** @type {Organisation} */
    let organisation;

    before(async () => {
      root.install('chromium', 'firefox-esr');
      organisation = await Organisation.of(root);
    });
    after(() => organisation?.close());

    test('leads to the first console by one click and one approval in Chromium', async () => {
      const display = await VirtualDisplay.start({ width: 1280, height: 900 });
      const browser = await organisation.startChromium('bob', display);
      try {
        await hostFound(browser);
        await organisation.firstConsole(browser, display);
      } finally {
        await browser.close();
        await display.close();
      }
    });

    test('leads there in Firefox, for somebody else', async () => {
      const browser = await organisation.startFirefox('ann');
      try {
        await hostFound(browser);
        await organisation.firstConsole(browser);
      } finally {
        await browser.close();
      }
    });
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
