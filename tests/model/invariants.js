/** @import { World } from './world.js' */
import { isConsoleUrl } from '../../extension/src/domain/aws-hosts.js';
import { ownName } from './aws.js';
import { wrongBadges } from './screen.js';
import { secrets } from './world.js';

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

/** Somebody's opening is under way, or the answer to a question about it. @param {World} world */
export function isWanted({ browser, unanswered }) {
  const { intents = {}, questions = {} } = browser.session.data;
  const openings = /** @type {any[]} */ (Object.values(intents));
  const answers = /** @type {any[]} */ (Object.values(questions));
  return (
    unanswered > 0 ||
    openings.some(({ by }) => by !== 'renewal') ||
    answers.some(({ phase }) => phase !== 'asked')
  );
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
