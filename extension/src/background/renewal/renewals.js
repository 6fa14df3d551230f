/** @import { OpenedBy, OpenRequest, Renewal, Session } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
/** @import { HostError } from '../../host/host-error.js' */
/** @import { ShownTab } from '../sessions/session-pages.js' */
import { isSignInHost } from '../../domain/aws-hosts.js';
import { renewalModeOf } from '../../domain/settings.js';
import { sessionKey, timeLeft } from '../sessions/session-registry.js';
import { SerialQueue } from '../state/serial-queue.js';
import { isDue, isLeft, phaseAfter } from './renewal-records.js';
import { sessionsDue } from './sessions-due.js';

const countdownMs = 10_000;

/**
 * Renewal at a session's end: the same page in the same tab. One attempt for each end, and none
 * automatically unless somebody used the session, so that no answer can cause a loop.
 */
export class Renewals {
  #parts;
  /** @type {unknown} */
  #timer = null;
  /** Two at once could both do the same work. */
  #queue = new SerialQueue();

  /** @param {Pick<Parts, 'clock' | 'history' | 'notices' | 'pages' | 'records' | 'registry' | 'reloads' | 'runs' | 'settings'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** Announces ends to come, deals with those that have come. */
  check() {
    return this.#queue.run(async () => {
      await this.#parts.runs.sweep();
      for (const session of await sessionsDue(this.#parts)) await this.#checkOne(session);
      await this.#setTimer();
    });
  }

