import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sharedLibraries } from '../../installer/sbom.js';
import { buildPackages, packageIn } from './built-packages.js';

describe('the bill of materials', () => {
  const dir = mkdtempSync(join(tmpdir(), 'jit-console-sbom-'));
  const program = join(dir, 'usr/bin/jit-console');
  let packages;
  let bill;
  let deb;

  before(() => {
    packages = process.env.JIT_CONSOLE_PACKAGES ?? buildPackages();
    deb = packageIn(packages, /\.deb$/);
    execFileSync('dpkg-deb', ['--extract', deb, dir]);
    bill = JSON.parse(readFileSync(packageIn(packages, /\.cdx\.json$/), 'utf8'));
  });
  after(() => rmSync(dir, { recursive: true }));

  const linked = (how) =>
    bill.components.filter(({ properties }) => properties[0].value === how).map(({ name }) => name);

  test('has the package of every shared library that the packaged program needs, and no other', () => {
    const needed = sharedLibraries(program).map((name) => {
      const [, path] = new RegExp(`${name.replace(/[.+]/g, '\\$&')} .*=> (\\S+)`).exec(
        String(execFileSync('/sbin/ldconfig', ['-p'])),
      );
      const places = [path, path.replace(/^\/usr/, ''), `/usr${path}`];
      for (const place of [...places, String(execFileSync('realpath', [path])).trim()]) {
        try {
          const stdio = ['ignore', 'pipe', 'ignore'];
          return String(execFileSync('dpkg-query', ['-S', place], { stdio })).split(':')[0];
        } catch {
          // Not by that name.
        }
      }
      throw new Error(name);
    });
    assert.deepEqual(linked('shared').sort(), [...new Set(needed)].sort());
  });

  test('agrees with what the Debian package depends on', () => {
    const depends = String(execFileSync('dpkg-deb', ['--field', deb, 'Depends']));
    for (const name of [...linked('shared'), 'libcurl4'])
      assert.match(depends, new RegExp(`\\b${name.replace(/\+/g, '\\+')}\\b`));
  });

  test('names what is linked statically or made of headers, each with its version', () => {
    assert.deepEqual(linked('static'), [
      'libboost-program-options1.74-dev',
      'libgcc-12-dev',
      'libstdc++-12-dev',
      'libyaml-cpp-dev',
    ]);
    assert.deepEqual(linked('loaded when used'), ['libcurl4', 'libsecret-1-0']);
    assert.deepEqual(linked('headers'), ['libboost1.74-dev', 'nlohmann-json3-dev']);
    for (const { name, version, purl } of bill.components) {
      assert.ok(version, name);
      assert.ok(purl.startsWith(`pkg:deb/debian/${name}@`), purl);
    }
  });

  test('and every other file have their line in the checksums', () => {
    const sums = readFileSync(join(packages, 'SHA256SUMS'), 'utf8').trim().split('\n');
    assert.ok(sums.length >= 5);
    for (const line of sums) {
      const [sum, name] = line.split('  ');
      const digest = createHash('sha256')
        .update(readFileSync(join(packages, name)))
        .digest('hex');
      assert.equal(sum, digest, name);
    }
  });
});
