/** @import { World } from './world.js' */
import { isAwsUrl } from '../../extension/src/domain/aws-hosts.js';
import { shortTimeLeft } from '../../extension/src/domain/time-left.js';

/** What is painted again a minute after something failed, at the latest. */
const repairedMs = 60_000;

/**
 * The badge of each tab says what is true now, unless something failed just now.
 * @param {World} world
 * @returns {string[]} what doesn't
 */
export function wrongBadges(world) {
  const { browser, clock, disturbedAt } = world;
  if (clock.now() - disturbedAt <= repairedMs) return [];
  const { failure = null, sessions = {} } = browser.session.data;
  const failed = failure !== null && (failure.unseen || (failure.others ?? []).length > 0);
  return Object.entries(sessions).flatMap(([key, session]) => {
    const says = failed
      ? () => '!'
      : (/** @type {number} */ id) => badgeOf(world, key, session, id);
    return session.tabIds
      .filter((/** @type {number} */ id) => isSeen(browser.openTabs.get(id)))
      .filter((/** @type {number} */ id) => browser.shown.get(id)?.text !== says(id))
      .map((/** @type {number} */ id) => {
        return `b: a badge says ${browser.shown.get(id)?.text} instead of ${says(id)}`;
      });
  });
}

/** @param {any} tab */
function isSeen(tab) {
  return tab && !tab.discarded && tab.status === 'complete' && isAwsUrl(tab.url);
}

/**
 * @param {World} world
 * @param {string} key
 * @param {any} session
 * @param {number} tabId
 */
function badgeOf({ browser, clock }, key, session, tabId) {
  const { endedBecause, expiresAt, landed, startedAt } = session;
  const { mismatches = {}, renewals = {} } = browser.session.data;
  const left = endedBecause ? 0 : Math.max(0, expiresAt - clock.now());
  if (mismatches[tabId]) return '≠';
  if (left > 0 && isOfBefore(session, browser.openTabs.get(tabId).url)) return '!';
  const renewal = renewals[key]?.startedAt === startedAt ? renewals[key] : null;
  if (renewal?.phase === 'sign_in' && left === 0) return '!';
  const neverCame = !landed && endedBecause === 'signed_out';
  if (neverCame && renewal?.error) return '!';
  if (neverCame && renewal?.phase === 'running') return '';
  return shortTimeLeft(left);
}

/**
 * Another user of the portal is another identity to AWS, with another label: a form that was kept can't be sent.
 * @param {any} session @param {string} url
 */
function isOfBefore({ landed, oldLabels = [] }, url) {
  return landed && oldLabels.some((/** @type {string} */ old) => url.includes(`//${old}.`));
}

/**
 * @param {World} world
 * @returns {any[]} failures about a tenant that nobody has seen
 */
export function unseenFailures(world) {
  return allFailures(world).filter(({ unseen }) => unseen);
}

/** @param {World} world @returns {any[]} failures about a tenant */
function allFailures({ browser }) {
  const { failure = null } = browser.session.data;
  const all = failure === null ? [] : [failure, ...(failure.others ?? [])];
  return all.filter(({ request }) => request);
}

/**
 * What failed and nobody has seen is not taken away by what becomes of others.
 * @param {World} world
 * @param {{ unseen: any[], asked: number, popups: number }} was before the step
 */
export function checkUnseen(world, { unseen, asked, popups }) {
  if (world.popups !== popups) return;
  const { intents = {}, questions = {} } = world.browser.session.data;
  const about = [
    ...Object.values(intents).map((/** @type {any} */ { target }) => target.tenant),
    ...Object.values(questions).map((/** @type {any} */ { request }) => request.target.tenant),
    ...world.host.journal.slice(asked).map(({ params }) => params?.tenant),
  ];
  // An open popup shows the next one once the first is gone.
  const left = world.browser.popup.isOpen ? allFailures(world) : unseenFailures(world);
  for (const { request, error } of unseen) {
    const { tenant, name } = request.target;
    // A sign-in to the portal is an answer to it.
    if (about.includes(tenant) || error.code.startsWith('sign_in')) continue;
    if (!left.some((one) => one.request.target.tenant === tenant))
      throw new Error(`a: that ${name} failed (${error.code}) is taken away before anyone saw it`);
  }
}
