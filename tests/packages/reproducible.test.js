import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { buildPackages, copyOfSources } from './built-packages.js';

describe('packages', () => {
  const copy = copyOfSources();
  // As where somebody has worked: older than the commit.
  for (const file of ['LICENSE', 'README.md']) utimesSync(join(copy, file), 1e9, 1e9);
  after(() => rmSync(dirname(copy), { recursive: true }));

  test('are the same, byte for byte, from another folder and under another umask', () => {
    const here = process.env.JIT_CONSOLE_PACKAGES ?? buildPackages();
    const there = buildPackages(copy, 0o077);
    const names = readdirSync(here).sort();
    assert.deepEqual(names, readdirSync(there).sort());
    assert.ok(names.length >= 5, names.join());
    for (const name of names)
      assert.ok(readFileSync(join(here, name)).equals(readFileSync(join(there, name))), name);
  });
});
