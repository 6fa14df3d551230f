/** @import { ErrorData, Portal, SignIn, Target } from '../../types.js' */
/** @import { State } from '../shared/page.js' */
/** Everything in the popup that isn't a row: what is missing, what is waited for, what went wrong. */
import { isProductionTarget } from '../../domain/production.js';
import { countTenants } from '../../domain/tenant-table.js';
import { sentenceFor } from '../../error-sentences.js';
import { targetName } from '../../target-name.js';
import { text } from '../../text.js';
import { card, element, icon, panel } from '../shared/element.js';
import { failureButton } from '../shared/failure-button.js';
import { failureWords } from '../shared/failure-words.js';
import { hostMissing, needsInstall } from '../shared/host-missing.js';
import { isSignedOut } from '../shared/page.js';
import { portalForm } from '../shared/portal-form.js';
import { markedSentence } from '../shared/production-mark.js';
import { emptyCards } from './popup-rows.js';

/**
 * @typedef {object} StatusView
 * @property {State} state
 * @property {string} query
 * @property {string[]} rules for what is production
 * @property {number} rows how many rows the list has (listedRows)
 * @property {boolean} failureInRow a row shows the last failure
 * @property {boolean} loading tenants are being read, and have been for a while
 * @property {boolean} online
 * @property {HTMLElement[]} awsAccess what asks for AWS's pages, where the browser keeps them from the extension
 * @property {boolean} denied the page of a sign-in can't reach this device
 * @property {ErrorData | null} problem the background could not be asked
 * @property {string} said what came of the last act; "": nothing
 * @property {string} suggested a portal's address to start from
 */

/**
 * @typedef {object} StatusActions
 * @property {() => void} refresh
 * @property {(portal: string) => void} signIn
 * @property {(portal: string) => void} cancel
 * @property {(portal: string) => void} showSignIn
 * @property {(portal: string) => void} reload the page of a sign-in
 * @property {() => void} retry the last failure
 * @property {() => void} settings
 * @property {(target: Target) => void} openPortal its page about a tenant
 * @property {() => void} dismiss the last failure
 */

/**
 * @param {StatusView} view
 * @returns {boolean} there is nothing to list until something else is done
 */
export function isBlocked({ state }) {
  return needsInstall(state.hostError) || state.portals === null || state.portals.length === 0;
}

/**
 * @param {StatusView} view
 * @param {StatusActions} actions
 * @returns {HTMLElement[]}
 */
export function statusCards(view, actions) {
  const { state, loading, suggested } = view;
  if (needsInstall(state.hostError) && state.hostError)
    return [panel(...hostMissing(state.hostError, actions.refresh))];
  const { settings, refresh, openPortal } = actions;
  const general = state.hostError ?? view.problem;
  if (general)
    return [
      failureCard(
        general,
        { portal: null, target: null },
        { retry: refresh, settings, openPortal, of: 'host' },
      ),
    ];
  if (state.portals === null) return loading ? [skeleton()] : [];
  if (state.portals.length === 0) return [noPortal(suggested, settings)];
  return [
    ...(view.said ? [saidLine(view.said)] : []),
    ...failureCards(view, actions),
    ...Object.values(state.signIns).map((signIn) => waitingCard(signIn, view, actions)),
    ...(view.online ? [] : [offlineCard()]),
    ...view.awsAccess,
    ...portalCards(view, actions),
    ...emptyCards(view),
  ];
}

/** @param {string} suggested @param {() => void} elsewhere opens the settings, which look for portals */
function noPortal(suggested, elsewhere) {
  const made = panel(
    element('h2', {}, text('no_portal_title')),
    element('p', {}, text('no_portal_next')),
    portalForm({ suggested, elsewhere }),
  );
  made.dataset.kept = `no-portal ${suggested}`;
  return made;
}

/** @param {StatusView} view @param {StatusActions} actions */
function failureCards({ state, rules, failureInRow }, actions) {
  const { failure } = state;
  if (!failure) return [];
  const target = failure.request?.target ?? null;
  const production = target !== null && isProductionTarget(target, state, rules);
  if (failureInRow) {
    // The row shows it; here it is for screen readers.
    const { line } = sentenceFor(failure.error, { portal: failure.portal, target });
    return [element('p', { class: 'unseen' }, line)];
  }
  const about = { portal: failure.portal, target, production };
  return [failureCard(failure.error, about, { ...actions, of: 'last' })];
}

/**
 * @param {ErrorData} error
 * @param {{ portal: string | null, target: Target | null, production?: boolean }} about
 * @param {Pick<StatusActions, 'retry' | 'settings' | 'openPortal'> & { dismiss?: () => void, of: string }} actions
 *   of: what tells its button from others
 */
