/** @import { World } from './world.js' */
import { cookieStore } from '../../extension/src/browser.js';
import { advance, suspend } from './time.js';

/** What the world does. */

const second = 1_000;
const minute = 60 * second;

export const spans = {
  aMoment: 2 * second,
  aCountdown: 11 * second,
  aMinute: minute,
  tenMinutes: 10 * minute,
  untilSoon: 52 * minute,
  untilTheEnd: 60 * minute + second,
};

/** @param {World} world @param {keyof typeof spans} span */
export async function timePasses(world, span) {
  await advance(world, spans[span]);
}

/** @param {World} world @param {number} hours */
export async function sleep(world, hours) {
  await suspend(world, hours * 60 * minute);
}

/** AWS ends a session before the portal's word. @param {World} world @param {number} n */
export async function endsEarly(world, n) {
  const identities = [...world.aws.stores.values()].flatMap(({ signedIn }) => signedIn);
  const identity = identities[n % Math.max(1, identities.length)];
  if (identity) identity.until = world.clock.now();
}

/** AWS lets a session live on. @param {World} world @param {number} n */
export async function lastsLonger(world, n) {
  const identities = [...world.aws.stores.values()].flatMap(({ signedIn }) => signedIn);
  const identity = identities[n % Math.max(1, identities.length)];
  if (identity && identity.until > world.clock.now()) identity.until += 60 * minute;
}

/** A page shows AWS's own words about its session's end. @param {World} world @param {number} n */
export async function pageNotices(world, n) {
  const { aws, browser, clock, shownAs } = world;
  const ids = [...shownAs.keys()].filter((id) => browser.openTabs.has(id));
  const id = ids[n % Math.max(1, ids.length)];
  if (id === undefined || !browser.pages.isWatched(id)) return;
  const store = cookieStore(browser.openTabs.get(id));
  const live = aws.live(store, clock.now());
  if (live.some(({ who }) => who === shownAs.get(id)?.who)) return;
  const { stamp } = browser.pages.of(id);
  void browser.send('page_ended', { stamp }, browser.senderOf(id));
}

/** The connection of the next page of AWS's breaks once it shows: it answers no script. @param {World} world */
export async function nextPageIsSilent(world) {
  world.nextIsSilent = true;
}

/** @param {World} world */
export async function portalSessionEnds({ portal }) {
  portal.user = null;
}

/** @param {World} world @param {boolean} reachable */
export async function network(world, reachable) {
  world.offline = !reachable;
  world.portal.unreachable = !reachable;
  if (reachable) globalThis.dispatchEvent?.(new Event('online'));
}

/** The portal is behind a VPN that is down; AWS is not. @param {World} world @param {boolean} up */
export async function vpn({ portal }, up) {
  portal.unreachable = !up;
}

/** @param {World} world @param {boolean} moves */
export async function traffic(world, moves) {
  if (moves) world.catchUp();
  else world.stall();
}

/** @param {World} world */
export async function workerDies(world) {
  world.die();
}

/**
 * The worker dies at one of its next calls.
 * @param {World} world
 * @param {number} calls
 */
export async function workerWillDie(world, calls) {
  const { gate } = world.browser;
  const at = gate.count + calls;
  gate.watch = (_, count) => {
    if (count < at) return;
    gate.watch = null;
    world.disturb();
    // Once its turn is over, before it hears the answer.
    queueMicrotask(() => world.die());
  };
}

/** One of the next calls of the browser's fails. @param {World} world @param {number} calls */
export async function callWillFail(world, calls) {
  const { gate } = world.browser;
  const at = gate.count + calls;
  gate.watch = (name, count, done) => {
    if (count < at || done) return;
    gate.watch = null;
    world.disturb();
    gate.refuseOnce(name, 'The browser is busy.');
    world.refused = name;
  };
}

/** @param {World} world */
export async function update(world) {
  world.forgotten = true;
  // Whose a tab was is forgotten with the rest.
  for (const tab of world.tabs) delete tab.own;
  world.die();
  world.browser.updateExtension();
}

/** @param {World} world */
export async function browserRestarts(world) {
  world.restarts += 1;
  world.forgotten = true;
  world.die();
  world.shownAs.clear();
  world.browser.inPages.clear();
  world.browser.restart();
}

/** @param {World} world */
export async function hostDies(world) {
  world.portal.forget();
  for (const port of world.host.ports) port.die('Native host has exited.');
}

/** The host's process is there, and answers nothing any more. @param {World} world */
export async function hostHangs({ portal }) {
  portal.hang();
}

/** @param {World} world @param {boolean} there */
export async function hostInstalled({ host }, there) {
  host.absent = there ? null : 'Specified native messaging host not found.';
}

/** @param {World} world @param {number} n */
export async function discard(world, n) {
  const { browser, shownAs, tabs } = world;
  const tab = tabs.filter(({ active }) => !active)[n % Math.max(1, tabs.length - 1)];
  if (!tab || tab.status !== 'complete') return;
  const was = shownAs.get(tab.id);
  shownAs.delete(tab.id);
  const id = browser.discard(tab.id);
  if (was) shownAs.set(id, was);
}

/** Somebody turns AWS's multi-session on, on its own page. @param {World} world @param {string} store */
export async function turnOnMultiSession({ aws }, store) {
  aws.of(store).multi = true;
}
