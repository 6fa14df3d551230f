/** @import { OpenRequest } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
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

  /** It is tried again, or was dismissed. */
  async clear() {
    await this.#parts.session.write('failure', null);
    await this.#parts.notifier.clear(notification);
    this.#parts.changed.emit();
  }
}
