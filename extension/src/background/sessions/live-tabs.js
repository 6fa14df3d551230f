/** @import { Session } from '../../types.js' */
import { isConsoleUrl } from '../../domain/aws-hosts.js';
import { isSignOutUrl } from '../../domain/console-address.js';
import { isUnderOldLabel } from '../../domain/session-labels.js';

/**
 * @param {chrome.tabs.Tab[]} tabs of a session
 * @param {Session} session
 * @param {boolean} reachable another page of it is sure to open as that session
 * @returns {chrome.tabs.Tab[]} those that show its console, or are on their way to sign in to it, the last one used first
 */
export function liveTabs(tabs, session, reachable) {
  return tabs
    .filter(
      ({ discarded, id, url, status }) =>
        (isConsoleUrl(url) &&
          !isSignOutUrl(url) &&
          !isUnderOldLabel(session, url) &&
          (reachable || !discarded)) ||
        (!session.landed && id === session.signInTabId && status === 'loading'),
    )
    .sort((left, right) => (right.lastAccessed ?? 0) - (left.lastAccessed ?? 0));
}
