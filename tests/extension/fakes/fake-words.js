import { readFileSync } from 'node:fs';

const messages = JSON.parse(
  readFileSync(new URL('../../../extension/_locales/en/messages.json', import.meta.url), 'utf8'),
);

/**
 * @param {string} key
 * @param {string[]} [parts]
 * @returns {string} as the browser gives it: "" for a key that isn't there
 */
export function getMessage(key, parts = []) {
  const entry = messages[key];
  if (!entry) return '';
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
