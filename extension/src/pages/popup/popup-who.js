/** @import { Portal } from '../../types.js' */
import { text, timeOfDay } from '../../text.js';

/**
 * The footer's line: who is signed in to a portal, and until when.
 * @param {Portal[]} portals
 * @param {string | null} name the portal's; null: the first
 * @returns {string} "" where there is no such portal
 */
export function whoIsSignedIn(portals, name) {
  const portal = portals.find((known) => name === null || known.name === name);
  if (!portal) return '';
  if (!portal.signed_in) return text('footer_signed_out', portal.name);
  const user = portal.user ?? text('somebody');
  const end = portal.session_expires_at;
  if (end === null) return text('footer_signed_in_open', portal.name, user);
  return text('footer_signed_in', portal.name, user, timeOfDay(end * 1000, Date.now()));
}
