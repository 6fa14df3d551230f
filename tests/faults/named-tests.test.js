import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { hasTest } from './named-tests.js';
import { rows } from './rows.js';

const security = readFileSync(new URL('../../SECURITY.md', import.meta.url), 'utf8');

describe('tests that are named', () => {
  test('are there, for each row of the fault matrix', () => {
    const missing = rows.filter((row) => !hasTest(row.file, row.test));
    assert.deepEqual(
      missing.map((row) => `${row.file}: ${row.test}`),
      [],
    );
  });

  test('are eighty at least, each for one fault', () => {
    assert.ok(rows.length >= 80, `${rows.length} rows`);
    assert.equal(new Set(rows.map((row) => row.area + row.broken)).size, rows.length);
  });

  test('are no test that isn’t there', () => {
    assert.ok(!hasTest('host/files_test.cpp', 'a_missing_file'));
    assert.ok(!hasTest('host/gone_test.cpp', 'x'));
    assert.ok(!hasTest('program/link.test.js', 'is told what nobody wrote'));
  });

  test('are there, for each claim of SECURITY.md', () => {
    const named = [...security.matchAll(/`([a-z-]+\/[\w.-]+): ([^`]+)`/g)];
    assert.ok(named.length >= 40, `${named.length} tests are named`);
    for (const [, file, name] of named) assert.ok(hasTest(file, name), `${file}: ${name}`);
  });
});
