import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { unkindTable } from '../end-to-end/unkind-table.js';

test('the table of what is lost and told is the one that the stories go by', () => {
  const readme = readFileSync(new URL('../end-to-end/README.md', import.meta.url), 'utf8');
  assert.ok(readme.includes(unkindTable()), `put it into README.md:\n${unkindTable()}`);
});
