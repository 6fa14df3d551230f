/** @import { Session } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
/** @import { HostError } from '../../host/host-error.js' */
import { text, timeOfDay } from '../../text.js';
import { sessionKey } from '../sessions/session-registry.js';

/** Notifications about sessions' ends. A click on one does what it offers. */
export class RenewalNotices {
  #parts;

  /** @param {Pick<Parts, 'clock' | 'failures' | 'notifier' | 'production' | 'settings'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** It says when, not in how long: it may be read much later. @param {Session} session */
  async soon(session) {
    const { portal } = session.target;
    const name = await this.#parts.production.nameOf(session);
    const end = timeOfDay(session.expiresAt, this.#parts.clock.now());
    await this.#parts.notifier.show(
      `renew ${sessionKey(session)}`,
      text('renewal_soon_title', name, end),
      text('renewal_soon', portal),
      text('renew_now'),
    );
  }

  /** It isn't reopened automatically. @param {Session} session */
  async ended(session) {
    await this.#parts.notifier.show(
      `renew ${sessionKey(session)}`,
      text('renewal_ended_title', await this.#parts.production.nameOf(session)),
      text('renewal_ended', session.target.portal),
      text('reopen_now'),
    );
  }

  /** What was typed on its page would be lost by reopening it. @param {Session} session */
  async held(session) {
    await this.#parts.notifier.show(
      `renew ${sessionKey(session)}`,
      text('renewal_ended_title', await this.#parts.production.nameOf(session)),
      text('renewal_held'),
      text('sign_in_beside'),
    );
  }

  /** Where the page has no chip to show it. @param {Session} session */
  async countdown(session) {
    if ((await this.#parts.settings.read()).chip) return;
    await this.#parts.notifier.show(
      `countdown ${sessionKey(session)}`,
      text('renewal_ended_title', await this.#parts.production.nameOf(session)),
      text('renewal_countdown'),
      text('stop'),
    );
  }

  /**
   * Once for a portal, however many sessions wait for it.
   * @param {Session} session
   */
  async signInNeeded(session) {
    const { portal } = session.target;
    await this.#parts.notifier.show(
      `portal ${portal}`,
      text('renewal_sign_in_title', portal),
      text('renewal_sign_in', await this.#parts.production.nameOf(session)),
      text('sign_in_to', portal),
    );
  }

  /** @param {string} portal */
  async signedIn(portal) {
    await this.#parts.notifier.clear(`portal ${portal}`);
  }

  /** @param {Session} session @param {number | null} tabId @param {HostError} error */
  async failed({ target }, tabId, error) {
    const request = { target, how: /** @type {const} */ ('go'), tabId };
    await this.#parts.failures.report(target.portal, request, error);
  }

  /** @param {Session} session */
  async clear(session) {
    await this.#parts.notifier.clear(`renew ${sessionKey(session)}`);
    await this.#parts.notifier.clear(`countdown ${sessionKey(session)}`);
  }
}
