import { readFileSync } from 'node:fs';

/** @param {string} language */
function messagesOf(language) {
  const file = new URL(`../../../extension/_locales/${language}/messages.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

let messages = messagesOf('en');

/** @param {string} language from now on that of the browser, until it is another */
export function useLanguage(language) {
  messages = messagesOf(language);
}

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
