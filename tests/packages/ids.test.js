import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { ROOT } from './built-packages.js';

const ids = JSON.parse(readFileSync(join(ROOT, 'manifests/ids.json'), 'utf8'));

describe('ids that stores gave', () => {
  const build = mkdtempSync(join(tmpdir(), 'jit-console-ids-'));
  after(() => rmSync(build, { recursive: true }));
  const configure = (/** @type {string[]} */ ...options) =>
    execFileSync('cmake', ['-S', ROOT, '-B', build, '-DJIT_CONSOLE_TESTS=OFF', ...options], {
      stdio: 'pipe',
    });

  test('come into the program and the manifests at build time, beside those for development', () => {
    const [one, other, addOn] = ['b'.repeat(32), 'c'.repeat(32), 'jit-console@acme.example'];
    configure(`-DJIT_CONSOLE_CHROMIUM_IDS=${one};${other}`, `-DJIT_CONSOLE_FIREFOX_IDS=${addOn}`);
    const read = (/** @type {string} */ path) => readFileSync(join(build, path), 'utf8');
    const manifest = (/** @type {string} */ family) =>
      JSON.parse(read(`manifests/${family}/${ids.host_name}.json`));
    assert.deepEqual(
      manifest('chromium').allowed_origins,
      [...ids.chromium_extension_ids, one, other].map((id) => `chrome-extension://${id}/`),
    );
    assert.deepEqual(manifest('firefox').allowed_extensions, [...ids.firefox_extension_ids, addOn]);
    const [, built] = /R"json\(([\s\S]*)\)json"/.exec(read('generated/ids.h')) ?? [];
    assert.deepEqual(JSON.parse(String(built)).chromium_extension_ids, [
      ...ids.chromium_extension_ids,
      one,
      other,
    ]);
  });

  test('have the form of one, or nothing is configured', () => {
    for (const wrong of ['-DJIT_CONSOLE_CHROMIUM_IDS=b"]', '-DJIT_CONSOLE_FIREFOX_IDS=acme'])
      assert.throws(() => configure(wrong), /has no id of an extension/);
  });
});
