/** @import { BrowserApi } from '../types.js' */
/** @import { Parts } from './composition.js' */

import { clearingAlarm } from './clipboard-clearer.js';
import { isOwnPage } from './message-router.js';
import { answerNotification } from './notices/notification-clicks.js';
import { badgeAlarm } from './sessions/badge.js';

/**
 * Registers for everything the browser tells, besides our pages' messages.
 * @param {BrowserApi} api
 * @param {Parts} parts
 */
export function listenToBrowser(api, parts) {
  listenToTabs(api, parts);
  listenToPopups(api, parts);
  const { action, alarms, notifications, runtime, tabs } = api;
  alarms.onAlarm.addListener(({ name }) => {
    // The alarm for work left undone has done its part by starting the worker.
    if (name === badgeAlarm) void parts.tick();
    else if (name === clearingAlarm) void parts.clipboardClearer.ring();
  });
  runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install')
      void tabs.create({ url: runtime.getURL('src/pages/welcome/welcome.html') });
  });
  const answer = async (/** @type {string} */ id) => {
    await notifications.clear(id);
    if (await answerNotification(id, parts)) return;
    // Not every browser lets an extension open its popup; the badge still points to it.
    await action.openPopup?.().catch((error) => console.debug('the popup stays closed', error));
  };
  notifications.onClicked.addListener((id) => void answer(id));
  notifications.onButtonClicked?.addListener((id) => void answer(id));
  globalThis.addEventListener?.('online', () => void parts.renewals.online());
}

/**
 * @param {BrowserApi} api
 * @param {Parts} parts
 */
function listenToTabs({ tabs, windows }, parts) {
  const { pages, questions, registry, renewals, sessionTabs, signInFlow, tick } = parts;
  tabs.onCreated.addListener((tab) => void registry.adopt(tab));
  tabs.onUpdated.addListener((tabId, change, tab) => {
    // Browsers clear a tab's badge when it goes to another page.
    if (change.status === undefined && change.url === undefined) return;
    void sessionTabs.updated(tabId, tab.url, change.status === 'complete');
  });
  tabs.onRemoved.addListener(async (tabId) => {
    await signInFlow.tabClosed(tabId);
    await questions.tabClosed(tabId);
    await registry.forgetTab(tabId);
    await pages.forget(tabId);
  });
  const look = async (/** @type {number | undefined} */ tabId) => {
    if (tabId === undefined) return;
    await renewals.lookedAt(tabId);
    if (await registry.ofTab(tabId)) await tick();
  };
  tabs.onActivated.addListener(({ tabId }) => void look(tabId));
  windows.onFocusChanged.addListener(async (windowId) => {
    if (windowId === windows.WINDOW_ID_NONE) return;
    const [tab] = await tabs.query({ active: true, windowId });
    await look(tab?.id);
  });
}

/**
 * @param {BrowserApi} api
 * @param {Parts} parts
 */
function listenToPopups({ runtime }, { popups, failures }) {
  runtime.onConnect.addListener((port) => {
    if (port.name !== 'popup' || !port.sender || !isOwnPage(port.sender, runtime)) return;
    popups.add(port);
    port.onDisconnect.addListener(() => popups.delete(port));
    void failures.markSeen();
  });
}
