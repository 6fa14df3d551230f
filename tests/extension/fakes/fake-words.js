import { readFileSync } from 'node:fs';

const messages = JSON.parse(
  readFileSync(new URL('../../../extension/_locales/en/messages.json', import.meta.url), 'utf8'),
);

/**
 * @param {string} key
 * @param {string[]} [parts]
 * @returns {string}
 */
export function getMessage(key, parts = []) {
  const entry = messages[key];
  // Browsers give ""; to people that is a hole in a sentence.
  if (!entry) throw new Error(`there is no message ${key}`);
  return entry.message.replace(
    /\$(\w+)\$/g,
    (/** @type {string} */ _, /** @type {string} */ name) => {
      const place = entry.placeholders[name.toLowerCase()].content;
      return parts[Number(place.slice(1)) - 1] ?? '';
    },
  );
}

/** The words are the same for every browser of a test. */
/** @type {any} */ (globalThis).chrome = { i18n: { getMessage } };
