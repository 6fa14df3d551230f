/** How much longer a translation may be than the English it is made from. */
const GROWTH = 1.4;

/**
 * A language that everybody can read, for tests of layout: each word is longer by 40 %, as in long translations, and
 * brackets show where a sentence begins and ends, so that text which isn't translated or is cut stands out.
 * @param {Record<string, {message: string, placeholders?: object}>} messages those of a `messages.json`
 * @returns {Record<string, {message: string, placeholders?: object}>}
 */
export function pseudoMessages(messages) {
  return Object.fromEntries(
    Object.entries(messages).map(([key, entry]) => {
      const isData = /^(language|direction|badge_ended|extension_\w+|role_\w+_search)$/.test(key);
      return [key, isData ? entry : { ...entry, message: `[${lengthened(entry.message)}]` }];
    }),
  );
}

/** @param {string} message @returns {string} with its places as they are */
function lengthened(message) {
  return message.replace(/\$\w+\$|\p{L}+/gu, (word) =>
    word.startsWith('$') ? word : longerWord(word),
  );
}

/** @param {string} word @returns {string} with its first vowel, else its last letter, repeated */
function longerWord(word) {
  const missing = Math.ceil(word.length * GROWTH) - word.length;
  const vowel = word.search(/[aeiouy]/i);
  const at = vowel < 0 ? word.length - 1 : vowel;
  return word.slice(0, at) + word.charAt(at).repeat(missing) + word.slice(at);
}
