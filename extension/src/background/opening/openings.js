/** @import { Intent, OpenAnswer, OpenRequest, Session, Target } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { sameTarget } from '../../domain/target-key.js';
import { SerialQueue } from '../state/serial-queue.js';
import { Signal } from '../state/signal.js';
import { without } from '../state/state-store.js';

/**
 * @typedef {object} After what led to an opening, where that wasn't only the user's choice
 * @property {number | null} [replaceTabId] the tab that becomes the console
 * @property {boolean} [signedIn] a sign-in to the portal came before
 * @property {boolean} [signOutFirst] AWS's logout comes first
 * @property {string} [store] where the console is to live; by default where the user is
 */

/** The openings in progress, stored so that none is lost when the worker is stopped. */
export class Openings {
  #parts;
  /** Ids of those that this worker is busy with. @type {Set<string>} */
  #begun = new Set();
  /** Of tabs that are sent to sign in, one at a time, until the session is written down or nothing came of it. */
  #recording = new SerialQueue();
  /** One was written down. @type {Signal<[Intent]>} */
  added = new Signal();
  /** What came of one, as far as this worker knows; before it is dropped. @type {Signal<[Intent, OpenAnswer]>} */
  ended = new Signal();

  /** @param {Pick<Parts, 'clock' | 'isolation' | 'newId' | 'registry' | 'session' | 'wakeAlarm'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * Stores an opening, unless the same one is in progress, which is taken over; from then on it can't be lost.
   * @param {OpenRequest} request
   * @param {After} [after]
   * @returns {Promise<boolean>} false: the same is
   */
  async add(request, after = {}) {
    const { clock, newId, session, wakeAlarm } = this.#parts;
    const { replaceTabId = null, signedIn = false, signOutFirst = false } = after;
    const store = await this.storeFor(request, after);
    const id = newId();
    const how = { replaceTabId, signedIn, signOutFirst };
    /** @type {Intent} */
    const intent = { ...request, ...how, id, store, startedAt: clock.now(), answer: null };
    // Before it is stored, so that nobody mistakes it for an unfinished one.
    this.#begun.add(id);
    const write = (/** @type {Record<string, Intent>} */ all) => {
      const same = Object.values(all).find(
        (other) => other.store === store && isSame(other, request),
      );
      if (!same) return { ...all, [id]: intent };
      // One that nobody is busy with was left by a call that failed.
      if (!this.#begun.has(same.id)) return { ...without(all, same.id), [id]: intent };
      const { how, by = 'popup' } = request;
      // What was renewed by nobody's word is somebody's own now: it comes to the front, and signs in to the portal.
      const isTakenUp = same.by === 'renewal' && by !== 'renewal';
      return isTakenUp ? { ...all, [same.id]: { ...same, how, by } } : all;
    };
    const intents = await wakeAlarm.around(() => session.update('intents', write));
    const added = intents[id] !== undefined;
    if (added) this.added.emit(intent);
    return added;
  }

  /**
   * @param {OpenRequest} request
   * @param {After} [after]
   * @returns {Promise<string>} the cookie store that the console is to live in
   */
  async storeFor({ target, tabId, privateStore }, { replaceTabId, store } = {}) {
    if (store) return store;
    const from = await this.#parts.registry.tab(replaceTabId ?? tabId);
    if (!from && privateStore) return privateStore;
    return this.#parts.isolation.storeFor(target, from);
  }

  /**
   * @param {Pick<Session, 'store' | 'target'>} session
   * @returns {Promise<boolean>} a page of it that somebody asked for is being opened, which signs in
   */
  async signsIn({ store, target }) {
    const intents = Object.values(await this.#parts.session.read('intents'));
    return intents.some(
      (one) => !one.renews && one.store === store && sameTarget(one.target, target),
    );
  }

  /**
   * @param {Pick<Session, 'store' | 'target'>} session
   * @returns {Promise<boolean>} its second sign-in is being made, since AWS took the first for invalid
   */
  async isSecond({ store, target }) {
    const intents = Object.values(await this.#parts.session.read('intents'));
    return intents.some(
      (one) => one.again && one.store === store && sameTarget(one.target, target),
    );
  }

  /** @returns {Promise<Intent[]>} those that nobody is busy with, each only once */
  async claimUnfinished() {
    const intents = Object.values(await this.#parts.session.read('intents'));
    const unfinished = intents.filter(({ id }) => !this.#begun.has(id));
    for (const { id } of unfinished) this.#begun.add(id);
    return unfinished;
  }

  /** @param {Intent} intent nobody is busy with, whether dropped or not */
  release(intent) {
    this.#begun.delete(intent.id);
    this.ended.emit(intent, { outcome: 'opening' });
  }

  /**
   * @template T
   * @param {() => Promise<T>} work sends a tab to sign in, and writes the session down
   * @returns {Promise<T>}
   */
  recording(work) {
    return this.#recording.run(work);
  }

  /** Ends once each session is written down that a tab was sent to sign in to: the page may be faster. */
  recorded() {
    return this.#recording.run(async () => undefined);
  }

  /** @param {Target} target @returns {Promise<boolean>} one of it is in progress */
  async isUnderWay(target) {
    const intents = Object.values(await this.#parts.session.read('intents'));
    return intents.some((one) => sameTarget(one.target, target));
  }

  /**
   * @param {number} tabId of a tab that is gone: nobody wants the renewals in it that nobody asked for
   * @returns {Promise<(string | null | undefined)[]>} the keys of their sessions
   */
  async dropRenewals(tabId) {
    const intents = Object.values(await this.#parts.session.read('intents'));
    const dropped = intents.filter(
      ({ by, renews, replaceTabId }) => renews && by === 'renewal' && replaceTabId === tabId,
    );
    for (const intent of dropped) await this.drop(intent);
    return dropped.map(({ renews }) => renews);
  }

  /**
   * What came of a sign-in is told or asked; an opening of it that a worker's death has left would only undo that.
   * @param {Pick<Session, 'store' | 'target'>} session
   */
  async settled({ store, target }) {
    const intents = Object.values(await this.#parts.session.read('intents'));
    const left = intents.filter(
      (one) => !one.renews && one.store === store && sameTarget(one.target, target),
    );
    for (const intent of left) await this.drop(intent);
  }

  /**
   * Somebody signed out of it: what was to sign in to it is no longer wanted.
   * @param {Pick<Session, 'store' | 'target'>} session
   */
  async dropAll({ store, target }) {
    const intents = Object.values(await this.#parts.session.read('intents'));
    for (const intent of intents)
      if (intent.store === store && sameTarget(intent.target, target)) await this.drop(intent);
  }

  /** @param {Intent} intent @returns {Promise<boolean>} false: it was dropped meanwhile */
  async isWanted({ id }) {
    return id in (await this.#parts.session.read('intents'));
  }

  /** @param {Intent} intent @returns {Promise<Intent>} as it is by now: somebody may have asked for it, too */
  async present(intent) {
    return (await this.#parts.session.read('intents'))[intent.id] ?? intent;
  }

  /** @param {Intent} intent that is done, or has failed */
  async drop({ id }) {
    await this.#parts.session.update('intents', (all) => without(all, id));
    await this.#parts.wakeAlarm.set();
  }
}

/** @param {OpenRequest} left @param {OpenRequest} right */
function isSame(left, right) {
  return (
    sameTarget(left.target, right.target) &&
    (left.to ?? null) === (right.to ?? null) &&
    left.region === right.region
  );
}

/**
 * @param {Intent} intent
 * @returns {OpenRequest}
 */
export function requestOf(intent) {
  const { target, how, tabId, to = null, by = 'popup', region, confirmed, reason, renews } = intent;
  const further = {
    ...(region ? { region } : {}),
    ...(confirmed ? { confirmed } : {}),
    ...(reason ? { reason } : {}),
    ...(renews ? { renews } : {}),
  };
  return { target, how, tabId, to, by, ...further };
}
