/** @import { Policy, Portal, Settings } from '../../types.js' */
/** @import { State } from '../shared/page.js' */
/** The settings: portals, sessions, privacy, keys and version. */
import { api } from '../../browser.js';
import { isListed, policyOf } from '../../domain/policy.js';
import { effectiveSettings, lockedSettings } from '../../domain/settings.js';
import { sentenceFor } from '../../error-sentences.js';
import { HostError } from '../../host/host-error.js';
import { readManaged } from '../../managed-storage.js';
import { text } from '../../text.js';
import { showAwsAccess } from '../shared/aws-access.js';
import { commandLine } from '../shared/command-line.js';
import { byId, element } from '../shared/element.js';
import { hostMissing, needsInstall } from '../shared/host-missing.js';
import { keyList } from '../shared/key-list.js';
import { ask, isSignedOut, localise, watchState } from '../shared/page.js';
import { portalForm } from '../shared/portal-form.js';
import { showSideList } from '../shared/side-list.js';
import { clipboardSetting } from './clipboard.js';
import { portalState } from './portal-state.js';
import { sessionSettings } from './sessions.js';
import { toggle } from './setting-controls.js';

const portalsBox = byId('portals', HTMLElement);
const status = byId('status', HTMLElement);
const page = /** @type {HTMLElement} */ (document.querySelector('main'));

/** The portal whose removal waits for a word. @type {string | null} */
let asked = null;
/** What the cards of portals show. */
let shown = '';
/** @type {State | null} */
let state = null;
/** @type {Policy} */
let policy = policyOf(null);

function render() {
  if (!state) return;
  const blocked = needsInstall(state.hostError);
  if (blocked && state.hostError)
    status.replaceChildren(
      element('div', { class: 'panel' }, ...hostMissing(state.hostError, () => void check())),
    );
  else showFailure();
  const portals = state.portals ?? [];
  byId('add', HTMLElement).hidden = blocked;
  portalsBox.hidden = blocked;
  const about = JSON.stringify([portals, state.signIns, asked]);
  // A button that is being pressed stays, where coming back to the page has it asked again.
  if (about === shown) return;
  shown = about;
  const cards = portals.map((portal) => portalCard(portal, /** @type {State} */ (state)));
  const none = element('p', { class: 'muted' }, text('portals_none'));
  const held = document.activeElement?.id;
  portalsBox.replaceChildren(...(cards.length > 0 ? cards : [none]));
  if (held) document.getElementById(held)?.focus();
}

function showFailure() {
  const failure = state?.failure;
  if (!failure || failure.request) {
    status.replaceChildren();
    return;
  }
  const { line } = sentenceFor(failure.error, { portal: failure.portal, target: null });
  status.replaceChildren(element('p', { class: 'problem' }, line));
}

/** @param {unknown} error */
function showError(error) {
  const data = HostError.from(error).toData();
  const { line } = sentenceFor(data, { portal: null, target: null });
  status.replaceChildren(element('p', { class: 'problem' }, line));
}

/** @param {Portal} portal @param {State} known */
function portalCard(portal, known) {
  return element(
    'article',
    { 'data-portal': portal.name, class: 'portal' },
    element(
      'div',
      { class: 'portal-what' },
      element('h3', {}, portal.name),
      element('p', { class: 'detail' }, portal.url),
      portal.api_url !== portal.url && element('p', { class: 'detail' }, portal.api_url),
      element('p', { class: 'state' }, portalState(known, portal)),
    ),
    asked === portal.name ? removal(portal) : buttons(portal, known),
  );
}

/** @param {Portal} portal @param {State} known */
function buttons(portal, known) {
  const { name } = portal;
  const signIn = async () => {
    const tab = await api.tabs.getCurrent();
    await ask('sign_in', { portal: name, tabId: tab?.id ?? null });
  };
  const first = known.signIns[name]
    ? button('cancel', 'cancel', name, () => ask('cancel_sign_in', { portal: name }))
    : isSignedOut(known, name)
      ? button('sign_in', 'sign-in primary', name, signIn)
      : button('sign_out', 'sign-out', name, () => ask('sign_out', { portal: name }));
  const remove = button('remove', 'remove plain', name, async () => {
    asked = name;
    render();
    document.getElementById(`keep-${name}`)?.focus();
  });
  const fixed = element('p', { class: 'locked' }, text('setting_locked'));
  return element('div', { class: 'buttons' }, first, isListed(policy, portal) ? fixed : remove);
}

