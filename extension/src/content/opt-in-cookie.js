/**
 * Runs in a console page: it is sent as text and sees nothing of this file. Asks for one cookie by its name, so that no
 * other is read.
 * @returns {Promise<boolean | null>} whether AWS's mark of multi-session is there; null: the browser can't say
 */
export async function hasOptInCookie() {
  const store = /** @type {any} */ (globalThis).cookieStore;
  if (!store) return null;
  return (await store.get('aws-prism-opt-in')) !== null;
}
