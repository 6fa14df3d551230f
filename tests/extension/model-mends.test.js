import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { mends } from '../model/mends.js';

it('each mend that the model notices the lack of is where it is taken back', () => {
  for (const { changes, what } of mends)
    for (const { file, now } of changes) {
      const source = readFileSync(new URL(`../../extension/src/${file}`, import.meta.url), 'utf8');
      assert.ok(source.includes(now), `${what}: ${file} has no ${now}`);
    }
});
