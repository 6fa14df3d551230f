/** @import { Session } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
/** @import { Known } from '../sessions/known-state.js' */
import { renewalModeOf } from '../../domain/settings.js';
import { renewalOf } from '../sessions/known-state.js';
import { timeLeft } from '../sessions/session-registry.js';
import { isLeft, isOfThisEnd } from './renewal-records.js';

/** What nobody asked for, and is shown. @type {(string | undefined)[]} */
const pending = ['countdown', 'held', 'sign_in'];

/**
 * @param {Pick<Parts, 'clock' | 'records' | 'registry' | 'settings'>} parts
 * @returns {Promise<Session[]>} those about which something is to be done now, found without a question about each
 */
export async function sessionsDue({ clock, records, registry, settings }) {
  const all = await registry.all();
  if (all.length === 0) return [];
  const renewals = await records.all();
  const chosen = await settings.read();
  return all.filter((one) => isDue(one, { renewals, settings: chosen, now: clock.now() }));
}

/**
 * @param {Session} session
 * @param {Pick<Known, 'renewals' | 'settings' | 'now'>} known
 */
function isDue(session, { renewals, settings, now }) {
  const left = timeLeft(session, now);
  if (left > 0) return !session.warned && left <= settings.warnMinutes * 60_000;
  const renewal = renewalOf({ renewals }, session);
  if (isLeft(session))
    return !renewal || (pending.includes(renewal.phase) && !isOfThisEnd(renewal, session));
  // Somebody asked for a page of it that hasn't come yet.
  if (typeof session.askedTabId === 'number') return renewal?.phase !== 'running';
  switch (renewal?.phase) {
    case undefined:
      return true;
    case 'countdown':
      return now >= (renewal?.endsAt ?? 0);
    case 'waiting':
      return renewalModeOf(settings, session) === 'ask';
    default:
      return false;
  }
}
