/** @import { BrowserApi, Mismatch, Renewal, Session } from '../../types.js' */
/** What the toolbar button's badge and title say in a tab, and the calls that make it say so. */
import { shortTimeLeft, timeLevel } from '../../domain/time-left.js';
import { targetName } from '../../target-name.js';
import { leftInWords, text, timeOfDay } from '../../text.js';
import { isOfThisEnd } from '../renewal/renewal-records.js';
import { timeLeft } from './session-registry.js';

/** White on each of these has a contrast of at least 4.5:1. */
const colours = { fine: '#475569', soon: '#b45309', urgent: '#b91c1c', ended: '#111827' };
const failureColour = '#b91c1c';

/** @param {'neutral' | 'production' | 'expired'} kind */
const icon = (kind) => ({
  16: `/icons/${kind}-16.png`,
  32: `/icons/${kind}-32.png`,
  48: `/icons/${kind}-48.png`,
});

/**
 * What tabs without a badge of their own show.
 * @param {BrowserApi['action']} action
 * @param {boolean} failed
 */
export async function paintOthers(action, failed) {
  // The text last: whoever sees it finds the new title.
  await action.setTitle({ title: text(failed ? 'action_title_failed' : 'action_title') });
  if (failed) {
    await action.setBadgeBackgroundColor({ color: failureColour });
    await action.setBadgeTextColor({ color: '#ffffff' });
  }
  await action.setBadgeText({ text: failed ? '!' : '' });
}

/**
 * @param {BrowserApi['action']} action
 * @param {number} tabId
 * @param {Said} said
 * @param {Said | null | undefined} before what it says now: only what differs is painted; none: nobody knows
 */
export async function paintTab(action, tabId, said, before) {
  const { badge, color, title } = said;
  const kind = iconOf(said);
  if (color !== before?.color) await action.setBadgeBackgroundColor({ tabId, color });
  if (!before) await action.setBadgeTextColor({ tabId, color: '#ffffff' });
  if (title !== before?.title) await action.setTitle({ tabId, title });
  if (!before || kind !== iconOf(before)) await action.setIcon({ tabId, path: icon(kind) });
  if (badge !== before?.badge) await action.setBadgeText({ tabId, text: badge });
}

/** @param {Said} said */
function iconOf({ level, production }) {
  if (level === 'ended') return 'expired';
  return production ? 'production' : 'neutral';
}

/**
 * @typedef {object} Said what a tab's badge says
 * @property {string} badge
 * @property {string} color
 * @property {string} title
 * @property {import('../../domain/time-left.js').Level} level
 * @property {boolean} [production]
 */

/**
 * @param {Session} session
 * @param {number} now
 * @param {Mismatch | undefined} mismatch
 * @param {Renewal | undefined} renewal of its end, if that has come
 * @returns {Said}
 */
export function saidOf(session, now, mismatch, renewal) {
  const { target } = session;
  const left = timeLeft(session, now);
  const level = timeLevel(left);
  const name = targetName(target);
  if (mismatch) {
    const title = text('mismatch_title', mismatch.name, mismatch.account, name, target.portal);
    return { badge: '≠', color: failureColour, title, level };
  }
  if (renewal?.phase === 'sign_in' && isOfThisEnd(renewal, session)) {
    const title = text('action_title_sign_in', target.portal, name);
    return { badge: '!', color: failureColour, title, level };
  }
  // There was no session whose end could be told, whether that failed or is tried again.
  const neverCame = !session.landed && session.endedBecause === 'signed_out';
  if (neverCame && (renewal?.error || renewal?.phase === 'running'))
    return nothingSaid(Boolean(renewal.error));
  const title = sessionTitle(session, now);
  const badge = left > 0 ? shortTimeLeft(left) : text('badge_ended');
  return { badge, color: colours[level], title, level };
}

/**
 * @param {Session} session that lives, but not on the host of the tab's page
 * @returns {Said}
 */
export function movedSaid({ target }) {
  const title = text('action_title_moved', targetName(target), target.portal);
  return { badge: '!', color: failureColour, title, level: 'ended' };
}

/**
 * @param {boolean} failed
 * @returns {Said} what tabs without a session say
 */
export function nothingSaid(failed) {
  const title = text('action_title');
  /** @type {Said} */
  const said = { badge: '', color: colours.fine, title, level: 'fine' };
  return failed ? failedSaid(said) : said;
}

/**
 * @param {Said} said
 * @returns {Said} the same of a production tenant
 */
export function inProduction(said) {
  return { ...said, production: true, title: text('production_title', said.title) };
}

/**
 * @param {Said} said
 * @returns {Said}
 */
export function failedSaid(said) {
  return { ...said, badge: '!', color: failureColour, title: text('action_title_failed') };
}

/**
 * @param {Session} session
 * @param {number} now
 * @returns {string} "invoice on acme, AWS session until 17:40 (9 minutes left)"
 */
function sessionTitle(session, now) {
  const name = targetName(session.target);
  const { portal } = session.target;
  if (session.endedBecause === 'replaced') return text('session_title_replaced', name, portal);
  if (session.endedBecause === 'left') return text('session_title_left', name, portal);
  if (session.endedBecause) return text('session_title_signed_out', name, portal);
  const end = timeOfDay(session.expiresAt, now);
  const left = timeLeft(session, now);
  return left > 0
    ? text('session_title', name, portal, end, leftInWords(left))
    : text('session_title_ended', name, portal, end);
}
