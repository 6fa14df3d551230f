/** @import { Renewal, Session } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
/** @import { HostError } from '../../host/host-error.js' */
import { sessionKey, timeLeft } from '../sessions/session-registry.js';
import { without } from '../state/state-store.js';

/** How often an end is retried at once when portal or AWS couldn't be reached; after that, once a minute. */
const atOnce = 3;
const pauseMs = 60_000;
const unreachable = ['portal_unreachable', 'portal_timeout', 'aws_unreachable', 'deadline'];

/** The records of sessions' renewals: one for each session, about its current end. */
export class RenewalRecords {
  #parts;

  /** @param {Pick<Parts, 'clock' | 'session'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @returns {Promise<Record<string, Renewal>>} by session, some of them about an end before the last */
  all() {
    return this.#parts.session.read('renewals');
  }

  /**
   * @param {Session} session
   * @returns {Promise<Renewal | undefined>} undefined: it isn't over, or nobody has seen its end yet
   */
  async ofEnd(session) {
    const hasEnded = timeLeft(session, this.#parts.clock.now()) === 0;
    return hasEnded ? this.underWay(session) : undefined;
  }

  /**
   * @param {Session} session
   * @returns {Promise<Renewal | undefined>} also of a session that is renewed before its end
   */
  async underWay(session) {
    const renewal = (await this.#parts.session.read('renewals'))[sessionKey(session)];
    return renewal?.startedAt === session.startedAt ? renewal : undefined;
  }

  /**
   * @param {Session} session
   * @param {Partial<Renewal>} change
   * @returns {Promise<Renewal>}
   */
  async put(session, change) {
    const key = sessionKey(session);
    const { startedAt } = session;
    const all = await this.#parts.session.update('renewals', (before) => {
      /** @type {Renewal} */
      const fresh = {
        startedAt,
        phase: 'waiting',
        tabId: null,
        endsAt: null,
        unreached: 0,
        triedAt: 0,
      };
      const old = before[key]?.startedAt === startedAt ? before[key] : fresh;
      const triedFor = session.endedBecause;
      const tried =
        change.phase === 'running' ? { triedAt: this.#parts.clock.now(), triedFor } : {};
      return { ...before, [key]: { ...old, endsAt: null, ...tried, ...change } };
    });
    return /** @type {Renewal} */ (all[key]);
  }

  /**
   * @param {string | null | undefined} key
   * @param {'asked' | 'running' | 'stopped'} phase of the renewal of that session, where one is under way
   */
  async move(key, phase) {
    const session = (await this.#parts.session.read('sessions'))[key ?? ''];
    if (!session || !(await this.underWay(session))) return;
    const early = phase === 'stopped' && timeLeft(session, this.#parts.clock.now()) > 0;
    // The end is still to come, and with it a try of its own.
    if (early) await this.forget(session);
    else await this.put(session, { phase });
  }

  /**
   * What waited for a sign-in to a portal. A session that hasn't ended waits no more: its end has a try of its own.
   * @param {string} portal
   * @param {boolean} admin what administrators open, too
   * @returns {Promise<{ session: Session, tabId: number | null }[]>} those that have ended
   */
  async afterSignIn(portal, admin) {
    const ended = [];
    for (const session of Object.values(await this.#parts.session.read('sessions'))) {
      const { role, portal: own } = session.target;
      const renewal = await this.underWay(session);
      if (own !== portal || renewal?.phase !== 'sign_in' || !(admin || role === 'tenant')) continue;
      if (await this.ofEnd(session)) ended.push({ session, tabId: renewal.tabId });
      else await this.forget(session);
    }
    return ended;
  }

  /** @param {Session} session */
  async forget(session) {
    await this.#parts.session.update('renewals', (all) => without(all, sessionKey(session)));
  }

  /**
   * Drops what is about sessions that are gone; what nobody is busy with has failed.
   * @returns {Promise<string[]>} portals whose sign-in none of them waits for any more
   */
  async sweep() {
    const { session } = this.#parts;
    const { sessions, intents } = await session.readAll('sessions', 'intents');
    const renewed = new Set(Object.values(intents).map(({ renews }) => renews));
    /** @type {string[]} */
    let before = [];
    const after = await session.update('renewals', (all) => {
      before = waitingPortals(all);
      const kept = Object.entries(all).flatMap(([key, one]) => {
        if (sessions[key]?.startedAt !== one.startedAt) return [];
        const isLost = one.phase === 'running' && !renewed.has(key);
        /** @type {Renewal} */
        const swept = isLost ? { ...one, phase: 'failed' } : one;
        return [/** @type {const} */ ([key, swept])];
      });
      const same =
        kept.length === Object.keys(all).length && kept.every(([key, one]) => all[key] === one);
      return same ? all : Object.fromEntries(kept);
    });
    const still = waitingPortals(after);
    return before.filter((portal) => !still.includes(portal));
  }

  /** @returns {Promise<number | null>} milliseconds since 1970; null: there is no countdown */
  async nextCountdownEnd() {
    const ends = Object.values(await this.#parts.session.read('renewals'))
      .filter(({ phase }) => phase === 'countdown')
      .map(({ endsAt }) => endsAt ?? 0);
    return ends.length > 0 ? Math.min(...ends) : null;
  }
}

/** @param {Record<string, Renewal>} renewals by session @returns {string[]} portals whose sign-in they wait for */
function waitingPortals(renewals) {
  const waiting = Object.entries(renewals).filter(([, { phase }]) => phase === 'sign_in');
  // After the session's store, its target's key begins with the portal.
  return waiting.map(([key]) => key.slice(key.indexOf(' ') + 1).split('/')[0] ?? '');
}

/**
 * @param {HostError} error why there is no sign-in
 * @returns {Renewal['phase']}
 */
export function phaseAfter({ code }) {
  if (code === 'sign_in_needed') return 'sign_in';
  if (code === 'others_signed_in' || code === 'reason_needed') return 'asked';
  return unreachable.includes(code) ? 'waiting' : 'failed';
}

/**
 * @param {Renewal} renewal
 * @param {number} now
 * @param {'looked' | 'used'} why a page that is only used may be so every second
 * @returns {boolean} it waits, and may be tried again
 */
export function isDue({ phase, unreached, triedAt }, now, why) {
  const paused = Math.abs(now - triedAt) < pauseMs;
  return phase === 'waiting' && !(paused && (why === 'used' || unreached >= atOnce));
}

/**
 * @param {Renewal} renewal
 * @param {Session} session
 * @returns {boolean} it isn't from before the user ended the session, or another one took its place
 */
export function isOfThisEnd({ triedFor = null }, session) {
  return !isLeft(session) || triedFor === session.endedBecause;
}

/**
 * @param {Session} session
 * @returns {boolean} the user ended it, or another one took its place: only the user brings it back
 */
export function isLeft({ endedBecause }) {
  return endedBecause === 'left' || endedBecause === 'replaced';
}
