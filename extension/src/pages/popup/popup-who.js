/** @import { State } from '../shared/page.js' */
import { text, timeOfDay } from '../../text.js';
import { byId } from '../shared/element.js';
import { isSignedOut } from '../shared/page.js';

/** The end of a portal's session is told from here on. */
const nearEnd = 30 * 60_000;

/**
 * The footer's line: who is signed in to a portal, and until when, where that is near.
 * @param {State} state
 * @param {string | null} name the portal's; null: the first
 * @param {number} [now] milliseconds
 * @returns {string} "" where there is no such portal
 */
export function whoIsSignedIn(state, name, now = Date.now()) {
  const portal = state.portals?.find((known) => name === null || known.name === name);
  if (!portal) return '';
  if (isSignedOut(state, portal.name, now)) return text('footer_signed_out', portal.name);
  const user = portal.user ?? text('somebody');
  const end = portal.session_expires_at;
  if (end === null || end * 1000 - now > nearEnd)
    return text('footer_signed_in_open', portal.name, user);
  return text('footer_signed_in', portal.name, user, timeOfDay(end * 1000, now));
}

/**
 * The footer: who is signed in to a portal, and the way out.
 * @param {(portal: string) => void} signOut
 * @param {() => void} openNow
 */
export function popupFooter(signOut, openNow) {
  const who = byId('who', HTMLElement);
  const button = byId('sign-out', HTMLButtonElement);
  byId('open-now', HTMLButtonElement).addEventListener('click', openNow);
  button.addEventListener('click', () => signOut(button.dataset.portal ?? ''));
  /**
   * @param {State | null} state null: nothing is said
   * @param {string | null} name the portal's; null: the first
   * @param {boolean} isRecorded this is a private window, and the policy has it recorded
   */
  const show = (state, name, isRecorded) => {
    const line = state ? whoIsSignedIn(state, name) : '';
    who.textContent = isRecorded ? `${line} ${text('recorded_private')}`.trim() : line;
    const portal = state?.portals?.find((known) => name === null || known.name === name);
    const isOut = !state || !portal || isSignedOut(state, portal.name);
    // What is hidden can't keep the focus.
    if (isOut && document.activeElement === button) byId('search', HTMLElement).focus();
    button.hidden = isOut;
    if (isOut) return;
    button.dataset.portal = portal.name;
    const label = text('sign_out_of', portal.name);
    button.setAttribute('aria-label', label);
    button.title = label;
  };
  return { show };
}
