/** @import { Parts } from './parts.js' */
import { clearingAlarm } from './clipboard-clearer.js';
import { sharedAlarm } from './entries/shared-opener.js';
import { messageHandlers } from './message-handlers.js';
import { isOwnPage, routeMessages } from './message-router.js';
import { answerNotification } from './notices/notification-clicks.js';
import { wakeAlarm } from './renewal/wake-alarm.js';
import { badgeAlarm } from './sessions/painter.js';
import { renameTab } from './state/tab-ids.js';

/**
 * Resumes what an earlier worker left unfinished, or a call of the browser that failed.
 * @param {Parts} parts
 */
export async function goOn({ opener, reloads, renewals, signInFlow, wakeAlarm: alarm }) {
  await signInFlow.resume();
  await opener.resume();
  await renewals.check();
  await reloads.next();
  await alarm.set();
}

/**
 * A worker that died while a tab was closed still counts it.
 * @param {Parts} parts
 */
export async function forgetClosedTabs(parts) {
  const held = (await parts.registry.all()).flatMap(({ tabIds }) => tabIds);
  const open = (await parts.registry.tabs(held)).map(({ id }) => id);
  for (const tabId of held)
    if (!open.includes(tabId) && !(await parts.registry.tab(tabId))) await tabClosed(parts, tabId);
}

/**
 * @param {Parts} parts
 * @param {number} tabId
 */
async function tabClosed(parts, tabId) {
  const { changed, firstRun, leaseQuestions, pages, questions, registry, reloads } = parts;
  const { renewals, signInFlow } = parts;
  await firstRun.tabClosed(tabId);
  await leaseQuestions.tabClosed(tabId);
  await signInFlow.tabClosed(tabId);
  await questions.tabClosed(tabId);
  const session = await registry.ofTab(tabId);
  await registry.forgetTab(tabId);
  // Then the session's other tabs have none any more.
  if (session && !session.landed) changed.emit();
  await pages.forget(tabId);
  await reloads.closed(tabId);
  await renewals.closed(tabId, session);
}

/**
 * Registers listeners for all events of the browser, the pages and the parts. To be called in the worker's first turn.
 * @param {Parts} parts
 * @param {Promise<void>} ready what an earlier worker left is known again
 */
export function listen(parts, ready) {
  const { api, chipService } = parts;
  const tabHandlers = chipService.handlers();
  routeMessages({ runtime: api.runtime, ready, handlers: messageHandlers(parts), tabHandlers });
  listenToParts(parts);
  listenToBrowser(parts);
  listenToNotifications(parts);
  listenToTabs(parts);
  listenToPopups(parts);
  listenToEntries(parts);
  listenToStorage(parts);
}

/** @param {Promise<void>} work that nobody waits for */
function tried(work) {
  work.catch((error) => console.warn('the permission for AWS’s pages was not followed', error));
}

/** @param {Parts} parts */
function listenToParts(parts) {
  const { awsAccess, changed, directory, opener, openings, painter, renewals } = parts;
  const { leaseQuestions, leaseRequested, leaseWithdrawn, openRequested, signInFlow } = parts;
  const { terminalOpener } = parts;
  changed.addListener(() => painter.refresh());
  painter.due.addListener(() => changed.emit());
  painter.due.addListener(() => renewals.check());
  directory.signedIn.addListener(async (portal, admin) => {
    await signInFlow.signedInElsewhere(portal);
    await renewals.signedIn(portal, admin);
    changed.emit();
  });
  openings.added.addListener((intent) => opener.run(intent));
  openings.ended.addListener((intent, answer) => terminalOpener.ended(intent, answer));
  openings.ended.addListener((intent, answer) => tried(awsAccess.ended(intent, answer)));
  openRequested.addListener((wanted) => terminalOpener.open(wanted));
  leaseRequested.addListener((wanted) => leaseQuestions.ask(wanted));
  leaseWithdrawn.addListener((gone) => leaseQuestions.withdraw(gone));
}

/** @param {Parts} parts */
function listenToBrowser(parts) {
  const { api, awsAccess, clipboardClearer, firstRun, menus, painter, renewals } = parts;
  const { alarms, permissions, runtime } = api;
  alarms.onAlarm.addListener(({ name }) => {
    if (name === badgeAlarm) painter.ring();
    else if (name === wakeAlarm) void goOn(parts);
    else if (name === clearingAlarm) void clipboardClearer.ring();
    else if (name === sharedAlarm) void parts.sharedOpener.resume();
  });
  runtime.onInstalled.addListener(({ reason }) => {
    void menus.refresh();
    if (reason === 'install') void firstRun.installed();
  });
  permissions.onAdded.addListener((given) => tried(awsAccess.given(given)));
  permissions.onRemoved.addListener((taken) => awsAccess.takenBack(taken));
  runtime.onStartup.addListener(() => void menus.refresh());
  globalThis.addEventListener?.('online', () => void renewals.online());
}

