/** @import { World } from './world.js' */
import { cookieStore } from '../../extension/src/browser.js';
import { isConsoleUrl } from '../../extension/src/domain/aws-hosts.js';
import { isSignOutUrl } from '../../extension/src/domain/console-address.js';
import { sessionsOf } from './invariants.js';

/**
 * g: what is alive is known again.
 * @param {World} world
 * @param {boolean} [unreadable] a page that can't be read doesn't count as shown
 * @returns {string[]} each tab's tenant, of those that are alive and not private
 */
export function known(world, unreadable = false) {
  const now = world.clock.now();
  const { aws, browser, shownAs } = world;
  const shows = (/** @type {number} */ id, /** @type {string} */ tenant) =>
    (shownAs.get(id)?.tenant ?? tenant) === tenant &&
    !(unreadable && browser.openTabs.get(id)?.errorPage) &&
    isConsoleUrl(browser.openTabs.get(id)?.url);
  return sessionsOf(world)
    .filter(({ endedBecause, landed, expiresAt }) => landed && !endedBecause && expiresAt > now)
    .filter(({ store }) => !/private/.test(store))
    .filter(({ store, target, labelHost }) =>
      aws.live(store, now).some((one) => one.tenant === target.name && hasLabel(one, labelHost)),
    )
    .map(({ store, target, labelHost, tabIds }) => {
      // The plain host, loaded again, is the newest's.
      const own = labelHost || aws.live(store, now).at(-1)?.tenant === target.name;
      const shown = own && tabIds.some((/** @type {number} */ id) => shows(id, target.name));
      return `${store} ${target.name} ${labelHost}${shown ? ' shown' : ''}`;
    });
}

/**
 * Two users of the portal have one role in a tenant, and a host each.
 * @param {import('./aws.js').Identity} identity
 * @param {string | null | undefined} labelHost of the session; none: the plain host
 */
function hasLabel({ label }, labelHost) {
  return !labelHost || labelHost === 'null' || labelHost.startsWith(`${label}.`);
}

/**
 * A page of AWS's logout that the browser loads again signs out whoever is there by then, or would have: it can't be
 * told from one that didn't come.
 * @param {World} world
 * @param {string} one as `known` gave it
 */
export function isAlive({ aws, clock, tabs }, one) {
  const [store = '', tenant, labelHost] = one.split(' ');
  if (tabs.some((tab) => tab.errorPage && isSignOutUrl(tab.url) && cookieStore(tab) === store))
    return false;
  const live = aws.live(store, clock.now());
  return live.some((identity) => identity.tenant === tenant && hasLabel(identity, labelHost));
}

/**
 * What was under way goes on in the next worker, perhaps as another user.
 * @param {World} world
 * @param {string} one as `known` gave it
 * @param {number} signIns how many there were before
 */
export function isRenewed({ aws }, one, signIns) {
  const tenant = one.split(' ')[1];
  return [...aws.tokens.values()].slice(signIns).some((token) => token.tenant === tenant);
}
