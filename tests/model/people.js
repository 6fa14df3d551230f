/** @import { World } from './world.js' */
import { askedFrom, cookieStore } from '../../extension/src/browser.js';
import { isHeldUp, isSigningIn, isWanted } from './invariants.js';
import { whatIsMissing } from './outcome.js';
import { handedOver } from './portal.js';
import { advance } from './time.js';
import { ordinary, secrets } from './world.js';

/** What people do; `n` says which tab or thing, of the existing ones. */

/** A page that answers no script is given up by then, by one script after another. */
const silentMs = 40_000;
const elsewhere = 'https://example.com/';
const deepPage = 'https://us-west-2.console.aws.amazon.com/sqs/v2/home?region=us-west-2#/queues/q';

/**
 * @param {World} world
 * @param {number} n
 * @returns {any} undefined: there is none
 */
function tabAt({ tabs }, n) {
  return tabs[n % Math.max(1, tabs.length)];
}

/**
 * Somebody asks for something: what follows from it, focus and all, is by their word.
 * @param {World} world
 * @param {import('./outcome.js').Wish | null} wish
 * @param {() => Promise<unknown>} act
 */
async function ask(world, wish, act) {
  // What somebody asked for before may still wait for a page's answers.
  if (world.hasSilent) await advance(world, silentMs);
  const disturbed = world.disturbances;
  // Of two things asked for at once the later to come is in front.
  const alreadyWaiting = isWanted(world);
  world.asking = true;
  world.byWord = true;
  await act();
  await world.rest();
  if (wish === null || alreadyWaiting) return;
  if (world.hasSilent) await advance(world, silentMs);
  if (isHeldUp(world) || world.disturbances !== disturbed) return;
  const missing = whatIsMissing(world, wish);
  if (missing) world.broken.push(missing);
}

/**
 * As our pages ask: once more where the worker died before it answered, unless the browser ended and the page with
 * it. Nobody waits for an answer that may never come.
 * @param {World} world
 * @param {string} name
 * @param {object} params
 * @param {object} [sender]
 */
async function say(world, name, params, sender) {
  const { browser, restarts } = world;
  const send = async () => {
    const reply = await browser.send(name, params, sender);
    const stillOpen = world.restarts === restarts;
    return reply === undefined && stillOpen ? browser.send(name, params, sender) : reply;
  };
  world.unanswered += 1;
  void send().finally(() => {
    world.unanswered -= 1;
  });
  await world.rest();
}

/**
 * Enter in the popup, over the tab in front.
 * @param {World} world
 * @param {{ second: boolean, how: 'go' | 'new_page' | 'background', to: string | null }} wanted
 */
export async function open(world, { second, how, to }) {
  // What was asked for before may bring another tab to the front.
  if (world.hasSilent) await advance(world, silentMs);
  const tab = world.front();
  if (!tab) return;
  const [first, other] = tab.incognito ? secrets : ordinary;
  const tenant = second ? other : first;
  const since = world.clock.now();
  const wish = { tenant: tenant.name, since, background: how === 'background', to };
  await ask(world, wish, async () => {
    const closed = world.browser.openPopup();
    const page = to ? { to } : {};
    const request = { target: world.target(tenant), how, ...askedFrom(tab), ...page };
    await say(world, 'open', request);
    closed.fire();
  });
}

/** The popup is looked at, which brings its lists up to date, and closed again. @param {World} world */
export async function lookAtPopup(world) {
  const closed = world.browser.openPopup();
  // What a sign-in was for comes where somebody signed in elsewhere.
  world.asking ||= isSigningIn(world);
  await say(world, 'refresh', { force: false });
  closed.fire();
}

/** @param {World} world @param {number} n */
export async function lookAt(world, n) {
  const tab = tabAt(world, n);
  if (tab) world.browser.lookAt(tab.id);
}

/** @param {World} world @param {number} n */
export async function close(world, n) {
  const tab = tabAt(world, n);
  // With its last tab the browser would end.
  if (tab && world.tabs.length > 1) world.browser.closeTab(tab.id);
}

/** @param {World} world */
export async function newTab({ browser }) {
  browser.newTab();
}

/** Ctrl+T, and before the new tab's page is there AWS, with an identity of the person's own. @param {World} world */
export async function signInThemselves({ aws, browser, clock }) {
  const tab = browser.newTab(undefined, false);
  aws.signInOwn(cookieStore(tab), clock.now());
  Object.assign(tab, { byPerson: true, own: true });
  browser.sendTo(tab.id, deepPage);
}

/** @param {World} world @param {boolean} away */
export async function openLink(world, away) {
  const tab = world.front();
  if (tab) world.browser.openLink(tab.id, away ? elsewhere : deepPage);
}

/** The address bar, or a link: the tab in front goes to another page. @param {World} world @param {boolean} away */
export async function goTo(world, away) {
  const tab = world.front();
  if (!tab) return;
  Object.assign(tab, { byPerson: true, led: true });
  world.browser.sendTo(tab.id, away ? elsewhere : deepPage);
}

/** @param {World} world */
export async function reload(world) {
  const tab = world.front();
  if (!tab?.url || world.browser.isOwn(tab.url)) return;
  // It can't be told from another page: neither has an address for the extension.
  Object.assign(tab, { byPerson: true, led: true });
  world.browser.sendTo(tab.id, tab.url);
}

/** Somebody fills in a form. @param {World} world */
export async function type(world) {
  const tab = world.front();
  if (!tab || !world.shownAs.has(tab.id)) return;
  world.browser.pages.typeInto(tab.id);
  await use(world, tab);
}

