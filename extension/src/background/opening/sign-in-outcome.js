/** @import { OpenRequest, Session } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
/** @import { Obstacle } from './isolation.js' */
import { isSignInUrl } from '../../domain/aws-hosts.js';
import { isSessionLimitUrl, signInUrlBehind } from '../../domain/console-address.js';
import { HostError } from '../../host/host-error.js';
import { sessionKey } from '../sessions/session-registry.js';

/**
 * What becomes of a tab that was sent to sign in, where that isn't the console: AWS refuses a second
 * identity, its logout doesn't go on where multi-session is on, and five sessions are the most it takes.
 */
export class SignInOutcome {
  #parts;

  /** @param {Pick<Parts, 'api' | 'failures' | 'isolation' | 'questions' | 'registry' | 'renewals'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {number} tabId in which a page of AWS's sign-in stays
   * @param {string | undefined} url
   * @returns {Promise<boolean>} it was one of these, and is dealt with
   */
  async settle(tabId, url) {
    const { api, registry, isolation } = this.#parts;
    const session = await registry.ofTab(tabId);
    if (!session || session.landed || session.signInTabId !== tabId) return false;
    const behind = signInUrlBehind(url);
    if (behind) {
      // The sign-in itself wasn't reached, so it is still good.
      await isolation.learn(session, 'multi');
      await api.tabs.update(tabId, { url: behind });
      return true;
    }
    if (isSessionLimitUrl(url)) {
      const others = await registry.others(session.target, session.store);
      await this.#stop(session, { kind: 'session_limit', sessions: others.map(sessionKey) });
      return true;
    }
    if (!isSignInUrl(url)) return false;
    if (await this.#wantsLogout(session, tabId)) {
      await isolation.learn(session, 'single');
      const others = await registry.others(session.target, session.store);
      await this.#stop(session, { kind: 'sign_out', sessions: others.map(sessionKey) });
    } else await this.#refuse(session);
    return true;
  }

  /**
   * Whether AWS says that another identity has to sign out first. Its page is known by its link to the
   * logout, in whatever language; where it can't be read, by there being another session.
   * @param {Session} session
   * @param {number} tabId
   */
  async #wantsLogout(session, tabId) {
    if (session.signOutFirst) return false;
    const { api, registry } = this.#parts;
    try {
      const func = () => document.querySelector('a[href*="Action=logout"]') !== null;
      const [frame] = await api.scripting.executeScript({ target: { tabId }, func });
      return frame?.result === true;
    } catch (error) {
      console.debug("AWS's page could not be read", error);
      return (await registry.others(session.target, session.store)).length > 0;
    }
  }

  /**
   * @param {Session} session
   * @param {Obstacle} obstacle
   */
  async #stop(session, obstacle) {
    const { questions, registry, renewals } = this.#parts;
    if (session.by === 'renewal') {
      await registry.change(sessionKey(session), { endedBecause: 'signed_out' });
      await renewals.failed(
        sessionKey(session),
        new HostError('others_signed_in', 'others would end'),
      );
      return;
    }
    await registry.drop(sessionKey(session));
    await questions.ask(requestOf(session), obstacle, session.signInTabId);
  }

  /** @param {Session} session */
  async #refuse(session) {
    const { failures, registry, renewals } = this.#parts;
    const error = new HostError('aws_refused', 'AWS did not take the sign-in');
    if (session.by === 'renewal') {
      await registry.change(sessionKey(session), { endedBecause: 'signed_out' });
      await renewals.failed(sessionKey(session), error);
      return;
    }
    await registry.drop(sessionKey(session));
    await failures.report(session.target.portal, requestOf(session), error);
  }
}

/**
 * @param {Session} session
 * @returns {OpenRequest}
 */
function requestOf({ target, signInTabId, destination, by }) {
  return { target, how: 'go', tabId: signInTabId, to: destination, by };
}
