/** @import { BrowserApi, Clock, LocalState, SessionState } from '../types.js' */
import { HostClient } from '../host/host-client.js';
import { ClipboardClearer } from './clipboard-clearer.js';
import { listenToEntries, makeEntryParts } from './entry-parts.js';
import { listenToBrowser } from './listeners.js';
import { messageHandlers } from './message-handlers.js';
import { routeMessages } from './message-router.js';
import { Failures } from './notices/failures.js';
import { Notifier } from './notices/notifier.js';
import { ConsoleOpener } from './opening/console-opener.js';
import { OpeningTab } from './opening/opening-tab.js';
import { WantedPage } from './opening/wanted-page.js';
import { PolicyGate } from './portals/policy-gate.js';
import { PortalDirectory } from './portals/portal-directory.js';
import { SignInFlow } from './portals/sign-in-flow.js';
import { WakeAlarm } from './renewal/wake-alarm.js';
import { makeSessionParts } from './session-parts.js';
import { SessionHistory } from './sessions/session-history.js';
import { SessionRegistry } from './sessions/session-registry.js';
import { SettingsStore } from './state/settings-store.js';
import { localDefaults, StateStore, sessionDefaults } from './state/state-store.js';
import { listenToStorage } from './storage-listeners.js';

/**
 * @typedef {object} Surroundings what the background stands on
 * @property {BrowserApi} api
 * @property {Clock} clock
 * @property {() => chrome.runtime.Port} connect opens a port to the host
 * @property {(port: chrome.runtime.Port) => string} reason why a port closed
 * @property {number | null} chromiumVersion null in Firefox
 * @property {() => string} newId
 */

/** @typedef {ReturnType<typeof makeParts>} Parts */
/** @typedef {ReturnType<typeof makeGround>} Ground what stands on nothing but the browser */

/**
 * Makes every part and registers every listener in the worker's first turn, so that no event which wakes
 * the worker is missed; then takes up what an earlier worker left undone.
 * @param {Surroundings} surroundings
 */
export function startBackground(surroundings) {
  const { api } = surroundings;
  const parts = makeParts(surroundings);
  const { chipDesk, registry, signInFlow, changed, renewals, opener } = parts;
  const resumed = registry.rebuild().then(() => Promise.all([signInFlow.resume(), changed()]));
  const ready = resumed.then(() => {
    void opener.resume().then(() => renewals.check());
  });
  const tabHandlers = chipDesk.handlers();
  routeMessages({ runtime: api.runtime, ready, handlers: messageHandlers(parts), tabHandlers });
  listenToBrowser(api, parts);
  listenToEntries(api, parts);
  listenToStorage(api, parts);
}

/** @param {Surroundings} surroundings */
function makeGround({ api, clock, connect, reason, newId }) {
  const { alarms, notifications, storage, tabs, windows } = api;
  /** @type {StateStore<SessionState>} */
  const session = new StateStore(storage.session, sessionDefaults);
  /** @type {StateStore<LocalState>} */
  const local = new StateStore(storage.local, localDefaults);
  const settings = new SettingsStore({ local, managed: storage.managed });
  const client = new HostClient({ connect, reason, clock });
  const host = new PolicyGate({ host: client, managed: storage.managed, clock });
  const wakeAlarm = new WakeAlarm({ session, alarms });
  const registry = new SessionRegistry({ session, local, tabs, clock });
  const notifier = new Notifier(notifications);
  const directory = new PortalDirectory({ host, local, session, clock });
  const openingTab = new OpeningTab({ session, registry, tabs });
  const wantedPage = new WantedPage({ host, local });
  const clipboardClearer = new ClipboardClearer({ api });
  const stores = { session, local, settings, registry, directory, clipboardClearer };
  return {
    ...stores,
    api,
    tabs,
    windows,
    clock,
    host,
    wakeAlarm,
    notifier,
    openingTab,
    wantedPage,
    newId,
  };
}

/** @param {Surroundings} surroundings */
function makeParts(surroundings) {
  const ground = makeGround(surroundings);
  const { local, settings, directory, notifier, session, clock } = ground;
  /** Popups that are open: each holds a port. @type {Set<chrome.runtime.Port>} */
  const popups = new Set();
  const popupIsOpen = () => popups.size > 0;
  /** @type {() => Promise<void>} */
  const changed = () => sessionParts.changed();
  const failures = new Failures({ session, notifier, clock, popupIsOpen, changed });
  const history = new SessionHistory({ host: ground.host, settings });
  const sessionParts = makeSessionParts(ground, {
    failures,
    history,
    open: (request, after) => opener.open(request, after),
  });
  const { isolation, renewals, notices } = sessionParts;
  /** @type {SignInFlow} */
  const signInFlow = new SignInFlow({
    ...ground,
    failures,
    chromiumVersion: surroundings.chromiumVersion,
    open: async (wanted, grantTab) => {
      await opener.open(wanted, { replaceTabId: grantTab, signedIn: true });
    },
    signedIn: async (portal) => {
      await notices.signedIn(portal);
      await renewals.signedIn(portal);
    },
  });
  /** @type {ConsoleOpener} */
  const opener = new ConsoleOpener({
    ...ground,
    failures,
    history,
    isolation,
    signIn: async (portal, wanted) => {
      await directory.markSignedOut(portal);
      await signInFlow.start(portal, wanted.tabId, wanted);
    },
    ...onTheWay(ground, sessionParts),
    changed,
  });
  const { host, clipboardClearer } = ground;
  const known = { local, settings, directory, host, clipboardClearer };
  const entryParts = makeEntryParts(ground, { opener, failures });
  return { ...known, popups, failures, signInFlow, opener, ...sessionParts, ...entryParts };
}

/**
 * What an opening may come to, besides a console.
 * @param {Ground} ground
 * @param {Pick<ReturnType<typeof makeSessionParts>, 'questions' | 'renewals'>} sessionParts
 * @returns {Pick<import('./opening/console-opener.js').Parts, 'askFirst' | 'reopen' | 'notRenewed'>}
 */
function onTheWay({ registry, directory }, { questions, renewals }) {
  return {
    askFirst: (request, obstacle, tabId) => questions.ask(request, obstacle, tabId),
    reopen: async (key, request) => {
      const ended = await registry.get(key);
      const same = ended && request.how === 'go' && !request.to && ended.over !== 'replaced';
      return same ? renewals.reopen(ended, request.by ?? 'popup') : false;
    },
    notRenewed: async (key, error) => {
      const ended = await registry.get(key);
      if (ended && error.code === 'sign_in_needed')
        await directory.markSignedOut(ended.target.portal);
      await renewals.failed(key, error);
    },
  };
}
