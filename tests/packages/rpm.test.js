import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { filesBelow } from '../program/files.js';
import { buildPackages, packageIn, ROOT } from './built-packages.js';

const ids = JSON.parse(readFileSync(join(ROOT, 'manifests/ids.json'), 'utf8'));
const NAME = `native-messaging-hosts/${ids.host_name}.json`;
const CHROMIUMS = ['etc/chromium', 'etc/opt/chrome', 'etc/opt/edge'].map((dir) => `${dir}/${NAME}`);
const FIREFOX = `usr/lib64/mozilla/${NAME}`;

describe('the rpm package in an empty root', () => {
  const dir = mkdtempSync(join(tmpdir(), 'jit-console-rpm-'));
  const root = join(dir, 'root');
  const path = (/** @type {string} */ name) => join(root, name);
  let rpm;
  let older;
  let version;

  // Only the program's own dependencies are left aside: the libraries of another system are not in this root.
  const inRoot = (...args) =>
    String(
      execFileSync('rpm', ['--root', root, '--dbpath', '/var/lib/rpm', ...args], { stdio: 'pipe' }),
    );
  const about = (...args) => String(execFileSync('rpm', ['-qp', ...args, rpm], { stdio: 'pipe' }));

  before(() => {
    const packages = process.env.JIT_CONSOLE_PACKAGES ?? buildPackages();
    rpm = packageIn(packages, /\.rpm$/);
    version = about('--queryformat', '%{VERSION}');
    const env = { ...process.env, JIT_CONSOLE_RPM_VERSION: '0.0.1' };
    execFileSync(join(ROOT, 'installer/rpm/package.sh'), [join(dir, 'older')], {
      env,
      stdio: 'pipe',
    });
    older = packageIn(join(dir, 'older'), /\.rpm$/);
    mkdirSync(root);
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  test('runs no scriptlets, and asks for nothing that only Debian has', () => {
    assert.equal(about('--scripts'), '');
    const needs = about('--requires');
    assert.match(needs, /^ca-certificates$/m);
    assert.match(needs, /^libcrypto\.so\.3\(\)\(64bit\)$/m);
    assert.match(needs, /^libcurl\.so\.4\(\)\(64bit\)$/m);
    assert.doesNotMatch(needs, /CURL_OPENSSL|boost|yaml|^\//m);
  });

  test('is installed, and starts', () => {
    inRoot('-i', '--nodeps', older);
    assert.equal(
      inRoot('-q', 'jit-console').trim(),
      `jit-console-0.0.1-1.${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}`,
    );
    const said = String(execFileSync(path('usr/bin/jit-console'), ['--version']));
    assert.equal(said, `jit-console ${version}\n`);
  });

  test('has manifests where Fedora’s browsers look, and they name the program', () => {
    const manifest = (/** @type {string} */ name) => JSON.parse(readFileSync(path(name), 'utf8'));
    for (const name of [...CHROMIUMS, FIREFOX]) {
      assert.equal(manifest(name).name, ids.host_name);
      assert.equal(manifest(name).path, '/usr/bin/jit-console');
    }
    const origins = ids.chromium_extension_ids.map((id) => `chrome-extension://${id}/`);
    for (const name of CHROMIUMS) assert.deepEqual(manifest(name).allowed_origins, origins);
    assert.deepEqual(manifest(FIREFOX).allowed_extensions, ids.firefox_extension_ids);
    assert.equal(existsSync(path(`usr/lib/mozilla/${NAME}`)), false);
  });

  test('has all its files as they were made', () => {
    assert.equal(inRoot('-V', '--nodeps', 'jit-console'), '');
    for (const name of ['share/man/man1/jit-console.1.gz', 'share/jit-console/extension/chromium'])
      assert.ok(existsSync(path(`usr/${name}`)), name);
  });

  test('is upgraded, and keeps what an administrator changed', () => {
    appendFileSync(path(CHROMIUMS[0]), '\n');
    const changed = readFileSync(path(CHROMIUMS[0]));
    inRoot('-U', '--nodeps', rpm);
    assert.equal(inRoot('-q', '--queryformat', '%{VERSION}\n', 'jit-console'), `${version}\n`);
    assert.ok(readFileSync(path(CHROMIUMS[0])).equals(changed));
  });

  test('is not replaced by an older one', () => {
    assert.throws(() => inRoot('-U', '--nodeps', older), /is already installed/);
  });

  test('leaves nothing behind when it is erased', () => {
    inRoot('-e', '--nodeps', 'jit-console');
    // What was changed is kept under another name, as rpm does it.
    rmSync(`${path(CHROMIUMS[0])}.rpmsave`);
    const left = filesBelow(root).filter((file) => !file.includes('/var/lib/rpm/'));
    assert.deepEqual(left, []);
    for (const folder of ['etc/opt/edge', 'usr/lib64/mozilla', 'usr/share/jit-console'])
      assert.equal(existsSync(path(folder)), false, folder);
  });
});
