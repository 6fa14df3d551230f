/** @import { World } from './world.js' */
import { isConsoleUrl } from '../../extension/src/domain/aws-hosts.js';
import { ownName } from './aws.js';
import { handedOver } from './portal.js';
import { wrongBadges } from './screen.js';
import { advance } from './time.js';
import { secrets } from './world.js';

const minute = 60_000;

/** What a step may not have changed without a cause. */
/** @param {World} world */
export function before(world) {
  const front = world.front();
  const asking = isAsking(world) || isSigningIn(world);
  return { window: world.browser.tabs.front, tab: front?.id, asking };
}

/**
 * Somebody asked for something that isn't done yet.
 * @param {World} world
 */
export function isAsking(world) {
  return isHeldUp(world) || isWanted(world);
}

/** Somebody's opening is under way. @param {World} world */
export function isWanted({ browser, unanswered }) {
  const intents = /** @type {any[]} */ (Object.values(browser.session.data.intents ?? {}));
  return unanswered > 0 || intents.some(({ by }) => by !== 'renewal');
}

/** Somebody waits for a page that is still on its way. @param {World} world */
export function isAwaited(world) {
  return sessionsOf(world).some(({ askedTabId }) => typeof askedTabId === 'number');
}

/** Somebody has just gone to the page in front: what it tells of its end is for them. @param {World} world */
export function isJustGoneTo(world) {
  const [front, now] = [world.front()?.id, world.clock.now()];
  return sessionsOf(world).some(({ askedAt = 0, tabIds }) => {
    return now - askedAt < 10_000 && tabIds.includes(front);
  });
}

/** What was asked for doesn't come yet. @param {World} world */
export function isHeldUp({ portal, stalled }) {
  return stalled || portal.hangs;
}

/** A sign-in that ends closes its page. @param {World} world */
export function isSigningIn({ browser }) {
  return Object.keys(browser.session.data.signIns ?? {}).length > 0;
}

/**
 * What must hold after each step.
 * @param {World} world
 * @throws {Error} what doesn't, after the letters of the list in README.md
 */
export function check(world) {
  const wrong = [
    ...world.broken,
    ...wrongIdentities(world),
    ...wrongTabs(world),
    ...wrongMismatches(world),
    ...wrongBadges(world),
    ...secretsKept(world),
    ...learntFromNothing(world),
    ...wrongEnds(world),
  ];
  world.broken = [];
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}

/** @param {World} world @returns {any[]} */
export const sessionsOf = (world) => Object.values(world.browser.session.data.sessions ?? {});

/**
 * b: no console tab is shown as another identity than the one whose page it is.
 * @param {World} world
 */
function wrongIdentities(world) {
  const { mismatches = {} } = world.browser.session.data;
  const now = world.clock.now();
  return [...world.shownAs].flatMap(([id, { tenant }]) => {
    const tab = world.browser.openTabs.get(id);
    const session = sessionsOf(world).find(({ tabIds }) => tabIds.includes(id));
    const believed = session && !session.endedBecause && session.expiresAt > now && session.landed;
    if (
      !tab ||
      tab.discarded ||
      tab.unwatched ||
      world.isSilent(tab) ||
      tab.status === 'loading' ||
      !isConsoleUrl(tab.url)
    )
      return [];
    const wrong = believed && session.target.name !== tenant && !mismatches[id];
    return wrong ? [`b: a page of ${tenant} is shown as ${session.target.name}`] : [];
  });
}

/**
 * b: whom the tenant's own newest sign-in brought is nobody else, whichever user of the portal that is.
 * @param {World} world
 */
function wrongMismatches(world) {
  const { aws, browser, shownAs } = world;
  const { mismatches = {} } = browser.session.data;
  const tokens = [...aws.tokens.values()].filter(({ used }) => used);
  return sessionsOf(world).flatMap(({ landed, tabIds, target }) => {
    const newest = tokens.findLast(({ tenant }) => tenant === target.name)?.name;
    const wrong = (/** @type {number} */ id) =>
      mismatches[id] && shownAs.get(id)?.grant === newest && !world.isSilent({ id });
    if (!landed || !newest || !tabIds.some(wrong)) return [];
    return [`b: ${target.name}'s own sign-in is said to be somebody else's`];
  });
}

