/** @import { World } from './world.js' */
import { check } from './invariants.js';
import { handedOver } from './portal.js';
import { advance } from './time.js';

const minute = 60_000;

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
