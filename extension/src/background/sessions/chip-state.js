/** @import { ChipPhase, ChipState, Renewal, Session } from '../../types.js' */
/** @import { Known } from './known-state.js' */
import { chipCorner } from '../../domain/chip-corner.js';
import { isProduction } from '../../domain/production.js';
import { isUnderOldLabel } from '../../domain/session-labels.js';
import { targetColour } from '../../domain/target-colour.js';
import { targetKey } from '../../domain/target-key.js';
import { sentenceFor } from '../../error-sentences.js';
import { targetName } from '../../target-name.js';
import { isLeft, isOfThisEnd } from '../renewal/renewal-records.js';
import { renewalOf } from './known-state.js';
import { timeLeft } from './session-registry.js';

/** The buttons of AWS's forms and its panels are at the right. */
const standardCorner = 'bottom-left';

/**
 * @param {Known} known
 * @param {Session} session
 * @param {number} tabId of the session
 * @param {string | undefined} url of that tab
 * @returns {ChipState} what the chip on its page shows
 */
export function chipState(known, session, tabId, url) {
  const { chip, colours, production } = known.settings;
  const { target } = session;
  const renewal = renewalOf(known, session);
  const left = timeLeft(session, known.now);
  const endsAt = renewal?.phase === 'countdown' ? renewal.endsAt : null;
  const phase = phaseOf(session, left, renewal, url);
  const error = phase === 'failed' ? renewal?.error : undefined;
  const because = error ? sentenceFor(error, { portal: target.portal, target }).sentence : null;
  return {
    name: targetName(target),
    portal: target.portal,
    role: target.role,
    production: isProduction(session, production),
    colour: targetColour(targetKey(target), colours, known.tenantColours),
    expiresAt: session.expiresAt,
    isOver: left === 0,
    phase,
    because,
    mismatch: known.mismatches[tabId] ?? null,
    countdown: endsAt === null ? null : { endsAt },
    // What can't be read can't be signed in again: its buttons would do nothing.
    hidden: !chip || url === undefined,
    corner: chipCorner(known.chipPlace) ?? standardCorner,
  };
}

/**
 * @param {Session} session
 * @param {number} left
 * @param {Renewal | undefined} renewal
 * @param {string | undefined} url
 * @returns {ChipPhase}
 */
function phaseOf(session, left, renewal, url) {
  if (renewal && isOfThisEnd(renewal, session)) {
    const { phase } = renewal;
    if (phase === 'running') return 'renewing';
    // Somebody wants back what only a person brings back.
    if (isLeft(session) && (phase === 'sign_in' || phase === 'failed')) return phase;
  }
  const { endedBecause } = session;
  if (endedBecause === 'replaced') return 'replaced';
  if (endedBecause === 'left') return 'signed_out';
  if (left > 0) return isUnderOldLabel(session, url) ? 'moved' : 'live';
  switch (renewal?.phase) {
    case 'countdown':
    case 'held':
    case 'sign_in':
    case 'failed':
      return renewal.phase;
    default:
      return 'ended';
  }
}
