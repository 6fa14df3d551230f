import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

/** @typedef {{ message: string, description?: string, placeholders?: Record<string, { content: string, example?: string }> }} Message */

const folder = fileURLToPath(new URL('../../extension/_locales/', import.meta.url));
const languages = readdirSync(folder);
/** @type {(language: string) => Record<string, Message>} */
const read = (language) => JSON.parse(readFileSync(`${folder}${language}/messages.json`, 'utf8'));
const english = read('en');

/** @param {Message} message @returns {Record<string, string>} which part goes into which place */
function places({ placeholders = {} }) {
  return Object.fromEntries(
    Object.entries(placeholders).map(([name, { content }]) => [name, content]),
  );
}

/** @param {Message} message @returns {string[]} the places that its sentence has */
function placesUsed({ message }) {
  const names = [...message.matchAll(/\$(\w+)\$/g)].map(([, name]) => String(name).toLowerCase());
  return [...new Set(names)].sort();
}

describe('the messages', () => {
  it('tell translators what each is for, with an example for each place', () => {
    for (const [key, { description = '', placeholders = {} }] of Object.entries(english)) {
      assert.match(description, /^\S.{7,}[.:]$/s, key);
      for (const [name, { example }] of Object.entries(placeholders))
        assert.ok(example, `${key}: ${name}`);
    }
  });

  for (const language of languages) {
    const messages = read(language);

    it(`name their language: ${language}`, () => {
      assert.equal(messages.language?.message, language);
    });

    it(`are complete, and none is unused: ${language}`, () => {
      assert.deepEqual(Object.keys(messages), Object.keys(english));
    });

    it(`have the same places as the English ones, and use them all: ${language}`, () => {
      for (const [key, message] of Object.entries(messages)) {
        const expected = /** @type {Message} */ (english[key]);
        assert.deepEqual(places(message), places(expected), key);
        assert.deepEqual(placesUsed(message), Object.keys(places(message)).sort(), key);
      }
    });

    it(`fit where browsers bound them: ${language}`, () => {
      assert.ok((messages['extension_description']?.message.length ?? 0) <= 132);
      assert.ok((messages['badge_ended']?.message.length ?? 0) <= 4);
    });
  }
});
