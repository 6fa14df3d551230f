/** Links for colleagues: to the same place, and good for nobody else's session. */

/** What sign-ins leave in an address, and whatever calls itself a secret. */
const notToShare =
  /token|credential|signature|secret|password|^x-amz-|^(code|state|isauthcode|hashArgs|otp)$/i;

/**
 * @param {string} url a portal's page
 * @returns {string} only its place: nothing of query and fragment
 */
export function portalLink(url) {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/**
 * @param {string} url a console page without a session's label
 * @returns {string} the same without parameters that may be secret
 */
export function consoleLink(url) {
  const link = new URL(url);
  const unwanted = [...link.searchParams.keys()].filter((name) => notToShare.test(name));
  // Untouched unless needed: searchParams rewrites the whole query.
  for (const name of unwanted) link.searchParams.delete(name);
  return unwanted.length > 0 ? link.href : url;
}
