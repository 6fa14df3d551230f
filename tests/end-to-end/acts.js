import { LOST_BY_CHANCE } from './chances.js';
import { until } from './driver/until.js';

/* The acts of a person on the way to a tenant's console, done one after another and counted. */

/** What counts as one act. */
export const ACTS = {
  enter: 'open the popup, type the tenant, press Enter',
  'log in': "log in to the portal, on the portal's page",
  authorize: "press Authorize on the portal's page",
  answer: 'answer a question',
  again: 'press Try again in the popup',
  install: 'run the command that the popup names, and press Check again there',
};

/** In the tenant's row; the list may have failed to be read, too. */
const FAILED = '.row-failed';
const RETRY = `${FAILED} .retry`;

/** What the popup says where nothing answers: the command, and what to press after it. */
const INSTALL = /install jit-console.* jit-console install/;
const CHECK_AGAIN = '#status #check-again';

/** More than this leads nowhere. */
const AT_MOST = 5;

/** @typedef {import('./driver/surface.js').Surface} Surface */
/** @typedef {keyof typeof ACTS} Act */

/**
 * @typedef {object} Wanted a console
 * @property {string} typed
 * @property {RegExp} row that is selected then
 * @property {string} role who is signed in there
 */

/** @param {string} name @returns {Wanted} a tenant's console */
export const tenant = (name) => ({
  typed: name,
  row: new RegExp(`^${name}( |$)`),
  role: `duploservices-${name}`,
});

/** @type {Wanted} */
export const ADMINISTRATOR = {
  typed: 'administrator',
  row: /^Administrator console /,
  role: 'duplo-jit-admin',
};

/**
 * Does what a person does to get to a tenant's console, until it is in front.
 * @param {import('./stage.js').Stage} stage
 * @param {string | Wanted} what a console of acme's, or the name of its tenant
 * @param {{over?: Surface, between?: (act: Act) => Promise<void>}} [how] over: the tab the person is in, where there is
 *   more than one window; between: what happens in the world after an act
 * @returns {Promise<Act[]>} what had to be done, without Try again where the row says that an answer was lost by chance
 */
export async function leadToConsole(stage, what, { over, between } = {}) {
  const wanted = typeof what === 'string' ? tenant(what) : what;
  /** @type {Act[]} */
  const done = ['enter'];
  const times = () => stage.chances?.times ?? 0;
  let before = times();
  await enter(await stage.browser.openPopup(over), wanted);
  /** @type {Act} */
  let last = 'enter';
  let lost = 0;
  for (;;) {
    await between?.(last);
    const { wants, surface } = await until(`what comes of «${last}»`, () =>
      whatIsInFront(stage, wanted, last),
    );
    if (wants === null) return done;
    if (done.length + lost === AT_MOST) throw new Error(`no console after ${done.join(', ')}`);
    const isLost =
      wants === 'again' &&
      times() > before &&
      LOST_BY_CHANCE?.test((await surface.text(FAILED)) ?? '');
    before = times();
    await doAct(wants, surface, wanted);
    if (isLost) lost += 1;
    else done.push(wants);
    last = wants;
  }
}

/**
 * @param {Act} act
 * @param {Surface} surface
 * @param {Wanted} wanted
 */
async function doAct(act, surface, wanted) {
  if (act === 'enter') return enter(surface, wanted);
  if (act === 'install') await surface.waitForText('#status', INSTALL);
  const button = {
    'log in': '#log-in',
    authorize: '#authorize',
    answer: '#continue, #sessions button',
    again: RETRY,
    install: CHECK_AGAIN,
  }[act];
  await surface.click(button);
  // Until it is gone it would be taken for the next one.
  await until(`«${act}» to have been heard`, async () => {
    const there = () => surface.evaluate(canBePressed, button).catch(() => false);
    return (await surface.closed()) || !(await there());
  });
  if (act === 'again') await saysWhatCame(surface);
}

/** Runs in the page. @param {string} button */
function canBePressed(button) {
  const element = document.querySelector(button);
  return (
    Boolean(element?.getClientRects().length) && !element?.matches(':disabled, [aria-disabled]')
  );
}

/**
 * Types what is wanted and presses Enter; where no tenant is known yet, Enter is for the sign-in. Without a host nothing
 * can be typed.
 * @param {Surface} popup
 * @param {Wanted} wanted
 */
async function enter(popup, { row, typed }) {
  await popup.waitFor(`#list [role=option], #sign-in, ${CHECK_AGAIN}`);
  if (await popup.shows(CHECK_AGAIN)) return;
  await popup.waitFor('#search:focus, #sign-in:focus');
  if (await popup.shows('#list [role=option]')) {
    await popup.type(typed);
    await popup.waitForText('[role=option][aria-selected=true]', row);
  }
  // It may still say what came of an earlier try.
  const saidBefore = await popup.shows(RETRY);
  await popup.press('Enter');
  const goesOrUnsays = async () => (await popup.closed()) || !(await popup.shows(RETRY));
  if (saidBefore) await until('what was said before to go', goesOrUnsays);
  await saysWhatCame(popup);
}

/** @param {Surface} popup */
function saysWhatCame(popup) {
  return until('the popup to go, or to say why not', async () => {
    return (await popup.closed()) || (await popup.shows(RETRY));
  });
}

/**
 * @param {import('./stage.js').Stage} stage
 * @param {Wanted} wanted
 * @param {Act} last what was done before
 * @returns {Promise<{wants: Act | null, surface: Surface}>} null: it is the console
 * @throws {Error} nothing of that is in front yet
 */
async function whatIsInFront(stage, { role }, last) {
  const popup = await stage.browser.shownPopup();
  if (popup && (await popup.shows(RETRY))) return { wants: 'again', surface: popup };
  if (popup && (await popup.shows(CHECK_AGAIN))) return { wants: 'install', surface: popup };
  // It opens automatically after a sign-in for nothing in particular, and stays after Check again.
  if (
    ['authorize', 'install'].includes(last) &&
    popup &&
    (await popup.shows('#list [role=option]'))
  )
    return { wants: 'enter', surface: popup };
  const seen = [];
  for (const surface of await stage.browser.pages()) {
    const shown = await surface.evaluate(lookAtPage).catch(() => null);
    if (!shown) continue;
    const { url, button, user, isOver } = shown;
    const name = `${role}/`;
    const isLive = stage.sim.aws.sessions.some((session) => session.name.startsWith(name));
    if (user?.startsWith(name) && isLive && !isOver) return { wants: null, surface };
    const place =
      button === 'answer' ? stage.browser.extensionUrl('') : stage.sim.portal('acme').url;
    if (button && url.startsWith(place)) return { wants: button, surface };
    seen.push(url);
  }
  throw new Error(`in front: ${seen.join(', ')}`);
}

/**
 * Runs in the page. Null: it isn't in front. Of two windows only one has the focus, but for Chromium without a screen:
 * there both have it.
 */
function lookAtPage() {
  if (document.visibilityState !== 'visible' || !document.hasFocus()) return null;
  const shows = (selector) => {
    const element = document.querySelector(selector);
    return (
      Boolean(element?.getClientRects().length) && !element?.matches(':disabled, [aria-disabled]')
    );
  };
  const asks = shows('#continue') || shows('#sessions button');
  return {
    url: location.href,
    user: document.querySelector('#user')?.textContent ?? null,
    isOver: shows('#awsc-nav-signin-again-modal-root'),
    button: shows('#log-in') ? 'log in' : shows('#authorize') ? 'authorize' : asks && 'answer',
  };
}
