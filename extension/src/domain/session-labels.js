/** @import { Session } from '../types.js' */
/** The labels that AWS's multi-session gives to the console hosts of one session, one after another. */
import { accountOf, isSignInHost, labelOf, sessionLabelHost } from './aws-hosts.js';

/** How many of the labels that a session had are known. */
const mostOldLabels = 5;

/**
 * @param {Session} session that has just landed
 * @param {string | null} labelHost where
 * @returns {Session} which knows the labels that its identity had before; most often there is just one
 */
export function underLabel(session, labelHost) {
  const [before, label] = [labelOf(session.labelHost), labelOf(labelHost)];
  const old = (session.oldLabels ?? []).filter((one) => one !== label);
  if (!before || before === label || !label) return { ...session, labelHost };
  const oldLabels = [...old.filter((one) => one !== before), before].slice(-mostOldLabels);
  const oldTabIds = session.tabIds.filter((id) => id !== session.signInTabId);
  return { ...session, labelHost, oldLabels, oldTabIds };
}

/**
 * @param {Session} session
 * @param {string | undefined} url of one of its tabs: a page of the console, or AWS's sign-in in place of one
 * @returns {boolean} its page is on a host that the session had before AWS gave it another one, and has no session
 */
export function isUnderOldLabel({ landed, oldLabels = [] }, url) {
  if (!landed || oldLabels.length === 0) return false;
  const page = isSignInHost(url) ? new URL(url ?? '').searchParams.get('redirect_uri') : url;
  return oldLabels.includes(labelOf(sessionLabelHost(page ?? undefined)) ?? '');
}

/**
 * @param {Session} session
 * @param {number} tabId
 * @param {string | undefined} url AWS's sign-in, which may not say under which label it was asked for
 */
export function isAstray(session, tabId, url) {
  return isUnderOldLabel(session, url) || (session.landed && session.oldTabIds?.includes(tabId));
}

/**
 * @param {Session} session
 * @param {number} tabId
 * @returns {Session} whose tab shows a page under the session's own label by now, or is led to one
 */
export function underItsLabel(session, tabId) {
  if (!session.oldTabIds?.includes(tabId)) return session;
  return { ...session, oldTabIds: session.oldTabIds.filter((id) => id !== tabId) };
}

/**
 * @param {Session} session
 * @param {string | null} labelHost
 * @returns {boolean} it is of another account than the portal says the session is in
 */
export function isOfOtherAccount({ account }, labelHost) {
  return Boolean(account && labelHost && accountOf(labelHost) !== account);
}
