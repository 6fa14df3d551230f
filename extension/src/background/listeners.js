/** @import { BrowserApi } from '../types.js' */
/** @import { Parts } from './composition.js' */
import { badgeAlarm } from './badge.js';
import { clearingAlarm } from './clipboard-clearer.js';
import { isOwnPage } from './message-router.js';

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
    if (name === badgeAlarm) void parts.badge.refresh();
    else if (name === clearingAlarm) void parts.clipboardClearer.ring();
  });
  runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void tabs.create({ url: runtime.getURL('src/pages/welcome.html') });
  });
  notifications.onClicked.addListener(async (id) => {
    await notifications.clear(id);
    // Not every browser lets an extension open its popup; the badge still points to it.
    await action.openPopup?.().catch((error) => console.debug('the popup stays closed', error));
  });
}

/**
 * @param {BrowserApi} api
 * @param {Parts} parts
 */
function listenToTabs({ tabs }, { badge, registry, signInFlow }) {
  tabs.onCreated.addListener((tab) => void registry.adopt(tab));
  tabs.onUpdated.addListener(async (tabId, change, tab) => {
    // Browsers clear a tab's badge when it goes to another page.
    if (change.status === undefined && change.url === undefined) return;
    const loaded = change.status === 'complete';
    if (await registry.seen(tabId, tab.url, loaded)) await badge.refresh();
  });
  tabs.onRemoved.addListener(async (tabId) => {
    await signInFlow.tabClosed(tabId);
    await registry.forgetTab(tabId);
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
