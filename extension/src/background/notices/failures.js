/** @import { Failure, OpenRequest, Target } from '../../types.js' */
/** @import { Parts } from '../parts.js' */

import { sameTarget } from '../../domain/target-key.js';
import { sentenceFor } from '../../error-sentences.js';
import { HostError } from '../../host/host-error.js';
import { text } from '../../text.js';

const notification = 'failure';

/** Keeps the last failure for the popup, and speaks up where no popup is open to show it. */
export class Failures {
  #parts;

  /** @param {Pick<Parts, 'changed' | 'clock' | 'notifier' | 'popups' | 'session'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {string | null} portal
   * @param {OpenRequest | null} request what to try again; null: a sign-in on its own
   * @param {unknown} cause
   */
  async report(portal, request, cause) {
    const error = HostError.from(cause).toData();
    const unseen = this.#parts.popups.size === 0;
    const failure = { at: this.#parts.clock.now(), portal, request, error, unseen };
    await this.#parts.session.write('failure', failure);
    this.#parts.changed.emit();
    if (!unseen) return;
    const { line } = sentenceFor(error, { portal, target: request?.target ?? null });
    await this.#parts.notifier.show(notification, text('extension_name'), line);
  }

  /** The popup is open and shows it. */
  async markSeen() {
    await this.#parts.session.update('failure', (failure) =>
      failure?.unseen ? { ...failure, unseen: false } : failure,
    );
    await this.#parts.notifier.clear(notification);
    this.#parts.changed.emit();
  }

  /** It was dismissed. */
  clear() {
    return this.#clear(() => true);
  }

  /**
   * Something is tried: its own failure is no longer true, and one that was seen is no longer news. What
   * nobody has seen of others stays.
   * @param {string} portal
   * @param {Target} [target] none: a sign-in to the portal
   */
  triedAgain(portal, target) {
    return this.#clear((failure) => {
      const about = failure.request?.target;
      const own = about && target ? sameTarget(about, target) : failure.portal === portal;
      return own || !failure.unseen;
    });
  }

  /** @param {(failure: Failure) => boolean} which */
  async #clear(which) {
    const left = await this.#parts.session.update('failure', (failure) =>
      failure && which(failure) ? null : failure,
    );
    if (left) return;
    await this.#parts.notifier.clear(notification);
    this.#parts.changed.emit();
  }
}