/** @param {World} world @param {any} tab */
async function use({ browser }, tab) {
  if (browser.pages.isWatched(tab.id)) void browser.send('page_used', {}, browser.senderOf(tab.id));
}

/** @param {World} world */
export async function privateWindow(world) {
  const { browser } = world;
  const window = [...browser.tabs.windows.values()].find(({ incognito }) => incognito);
  if (!window) {
    const windowId = browser.tabs.addWindow({ incognito: true, focused: true });
    browser.addTab({ windowId, url: 'https://example.org/', status: 'complete' });
  } else browser.tabs.focus(window.id);
}

/** @param {World} world */
export async function otherWindow({ browser }) {
  const ids = [...browser.tabs.windows.keys()];
  const at = ids.indexOf(browser.tabs.front ?? -1);
  browser.tabs.focus(/** @type {number} */ (ids[(at + 1) % ids.length]));
}

/** By the console's own menu. @param {World} world */
export async function signOutAtAws(world) {
  const tab = world.front();
  if (!tab || !world.shownAs.has(tab.id) || tab.unwatched) return;
  const { aws, browser } = world;
  // Nothing tells of it where nobody hears the click and no address shows it.
  if (!browser.pages.isWatched(tab.id) && aws.signOutEnds !== 'here') return;
  tab.byPerson = true;
  world.left.add(`${cookieStore(tab)} ${world.shownAs.get(tab.id)?.tenant}`);
  // The script that looks after the page hears the click.
  if (browser.pages.isWatched(tab.id)) {
    const { stamp } = browser.pages.of(tab.id);
    void browser.send('page_left', { stamp }, browser.senderOf(tab.id));
    await world.rest();
  }
  browser.sendTo(tab.id, `${new URL(tab.url).origin}/console/logout!doLogout`);
}

/**
 * A button of the chip on the page in front.
 * @param {World} world
 * @param {'chip_renew' | 'chip_reopen_now' | 'chip_sign_in_beside' | 'chip_reopen_anyway' | 'chip_stop_countdown' | 'chip_sign_out'} button
 */
export async function pressChip(world, button) {
  const { browser } = world;
  const tab = world.front();
  if (!tab || !browser.pages.hears(tab.id)) return;
  const sessions = /** @type {any[]} */ (Object.values(browser.session.data.sessions ?? {}));
  const session = sessions.find(({ tabIds }) => tabIds.includes(tab.id));
  const leads = session && !/stop|sign_out/.test(button);
  const since = world.clock.now();
  const wish = leads ? { tenant: session.target.name, since, anew: true } : null;
  tab.byPerson = true;
  await ask(world, wish, () => say(world, button, {}, browser.senderOf(tab.id)));
}

/** Somebody lets the host in, on the page in front. @param {World} world */
export async function authorise(world) {
  const tab = world.front();
  const grant = world.grants.find(({ url }) => url === tab?.url);
  if (!grant) return;
  const wanted = /** @type {any} */ (Object.values(world.browser.session.data.signIns ?? {}))[0];
  const since = world.clock.now();
  const { target, how } = wanted?.wanted ?? {};
  const wish = target ? { tenant: target.name, since, background: how === 'background' } : null;
  await ask(world, wish, async () => {
    // A sign-in at a terminal may have ended it while a page's answer was waited for.
    if (!world.browser.openTabs.has(tab.id)) return;
    world.portal.user ??= 'bob';
    world.browser.navigate(tab.id, handedOver);
    grant.authorise();
  });
}

/** @param {World} world */
export async function cancelSignIn(world) {
  await say(world, 'cancel_sign_in', { portal: 'acme' });
}

/** @param {World} world @param {'continue' | 'multi_session' | 'cancel'} answer */
export async function answerQuestion(world, answer) {
  const tab = world.front();
  const questions = /** @type {any[]} */ (
    Object.values(world.browser.session.data.questions ?? {})
  );
  const question = questions.find(({ id }) => tab?.url?.endsWith(`#${id}`));
  if (!question || tab.errorPage) return;
  const session = question.sessions[0];
  const goesOn = answer === 'continue' && question.kind !== 'session_limit';
  const { how, target } = question.request;
  const wish = { tenant: target.name, since: world.clock.now(), background: how === 'background' };
  await ask(world, goesOn ? wish : null, () =>
    say(world, 'answer_question', { id: question.id, answer, session }),
  );
}

/** @param {World} world @param {number} n */
export async function clickNotification(world, n) {
  const { browser } = world;
  const ids = [...browser.notes.keys()];
  const id = ids[n % Math.max(1, ids.length)];
  if (id === undefined) return;
  const session = browser.session.data.sessions?.[id.replace(/^renew /, '')];
  const since = world.clock.now();
  const wish = session ? { tenant: session.target.name, since } : null;
  await ask(world, wish, async () => {
    browser.events.onClicked.fire(id);
  });
}

/** @param {World} world */
export async function signOutOfPortal(world) {
  await say(world, 'sign_out', { portal: 'acme' });
}

/** Somebody else is signed in to the portal from now on. @param {World} world */
export async function otherUser({ portal }) {
  portal.user = portal.user === 'alice' ? 'bob' : 'alice';
}

/** Ctrl+N, if not too often. @param {World} world */
export async function newWindow({ browser }) {
  if (browser.tabs.windows.size > 3) return;
  browser.popup.close();
  const windowId = browser.tabs.addWindow({ focused: true });
  browser.addTab({ windowId, url: 'https://example.org/', status: 'complete' });
}
