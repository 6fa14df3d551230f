/** @import { HideableFeature, Policy, PolicyPortal, Portal } from '../types.js' */
/** What an organisation can decide besides the settings (settings.js), as managed-schema.json has it. */

/** @type {readonly HideableFeature[]} */
export const hideable = ['administrator', 'credentials', 'sign_in_url', 'aws_profiles'];

/** AWS makes no shorter session, and none longer than twelve hours. */
const shortestMinutes = 15;
const longestMinutes = 720;

/**
 * A value that doesn't fit is passed over, but never so that more is allowed: where only listed portals may be
 * used, an entry that can't be understood is one portal less.
 * @param {unknown} managed what the browser's managed storage holds
 * @returns {Policy}
 */
export function policyOf(managed) {
  const given = /** @type {Record<string, unknown>} */ (managed ?? {});
  const { portals, longestSessionMinutes, hide } = given;
  const listed = Array.isArray(portals) ? portals : [];
  const hidden = Array.isArray(hide) ? hide : [];
  return {
    portals: listed.map(policyPortal).filter((portal) => portal !== null),
    onlyListedPortals: given.onlyListedPortals === true,
    longestSessionMinutes: minutes(longestSessionMinutes),
    hide: hideable.filter((feature) => hidden.includes(feature)),
    confirmAdministrator: given.confirmAdministrator === true,
    requireReason: given.requireReason === true,
    recordEverything: given.recordEverything === true,
  };
}

/**
 * What is recorded anyway isn't the user's to turn off.
 * @param {Record<string, unknown>} policy
 */
function withRecord(policy) {
  if (policy.recordEverything !== true) return policy;
  return { ...policy, history: true, locked: [...listOf(policy.locked), 'history'] };
}

/** @param {unknown} value @returns {unknown[]} */
const listOf = (value) => (Array.isArray(value) ? value : []);

/**
 * The browser's policy and the machine's in one, with what either forbids forbidden. Settings are the machine's where it
 * has them.
 * @param {Record<string, unknown>} ofBrowser
 * @param {Record<string, unknown> | null | undefined} ofMachine as the host's hello has it
 * @returns {Record<string, unknown>}
 */
export function bothPolicies(ofBrowser, ofMachine) {
  if (!ofMachine) return withRecord(ofBrowser);
  const hide = [...listOf(ofBrowser.hide), ...listOf(ofMachine.hide)];
  const lengths = [ofBrowser.longestSessionMinutes, ofMachine.longestSessionMinutes];
  const known = /** @type {number[]} */ (lengths.filter((length) => Number.isInteger(length)));
  const locked = [...listOf(ofBrowser.locked), ...listOf(ofMachine.locked)];
  const listed = listOf(ofBrowser.portals);
  const asks = ofMachine.confirmAdministrator === true;
  return withRecord({
    ...ofBrowser,
    ...ofMachine,
    // The host shows no others than the machine's, where only those are allowed.
    portals:
      ofBrowser.onlyListedPortals === true ? listed : [...listed, ...listOf(ofMachine.portals)],
    onlyListedPortals: ofBrowser.onlyListedPortals === true || ofMachine.onlyListedPortals === true,
    longestSessionMinutes: known.length > 0 ? Math.min(...known) : undefined,
    // A profile for the AWS command line prints credentials, and can give no reason.
    hide:
      listOf(ofMachine.hide).includes('credentials') || ofMachine.requireReason === true
        ? [...hide, 'aws_profiles']
        : hide,
    confirmAdministrator: asks || ofBrowser.confirmAdministrator,
    confirmProduction: ofMachine.confirmProduction === true || ofBrowser.confirmProduction,
    requireReason: ofBrowser.requireReason === true || ofMachine.requireReason === true,
    recordEverything: ofBrowser.recordEverything === true || ofMachine.recordEverything === true,
    locked: asks ? [...locked, 'confirmAdministrator'] : locked,
  });
}

/**
 * @param {unknown} value
 * @returns {number | null} a number outside of AWS's bounds becomes the nearest within
 */
function minutes(value) {
  if (!Number.isInteger(value)) return null;
  return Math.min(longestMinutes, Math.max(shortestMinutes, Number(value)));
}

/**
 * @param {unknown} value
 * @returns {PolicyPortal | null}
 */
function policyPortal(value) {
  const { url, apiUrl, name } = /** @type {Record<string, unknown>} */ (value ?? {});
  const pages = httpsOrigin(url);
  const api = apiUrl === undefined ? pages : httpsOrigin(apiUrl);
  if (pages === null || api === null) return null;
  return { url: pages, apiUrl: api, name: typeof name === 'string' && name !== '' ? name : null };
}

/**
 * @param {unknown} text
 * @returns {string | null}
 */
function httpsOrigin(text) {
  if (typeof text !== 'string' || !URL.canParse(text)) return null;
  const { protocol, origin } = new URL(text);
  return protocol === 'https:' ? origin : null;
}

/**
 * Whether the policy has this very portal: tokens go to its API, so that counts as much as its pages.
 * @param {Policy} policy
 * @param {{ url: string, api_url?: string }} portal
 * @returns {boolean}
 */
export function isListed({ portals }, { url, api_url: apiUrl = url }) {
  const [pages, api] = [httpsOrigin(url), httpsOrigin(apiUrl)];
  return portals.some((listed) => listed.url === pages && listed.apiUrl === api);
}

/**
 * @param {Policy} policy
 * @param {Portal} portal
 * @returns {boolean} whether it may be used
 */
export function isAllowed(policy, portal) {
  return !policy.onlyListedPortals || isListed(policy, portal);
}
