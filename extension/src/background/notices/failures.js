/** @import { Clock, OpenRequest, SessionState } from '../../types.js' */
/** @import { Notifier } from './notifier.js' */
/** @import { StateStore } from '../state/state-store.js' */
import { sentenceFor } from '../../error-sentences.js';
import { HostError } from '../../host/host-error.js';
import { text } from '../../text.js';

const notification = 'failure';

/** Keeps the last failure for the popup, and speaks up where no popup is open to show it. */
export class Failures {
  #session;
  #notifier;
  #clock;
  #popupIsOpen;
  #changed;

  /**
   * @param {object} parts
   * @param {StateStore<SessionState>} parts.session
   * @param {Notifier} parts.notifier
   * @param {Clock} parts.clock
   * @param {() => boolean} parts.popupIsOpen
   * @param {() => Promise<void>} parts.changed the badge has something else to say
   */
  constructor({ session, notifier, clock, popupIsOpen, changed }) {
    this.#session = session;
    this.#notifier = notifier;
    this.#clock = clock;
    this.#popupIsOpen = popupIsOpen;
    this.#changed = changed;
  }

  /**
   * @param {string | null} portal
   * @param {OpenRequest | null} request what to try again; null: a sign-in on its own
   * @param {unknown} cause
   */
  async report(portal, request, cause) {
    const error = HostError.from(cause).toData();
    const unseen = !this.#popupIsOpen();
    const failure = { at: this.#clock.now(), portal, request, error, unseen };
    await this.#session.write('failure', failure);
    await this.#changed();
    if (!unseen) return;
    const { sentence, next } = sentenceFor(error, { portal, target: request?.target ?? null });
    await this.#notifier.show(notification, text('extension_name'), `${sentence} ${next}`);
  }

  /** The popup is open and shows it. */
  async markSeen() {
    await this.#session.update('failure', (failure) =>
      failure?.unseen ? { ...failure, unseen: false } : failure,
    );
    await this.#notifier.clear(notification);
    await this.#changed();
  }

  /** It is tried again, or was dismissed. */
  async clear() {
    await this.#session.write('failure', null);
    await this.#notifier.clear(notification);
    await this.#changed();
  }
}
