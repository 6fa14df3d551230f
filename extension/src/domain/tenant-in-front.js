/** @import { Mismatch, Portal, Session } from '../types.js' */
import { isAwsUrl } from './aws-hosts.js';
import { tenantOnPage } from './portal-page.js';

/**
 * The tenant of the tab in front: the one that a portal's page is about, or the one whose AWS session the page of AWS
 * is of, ended or not.
 * @param {Pick<chrome.tabs.Tab, 'id' | 'url'> | undefined} tab
 * @param {object} known
 * @param {Portal[] | null} known.portals
 * @param {Record<string, Session> | Session[]} known.sessions
 * @param {Record<string, Mismatch>} known.mismatches by tab: who is signed in there instead
 * @returns {{ portal: string, tenant: string | null } | null} `tenant` null: an administrator's console
 */
export function tenantInFront(tab, { portals, sessions, mismatches }) {
  const page = tenantOnPage(tab?.url, portals ?? []);
  if (page || tab?.id === undefined || !isAwsUrl(tab.url) || mismatches[tab.id]) return page;
  const { id } = tab;
  return Object.values(sessions).find(({ tabIds }) => tabIds.includes(id))?.target ?? null;
}
