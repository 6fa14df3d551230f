import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { projectVersion } from '../../extension/build.js';
import { filesBelow } from '../program/files.js';
import { buildPackages, ROOT } from './built-packages.js';
import { inThrowAwayRoot } from './throw-away-root.js';

const ids = JSON.parse(readFileSync(join(ROOT, 'manifests/ids.json'), 'utf8'));
const SOURCE = readFileSync(join(ROOT, 'host/domain/browser_locations_macos.cpp'), 'utf8');
const BROWSERS = ['chrome', 'chromium', 'edge', 'firefox'];
const PROGRAM = '/opt/jit-console/bin/jit-console';

/** @param {string} id a browser's @returns {string} the folder of its manifests for all users, as the program's table has it */
function systemFolder(id) {
  const rows = SOURCE.split(/BrowserLocation\{\s*/);
  const row = String(rows.find((one) => one.startsWith(`"${id}",`)));
  const [, direct] = /\{"(\/Library[^"]*)"\}/.exec(row) ?? [];
  const [, name = 'none'] = /\b(k\w+System)\b/.exec(row) ?? [];
  const [, named] = new RegExp(`Places ${name}\\{"([^"]*)"\\}`).exec(SOURCE) ?? [];
  return String(direct ?? named);
}

describe('what a macOS package is made of', () => {
  const dir = mkdtempSync(join(tmpdir(), 'jit-console-macos-'));
  const layout = join(dir, 'layout');
  const root = join(layout, 'root');
  const version = projectVersion(readFileSync(join(ROOT, 'CMakeLists.txt'), 'utf8'));
  const read = (/** @type {string} */ name) => readFileSync(join(layout, name), 'utf8');
  const run = (/** @type {string} */ program, /** @type {string[]} */ ...args) =>
    String(execFileSync(program, args, { stdio: 'pipe' }));
  const layOut = (/** @type {string[]} */ ...args) =>
    run(join(ROOT, 'installer/macos/layout.sh'), ...args);

  before(() => {
    if (!process.env.JIT_CONSOLE_PACKAGES) buildPackages();
    // This system's own program stands for the one from a Mac.
    layOut(join(ROOT, 'build/release/host/jit-console'), layout);
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  test('has the program and manifests that name it where the program’s own installer puts them', () => {
    const manifests = filesBelow(root).filter((file) => file.endsWith(`/${ids.host_name}.json`));
    const places = BROWSERS.map((id) => join(root, systemFolder(id), `${ids.host_name}.json`));
    assert.deepEqual(manifests.sort(), places.sort());
    for (const file of manifests) {
      const manifest = JSON.parse(readFileSync(file, 'utf8'));
      assert.equal(manifest.name, ids.host_name);
      assert.equal(manifest.path, PROGRAM);
      if (file.includes('Mozilla'))
        assert.deepEqual(manifest.allowed_extensions, ids.firefox_extension_ids);
      else
        assert.deepEqual(
          manifest.allowed_origins,
          ids.chromium_extension_ids.map((/** @type {string} */ id) => `chrome-extension://${id}/`),
        );
    }
    assert.equal(run(join(root, PROGRAM), '--version'), `jit-console ${version}\n`);
    assert.equal(read('root/private/etc/paths.d/jit-console'), '/opt/jit-console/bin\n');
  });

  test('holds nothing elsewhere', () => {
    const below = /^\/(opt\/jit-console\/|Library\/|private\/etc\/paths\.d\/jit-console$)/;
    for (const file of filesBelow(root)) assert.match(file.slice(root.length), below);
  });

  test('has no program where none was given, and says so on the Mac', () => {
    layOut('', join(dir, 'without'));
    assert.equal(existsSync(join(dir, 'without/root', PROGRAM)), false);
    assert.throws(() => run(join(dir, 'without/make-package.sh')), /build the program on a Mac/);
  });

  test('has scripts that shells can read and shellcheck has nothing to say of', () => {
    const scripts = ['scripts/postinstall', 'make-package.sh', `root/opt/jit-console/uninstall.sh`];
    for (const name of scripts) {
      run('sh', '-n', join(layout, name));
      run('shellcheck', join(layout, name));
    }
    run('shellcheck', join(ROOT, 'installer/macos/layout.sh'));
  });

  test('has a distribution file that names the one component as it is made', () => {
    const file = join(layout, 'distribution.xml');
    const ask = (/** @type {string} */ path) =>
      run('xmllint', '--xpath', `string(${path})`, file).trim();
    const id = ask('/installer-gui-script/pkg-ref/@id');
    assert.equal(ask('//choice/pkg-ref/@id'), id);
    assert.equal(ask('//choices-outline/line/line/@choice'), ask('//choice[pkg-ref]/@id'));
    assert.equal(ask('/installer-gui-script/pkg-ref/@version'), version);
    const commands = read('make-package.sh').replaceAll('\\\n', '');
    const component = ask('/installer-gui-script/pkg-ref');
    assert.match(commands, new RegExp(`pkgbuild .*--identifier ${id} .* ${component}\n`));
    assert.match(read('root/opt/jit-console/uninstall.sh'), new RegExp(`--forget ${id}\n`));
  });

  test('is the same when it is made again', () => {
    const files = filesBelow(layout).map((file) => [file, readFileSync(file)]);
    layOut(join(ROOT, 'build/release/host/jit-console'), layout);
    assert.deepEqual(
      filesBelow(layout).map((file) => [file, readFileSync(file)]),
      files,
    );
  });

  test('is registered by its script, with the policy’s ids, and leaves nothing when it is removed', () => {
    // Apple's tool, as far as the script needs it.
    const own = 'b'.repeat(32);
    writeFileSync(join(layout, 'pkgutil'), '#!/bin/sh\necho "pkgutil $*"\n', { mode: 0o755 });
    const told = inThrowAwayRoot(
      `cp -R /given/root/. /; cp /given/pkgutil /usr/bin
       mkdir -p /etc/jit-console /etc/chromium
       echo '{"extensionIds": ["${own}"]}' >/etc/jit-console/policy.json
       /given/scripts/postinstall the.pkg / / >&2
       cat /etc/chromium/native-messaging-hosts/*.json
       rm -r /etc/jit-console
       /opt/jit-console/uninstall.sh
       cd /; find Library private opt etc var/lib -iname '*jit*console*' 2>/dev/null || true`,
      layout,
    );
    const [manifest = '', left] = told.split(/^pkgutil --forget org\.jit_console\.host\n/m);
    const { path, allowed_origins: origins } = JSON.parse(manifest);
    assert.equal(path, PROGRAM);
    assert.ok(origins.includes(`chrome-extension://${own}/`));
    assert.equal(left, '');
  });
});
