/** @import { World } from './world.js' */
import { isConsoleUrl } from '../../extension/src/domain/aws-hosts.js';
import { isSignOutUrl, withoutLabel } from '../../extension/src/domain/console-address.js';
import { ownName } from './aws.js';

/**
 * @typedef {object} Wish what somebody asked for
 * @property {string} tenant its name
 * @property {number} since
 * @property {boolean} [background]
 * @property {string | null} [to] a service's word
 * @property {boolean} [anew] by a new sign-in
 */

/**
 * What a person did has to end in the console of exactly that target and page in front, or in a page in front that
 * asks for the next act, or in a sentence where they look.
 * @param {World} world
 * @param {Wish} wish
 * @returns {string | null} what is wrong
 */
export function whatIsMissing(world, wish) {
  const tab = world.front();
  const { failure, mismatches = {} } = world.browser.session.data;
  const fitting = wish.background ? world.tabs : [tab];
  if (fitting.some((one) => one && isThere(world, one, wish))) return null;
  if (tab && asksForMore(world, tab, wish)) return null;
  // The browser's own words about the network; about a page of ours they say nothing.
  if (fitting.some((one) => one?.errorPage && !world.browser.isOwn(one.url))) return null;
  // It says whose console that is instead, unless its page doesn't.
  const isOwn = (/** @type {any} */ one) => world.shownAs.get(one?.id)?.tenant === ownName;
  if (fitting.some((one) => isOwn(one) && (mismatches[one.id] || world.isSilent(one)))) return null;
  if (
    failure &&
    failure.at >= wish.since &&
    (!failure.unseen || world.browser.notes.has('failure'))
  )
    return null;
  return `a: ${wish.tenant} was asked for, and ${tab?.url ?? 'no tab'} is in front, of ${world.shownAs.get(tab?.id)?.tenant ?? 'nobody'}`;
}

/**
 * @param {World} world
 * @param {any} tab
 * @param {Wish} wish
 */
function isThere(world, { id, url }, { tenant, to, since, anew }) {
  const identity = world.shownAs.get(id);
  if (identity?.tenant !== tenant || !isConsoleUrl(url) || isSignOutUrl(url)) return false;
  if (anew && world.aws.tokens.get(identity.grant).madeAt < since) return false;
  return !to || new URL(withoutLabel(url)).pathname.startsWith(`/${to}/`);
}

/**
 * @param {World} world
 * @param {any} tab
 * @param {Wish} wish
 */
function asksForMore({ browser, grants }, { url = '', errorPage }, { tenant }) {
  if (errorPage) return false;
  const { signIns = {}, questions = {} } = browser.session.data;
  if (grants.some((grant) => grant.url === url)) return Object.keys(signIns).length > 0;
  const own = /** @type {any[]} */ (Object.values(questions));
  return own.some(({ id, request }) => url.endsWith(`#${id}`) && request.target.name === tenant);
}
