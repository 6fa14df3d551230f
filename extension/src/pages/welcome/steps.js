/** @import { Portal } from '../../types.js' */
/** @import { State } from '../shared/page.js' */
/** The first-run page's steps, each as far as it has come. */
import { chromiumVersion } from '../../browser.js';
import { sentenceFor } from '../../error-sentences.js';
import { text } from '../../text.js';
import { element } from '../shared/element.js';
import { hostMissing, needsInstall } from '../shared/host-missing.js';
import { keyList } from '../shared/key-list.js';
import { portalForm } from '../shared/portal-form.js';

/** @typedef {'host' | 'portal' | 'sign-in' | 'open'} StepName */

/**
 * @typedef {object} StepView
 * @property {'todo' | 'now' | 'done'} state
 * @property {string} about as long as it is the same, so is the content
 * @property {() => (Node | string)[] | Promise<(Node | string)[]>} content
 */

/**
 * @typedef {object} Known
 * @property {State} state
 * @property {boolean} asked the host has answered, or failed to, since the page was opened
 * @property {boolean | null} pinned
 */

/**
 * @typedef {object} Actions
 * @property {() => void} checkAgain
 * @property {(portal: string) => void} signIn
 * @property {(portal: string) => void} showSignIn
 * @property {(() => void) | null} openPopup null: the browser lets only the user open it
 */

/** @type {StepView} */
const todo = { state: 'todo', about: '', content: () => [] };

/** @param {string} words @returns {StepView} */
const done = (words) => ({ state: 'done', about: words, content: () => [words] });

/**
 * @param {Known} known
 * @param {Actions} actions
 * @returns {Record<StepName, StepView>}
 */
export function stepsOf(known, actions) {
  const { asked, state } = known;
  const portals = state.portals ?? [];
  const works = asked && state.hostError === null;
  const isIn = portals.find(({ signed_in }) => signed_in);
  return {
    host: hostStep(known, actions),
    portal: works ? portalStep(portals) : todo,
    'sign-in': works && portals.length > 0 ? signInStep(state, portals, isIn, actions) : todo,
    open: works && isIn ? openStep(known, actions) : todo,
  };
}

/**
 * @param {Known} known
 * @param {Actions} actions
 * @returns {StepView}
 */
function hostStep({ asked, state: { hostError } }, { checkAgain }) {
  if (!asked) return { state: 'now', about: 'checking', content: () => [text('checking')] };
  if (!hostError) return done(text('step_host_done'));
  const about = hostError.code;
  if (needsInstall(hostError)) {
    const content = () => {
      const [title, ...parts] = hostMissing(hostError, checkAgain).filter(isThere);
      // The step's own title says the same of a program that is missing.
      if (about === 'host_missing')
        return [...parts, element('p', { class: 'muted' }, text('step_host_then'))];
      return [element('p', {}, element('strong', {}, title?.textContent)), ...parts];
    };
    return { state: 'now', about, content };
  }
  const { line } = sentenceFor(hostError, { portal: null, target: null });
  const again = () =>
    element(
      'button',
      { id: 'check-again', type: 'button', class: 'primary', click: checkAgain },
      text('check_again'),
    );
  const words = () => element('p', { class: 'problem' }, line);
  return { state: 'now', about, content: () => [words(), again()] };
}

/** @param {HTMLElement | null} node @returns {node is HTMLElement} */
const isThere = (node) => node !== null;

/** @param {Portal[]} portals @returns {StepView} */
function portalStep(portals) {
  const names = portals.map(({ name }) => name).join(', ');
  if (portals.length > 0) return done(text('step_portal_done', names));
  const content = () => [element('p', {}, text('no_portal_next')), portalForm({ finder: true })];
  return { state: 'now', about: 'none', content };
}

/**
 * @param {State} state
 * @param {Portal[]} portals
 * @param {Portal | undefined} isIn
 * @param {Actions} actions
 * @returns {StepView}
 */
function signInStep({ failure, signIns }, portals, isIn, { showSignIn, signIn }) {
  if (isIn) return done(text('step_sign_in_done', isIn.name, isIn.user ?? text('somebody')));
  const waiting = portals.find(({ name }) => signIns[name]);
  if (waiting) {
    const { name } = waiting;
    const show = () =>
      element('button', { type: 'button', click: () => showSignIn(name) }, text('show_page'));
    const content = () => [element('p', {}, text('step_sign_in_waiting', name)), show()];
    return { state: 'now', about: `waiting ${name}`, content };
  }
  const failed = failure && !failure.request ? failure : null;
  const words = failed && sentenceFor(failed.error, { portal: failed.portal, target: null });
  const button = (/** @type {Portal} */ { name }, /** @type {number} */ at) => {
    const look = { id: at === 0 ? 'sign-in' : null, class: at === 0 ? 'primary' : '' };
    const click = () => signIn(name);
    return element('button', { type: 'button', ...look, click }, text('sign_in_to', name));
  };
  const content = () => [
    words
      ? element('p', { class: 'problem' }, words.line)
      : element('p', {}, text('step_sign_in_next')),
    element('div', { class: 'buttons' }, ...portals.map(button)),
  ];
  const names = portals.map(({ name }) => name).join(' ');
  return { state: 'now', about: `${names} ${failed?.at ?? ''}`, content };
}

/**
 * @param {Known} known
 * @param {Actions} actions
 * @returns {StepView}
 */
function openStep({ pinned, state: { recents } }, { openPopup }) {
  const opened = recents.length > 0;
  const content = async () => [
    element('p', {}, text('step_open_next')),
    ...(openPopup ? [openButton(openPopup)] : []),
    ...(await keyList()),
    ...(pinned === null ? [] : [pin(pinned)]),
  ];
  return { state: opened && pinned !== false ? 'done' : 'now', about: String(pinned), content };
}

/** @param {() => void} click */
function openButton(click) {
  const look = { id: 'open-popup', type: 'button', class: 'primary', click };
  return element('button', look, text('step_open_button'));
}

/** @param {boolean} pinned */
function pin(pinned) {
  if (pinned) return element('p', { id: 'pinned', class: 'muted' }, text('step_pin_done'));
  const way = chromiumVersion() === null ? 'step_pin_firefox' : 'step_pin_chromium';
  return element('p', { id: 'pin' }, text(way));
}
