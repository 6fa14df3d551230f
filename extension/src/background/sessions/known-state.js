/** @import { Renewal, Session, SessionState, Settings } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { sessionKey } from './session-registry.js';

/**
 * All that badges and chips show, as it is at one moment.
 * @typedef {Pick<SessionState, 'failure' | 'mismatches' | 'pages' | 'renewals' | 'sessions'
 *   | 'tenantColours'> & { settings: Settings, chipPlace: unknown, now: number }} Known
 */

/**
 * @param {Pick<Parts, 'clock' | 'registry' | 'session' | 'settings'>} parts
 * @returns {Promise<Known>}
 */
export async function readKnown({ clock, registry, session, settings }) {
  await registry.rebuild();
  const [memory, chosen] = await Promise.all([
    session.readAll('failure', 'mismatches', 'pages', 'renewals', 'sessions', 'tenantColours'),
    settings.readWithPlace(),
  ]);
  return { ...memory, ...chosen, now: clock.now() };
}

/**
 * @param {Pick<Known, 'renewals'>} known
 * @param {Session} session
 * @returns {Renewal | undefined} the one of its current end, or from before it
 */
export function renewalOf({ renewals }, session) {
  const renewal = renewals[sessionKey(session)];
  return renewal?.startedAt === session.startedAt ? renewal : undefined;
}