  /** Somebody looks at a tab: what waited for that goes on. @param {number} tabId */
  lookedAt(tabId) {
    return this.#queue.run(async () => {
      const session = await this.#parts.registry.ofTab(tabId);
      if (!session || isLeft(session)) return;
      await this.#parts.registry.change(sessionKey(session), { used: true });
      await this.#runIfDue(session, tabId, 'looked');
    });
  }

  /** Somebody clicks or types in a tab: its session is worth a renewal. @param {number} tabId */
  used(tabId) {
    return this.#queue.run(async () => {
      const session = await this.#parts.registry.ofTab(tabId);
      if (!session || isLeft(session)) return;
      const renewal = await this.#parts.records.ofEnd(session);
      if (renewal?.unreached) return this.#runIfDue(session, tabId, 'used');
      if (session.used) return;
      await this.#parts.registry.change(sessionKey(session), { used: true });
      if (renewal?.phase === 'waiting') await this.#decide({ ...session, used: true });
      await this.#setTimer();
    });
  }

  /**
   * @param {Session} session
   * @param {number} tabId
   * @param {'looked' | 'used'} why
   */
  async #runIfDue(session, tabId, why) {
    const renewal = await this.#parts.records.ofEnd(session);
    if (!renewal || !isDue(renewal, this.#parts.clock.now(), why)) return;
    const tab = await this.#shown(session, tabId);
    if (tab && (await this.#mode(session)) === 'automatic')
      await this.#parts.runs.runUnlessTyping(session, tab);
  }

  /** The network is back. */
  online() {
    return this.#queue.run(async () => {
      for (const session of await this.#parts.registry.all()) {
        const renewal = await this.#parts.records.ofEnd(session);
        const tab = await this.#shown(session, renewal?.tabId ?? null);
        const waits = renewal?.phase === 'waiting' && renewal.unreached > 0;
        if (waits && tab?.active && !isLeft(session))
          await this.#parts.runs.runUnlessTyping(session, tab);
      }
    });
  }

  /** @type {Parts['runs']['closed']} */
  closed(tabId, session) {
    return this.#queue.run(() => this.#parts.runs.closed(tabId, session));
  }

  /** @param {number} tabId */
  stop(tabId) {
    return this.#queue.run(async () => {
      const session = await this.#parts.registry.ofTab(tabId);
      if (session && (await this.#parts.records.ofEnd(session))?.phase === 'countdown')
        await this.#parts.runs.put(session, { phase: 'stopped' });
    });
  }

  /**
   * Signs in again when the user asks, before the end or after it: in the session's tab, or in a new one
   * where the page would lose what was typed.
   * @param {Session} session
   * @param {OpenedBy} by
   * @param {object} [how]
   * @param {number | null} [how.tabId] null: the one that is in front, else the one used last
   * @param {boolean} [how.signedIn] a sign-in to the portal came before
   * @param {boolean} [how.mayLose] the user gives up what was typed
   * @param {boolean} [how.signOutFirst] the user agreed to AWS's logout
   * @returns {Promise<boolean>} false: no tab of the session still shows the console
   */
  reopen(session, by, { tabId = null, mayLose = false, ...how } = {}) {
    return this.#queue.run(async () => {
      const { notices, pages, runs } = this.#parts;
      const shown = await pages.shown(session);
      const tab = shown.find(({ id }) => id === tabId) ?? shown[0];
      if (!tab) return false;
      await notices.clear(session);
      const beside = !mayLose && (await pages.isTyping(tab.id));
      await runs.run(session, tab, by, { ...how, beside });
      return true;
    });
  }

  /** The renewal that somebody asked for waits for a sign-in to the portal. @param {string} key */
  waitForSignIn(key) {
    return this.#queue.run(async () => {
      const session = await this.#parts.registry.get(key);
      const renewal = session && (await this.#parts.records.underWay(session));
      if (renewal) await this.#parts.runs.put(session, { phase: 'sign_in' });
    });
  }

  /**
   * What somebody asked for goes on after the sign-in to the portal.
   * @param {OpenRequest} request @param {boolean} [signOutFirst]
   * @returns {Promise<boolean>} false: it is no renewal, or no tab of the session is left
   */
  async goOn({ renews, by = 'popup', tabId }, signOutFirst = false) {
    const session = await this.#parts.registry.get(renews ?? '');
    return session ? this.reopen(session, by, { tabId, signedIn: true, signOutFirst }) : false;
  }

  /**
   * The sign-in of a session has led to the console: its other tabs, whose session is gone, are reloaded.
   * @param {Session} session
   */
  landed(session) {
    return this.#queue.run(async () => {
      await this.#parts.records.forget(session);
      await this.#parts.notices.clear(session);
      await this.#parts.reloads.add(session);
    });
  }

  /**
   * @param {string} key
   * @param {HostError} error why the host made no sign-in
   */
  failed(key, error) {
    return this.#queue.run(async () => {
      const session = await this.#parts.registry.get(key);
      const renewal = session && (await this.#parts.records.underWay(session));
      if (renewal) await this.#failed(session, renewal, error);
    });
  }

  /**
   * AWS created no session from a sign-in, which is recorded as ended.
   * @param {string} key
   * @param {HostError} error
   */
  refused(key, error) {
    return this.#queue.run(async () => {
      const session = await this.#parts.registry.get(key);
      if (!session) return;
      const tried = { phase: /** @type {const} */ ('running'), tabId: session.signInTabId };
      await this.#failed(session, await this.#parts.records.put(session, tried), error);
    });
  }

  /** @param {Session} session @param {Renewal} renewal @param {HostError} error */
  async #failed(session, renewal, error) {
    const { clock, notices, records } = this.#parts;
    const unreached = renewal.unreached + 1;
    const phase = phaseAfter(error);
    await this.#parts.runs.put(session, { phase, unreached, error: error.toData() });
    if (phase === 'sign_in') await notices.signInNeeded(session);
    else if (phase === 'asked') await notices.ended(session);
    else await notices.failed(session, renewal.tabId, error);
    // The end is still to come, and with it a try of its own.
    if (timeLeft(session, clock.now()) > 0 && phase !== 'sign_in') await records.forget(session);
  }

  /**
   * Somebody has signed in to the portal: everything that waited for it goes on.
   * @param {string} portal
   * @param {boolean} [admin] what administrators open, too
   */
  signedIn(portal, admin = true) {
    return this.#queue.run(async () => {
      const { notices, pages, records, runs } = this.#parts;
      await notices.signedIn(portal);
      for (const { session, tabId } of await records.afterSignIn(portal, admin)) {
        const shown = isLeft(session) ? [] : await pages.shown(session);
        const tab = shown.find(({ id }) => id === tabId) ?? shown[0];
        if (tab) await runs.runUnlessTyping(session, tab);
        else await runs.put(session, { phase: 'waiting' });
      }
    });
  }

  /** @param {Session} session */
  async #checkOne(session) {
    const { clock, notices, pages, registry } = this.#parts;
    if (timeLeft(session, clock.now()) > 0) {
      await registry.change(sessionKey(session), { warned: true });
      if ((await pages.shown(session)).length > 0) await notices.soon(session);
      return;
    }
    const renewal = await this.#parts.records.ofEnd(session);
    if (!renewal) await this.#begin(session);
    else if (isLeft(session)) await this.#parts.runs.leave(session);
    else if (await this.#parts.runs.runAsked(session)) return;
    else if (renewal.phase === 'countdown' && clock.now() >= (renewal.endsAt ?? 0))
      await this.#countdownOver(session, renewal);
    else if (renewal.phase === 'waiting' && (await this.#mode(session)) === 'ask')
      await this.#decide(session);
  }

  /** The first sight of an end: the tab in front gets a countdown, others wait. @param {Session} session */
  async #begin(session) {
    this.#parts.history.noteEnd(session, this.#parts.clock.now());
    await this.#parts.notices.clear(session);
    // What is to be done is stored at once: a tab that comes to the front from now on is looked at.
    if (!(await this.#decide(session))) await this.#parts.runs.put(session, {});
  }

  /**
   * @param {Session} session whose end has come, and nothing was done yet
   * @returns {Promise<boolean>} false: nothing is to be done for now
   */
  async #decide(session) {
    const { clock, notices, pages } = this.#parts;
    if (isLeft(session)) return false;
    const shown = await pages.shown(session);
    const front = shown.find((tab) => tab.active);
    const mode = await this.#mode(session);
    if (await this.#parts.runs.runAsked(session)) return true;
    if (shown.length === 0 || mode === 'off') return false;
    if (mode === 'ask') {
      await this.#parts.runs.put(session, { phase: 'asked', tabId: front?.id ?? null });
      await notices.ended(session);
      return true;
    }
    if (!front || !session.used || !session.landed) return false;
    // Nothing is lost on AWS's page, and nobody stays there.
    if (isSignInHost(front.url)) await this.#parts.runs.run(session, front, 'renewal');
    else if (await pages.isTyping(front.id)) await this.#parts.runs.hold(session, front.id);
    else {
      const endsAt = clock.now() + countdownMs;
      await this.#parts.runs.put(session, { phase: 'countdown', tabId: front.id, endsAt });
      await notices.countdown(session);
    }
    return true;
  }

  /** @param {Session} session @param {Renewal} renewal */
  async #countdownOver(session, { tabId }) {
    const tab = await this.#shown(session, tabId);
    if (tab?.active && !isLeft(session)) await this.#parts.runs.runUnlessTyping(session, tab);
    else await this.#parts.runs.put(session, { phase: 'waiting' });
  }

  /** @param {Session} session */
  async #mode(session) {
    return renewalModeOf(await this.#parts.settings.read(), session);
  }

  /**
   * @param {Session} session @param {number | null} tabId
   * @returns {Promise<ShownTab | undefined>} a tab of it that still shows AWS's pages
   */
  async #shown(session, tabId) {
    return (await this.#parts.pages.shown(session)).find(({ id }) => id === tabId);
  }

  /** A countdown is too short for alarms, which may come half a minute late. */
  async #setTimer() {
    const { clock, records } = this.#parts;
    if (this.#timer !== null) clock.clearTimeout(this.#timer);
    const next = await records.nextCountdownEnd();
    const wait = Math.max(0, (next ?? 0) - clock.now());
    this.#timer = next === null ? null : clock.setTimeout(() => void this.check(), wait);
  }
}
