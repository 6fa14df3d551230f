import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { hostFound, startChromium, startFirefox } from './browsers.js';
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

  test('brings the extension to Debian’s Chromium, which finds the host under a strict policy', async () => {
    root.install('chromium');
    const template = manifest('/usr/share/jit-console/policies/chromium.json');
    const folder = root.path('/etc/chromium/policies/managed');
    mkdirSync(folder, { recursive: true });
    const strict = { ...template, NativeMessagingUserLevelHosts: false };
    writeFileSync(join(folder, 'strict.json'), JSON.stringify(strict));
    const program = root.launcher('chromium');
    mkdirSync(root.path('/root/chromium'));
    const browser = await startChromium({ program, profile: '/root/chromium', extensions: true });
    await hostFound(browser).finally(() => browser.close());
  });

  test('brings the extension to Debian’s Firefox, which finds the host', async () => {
    root.install('firefox-esr');
    const program = root.launcher('firefox-esr');
    const profile = root.path('/root/firefox');
    mkdirSync(profile);
    const browser = await startFirefox({ program, profile, args: ['--profile', '/root/firefox'] });
    await hostFound(browser).finally(() => browser.close());
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