function failureCard(error, about, { retry, settings, openPortal, dismiss, of }) {
  const words = sentenceFor(error, about);
  const portal = () => about.target && openPortal(about.target);
  return card(
    'card-failed',
    'warning',
    ...failureWords(words),
    element(
      'div',
      { class: 'buttons' },
      failureButton(words.step, { retry, settings, portal, of }),
      dismiss &&
        element('button', { type: 'button', class: 'plain', click: dismiss }, text('dismiss')),
    ),
  );
}

/** @param {SignIn} signIn @param {StatusView} view @param {StatusActions} actions */
function waitingCard({ portal, wanted, mayBeBlocked, page }, { denied, rules, state }, actions) {
  const left = page === 'left';
  const then = wanted
    ? markedSentence(
        targetName(wanted.target),
        isProductionTarget(wanted.target, state, rules),
        (name) => text(left ? 'waiting_left_target' : 'waiting_next_target', name),
      )
    : [text(left ? 'waiting_left' : 'waiting_next')];
  const hint = denied ? 'local_network_denied' : mayBeBlocked ? 'local_network_hint' : null;
  const reload = () => actions.reload(portal);
  return card(
    denied ? 'card-failed' : 'card-waiting',
    denied ? 'warning' : 'hourglass',
    element('p', { class: 'sentence' }, text('waiting_title', portal)),
    element('p', { class: 'next' }, ...then),
    hint && element('p', { class: denied ? 'next denied' : 'next' }, text(hint)),
    element(
      'div',
      { class: 'buttons' },
      denied
        ? element('button', { type: 'button', click: reload }, text('reload_page'))
        : element(
            'button',
            { type: 'button', click: () => actions.showSignIn(portal) },
            text(left ? 'open_page_again' : 'show_page'),
          ),
      element(
        'button',
        {
          id: `cancel-${portal}`,
          type: 'button',
          class: 'plain cancel',
          click: () => actions.cancel(portal),
        },
        text('cancel'),
      ),
    ),
  );
}

/** @param {string} words */
function saidLine(words) {
  return element('div', { class: 'said' }, icon('done'), element('p', {}, words));
}

function offlineCard() {
  return card(
    'card-offline',
    'offline',
    element('p', { class: 'sentence' }, text('offline_title')),
    element('p', { class: 'next' }, text('offline_next')),
  );
}

/**
 * Portals that nobody is signed in to, and those whose list could not be read.
 * @param {StatusView} view
 * @param {StatusActions} actions
 */
function portalCards({ state, loading, query }, actions) {
  const { portals, signIns, portalErrors, failure } = state;
  const { refresh, settings, openPortal } = actions;
  const again = { retry: refresh, settings, openPortal };
  /** @type {HTMLElement[]} */
  const cards = [];
  for (const portal of portals ?? []) {
    const error = portalErrors[portal.name];
    const shown = failure?.portal === portal.name && failure.request === null;
    if (signIns[portal.name] || shown) continue;
    if (isSignedOut(state, portal.name)) {
      const first = !cards.some((made) => made.querySelector('#sign-in'));
      cards.push(signedOut(portal, state, first, actions));
    } else if (error) {
      const { name } = portal;
      const of = `portal-${name}`;
      cards.push(failureCard(error, { portal: name, target: null }, { ...again, of }));
    }
  }
  const nothingYet = Object.keys(state.portalData).length === 0;
  if (loading && nothingYet && query === '') cards.push(skeleton());
  return cards;
}

/**
 * @param {Portal} portal
 * @param {State} state
 * @param {boolean} first
 * @param {StatusActions} actions
 */
function signedOut(portal, state, first, actions) {
  const onlyPortal =
    state.portals?.length === 1 && countTenants(state.portalData[portal.name]) === 0;
  const button = element(
    'button',
    {
      id: first ? 'sign-in' : null,
      type: 'button',
      class: first ? 'primary' : '',
      'data-portal': portal.name,
      click: () => actions.signIn(portal.name),
    },
    onlyPortal ? text('sign_in_to', portal.name) : text('sign_in'),
  );
  if (onlyPortal)
    return panel(
      element('h2', {}, text('signed_out_title', portal.name)),
      element('p', { class: 'detail' }, portal.url),
      element('p', {}, text('signed_out_next')),
      button,
    );
  button.className = 'plain';
  return element(
    'div',
    { class: 'quiet' },
    element('p', {}, text('signed_out_banner', portal.name)),
    button,
  );
}

/** Rows to come. */
function skeleton() {
  const lines = Array.from({ length: 6 }, () => element('div', { class: 'skeleton-row' }));
  const words = element('span', { class: 'unseen' }, text('loading'));
  return element('div', { class: 'skeleton' }, words, ...lines);
}