/** @param {Parts} parts */
function listenToNotifications(parts) {
  const { notifications, tabs } = parts.api;
  const answer = async (/** @type {string} */ id) => {
    await notifications.clear(id);
    if (await answerNotification(id, parts)) return;
    const [tab] = await tabs.query({ active: true, lastFocusedWindow: true });
    if (tab) await parts.popupOpener.list(tab);
  };
  notifications.onClicked.addListener((id) => void answer(id));
  notifications.onButtonClicked?.addListener((id) => void answer(id));
}

/** @param {Parts} parts */
function listenToTabs(parts) {
  const { api, changed, grantTab, painter, registry, reloads, renewals, session, sessionTabs } =
    parts;
  const { tabs, windows } = api;
  tabs.onCreated.addListener((tab) => void sessionTabs.created(tab));
  tabs.onUpdated.addListener((tabId, change, tab) => {
    if (change.status === undefined && change.url === undefined) return;
    void painter.pageLeft(tabId);
    void grantTab.updated({ ...tab, id: tabId }, change.status);
    void sessionTabs.updated({ ...tab, id: tabId }, change);
    if (change.status === 'complete') void reloads.loaded(tabId, tab.url);
  });
  tabs.onRemoved.addListener((tabId) => void tabClosed(parts, tabId));
  // Firefox keeps a tab's id.
  tabs.onReplaced?.addListener(async (to, from) => {
    await renameTab(session, from, to);
    changed.emit();
  });
  const look = async (/** @type {number | undefined} */ tabId) => {
    if (tabId === undefined) return;
    await renewals.lookedAt(tabId);
    if (!(await registry.ofTab(tabId))) return;
    changed.emit();
    await renewals.check();
  };
  tabs.onActivated.addListener(({ tabId }) => void look(tabId));
  windows.onFocusChanged.addListener(async (windowId) => {
    if (windowId === windows.WINDOW_ID_NONE) return;
    const [tab] = await tabs.query({ active: true, windowId });
    await look(tab?.id);
  });
}

/** @param {Parts} parts */
function listenToPopups({ api: { runtime }, popups, failures, runs }) {
  runtime.onConnect.addListener((port) => {
    if (port.name !== 'popup' || !port.sender || !isOwnPage(port.sender, runtime)) return;
    popups.add(port);
    runs.popupOpened();
    port.onDisconnect.addListener(() => popups.delete(port));
    void failures.markSeen();
  });
}

/** The ways in besides the popup: context menu, keyboard, address bar. @param {Parts} parts */
function listenToEntries({ api, menus, omnibox, shortcuts }) {
  api.contextMenus.onClicked.addListener((info, tab) => void menus.clicked(info, tab));
  api.commands.onCommand.addListener((command, tab) => void shortcuts.pressed(command, tab));
  api.omnibox.onInputStarted.addListener(() => void omnibox.suggest(''));
  api.omnibox.onInputChanged.addListener((typed, suggest) => {
    void omnibox.suggest(typed).then(suggest);
  });
  api.omnibox.onInputEntered.addListener(async (typed, disposition) => {
    const [tab] = await api.tabs.query({ active: true, lastFocusedWindow: true });
    const how = disposition === 'newBackgroundTab' ? 'background' : 'go';
    await omnibox.enter(typed, how, tab);
  });
}

/**
 * What follows from what is stored: the menu shows it, the host hears of favourites, the chip is switched with its setting and
 * told its place, a tab that joins a session goes into its group, a policy's portals are there at once.
 * @param {Parts} parts
 */
function listenToStorage(parts) {
  const { api, chipScript, directory, menus, painter, sharedOpener, tabGroups, toldFavourites } =
    parts;
  const underWay = ['intents', 'sessions', 'questions', 'signIns'];
  const inMenu = ['portals', 'portalData', 'favourites', 'recents', 'accounts', 'settings'];
  api.storage.onChanged.addListener((changes, area) => {
    const { sessions, settings, machinePolicy } = /** @type {Record<string, any>} */ (changes);
    const managed = area === 'managed' || (area === 'local' && machinePolicy !== undefined);
    if (managed || (area === 'local' && inMenu.some((key) => key in changes))) void menus.refresh();
    if (area === 'local' && 'favourites' in changes) toldFavourites.tell();
    if (settings || managed) void chipScript.refresh();
    if (settings || managed || (area === 'local' && 'chipPlace' in changes)) void painter.refresh();
    // The directory itself records what fails.
    if (managed) directory.refresh({ force: true }).catch(() => undefined);
    if (area === 'session' && underWay.some((key) => key in changes)) void sharedOpener.next();
    if (area === 'session' && sessions)
      void tabGroups.follow(sessions.oldValue ?? {}, sessions.newValue ?? {});
  });
  void chipScript.refresh();
  // Neither scripts in pages nor a page that took one over may read it. Firefox has no such call.
  api.storage.local
    .setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })
    .catch((error) => console.warn('storage stays open to scripts in pages', error));
}
