/** @import { Portal } from '../../types.js' */
/** @import { State } from '../shared/page.js' */
import { text, timeOfDay } from '../../text.js';
import { isSignedOut } from '../shared/page.js';

/**
 * @param {State} state
 * @param {Portal} portal
 * @param {number} [now] milliseconds
 * @returns {string} who is signed in to it, and until when
 */
export function portalState(state, { name, user, session_expires_at: end }, now = Date.now()) {
  if (state.signIns[name]) return text('state_signing_in');
  if (isSignedOut(state, name, now)) return text('state_signed_out');
  const who = user ?? text('somebody');
  if (end === null) return text('state_signed_in', who);
  return text('state_signed_in_until', who, timeOfDay(end * 1000, now));
}
