/** @import { Sentences } from './parts.js' */
/**
 * Sentences of _locales, for where the browser gives none. One of the chip's files, which can't import; text.js imports it
 * for what it sets.
 */
{
  /** @type {Sentences['filled']} */
  const filled = ({ message, placeholders = {} } = { message: '' }, parts = []) =>
    message
      .replace(/\$(\w+)\$/g, (_, name) => placeholders[name.toLowerCase()]?.content ?? '')
      .replace(/\$(\d)/g, (_, at) => parts[at - 1] ?? '');

  globalThis.jitConsoleSentences = { filled };
}
