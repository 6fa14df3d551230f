/** @import { State } from '../shared/page.js' */
/** @import { StepView, StepName } from './steps.js' */
/** The first-run page: the steps left until a console can be opened, always up to date. */
import { api } from '../../browser.js';
import { HostError } from '../../host/host-error.js';
import { text } from '../../text.js';
import { showAwsAccess } from '../shared/aws-access.js';
import { byId } from '../shared/element.js';
import { ask, localise, watchState } from '../shared/page.js';
import { inToolbar } from './in-toolbar.js';
import { stepsOf } from './steps.js';

/** @type {State | null} */
let state = null;
/** The host has been asked since the page was opened. */
let asked = false;
/** The toolbar shows the button; null: the browser doesn't tell. @type {boolean | null} */
let pinned = null;
/** What each step shows, so that what is shown already is kept. @type {Map<StepName, string>} */
const shown = new Map();

const actions = {
  checkAgain: () => void check(),
  signIn: async (/** @type {string} */ portal) => {
    const tab = await api.tabs.getCurrent();
    await ask('sign_in', { portal, tabId: tab?.id ?? null }).catch(report);
  },
  showSignIn: (/** @type {string} */ portal) => ask('show_sign_in', { portal }).catch(report),
  openPopup: 'openPopup' in api.action ? () => void api.action.openPopup().catch(report) : null,
};

/** What fails is in the state, where the steps find it. @param {unknown} error */
function report(error) {
  console.debug('the background refused', HostError.from(error).code);
}

async function render() {
  if (!state) return;
  const steps = stepsOf({ state, asked, pinned }, actions);
  for (const [name, view] of Object.entries(steps))
    await show(/** @type {StepName} */ (name), view);
}

/** @param {StepName} name @param {StepView} view */
async function show(name, { state: now, about, content }) {
  const key = `${now} ${about}`;
  if (shown.get(name) === key) return;
  shown.set(name, key);
  const nodes = await content();
  // A newer state has arrived in the meantime.
  if (shown.get(name) !== key) return;
  const item = byId(`step-${name}`, HTMLElement);
  item.dataset.state = now;
  if (now === 'now') item.setAttribute('aria-current', 'step');
  else item.removeAttribute('aria-current');
  item.querySelector('.unseen')?.replaceChildren(now === 'done' ? text('step_is_done') : '');
  item.querySelector('.step-body')?.replaceChildren(...nodes);
  if (now === 'now') goTo(item);
}

/** How often it is looked for while somebody reads how to install it. */
const lookAgainMs = 3000;

/** Notices the program while this page is in front, without a press of the button. */
async function watchForHost() {
  if (state?.hostError && asked && !document.hidden) await ask('check_host', {}).catch(report);
  setTimeout(() => void watchForHost(), lookAgainMs);
}

/** What this step wants filled in, or pressed where the focus is nowhere. @param {HTMLElement} item */
function goTo(item) {
  const input = item.querySelector('input');
  const button = document.activeElement === document.body && item.querySelector('button.primary');
  const first = input ?? button;
  if (first instanceof HTMLElement) first.focus({ preventScroll: first !== input });
}

async function check() {
  asked = false;
  await render();
  await ask('check_host', {}).catch(report);
  asked = true;
  await render();
}

async function lookAtBrowser() {
  pinned = await inToolbar(api.action);
  // Keys may have been changed, too.
  shown.delete('open');
  await render();
}

/** Somebody comes back, perhaps from a terminal where the program was installed or a portal added. */
async function comeBack() {
  await Promise.all([lookAtBrowser(), asked && ask('check_host', {}).catch(report)]);
}

async function start() {
  await localise();
  document.title = text('welcome_title');
  await watchState((known) => {
    state = known;
    void render();
  });
  api.action.onUserSettingsChanged?.addListener(() => void lookAtBrowser());
  addEventListener('focus', () => void comeBack());
  document.addEventListener('visibilitychange', () => document.hidden || void comeBack());
  await Promise.all([lookAtBrowser(), check(), showAwsAccess(byId('aws-access', HTMLElement))]);
  void watchForHost();
}

void start();
