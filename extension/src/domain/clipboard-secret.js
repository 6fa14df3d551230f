/** What is remembered of a secret in the clipboard: enough to know it again, too little to tell it. */

/**
 * @param {string} secret
 * @returns {Promise<string>} its SHA-256 in hex
 */
export async function digestOf(secret) {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * @param {string} digest
 * @param {() => string | Promise<string>} read the clipboard
 * @param {() => void | Promise<void>} clear it
 */
export async function clearIfStillThere(digest, read, clear) {
  if ((await digestOf(await read())) === digest) await clear();
}
