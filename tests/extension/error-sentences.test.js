import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { nextSteps, sentenceFor } from '../../extension/src/error-sentences.js';
import { invoice, targetOf } from './fakes/fake-surroundings.js';

const contract = readFileSync(new URL('../../PROTOCOL.md', import.meta.url), 'utf8');
const table = contract.slice(contract.indexOf('## Error codes'));
const codes = [...table.matchAll(/^\| `(\w+)` \| \d+ \|/gm)].map(([, code]) => String(code));
const own = [
  'host_missing',
  'host_lost',
  'host_too_old',
  'host_too_new',
  'grant_url',
  'policy_forbids',
];

describe('error sentences', () => {
  it('reads the codes of the protocol', () => {
    assert.ok(codes.length >= 40, `${codes.length} codes in PROTOCOL.md`);
    assert.deepEqual(Object.keys(nextSteps).sort(), [...codes, ...own].sort());
  });

  for (const code of [...codes, ...own])
    it(`has a sentence and a next step for ${code}`, () => {
      const target = targetOf(invoice);
      const error = { code, message: 'what the host said', hint: '' };
      const { sentence, next, detail } = sentenceFor(error, { portal: 'acme', target });
      for (const part of [sentence, next]) {
        assert.match(part, /^[A-Za-z].*\.$/);
        assert.doesNotMatch(part, /\$|undefined/);
      }
      assert.equal(detail, 'what the host said');
    });

  it('names the portal and what was to be opened', () => {
    const error = { code: 'portal_forbidden', message: '', hint: '' };
    const target = targetOf(invoice);
    const { sentence } = sentenceFor(error, { portal: 'acme', target });
    assert.equal(sentence, 'acme doesn’t allow you to open invoice.');
  });

  it('has something to say about a code it does not know', () => {
    const error = { code: 'from_the_future', message: '', hint: '' };
    const { sentence, step } = sentenceFor(error, { portal: 'acme', target: targetOf(invoice) });
    assert.equal(sentence, 'invoice could not be opened.');
    assert.equal(step, 'retry');
  });
});
