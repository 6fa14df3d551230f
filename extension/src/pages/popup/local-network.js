/** Whether Chromium's Local Network Access keeps a portal's page from reaching the host. */
import { api } from '../../browser.js';

/**
 * To be called while the popup is open on that tab, which is what grants access to it for the moment.
 * @param {number} tabId the grant page's tab
 * @returns {Promise<boolean>} the user, or a policy, has said no
 */
export async function localNetworkDenied(tabId) {
  try {
    const [answer] = await api.scripting.executeScript({
      target: { tabId },
      func: queryPermission,
    });
    return answer?.result === 'denied';
  } catch (error) {
    // The tab is on a page that scripts may not enter: nothing is known then.
    console.debug('the permission could not be read', error);
    return false;
  }
}

/** Runs in the page. The name differs between versions of Chromium. */
async function queryPermission() {
  for (const name of ['loopback-network', 'local-network-access']) {
    const status = await navigator.permissions
      .query({ name: /** @type {PermissionName} */ (name) })
      .catch(() => null);
    if (status) return status.state;
  }
  return 'unknown';
}
