/** @import { BrowserApi, Clock, LocalState, SessionState } from '../types.js' */
import { HostClient } from '../host/host-client.js';
import { Badge } from './badge.js';
import { ClipboardClearer } from './clipboard-clearer.js';
import { ConsoleOpener } from './console-opener.js';
import { Failures } from './failures.js';
import { listenToBrowser } from './listeners.js';
import { messageHandlers } from './message-handlers.js';
import { routeMessages } from './message-router.js';
import { Notifier } from './notifier.js';
import { PortalDirectory } from './portal-directory.js';
import { SessionRegistry } from './session-registry.js';
import { SettingsStore } from './settings-store.js';
import { SignInFlow } from './sign-in-flow.js';
import { localDefaults, StateStore, sessionDefaults } from './state-store.js';
import { WakeAlarm } from './wake-alarm.js';

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

/**
 * Makes every part and registers every listener in the worker's first turn, so that no event which wakes
 * the worker is missed; then takes up what an earlier worker left undone.
 * @param {Surroundings} surroundings
 */
export function startBackground(surroundings) {
  const { api } = surroundings;
  const parts = makeParts(surroundings);
  const { signInFlow, badge, opener } = parts;
  const resumed = Promise.all([signInFlow.resume(), badge.refresh()]);
  const ready = resumed.then(() => void opener.resume());
  routeMessages({ runtime: api.runtime, ready, handlers: messageHandlers(parts) });
  listenToBrowser(api, parts);
}

/** @param {Surroundings} surroundings */
function makeParts({ api, clock, connect, reason, chromiumVersion, newId }) {
  const { alarms, notifications, storage, tabs, windows } = api;
  /** Popups that are open: each holds a port. @type {Set<chrome.runtime.Port>} */
  const popups = new Set();
  /** @type {StateStore<SessionState>} */
  const session = new StateStore(storage.session, sessionDefaults);
  /** @type {StateStore<LocalState>} */
  const local = new StateStore(storage.local, localDefaults);
  const settings = new SettingsStore({ local, managed: storage.managed });
  const host = new HostClient({ connect, reason, clock });
  const clipboardClearer = new ClipboardClearer({ api });
  const wakeAlarm = new WakeAlarm({ session, alarms });
  const registry = new SessionRegistry({ session, tabs, clock });
  const badge = new Badge({ session, registry, api, clock });
  const changed = () => badge.refresh();
  const popupIsOpen = () => popups.size > 0;
  const notifier = new Notifier(notifications);
  const failures = new Failures({ session, notifier, clock, popupIsOpen, changed });
  const directory = new PortalDirectory({ host, local, session, clock });
  const shared = { host, session, failures, wakeAlarm, tabs, windows, clock };
  /** @type {SignInFlow} */
  const signInFlow = new SignInFlow({
    ...shared,
    directory,
    notifier,
    chromiumVersion,
    open: async (wanted, grantTab) => {
      await opener.open(wanted, { replaceTabId: grantTab, signedIn: true });
    },
  });
  const opener = new ConsoleOpener({
    ...shared,
    local,
    registry,
    newId,
    signIn: async (portal, wanted) => {
      await directory.markSignedOut(portal);
      await signInFlow.start(portal, wanted.tabId, wanted);
    },
    changed,
  });
  const access = { host, clipboardClearer };
  const knowing = { local, settings, registry, directory };
  return { ...access, ...knowing, popups, badge, failures, signInFlow, opener };
}
