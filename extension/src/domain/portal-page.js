/** @import { Portal } from '../types.js' */

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * The tenant a portal's page is about: the first GUID among its path's segments, whatever stands
 * before it, since the portal's sections have different prefixes.
 * @param {string | undefined} pageUrl the active tab's URL
 * @param {Portal[]} portals
 * @returns {{ portal: string, tenant: string } | null}
 */
export function tenantOnPage(pageUrl, portals) {
  if (!pageUrl || !URL.canParse(pageUrl)) return null;
  const url = new URL(pageUrl);
  if (url.protocol !== 'https:') return null;
  const portal = portals.find(({ host }) => host === url.host);
  const tenant = url.pathname.split('/').find((segment) => guid.test(segment));
  return portal && tenant ? { portal: portal.name, tenant: tenant.toLowerCase() } : null;
}

/**
 * @param {string} portalUrl
 * @param {string | null} tenant its GUID
 * @returns {string} the portal's page about it, as the host names it (host/domain/portal.cpp)
 */
export function portalPageOf(portalUrl, tenant) {
  return tenant ? `${portalUrl}/app/devops/${encodeURIComponent(tenant)}` : portalUrl;
}

/**
 * @param {string} pageUrl what the host wants opened for a sign-in
 * @param {Portal} portal
 * @returns {boolean} it is https on that portal's own address
 */
export function isOnPortal(pageUrl, portal) {
  if (!URL.canParse(pageUrl) || !URL.canParse(portal.url)) return false;
  const url = new URL(pageUrl);
  const plain = url.protocol === 'https:' && !url.username && !url.password;
  return plain && url.origin === new URL(portal.url).origin;
}

/**
 * @param {string} pageUrl
 * @returns {boolean} it is on this device, where a portal hands a sign-in over
 */
export function isOnLoopback(pageUrl) {
  if (!URL.canParse(pageUrl)) return false;
  const { hostname, protocol } = new URL(pageUrl);
  return protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}

/**
 * @param {string | undefined} pageUrl the active tab's URL
 * @returns {string} its origin where it looks like a portal's, else ""
 */
export function portalLike(pageUrl) {
  if (!pageUrl || !URL.canParse(pageUrl)) return '';
  const url = new URL(pageUrl);
  return url.protocol === 'https:' && url.hostname.endsWith('.duplocloud.net') ? url.origin : '';
}

/**
 * @param {(string | undefined)[]} pageUrls of open tabs
 * @param {Portal[]} portals
 * @returns {string[]} origins that look like portals' and aren't known yet, each once: on duplocloud.net, or with a page that
 *   is known to be of the portals' application; where there is none, those with any application at /app
 */
export function portalOrigins(pageUrls, portals) {
  const unknown = pageUrls.flatMap((pageUrl) => {
    if (!pageUrl || !URL.canParse(pageUrl)) return [];
    const { origin, pathname, protocol } = new URL(pageUrl);
    if (protocol !== 'https:' || portals.some(({ url }) => url === origin)) return [];
    const [first, ...others] = pathname.split('/').filter(Boolean);
    const sure = portalLike(pageUrl) !== '' || (first === 'app' && isOfPortals(others));
    return sure || first === 'app' ? [{ origin, sure }] : [];
  });
  const sure = unknown.filter((one) => one.sure);
  return [...new Set((sure.length > 0 ? sure : unknown).map(({ origin }) => origin))];
}

/**
 * @param {string[]} path below /app
 * @returns {boolean} it is one that public clients and documents name: the sign-in's pages, or a tenant's
 */
function isOfPortals(path) {
  return path[0] === 'user' || path[0] === 'devops' || path.some((segment) => guid.test(segment));
}