/** @param {Portal} portal */
function removal({ name }) {
  const confirm = button('remove_confirm', 'confirm danger', name, async () => {
    const next = portalBeside(name);
    asked = null;
    await ask('remove_portal', { portal: name });
    document.getElementById(next ? `remove-${next}` : 'portal-url')?.focus();
  });
  const keep = button('keep', 'keep', name, async () => {
    asked = null;
    render();
    document.getElementById(`remove-${name}`)?.focus();
  });
  return element(
    'div',
    { class: 'removal', role: 'alertdialog', 'aria-label': text('remove_confirm', name) },
    element('p', {}, text('remove_question', name)),
    element('div', { class: 'buttons' }, keep, confirm),
  );
}

/** @param {string} name @returns {string | undefined} the portal that the focus goes to once this one is gone */
function portalBeside(name) {
  const names = (state?.portals ?? []).map((portal) => portal.name);
  const at = names.indexOf(name);
  return names[at + 1] ?? names[at - 1];
}

/**
 * @param {string} key
 * @param {string} className its first word names the button
 * @param {string} portal
 * @param {() => Promise<unknown>} press
 */
function button(key, className, portal, press) {
  const id = `${className.split(' ')[0]}-${portal}`;
  const click = () => press().catch(showError);
  return element('button', { id, type: 'button', class: className, click }, text(key, portal));
}

async function showKeys() {
  byId('keys', HTMLElement).replaceChildren(...(await keyList()));
}

function showAbout() {
  const { version } = api.runtime.getManifest();
  byId('about', HTMLElement).append(
    element('p', {}, text('about_version_extension', version)),
    element('p', { class: 'muted' }, text('about_licence')),
  );
}

/** @param {Partial<Settings>} change */
const change = (change) => ask('change_settings', change).then(() => undefined, showError);

/** @returns {(known: State, managed: unknown) => void} shows them */
function settingSections() {
  const sessions = sessionSettings(byId('sessions', HTMLElement), change, showError);
  const words = { label: text('history_setting'), hint: text('history_hint') };
  const keep = toggle('history', words, change);
  const vault = element('p', { class: 'detail' }, text('vault_about'));
  byId('privacy', HTMLElement).append(
    vault,
    commandLine('jit-console vault'),
    keep.box,
    clipboardSetting(showError),
  );
  return (known, managed) => {
    const settings = effectiveSettings(managed, known.settings);
    const locked = lockedSettings(managed);
    sessions(known, settings, locked);
    keep.show(settings, locked);
  };
}

async function check() {
  await ask('refresh', { force: false }).catch((error) => {
    // How to install the program is shown already.
    if (!needsInstall(state?.hostError ?? null)) showError(error);
  });
}

/** Keys may have been changed meanwhile, and a terminal may have added a portal or signed in to one. */
async function comeBack() {
  await Promise.all([showKeys(), check()]);
}

async function start() {
  await localise();
  document.title = text('options_title');
  showSideList();
  byId('add', HTMLElement).append(portalForm({ finder: true }));
  const managed = await readManaged(api.storage);
  policy = policyOf(managed);
  const showSettings = settingSections();
  await watchState((known) => {
    state = known;
    render();
    showSettings(known, managed);
  });
  showAbout();
  await Promise.all([showKeys(), showAwsAccess(byId('aws-access', HTMLElement))]);
  // All at once, so that nothing moves while it is read.
  page.hidden = false;
  if (location.hash) document.querySelector(location.hash)?.scrollIntoView();
  addEventListener('focus', () => void comeBack());
  document.addEventListener('visibilitychange', () => document.hidden || void comeBack());
  await check();
}

void start();
