/**
 * The background's composition: every part is made here, in the worker's first turn, and every listener
 * registered, so that no event which wakes the worker is missed.
 */
/** @import { LocalState, MessageHandlers, OpenRequest, SessionState } from '../types.js' */
import { api, chromiumVersion, clock, connectHost, disconnectReason } from '../browser.js';
import { HostClient } from '../host/host-client.js';
import { Badge, badgeAlarm } from './badge.js';
import { ConsoleOpener } from './console-opener.js';
import { Failures } from './failures.js';
import { isOwnPage, routeMessages } from './message-router.js';
import { PortalDirectory } from './portal-directory.js';
import { SessionRegistry } from './session-registry.js';
import { SignInFlow } from './sign-in-flow.js';
import { localDefaults, StateStore, sessionDefaults } from './state-store.js';
import { WakeAlarm } from './wake-alarm.js';

const { action, alarms, notifications, runtime, tabs, windows } = api;

/** Popups that are open: each holds a port. @type {Set<chrome.runtime.Port>} */
const popups = new Set();

/** @type {StateStore<SessionState>} */
const session = new StateStore(api.storage.session, sessionDefaults);
/** @type {StateStore<LocalState>} */
const local = new StateStore(api.storage.local, localDefaults);
const host = new HostClient({ connect: connectHost, reason: disconnectReason, clock });
const wakeAlarm = new WakeAlarm({ session, alarms });
const registry = new SessionRegistry({ session, tabs, clock });
const badge = new Badge({ session, registry, api, clock });
const changed = () => badge.refresh();
const popupIsOpen = () => popups.size > 0;
const failures = new Failures({ session, notifications, clock, popupIsOpen, changed });
const directory = new PortalDirectory({ host, local, session, clock });
const signInFlow = new SignInFlow({
  host,
  session,
  directory,
  failures,
  wakeAlarm,
  tabs,
  windows,
  notifications,
  clock,
  chromiumVersion: chromiumVersion(),
  open: async (wanted, grantTab) => {
    await opener.open(wanted, { replaceTabId: grantTab, signedIn: true });
  },
});
const opener = new ConsoleOpener({
  host,
  session,
  local,
  registry,
  failures,
  wakeAlarm,
  tabs,
  windows,
  clock,
  newId: () => crypto.randomUUID(),
  signIn: async (portal, wanted) => {
    await directory.markSignedOut(portal);
    await signInFlow.start(portal, wanted.tabId, wanted);
  },
  changed,
});

/** What an earlier worker left undone is under way again. */
const ready = Promise.all([signInFlow.resume(), badge.refresh()]).then(() => void opener.resume());

/** @type {MessageHandlers} */
const handlers = {
  refresh: async ({ force }) => {
    await directory.refresh({ force });
    return null;
  },
  open: async (request) => {
    await opener.open(request);
    return null;
  },
  sign_in: async ({ portal, tabId }) => {
    await signInFlow.start(portal, tabId, null);
    return null;
  },
  cancel_sign_in: async ({ portal }) => {
    await signInFlow.cancel(portal);
    return null;
  },
  show_sign_in: async ({ portal }) => {
    await signInFlow.show(portal);
    return null;
  },
  sign_out: async ({ portal }) => {
    await directory.signOut(portal);
    return null;
  },
  add_portal: (params) => directory.add(params),
  remove_portal: async ({ portal }) => {
    await directory.remove(portal);
    return null;
  },
  set_favourite: async ({ key, favourite }) => {
    await local.update('favourites', (keys) => {
      const others = keys.filter((other) => other !== key);
      return favourite ? [key, ...others] : others;
    });
    return null;
  },
  dismiss_failure: async () => {
    await failures.clear();
    return null;
  },
  check_host: async () => ({ portals: await directory.portals() }),
};

routeMessages({ runtime, ready, handlers });

runtime.onConnect.addListener((port) => {
  if (port.name !== 'popup' || !port.sender || !isOwnPage(port.sender, runtime)) return;
  popups.add(port);
  port.onDisconnect.addListener(() => popups.delete(port));
  void failures.markSeen();
});

runtime.onInstalled.addListener(({ reason }) => {
  if (reason === 'install') void tabs.create({ url: runtime.getURL('src/pages/welcome.html') });
});

alarms.onAlarm.addListener(({ name }) => {
  // The alarm for work left undone has done its part by starting the worker.
  if (name === badgeAlarm) void badge.refresh();
});

tabs.onCreated.addListener((tab) => void registry.adopt(tab));

tabs.onUpdated.addListener(async (tabId, change, tab) => {
  // Browsers clear a tab's badge when it goes to another page.
  if (change.status === undefined && change.url === undefined) return;
  if (await registry.seen(tabId, tab.url)) await badge.refresh();
});

tabs.onRemoved.addListener(async (tabId) => {
  await signInFlow.tabClosed(tabId);
  await registry.forgetTab(tabId);
});

notifications.onClicked.addListener(async (id) => {
  await notifications.clear(id);
  // Not every browser lets an extension open its popup; the badge still points to it.
  await action.openPopup?.().catch((error) => console.debug('the popup stays closed', error));
});
