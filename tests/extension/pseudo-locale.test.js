import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { pseudoMessages } from '../end-to-end/driver/pseudo-locale.js';

const file = new URL('../../extension/_locales/en/messages.json', import.meta.url);
const english = JSON.parse(readFileSync(file, 'utf8'));

describe('the pseudo-locale', () => {
  it('lengthens every word and keeps places', () => {
    const { greeting } = pseudoMessages({ greeting: { message: 'Sign in to $PORTAL$' } });
    assert.equal(greeting?.message, '[Siiign iin too $PORTAL$]');
  });

  it('makes every text at least 40 % longer than its words', () => {
    const pseudo = pseudoMessages(english);
    for (const [key, { message }] of Object.entries(pseudo)) {
      if (!message.startsWith('[')) continue;
      const letters = (/** @type {string} */ text) =>
        text.replace(/\$\w+\$/g, '').match(/\p{L}/gu)?.length ?? 0;
      assert.ok(letters(message) >= 1.4 * letters(english[key].message), key);
    }
    const data = Object.keys(pseudo).filter((key) => !pseudo[key]?.message.startsWith('['));
    const kept = /^(badge_ended|direction|extension_\w+|language|role_\w+_search)$/;
    for (const key of data) assert.match(key, kept);
  });
});
