/** @import { OpenRequest, Session } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
/** @import { Refusal } from '../../content/aws-refusal.js' */
/** @import { Obstacle } from './isolation.js' */
/** @import { ShownTab } from '../sessions/session-pages.js' */
import { refusalOf } from '../../content/aws-refusal.js';
import { ageOfPage } from '../../content/page-age.js';
import { awsPatterns, isAwsUrl, isConsoleUrl, isSignInUrl } from '../../domain/aws-hosts.js';
import { isSessionLimitUrl, signInUrlBehind } from '../../domain/console-address.js';
import { HostError } from '../../host/host-error.js';
import { inPage } from '../sessions/in-page.js';
import { sessionKey } from '../sessions/session-registry.js';

/** A page that is older than its sign-in by so much, in milliseconds, was there before. */
const surelyOlder = 30_000;

/** What a page of AWS's that refuses for good means. @type {Partial<Record<Refusal, string>>} */
const codes = { private_access: 'aws_private_access', policy: 'aws_denied' };

/**
 * What happens to a tab that was sent to sign in and didn't reach the console: AWS refuses a second
 * identity, its logout doesn't go on where multi-session is on, it allows five sessions at most, the network's
 * or the account's policy forbids it, or the network fails.
 */
export class SignInOutcome {
  #parts;
  /** Tabs that are being looked at. @type {Map<number, Promise<boolean>>} */
  #looking = new Map();

  /** @param {Pick<Parts, 'api' | 'clock' | 'failures' | 'isolation' | 'openings' | 'questions' | 'registry' | 'renewals' | 'runs' | 'seenFacts'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {number} tabId in which a page of AWS's sign-in stays, or one of the console's has come
   * @param {string | undefined} url
   * @returns {Promise<boolean>} it was one of these, and is dealt with
   */
  async settle(tabId, url) {
    const before = this.#looking.get(tabId);
    // One after another: what the first has dealt with isn't asked again.
    const look = async () => {
      await before?.catch(() => false);
      return this.#settle(tabId, url);
    };
    const looking = look();
    this.#looking.set(tabId, looking);
    try {
      return await looking;
    } finally {
      if (this.#looking.get(tabId) === looking) this.#looking.delete(tabId);
    }
  }

  /** @param {number} tabId @param {string | undefined} url */
  async #settle(tabId, url) {
    const { registry } = this.#parts;
    const session = (isEmpty(url) || isAwsUrl(url)) && (await registry.ofTab(tabId));
    if (!session || session.landed || session.signInTabId !== tabId) return false;
    if (isEmpty(url)) return this.#settleEmpty(session, tabId);
    const inConsole = isConsoleUrl(url);
    // Its page is still there while the second sign-in is being made.
    if (await this.#parts.openings.isSecond(session)) return true;
    const page = await this.#read(tabId, inConsole);
    const code = page?.refusal && codes[page.refusal];
    if (code) {
      await this.#refuse(session, code);
      return true;
    }
    if (!inConsole) return this.#settleSignIn(session, tabId, url, page);
    if (!page || !(await this.#wasThere(session, tabId))) return false;
    await this.#fail(session, notReached());
    return true;
  }

  /**
   * Where a connection breaks, Firefox may show no page about it: the tab stays empty, or with the page of before.
   * @param {Session} session
   * @param {number} tabId
   */
  async #settleEmpty(session, tabId) {
    const { api, registry } = this.#parts;
    const tab = await registry.tab(tabId);
    const isLeft = tab?.status === 'complete' && isEmpty(tab.url) && !tab.pendingUrl;
    if (!isLeft || session.endedBecause) return false;
    if (!(await api.permissions.contains({ origins: awsPatterns }))) return false;
    await this.#fail(session, notReached());
    return true;
  }

  /**
   * @param {Session} session
   * @param {number} tabId
   * @returns {Promise<boolean>} the tab still shows the page of before the sign-in, and is on its way nowhere
   */
  async #wasThere({ endedBecause, startedAt }, tabId) {
    const { clock, registry } = this.#parts;
    const tab = await registry.tab(tabId);
    if (endedBecause || tab?.status !== 'complete' || tab.pendingUrl) return false;
    try {
      const [frame] = await inPage(this.#parts, { tabId }, ageOfPage);
      const since = clock.now() - (frame?.result ?? 0);
      return since < startedAt - surelyOlder;
    } catch (error) {
      console.debug('a page could not be asked for its age', error);
      return false;
    }
  }

  /**
   * @param {Session} session
   * @param {number} tabId
   * @param {string | undefined} url
   * @param {{ refusal: Refusal | null } | null} page
   */
  async #settleSignIn(session, tabId, url, page) {
    const { api, isolation, seenFacts } = this.#parts;
    const behind = signInUrlBehind(url);
    if (!page) await this.#fail(session, notReached());
    else if (behind) {
      seenFacts.note('aws.logout_chain', session, 'stopped');
      // The sign-in itself wasn't reached, so it is still good.
      await isolation.learn(session, 'multi');
      await api.tabs.update(tabId, { url: behind });
    } else if (isSessionLimitUrl(url)) await this.#stop(session, 'session_limit');
    else if (!isSignInUrl(url)) return false;
    else if (page.refusal === 'sign_out' && !session.signOutFirst) {
      seenFacts.note('aws.one_identity', session);
      await isolation.learn(session, 'single');
      await this.#stop(session, 'sign_out');
    } else if (page.refusal === 'invalid' && !session.again) await this.#signInAgain(session);
    // Otherwise nothing came of the second, which was told: this is still the first one's page.
    else if (!session.again || !session.endedBecause) await this.#refuse(session, 'aws_refused');
    return true;
  }

  /**
   * A sign-in URL works once. Where its answer was lost, the browser has sent it again: nobody is signed in, and a
   * second sign-in is made; no third.
   * @param {Session} session
   */
  async #signInAgain(session) {
    const { registry, runs } = this.#parts;
    const { by, signInTabId, signOutFirst } = session;
    const tab = /** @type {ShownTab | undefined} */ (await registry.tab(signInTabId));
    if (!tab) return;
    await registry.change(sessionKey(session), { again: true });
    await registry.end(session, 'signed_out');
    await runs.run(session, tab, by, { again: true, signOutFirst });
  }

  /**
   * @param {number} tabId
   * @param {boolean} inConsole
   * @returns {Promise<{ refusal: Refusal | null } | null>} null: it is no page of AWS's, but the browser's own
   *   about the network, or one that doesn't answer
   */
  async #read(tabId, inConsole) {
    try {
      const [frame] = await inPage(this.#parts, { tabId }, refusalOf, inConsole);
      return { refusal: frame?.result ?? null };
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

  /** @param {Session} session @param {string} code */
  async #refuse(session, code) {
    const { failures, openings, registry } = this.#parts;
    const where = session.account === null ? '' : ` to account ${session.account}`;
    const error = new HostError(code, `AWS did not take the sign-in${where}`);
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

/** @param {string | undefined} url undefined: it may not be read @returns {boolean} it is no page of AWS's, nor anybody's */
function isEmpty(url) {
  return !url || url === 'about:blank';
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
