import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, test } from 'node:test';
import { projectVersion } from '../../extension/build.js';
import { buildPackages, packageIn, ROOT } from './built-packages.js';
import { inThrowAwayRoot } from './throw-away-root.js';

const ids = JSON.parse(readFileSync(join(ROOT, 'manifests/ids.json'), 'utf8'));
const version = projectVersion(readFileSync(join(ROOT, 'CMakeLists.txt'), 'utf8'));
const UNPACK =
  'mkdir /opt/jit-console; tar -xzf /given/*-Linux-*.tar.gz -C /opt/jit-console --strip-components 1';
const INSTALL = '/opt/jit-console/bin/jit-console install --system';
// Beside Debian's Chromium and Firefox.
const CHROME = 'mkdir -p /opt/google/chrome; touch /opt/google/chrome/chrome';

describe('the archive for other systems, unpacked to where only root writes', () => {
  /** @type {string} */
  let packages;
  before(() => {
    packages = dirname(
      packageIn(process.env.JIT_CONSOLE_PACKAGES ?? buildPackages(), /-Linux-.*\.tar\.gz$/),
    );
  });

  test('is registered with the browsers for all users, and leaves nothing when it is removed', () => {
    const told = inThrowAwayRoot(
      `${UNPACK}; ${CHROME}
       /opt/jit-console/bin/jit-console --version
       ${INSTALL} >&2
       for file in /etc/chromium /etc/opt/chrome /usr/lib/mozilla; do
         cat $file/native-messaging-hosts/${ids.host_name}.json | tr -d '\\n'; echo
       done
       /opt/jit-console/bin/jit-console uninstall --system >&2
       rm -r /opt/jit-console
       find /opt /etc /usr/lib/mozilla /var/lib -iname '*jit*console*'`,
      packages,
    );
    const [said, ...manifests] = told.trimEnd().split('\n');
    assert.equal(said, `jit-console ${version}`);
    assert.equal(manifests.length, 3, told);
    for (const manifest of manifests.map((text) => JSON.parse(text))) {
      assert.equal(manifest.name, ids.host_name);
      assert.equal(manifest.path, '/opt/jit-console/bin/jit-console');
    }
  });

  test('is not registered where others than root could change the program', () => {
    const unsafe = `${UNPACK}; ${CHROME}; chmod o+w /opt/jit-console/bin; ${INSTALL}`;
    assert.throws(
      () => inThrowAwayRoot(unsafe, packages),
      /users other than root can change this program/,
    );
  });
});
