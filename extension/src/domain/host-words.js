/**
 * @param {string} words the host's: lower case, without a full stop
 * @returns {string} the same as a sentence; one that begins or ends with a command keeps that as it is
 */
export function sentence(words) {
  if (words === '') return '';
  const first = words.startsWith('jit-console ') ? '' : words.charAt(0).toUpperCase();
  const end = /: jit-console [^;]*$/.test(words) ? '' : '.';
  return `${first}${words.slice(first.length)}${end}`;
}