/**
 * b: a new, empty tab is nobody's, whatever tab the browser calls its opener.
 * @param {World} world
 */
function wrongTabs(world) {
  const ids = sessionsOf(world).flatMap(({ tabIds }) => tabIds);
  const { openTabs } = world.browser;
  const empty = ids.some((id) => openTabs.get(id)?.url === 'chrome://newtab/');
  const own = ids.some((id) => openTabs.get(id)?.own && world.shownAs.get(id)?.tenant === ownName);
  return [
    ...(empty ? ["b: a new tab counts as a tenant's"] : []),
    ...(own ? ["b: a tab in which somebody signed in themselves counts as a tenant's"] : []),
  ];
}

/**
 * c: no secret in storage; nothing of private windows on disk.
 * @param {World} world
 */
function secretsKept({ browser, history }) {
  const { portalData: _, portals: __, ...disk } = browser.local.data;
  const text = JSON.stringify([disk, browser.session.data]);
  const wrong = /SigninToken|token-\d/.test(text) ? ['c: a secret is stored'] : [];
  const kept = JSON.stringify([disk, history]);
  if (secrets.some(({ id }) => kept.includes(id)))
    wrong.push('c: a private window left a trace on disk');
  return wrong;
}

/**
 * h: a page that can't be read tells nothing about AWS.
 * @param {World} world
 */
function learntFromNothing({ browser, told }) {
  const { modes = {}, questions = {} } = browser.session.data;
  const wrong = Object.entries(modes).flatMap(([place, mode]) => {
    const store = place.split(' ')[0];
    return told.has(`${store} ${mode}`)
      ? []
      : [`h: ${store} is taken for ${mode}, which no page said`];
  });
  const asked = /** @type {any[]} */ (Object.values(questions));
  if (
    asked.some(({ kind }) => kind === 'sign_out') &&
    ![...told].some((one) => / single$/.test(one))
  )
    wrong.push('h: a question about signing out, though no page asked for it');
  return wrong;
}

/**
 * Fault 12's: a session whose place another took is never said to have been ended by AWS.
 * @param {World} world
 */
function wrongEnds({ browser, replaced }) {
  const sessions = /** @type {any[]} */ (Object.values(browser.session.data.sessions ?? {}));
  const landed = (/** @type {any} */ one) =>
    sessions.some((other) => {
      const newer = other.store === one.store && other.landed && other.startedAt > one.startedAt;
      return newer && !other.endedBecause && !other.labelHost;
    });
  return sessions
    .filter(({ target, store, startedAt }) => replaced.get(`${store} ${target.name}`) === startedAt)
    .filter(
      (one) =>
        one.landed && one.tabIds.length > 0 && one.endedBecause === 'signed_out' && landed(one),
    )
    .map(({ target }) => `b: ${target.name} was replaced, and is said to have ended`);
}

/**
 * d: nothing that nobody asked for takes the focus.
 * @param {World} world
 * @param {ReturnType<typeof before>} was what was in front when the step's own part was done
 */
export function checkFocus(world, was) {
  if (was.asking || world.asking || isAsking(world)) return;
  const front = world.front();
  if (world.browser.tabs.front !== was.window || front?.id !== was.tab)
    throw new Error(`d: ${front?.url} took the focus by nobody's word`);
}

/** @param {World} world @returns {number} how many tabs the extension has opened */
export function openedTabs({ browser }) {
  return browser.calls('tabs.create').length;
}

/**
 * d: nothing that nobody asked for comes in a tab of its own.
 * @param {World} world
 * @param {{ opened: number, wanted: boolean }} was before the step
 */
