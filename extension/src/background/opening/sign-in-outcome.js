/** @import { OpenRequest, Session } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
/** @import { Obstacle } from './isolation.js' */
import { isSignInHost, isSignInUrl } from '../../domain/aws-hosts.js';
import { isSessionLimitUrl, signInUrlBehind } from '../../domain/console-address.js';
import { HostError } from '../../host/host-error.js';
import { sessionKey } from '../sessions/session-registry.js';

/**
 * What happens to a tab that was sent to sign in and didn't reach the console: AWS refuses a second
 * identity, its logout doesn't go on where multi-session is on, it allows five sessions at most, or the
 * network fails.
 */
export class SignInOutcome {
  #parts;

  /** @param {Pick<Parts, 'api' | 'failures' | 'isolation' | 'openings' | 'questions' | 'registry' | 'renewals'>} parts */
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
    const session = isSignInHost(url) && (await registry.ofTab(tabId));
    if (!session || session.landed || session.signInTabId !== tabId) return false;
    const page = await this.#read(tabId);
    const behind = signInUrlBehind(url);
    if (!page) await this.#fail(session, notReached());
    else if (behind) {
      // The sign-in itself wasn't reached, so it is still good.
      await isolation.learn(session, 'multi');
      await api.tabs.update(tabId, { url: behind });
    } else if (isSessionLimitUrl(url)) await this.#stop(session, 'session_limit');
    else if (!isSignInUrl(url)) return false;
    else if (page.wantsLogout && !session.signOutFirst) {
      await isolation.learn(session, 'single');
      await this.#stop(session, 'sign_out');
    } else await this.#refuse(session);
    return true;
  }

  /**
   * @param {number} tabId
   * @returns {Promise<{ wantsLogout: boolean } | null>} whether AWS says that another identity has to sign out
   *   first, which its link to the logout shows, in whatever language; null: it is no page of AWS's, but the
   *   browser's own about the network
   */
  async #read(tabId) {
    try {
      const func = () => document.querySelector('a[href*="Action=logout"]') !== null;
      const [frame] = await this.#parts.api.scripting.executeScript({ target: { tabId }, func });
      return { wantsLogout: frame?.result === true };
    } catch (error) {
      console.debug("AWS's page could not be read", error);
      return null;
    }
  }

  /** @param {Session} session @param {Obstacle['kind']} kind */
  async #stop(session, kind) {
    const { openings, questions, registry } = this.#parts;
    if (session.by === 'renewal') {
      await this.#fail(session, new HostError('others_signed_in', 'others would end'));
      return;
    }
    const others = await registry.others(session.target, session.store);
    const obstacle = { kind, sessions: others.map(sessionKey) };
    await openings.settled(session);
    await registry.drop(sessionKey(session));
    await questions.ask(requestOf(session), obstacle, session.store, session.signInTabId);
  }

  /** @param {Session} session */
  async #refuse(session) {
    const { failures, openings, registry } = this.#parts;
    const error = new HostError('aws_refused', 'AWS did not take the sign-in');
    if (session.by === 'renewal') {
      await this.#fail(session, error);
      return;
    }
    await openings.settled(session);
    await registry.drop(sessionKey(session));
    await failures.report(session.target.portal, requestOf(session), error);
  }

  /**
   * Its tab stays, and can be signed in again.
   * @param {Session} session
   * @param {HostError} error
   */
  async #fail(session, error) {
    const { registry, renewals } = this.#parts;
    await registry.end(session, 'signed_out');
    await renewals.refused(sessionKey(session), error);
  }
}

function notReached() {
  return new HostError('aws_unreachable', "AWS's sign-in page did not load");
}

/**
 * @param {Session} session
 * @returns {OpenRequest}
 */
function requestOf({ target, signInTabId, destination, by }) {
  return { target, how: 'go', tabId: signInTabId, to: destination, by };
}
