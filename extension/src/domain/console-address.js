/** What stands in the addresses of AWS's console and sign-in. Nothing here is asked of anyone. */
import { isConsoleUrl, isSignInHost, isSignInUrl, sessionLabelHost } from './aws-hosts.js';

/** Put into an address by AWS's own sign-in, and of no meaning in another session. */
const leftBySignIn = ['hashArgs', 'isauthcode', 'code', 'nc2', 'oauthStart'];

/**
 * @param {string} url a console page
 * @returns {string} the same page without the session's label; query and fragment as they were
 */
export function withoutLabel(url) {
  const labelHost = sessionLabelHost(url);
  if (!labelHost) return url;
  return url.replace(labelHost, labelHost.slice(labelHost.indexOf('.') + 1));
}

/**
 * The page that somebody wanted who was led to AWS's sign-in instead: the one they had, or another one
 * that AWS keeps in its address. Of the page they had, fragment and query are kept exactly. Never the
 * page that signs out.
 * @param {string | undefined} url where the tab is now
 * @param {string | undefined} last its last console page
 * @returns {string | undefined} a console page without a label
 */
export function wantedPage(url, last) {
  if (isSignOutUrl(url)) return last;
  if (isConsoleUrl(url)) return withoutLabel(/** @type {string} */ (url));
  if (!isSignInHost(url)) return last;
  const at = new URL(/** @type {string} */ (url));
  const asked = at.searchParams.get('redirect_uri') ?? '';
  if (!isConsoleUrl(asked) || isSignOutUrl(asked)) return last;
  const page = new URL(withoutLabel(asked));
  for (const name of leftBySignIn) page.searchParams.delete(name);
  if (page.searchParams.get('state')?.startsWith('hashArgs')) page.searchParams.delete('state');
  if (last && samePlace(page, new URL(last))) return last;
  page.hash ||= at.hash;
  return page.href;
}

/** @param {URL} left @param {URL} right */
function samePlace(left, right) {
  return left.pathname === right.pathname && left.hostname === right.hostname;
}

/**
 * @param {string | undefined} url
 * @returns {boolean} where the console's own «Sign out» leads
 */
export function isSignOutUrl(url) {
  if (isConsoleUrl(url)) return /^\/console\/logout/.test(new URL(url ?? '').pathname);
  if (!isSignInHost(url)) return false;
  const { searchParams } = new URL(url ?? '');
  return searchParams.get('Action') === 'logout' && signInUrlBehind(url) === null;
}

/**
 * @param {string} page any page of the session, on the host that the session lives on
 * @returns {string} where the console's own «Sign out» leads
 */
export function signOutUrl(page) {
  return `${new URL(page).origin}/console/logout!doLogout`;
}

/**
 * AWS's logout that goes on to a sign-in URL on the same regional host, as the host program makes it.
 * @param {string | undefined} text
 * @returns {string | null} that sign-in URL; null for anything else
 */
export function signInUrlBehind(text) {
  if (!text || !isSignInHost(text)) return null;
  const url = new URL(text);
  const names = [...url.searchParams.keys()];
  const inner = url.searchParams.get('redirect_uri') ?? '';
  const exact =
    url.pathname === '/oauth' &&
    url.hash === '' &&
    names.length === 2 &&
    url.searchParams.get('Action') === 'logout' &&
    isSignInUrl(inner) &&
    new URL(inner).hostname === url.hostname &&
    !url.hostname.startsWith('signin.');
  return exact ? inner : null;
}

/**
 * @param {string | undefined} url
 * @returns {boolean} AWS's page for somebody who has five sessions already
 */
export function isSessionLimitUrl(url) {
  return isSignInHost(url) && /^\/sessions\/limit\b/.test(new URL(url ?? '').pathname);
}

/**
 * AWS's own way to turn multi-session on (from public tools; not documented).
 * @param {string} page a console page to come back to
 * @returns {string}
 */
export function multiSessionUrl(page) {
  const host = new URL(page).hostname.replace('console.', 'signin.');
  return `https://${host}/sessions/v1/opt-in?redirect_uri=${encodeURIComponent(page)}`;
}

/**
 * @param {string} page
 * @returns {string | null} the service's word, such as `s3`; null for the console's home
 */
export function serviceOf(page) {
  const first = new URL(page).pathname.split('/')[1] ?? '';
  return first === '' || first === 'console' ? null : first;
}
