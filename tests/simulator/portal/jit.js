import { reportedUrl } from './reported-url.js';

/** Length of a session where the portal doesn't say another one (public clients assume it too). */
const DEFAULT_SECONDS = 3600;

/**
 * What the portal's JIT calls answer: a sign-in URL and the keys it was made from.
 * @param {import('./portal.js').Portal} portal
 * @param {import('../aws/aws.js').Aws} aws
 * @param {{user: string, account: string, role: string, region: string, issuer: string}} request
 */
export function jitAnswer(portal, aws, { user, account, role, region, issuer }) {
  const { partition, chained, validity, regionalConsoleUrl } = portal.settings;
  const seconds = validity > 0 ? validity : DEFAULT_SECONDS;
  const sessionName = user;
  const keys = aws.assumeRole({ partition, account, role, sessionName, seconds, chained });
  const signInUrl = (/** @type {string} */ by = issuer) =>
    aws.signInUrl(keys, { issuer: by, region, regionalHost: regionalConsoleUrl });
  return {
    ...consoleUrl(portal.settings.consoleUrl, signInUrl),
    AccessKeyId: keys.AccessKeyId,
    SecretAccessKey: keys.SecretAccessKey,
    Region: region,
    SessionToken: keys.SessionToken,
    ...(validity === null ? {} : { Validity: validity }),
  };
}

/** @param {string|object} setting @param {(issuer?: string) => string} signInUrl */
function consoleUrl(setting, signInUrl) {
  if (typeof setting === 'object') return { ConsoleUrl: reportedUrl(setting, signInUrl) };
  switch (setting) {
    case 'aws':
      return { ConsoleUrl: signInUrl() };
    case 'none':
      return {};
    case 'foreign': {
      const url = new URL(signInUrl());
      url.host = 'signin.aws.amazon.com.evil.example';
      return { ConsoleUrl: url.href };
    }
    case 'no-destination':
      return { ConsoleUrl: signInUrl().replace(/&Destination=[^&]*/, '') };
    case 'plus-for-blank':
      return { ConsoleUrl: signInUrl('Portal of ACME') };
    case 'lower-case-escapes':
      return { ConsoleUrl: signInUrl().replace(/%[0-9A-F]{2}/g, (one) => one.toLowerCase()) };
    case 'relative':
      return { ConsoleUrl: signInUrl().replace(/^https:\/\/[^/]*/, '') };
    case 'http':
      return { ConsoleUrl: signInUrl().replace('https:', 'http:') };
    default:
      return { ConsoleUrl: setting };
  }
}