export function checkTabs(world, was) {
  if (was.wanted || world.byWord || isWanted(world) || openedTabs(world) === was.opened) return;
  const { url } = world.browser.calls('tabs.create').at(-1);
  throw new Error(`d: ${url} came in a tab of its own by nobody's word`);
}

/**
 * Pages of questions that nobody asks any more. What a restart or an update brings back only says so.
 * @param {World} world
 */
function deadQuestions({ browser, forgotten, tabs }) {
  if (forgotten) return [];
  const asked = Object.keys(browser.session.data.questions ?? {});
  const shown = tabs.filter(({ url }) => url?.includes('/question.html#'));
  return shown.filter(({ url }) => !asked.some((id) => url.endsWith(`#${id}`)));
}

/**
 * Portals' pages of sign-ins that nobody waits for any more. What a restart or an update brings back belongs to nobody.
 * @param {World} world
 */
function deadGrants({ browser, deaths, forgotten, tabs }) {
  const tabIds = Object.values(browser.session.data.signIns ?? {}).map(({ tabId }) => tabId);
  // Where the worker died before the tab's number was written, or the answer heard, nobody knows the tab for ours.
  if (forgotten || deaths > 0) return [];
  const isOurs = (/** @type {string} */ url = '') =>
    url.includes('/verify-token?') || url === handedOver;
  const shown = tabs.filter(({ led, url }) => isOurs(url) && !led);
  return shown.filter(({ id }) => !tabIds.includes(id));
}

/**
 * A host is kept for ten minutes after its last request.
 * @param {World} world
 */
async function keepsHost(world) {
  const isOpen = () => world.host.ports.some(({ open }) => open);
  if (!isOpen()) return false;
  const asked = world.host.journal.length;
  await advance(world, 11 * minute);
  return isOpen() && world.host.journal.length === asked;
}

/** Somebody is signed in to the portal, and the host can say so. @param {World} world */
function isSignedIn({ browser, host, portal }) {
  const { hostError = null } = browser.session.data;
  return portal.user !== null && host.absent === null && !portal.hangs && hostError === null;
}

/**
 * e: when all is quiet and ten minutes have passed, nothing is left over.
 * @param {World} world
 */
export async function checkRest(world) {
  world.offline = false;
  world.portal.unreachable = false;
  world.browser.gate.watch = null;
  world.browser.gate.forgetRefusals();
  world.catchUp();
  await world.rest();
  await advance(world, 10 * minute);
  // A popup that is opened sees who has signed in meanwhile, at a terminal too.
  void world.browser.send('refresh', { force: false });
  await world.rest();
  // What goes on by that may wait for a page's answer.
  if (world.hasSilent) await advance(world, minute);
  check(world);
  const { intents = {}, signIns = {}, questions = {}, renewals = {} } = world.browser.session.data;
  const { endedSignIns = [] } = world.browser.session.data;
  // A page that still shows it can answer it.
  const open = (/** @type {any} */ { id, tabId }) =>
    world.browser.openTabs.has(tabId) || world.tabs.some(({ url }) => url?.endsWith(`#${id}`));
  const left = [
    ...Object.keys(intents).map(() => 'an opening'),
    ...Object.keys(signIns).map(() => 'a sign-in'),
    ...endedSignIns.map(() => 'what follows a sign-in'),
    ...Object.values(questions).flatMap((one) => (open(one) ? [] : ['a question'])),
    ...Object.values(renewals).flatMap((/** @type {any} */ { phase }) =>
      /running|countdown/.test(phase) || (phase === 'sign_in' && isSignedIn(world))
        ? [`a renewal that is ${phase}`]
        : [],
    ),
    ...deadQuestions(world).map(() => "a question's page"),
    ...deadGrants(world).map(() => "a sign-in's page"),
    ...(world.browser.setAlarms.has('resume') ? ['an alarm'] : []),
    ...((world.browser.session.data.reloads ?? []).length > 0 ? ['a reload'] : []),
    ...((await keepsHost(world)) ? ['a host'] : []),
  ];
  if (left.length > 0) throw new Error(`e: ${left.join(', ')} left over`);
}
