/** @import { Failure, OpenRequest, Target } from '../../types.js' */
/** @import { Parts } from '../parts.js' */

import { sameTarget } from '../../domain/target-key.js';
import { sentenceFor } from '../../error-sentences.js';
import { HostError } from '../../host/host-error.js';
import { text } from '../../text.js';

const notification = 'failure';

/** Codes of a sign-in that failed, besides those whose name says so. */
const ofSignIns = ['token_rejected', 'other_user', 'listener', 'grant_url'];
/** Codes of a program that can't be used. */
const ofNoHost = ['host_missing', 'host_ended', 'host_too_old', 'host_too_new'];

/** The newest and those that nobody has seen yet. */
const kept = 5;

/**
 * Keeps the last failure for the popup, and behind it those of other targets that nobody has seen; speaks up
 * where no popup is open to show it.
 */
export class Failures {
  #parts;

  /** @param {Pick<Parts, 'changed' | 'clock' | 'notifier' | 'popups' | 'production' | 'session'>} parts */
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
    await this.#change((all) => {
      const others = all.filter((one) => one.unseen && !isAboutSame(one, failure));
      return [failure, ...others].slice(0, kept);
    });
    this.#parts.changed.emit();
    if (!unseen) return;
    const target = request?.target ?? null;
    const production = target !== null && (await this.#parts.production.of(target));
    const { line } = sentenceFor(error, { portal, target, production });
    await this.#parts.notifier.show(notification, text('extension_name'), line);
  }

  /** A popup is opened. It shows the first; where that was seen before, the next. */
  async markSeen() {
    await this.#change(([first, ...others]) => {
      if (!first) return [];
      return seen(first.unseen || others.length === 0 ? [first, ...others] : others);
    });
    await this.#parts.notifier.clear(notification);
    this.#parts.changed.emit();
  }

  /** The one that is shown was dismissed. */
  clear() {
    return this.#clear((_, at) => at === 0);
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
      // A sign-in to the portal answers only those of its tenants' failures that ask for one.
      const answered = failure.portal === portal && (!about || isAboutSignIn(failure));
      const own = about && target ? sameTarget(about, target) : answered;
      return own || !failure.unseen;
    });
  }

  /**
   * The host has said who is signed in: that it can't be used is no longer true, nor that a sign-in failed where
   * somebody is in; but an administrator's may be wanted besides.
   * @param {string[]} portals
   */
  async signedIn(portals) {
    if (!(await this.#parts.session.read('failure'))) return;
    await this.#clear(({ error, portal, request }) => {
      if (ofNoHost.includes(error.code)) return true;
      const isIn = portal !== null && portals.includes(portal);
      const isForAll = request?.target.role === 'tenant' && isAboutSignIn({ error });
      return isIn && (request === null || isForAll);
    });
  }

  /** @param {(failure: Failure, at: number) => boolean} which */
  async #clear(which) {
    let firstGone = true;
    let anyLeft = false;
    await this.#change((all) => {
      const left = all.filter((one, at) => !which(one, at));
      anyLeft = left.length > 0;
      firstGone = left[0] !== all[0];
      if (left.length === all.length) return all;
      // An open popup shows the next one.
      return firstGone && this.#parts.popups.size > 0 ? seen(left) : left;
    });
    if (anyLeft && !firstGone) return;
    await this.#parts.notifier.clear(notification);
    this.#parts.changed.emit();
  }

  /** @param {(all: Failure[]) => Failure[]} change the first is the one that is shown; the same aren't written */
  async #change(change) {
    await this.#parts.session.update('failure', (failure) => {
      const before = listOf(failure);
      const [first, ...others] = change(before);
      const same = before.length === others.length + (first ? 1 : 0);
      if (same && [first, ...others].every((one, at) => one === before[at])) return failure;
      return first ? { ...first, others } : null;
    });
  }
}

/**
 * @param {Failure | null} failure
 * @returns {Failure[]}
 */
function listOf(failure) {
  if (!failure) return [];
  const { others = [], ...first } = failure;
  return [first, ...others];
}

/** @param {Failure[]} all @returns {Failure[]} the first of which is on the screen */
function seen([first, ...others]) {
  if (!first) return [];
  return [first.unseen ? { ...first, unseen: false } : first, ...others];
}

/** @param {Pick<Failure, 'error'>} failure */
function isAboutSignIn({ error }) {
  return error.code.startsWith('sign_in') || ofSignIns.includes(error.code);
}

/** @param {Failure} left @param {Failure} right */
function isAboutSame(left, right) {
  if (!left.request || !right.request)
    return left.request === right.request && left.portal === right.portal;
  return sameTarget(left.request.target, right.request.target);
}
