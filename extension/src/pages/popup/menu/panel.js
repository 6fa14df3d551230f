/** @import { Target } from '../../../types.js' */
/** @import { State } from '../../shared/page.js' */
/** What the menu's panels are built of. */
import { portalPageOf } from '../../../domain/portal-page.js';
import { targetKey } from '../../../domain/target-key.js';
import { sentenceFor } from '../../../error-sentences.js';
import { HostError } from '../../../host/host-error.js';
import { text } from '../../../text.js';
import { card, element } from '../../shared/element.js';
import { failureButton } from '../../shared/failure-button.js';
import { failureWords } from '../../shared/failure-words.js';
import { policy } from '../../shared/page.js';
import { reasonForm } from '../../shared/reason-form.js';

/** An answer that comes sooner than this shows no sign of waiting, so that nothing flickers. */
const slowAfter = 150;

/**
 * @typedef {object} PanelContext
 * @property {Target} target
 * @property {string} portalUrl the portal's pages
 * @property {boolean | null} administrator whether the user is one there; null: not known
 * @property {() => void} signIn
 * @property {() => void} settings
 * @property {(url: string) => void} openPage in a tab
 * @property {(to: string) => void} open a page of the target's console
 * @property {string | null} region that the user chose for it
 * @property {string[]} regions that the portal knows, and those chosen for other tenants
 * @property {string | null} partition the portal's; null: not known
 * @property {string | null} defaultRegion the portal's own; null: not known
 */

/**
 * @param {Target} target
 * @param {State | null} state
 * @param {{ signIn: (portal: string) => void, settings: () => void, openPage: (url: string) => void, open: (to: string) => void }} actions
 * @returns {PanelContext}
 */
export function panelContext(target, state, { signIn, settings, openPage, open }) {
  const portal = state?.portals?.find(({ name }) => name === target.portal);
  const data = state?.portalData[target.portal];
  const { regions = [], default_region: defaultRegion = null } = data?.features ?? {};
  const chosen = Object.entries(state?.regions ?? {}).filter(([key]) => isOf(key, target.portal));
  return {
    target,
    portalUrl: portal?.url ?? '',
    administrator: data?.user?.administrator ?? null,
    signIn: () => signIn(target.portal),
    settings,
    openPage,
    open,
    region: state?.regions[targetKey(target)] ?? null,
    regions: [...chosen.map(([, region]) => region), ...regions],
    partition: data?.features?.partition ?? null,
    defaultRegion,
  };
}

/** @param {string} key a target's @param {string} portal */
const isOf = (key, portal) => key.startsWith(`${portal}/`);

/**
 * @typedef {object} Panel
 * @property {HTMLElement} content
 * @property {HTMLElement} [first] what takes the focus at once; by default what the first answer brings
 * @property {() => void} [leave] forgets what must not stay
 */

/**
 * Asks for something and shows it in a box, or why it can't be had and what to do about it.
 * @template T
 * @param {HTMLElement} box
 * @param {() => Promise<T>} asked
 * @param {(answer: T) => (Node | null)[]} show
 * @param {PanelContext} context
 * @returns {Promise<void>} never rejects
 */
export async function fill(box, asked, show, context) {
  const again = () => void fill(box, asked, show, context);
  // A box that was filled again, or was removed with its panel, ignores a late answer.
  const turn = `${Number(box.dataset.turn ?? 0) + 1}`;
  box.dataset.turn = turn;
  const current = () => box.dataset.turn === turn && box.isConnected;
  const hadFocus = box.contains(document.activeElement);
  const slow = setTimeout(() => current() && box.replaceChildren(waiting(context)), slowAfter);
  try {
    const answer = await asked();
    if (current()) box.replaceChildren(...show(answer).filter((node) => node !== null));
  } catch (error) {
    if (current()) box.replaceChildren(failure(error, context, again));
  } finally {
    clearTimeout(slow);
  }
  if (current() && (hadFocus || focusIsNowhere())) firstControl(box)?.focus();
}

/**
 * Asks for the reason that the policy wants, in a box; at once where it wants none.
 * @param {HTMLElement} box
 * @param {(reason: string | undefined) => void} goOn
 */
export async function withReason(box, goOn) {
  if (!(await policy()).requireReason) return goOn(undefined);
  const form = reasonForm(text('reason_continue'), goOn);
  box.replaceChildren(element('p', {}, text('reason_why')), form);
  form.querySelector('input')?.focus();
}

/** @returns {boolean} the focus waits on a heading, or what had it is gone */
function focusIsNowhere() {
  const { activeElement } = document;
  return activeElement === document.body || activeElement instanceof HTMLHeadingElement;
}

/**
 * @param {HTMLElement} box
 * @returns {HTMLElement | null}
 */
export function firstControl(box) {
  const found =
    box.querySelector('button.primary:enabled') ??
    box.querySelector('button:enabled, input:enabled');
  return found instanceof HTMLElement ? found : null;
}

/** @param {PanelContext} context */
function waiting({ target }) {
  return element(
    'p',
    { class: 'asking', role: 'status' },
    element('span', { class: 'spinner', 'aria-hidden': 'true' }),
    text('panel_asking', target.portal),
  );
}

/**
 * @param {unknown} cause
 * @param {PanelContext} context
 * @param {(() => void) | null} again null: there is nothing to try again
 * @returns {HTMLElement} the sentence, the next step and its button
 */
export function failure(cause, { target, portalUrl, signIn, settings, openPage }, again) {
  const about = { portal: target.portal, target };
  const words = sentenceFor(HostError.from(cause).toData(), about);
  const retry = words.step === 'sign_in' ? signIn : again;
  const portal = () => openPage(portalPageOf(portalUrl, target.tenant ?? null));
  const step = retry && failureButton(words.step, { retry, settings, portal, of: 'menu' });
  const buttons = step && element('div', { class: 'buttons' }, step);
  const made = card('card-failed', 'warning', ...failureWords(words), buttons);
  made.setAttribute('role', 'alert');
  return made;
}

/**
 * @param {string} key
 * @param {string} className
 * @param {() => void} press
 * @param {{ id?: string }} [more]
 */
export function button(key, className, press, { id } = {}) {
  return element('button', { type: 'button', id, class: className, click: press }, text(key));
}

/**
 * A status line, shown and read aloud.
 * @returns {HTMLElement}
 */
export function statusLine() {
  return element('p', { class: 'panel-status', role: 'status' });
}

/**
 * Lines of a file or a shell, as they are.
 * @param {string} lines
 * @param {string} label what they are
 */
export function codeBlock(lines, label) {
  const attributes = { class: 'code', tabindex: '0', role: 'group', 'aria-label': label };
  return element('pre', attributes, element('code', {}, lines));
}
