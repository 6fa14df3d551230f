/**
 * sign_out: another identity has to sign out first. private_access: the network allows only certain accounts.
 * policy: a policy of AWS's administrators forbids it. invalid: the sign-in URL isn't taken, for instance since it was used.
 * @typedef {'sign_out' | 'private_access' | 'policy' | 'invalid'} Refusal
 */

/**
 * Runs in a page of AWS's that a sign-in has led to: it is sent as text and sees nothing of this file.
 * Sources: the logout's link, public tools; the sentence with the feature's name, which translations keep, AWS's
 * documentation of AWS Management Console Private Access; the statuses, guesses.
 * @param {boolean} inConsole the page is one of the console's, else of the sign-in
 * @returns {Refusal | null} how it refuses; null: it doesn't, or nothing tells how
 */
export function refusalOf(inConsole) {
  const has = (/** @type {string} */ selector) => document.querySelector(selector) !== null;
  if (!inConsole && has('a[href*="Action=logout"]')) return 'sign_out';
  // A console that says who is signed in refused nobody, whatever it is about.
  if (inConsole && has('meta[name="awsc-session-data"]')) return null;
  const words = document.body?.innerText ?? '';
  const shortPage = 3000;
  if (words.length < shortPage && /Management Console Private Access/.test(words))
    return 'private_access';
  const [loading] = performance.getEntriesByType('navigation');
  const { responseStatus } = /** @type {PerformanceNavigationTiming} */ (loading ?? {});
  const badRequest = 400;
  const forbidden = 403;
  if (!inConsole && responseStatus === badRequest) return 'invalid';
  return responseStatus === forbidden ? 'policy' : null;
}
