/** @import { ErrorData, OpenHow, OpenRequest, Target } from '../../types.js' */
/** @import { State } from '../shared/page.js' */
/** @import { Row } from './popup-model.js' */
import { portalPageOf } from '../../domain/portal-page.js';
import { sameTarget, targetKey } from '../../domain/target-key.js';
import { HostError } from '../../host/host-error.js';
import { targetName } from '../../target-name.js';
import { text } from '../../text.js';
import { ask, isSignedOut } from '../shared/page.js';

/**
 * @typedef {object} Popup what the actions need of it
 * @property {() => State | null} state
 * @property {() => Pick<OpenRequest, 'tabId' | 'privateStore'>} from the tab the user is in
 * @property {(url: string) => Promise<void>} openPage in a tab
 * @property {() => void} close does nothing where the popup is a page in a tab
 * @property {(problem: ErrorData | null) => void} problem the background could not be asked; null: it could
 * @property {(words: string) => void} say what came of an act, where nothing else shows it; "": nothing
 */

/** What the popup asks of the background; it goes once the tab that was asked for is there. */
export class PopupActions {
  #popup;
  /** The target whose tab is waited for. @type {Target | null} */
  #opened = null;
  /** When the failure was that was known before. @type {number | null} */
  #failedAt = null;
  /** The portal whose page is waited for. @type {string | null} */
  #signingIn = null;
  /** What was said is no longer so. @type {(state: State) => boolean} */
  #isOver = () => false;

  /** @param {Popup} popup */
  constructor(popup) {
    this.#popup = popup;
  }

  /** @param {Row} row @param {OpenHow} how */
  async open({ target, state, to, failure }, how) {
    if (state === 'opening') return;
    if (failure?.error.code === 'other_cloud') {
      await this.openPortal(target);
      return;
    }
    if (state === 'waiting') {
      await this.showSignIn(target.portal);
      return;
    }
    await this.#open({ target, how, ...this.#popup.from(), to });
  }

  /** The portal's page about a tenant. @param {Target} target */
  async openPortal({ portal, tenant }) {
    const known = this.#popup.state()?.portals?.find(({ name }) => name === portal);
    if (known) await this.#popup.openPage(portalPageOf(known.url, tenant ?? null));
  }

  /** @param {OpenRequest} request */
  #open(request) {
    const { how, target } = request;
    this.#failedAt = this.#popup.state()?.failure?.at ?? null;
    return this.#run(async () => {
      await ask('open', request);
      this.#opened = how === 'background' ? null : target;
    });
  }

  /** @param {string} portal */
  signIn(portal) {
    return this.#run(async () => {
      await ask('sign_in', { portal, tabId: this.#popup.from().tabId });
      this.#signingIn = portal;
    });
  }

  /** @param {string} portal */
  showSignIn(portal) {
    return this.#run(async () => {
      await ask('show_sign_in', { portal });
      this.#signingIn = portal;
    });
  }

  /** @param {string} portal */
  cancelSignIn(portal) {
    return this.#run(() => ask('cancel_sign_in', { portal }));
  }

  /** @param {string} portal */
  signOut(portal) {
    return this.#run(async () => {
      await ask('sign_out', { portal });
      this.#say(text('portal_left', portal), (state) => isSignedOut(state, portal));
    });
  }

  /** @param {Pick<Row, 'target'>} row */
  signOutOfAws({ target }) {
    return this.#run(async () => {
      const all = Object.entries(this.#popup.state()?.sessions ?? {});
      const own = all.filter(([, session]) => sameTarget(session.target, target));
      await ask('sign_out_of_aws', { sessions: own.map(([key]) => key) });
      const isLeft = (/** @type {State} */ { sessions }) =>
        !Object.values(sessions).some(
          (one) =>
            !one.endedBecause && sameTarget(one.target, target) && one.expiresAt > Date.now(),
        );
      this.#say(text('session_left', targetName(target)), isLeft);
    });
  }

  /**
   * @param {string} words
   * @param {(state: State) => boolean} holds whether they are so; the state may tell it later than the answer
   */
  #say(words, holds) {
    let held = false;
    this.#isOver = (state) => {
      const now = holds(state);
      held ||= now;
      return held && !now;
    };
    this.#popup.say(words);
  }

  /** Tries again what failed last. */
  async retry() {
    const failure = this.#popup.state()?.failure;
    if (failure?.request) await this.#open({ ...failure.request, ...this.#popup.from() });
    else if (failure?.portal) await this.signIn(failure.portal);
  }

  dismiss() {
    return this.#run(() => ask('dismiss_failure', {}));
  }

  /** @param {Row} row */
  toggleFavourite({ target, favourite }) {
    const key = targetKey(target);
    return this.#run(() => ask('set_favourite', { key, favourite: !favourite }));
  }

  /**
   * Closes the popup once the tab that was asked for is there, where the browser doesn't do so itself, and takes back
   * what is no longer so. To be called whenever the state has changed.
   */
  leaveWhenOpen() {
    const state = this.#popup.state();
    if (!state) return;
    if (this.#isOver(state)) this.#clear();
    const { intents, signIns, failure } = state;
    if (this.#signingIn && typeof signIns[this.#signingIn]?.tabId === 'number') this.#popup.close();
    if (!this.#opened) return;
    const target = this.#opened;
    const opening = Object.values(intents).some((intent) => sameTarget(intent.target, target));
    const signIn = signIns[target.portal];
    const failed = failure?.request
      ? sameTarget(failure.request.target, target)
      : failure?.portal === target.portal;
    // What is tried again is shown as failed until the new try is under way.
    if (failed && failure?.at !== this.#failedAt) this.#opened = null;
    else if (!opening && (!signIn || signIn.tabId !== null)) this.#popup.close();
  }

  /** Nothing is said any more. */
  #clear() {
    this.#isOver = () => false;
    this.#popup.say('');
  }

  /**
   * Does something that asks the background, and shows it where that fails.
   * @param {() => Promise<unknown>} action
   */
  async #run(action) {
    try {
      this.#clear();
      await action();
      this.#popup.problem(null);
      this.leaveWhenOpen();
    } catch (error) {
      this.#popup.problem(HostError.from(error).toData());
    }
  }
}
