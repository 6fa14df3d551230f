/**
 * The hosts of AWS's console and sign-in in all four partitions. Nothing else is ever opened as one.
 * Source: AWS's documentation for aws; public clients' source for the other partitions.
 */
const domains = ['aws.amazon.com', 'amazonaws-us-gov.com', 'amazonaws.cn', 'amazonaws-eusc.eu'];
const anyDomain = `(?:${domains.join('|').replaceAll('.', '\\.')})`;
const label = '(?:[a-z0-9-]+\\.)';
const signInHost = new RegExp(`^${label}?signin\\.${anyDomain}$`);
const consoleHost = new RegExp(`^${label}{0,2}console\\.${anyDomain}$`);
/** Multi-session: twelve digits of the account, then eight letters or digits of the identity. */
const labelledHost = new RegExp(`^\\d{12}-[a-z0-9]{8}\\.[a-z0-9-]+\\.console\\.${anyDomain}$`);

/** Patterns for the pages of the console. */
export const consolePatterns = domains.map((domain) => `https://*.console.${domain}/*`);

/** Patterns for the browser's permission and tab queries. */
export const awsPatterns = domains.flatMap((domain) => [
  `https://*.console.${domain}/*`,
  `https://*.signin.${domain}/*`,
]);

/**
 * @param {string | undefined} text
 * @returns {URL | null} null unless it is https without user-info and port
 */
function plainHttps(text) {
  if (!text || !URL.canParse(text)) return null;
  const url = new URL(text);
  const plain = url.protocol === 'https:' && !url.username && !url.password && !url.port;
  return plain ? url : null;
}

/**
 * @param {string | undefined} text
 * @returns {boolean} a federation login URL on AWS's own sign-in host
 */
export function isSignInUrl(text) {
  const url = plainHttps(text);
  return (
    url !== null &&
    signInHost.test(url.hostname) &&
    url.pathname === '/federation' &&
    url.searchParams.get('Action') === 'login'
  );
}

/**
 * @param {string | undefined} text
 * @returns {boolean} a page of the AWS Console
 */
export function isConsoleUrl(text) {
  const url = plainHttps(text);
  return url !== null && consoleHost.test(url.hostname);
}

/**
 * @param {string | undefined} text
 * @returns {boolean} any page of AWS's sign-in
 */
export function isSignInHost(text) {
  const url = plainHttps(text);
  return url !== null && signInHost.test(url.hostname);
}

/**
 * @param {string | undefined} text
 * @returns {boolean} a page of the AWS Console or of its sign-in
 */
export function isAwsUrl(text) {
  return isConsoleUrl(text) || isSignInHost(text);
}

/**
 * @param {string | undefined} text a tab's URL
 * @returns {string | null} the host that multi-session gave this session; null on a plain host
 */
export function sessionLabelHost(text) {
  const url = plainHttps(text);
  return url && labelledHost.test(url.hostname) ? url.hostname : null;
}

/**
 * @param {string | null | undefined} labelHost
 * @returns {string | undefined} the label of the session that it is of, whatever its region
 */
export function labelOf(labelHost) {
  return labelHost?.split('.')[0];
}

const accountDigits = 12;

/**
 * @param {string | null | undefined} labelHost
 * @returns {string | undefined} the account of the session that it is of
 */
export function accountOf(labelHost) {
  return labelHost?.slice(0, accountDigits);
}

/**
 * @param {string} destination a console URL on its plain host
 * @param {string | null} labelHost
 * @returns {string} the same page in the session of `labelHost`
 */
export function inSession(destination, labelHost) {
  if (!labelHost) return destination;
  const url = new URL(destination);
  const label = labelHost.slice(0, labelHost.indexOf('.'));
  const regional = !url.hostname.startsWith('console.');
  const host = regional ? `${label}.${url.hostname}` : labelHost;
  // Replaced in the text: what follows the host is to stay as it is.
  return destination.replace(url.hostname, host);
}
