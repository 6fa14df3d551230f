/** What stands for a secret on the screen, however long it is. */
const dots = '••••••••';

/**
 * @param {string} text
 * @param {string[]} secrets
 * @returns {string} the text with each secret in it, whole or cut by nothing, behind dots
 */
export function masked(text, secrets) {
  return secrets
    .filter((secret) => secret !== '')
    .sort((left, right) => right.length - left.length)
    .reduce((shown, secret) => shown.replaceAll(secret, dots), text);
}
