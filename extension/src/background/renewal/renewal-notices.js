/** @import { Session } from '../../types.js' */
/** @import { HostError } from '../../host/host-error.js' */
/** @import { Failures } from '../notices/failures.js' */
/** @import { Notifier } from '../notices/notifier.js' */
import { targetName } from '../../target-name.js';
import { inWords, text } from '../../text.js';
import { sessionKey } from '../sessions/session-registry.js';

/** What is said outside our own pages about sessions' ends. A click on it does what it offers. */
export class RenewalNotices {
  #notifier;
  #failures;
  #chipIsShown;

  /**
   * @param {object} parts
   * @param {Notifier} parts.notifier
   * @param {Failures} parts.failures
   * @param {() => Promise<boolean>} parts.chipIsShown the page itself shows a countdown
   */
  constructor({ notifier, failures, chipIsShown }) {
    this.#notifier = notifier;
    this.#failures = failures;
    this.#chipIsShown = chipIsShown;
  }

  /**
   * @param {Session} session
   * @param {number} left milliseconds
   */
  async soon(session, left) {
    const { portal } = session.target;
    const name = targetName(session.target);
    await this.#notifier.show(
      `renew ${sessionKey(session)}`,
      text('renewal_soon_title', name, inWords(left)),
      text('renewal_soon', portal),
      text('renew_now'),
    );
  }

  /** It isn't reopened by itself. @param {Session} session */
  async ended(session) {
    await this.#notifier.show(
      `renew ${sessionKey(session)}`,
      text('renewal_ended_title', targetName(session.target)),
      text('renewal_ended', session.target.portal),
      text('reopen_now'),
    );
  }

  /** Where the page has no chip to show it. @param {Session} session */
  async countdown(session) {
    if (await this.#chipIsShown()) return;
    await this.#notifier.show(
      `countdown ${sessionKey(session)}`,
      text('renewal_ended_title', targetName(session.target)),
      text('renewal_countdown'),
      text('stop'),
    );
  }

  /**
   * Once for a portal, however many sessions wait for it.
   * @param {Session} session
   */
  async signInNeeded({ target }) {
    await this.#notifier.show(
      `portal ${target.portal}`,
      text('renewal_sign_in_title', target.portal),
      text('renewal_sign_in', targetName(target)),
      text('sign_in_to', target.portal),
    );
  }

  /** @param {string} portal */
  async signedIn(portal) {
    await this.#notifier.clear(`portal ${portal}`);
  }

  /**
   * @param {Session} session
   * @param {HostError} error
   */
  async failed({ target }, error) {
    const request = { target, how: /** @type {const} */ ('go'), tabId: null };
    await this.#failures.report(target.portal, request, error);
  }

  /** @param {Session} session */
  async clear(session) {
    await this.#notifier.clear(`renew ${sessionKey(session)}`);
    await this.#notifier.clear(`countdown ${sessionKey(session)}`);
  }
}
