/** @import { Difference } from '../../domain/browser-facts.js' */
/** @import { Mismatch, Session } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { linksTo } from '../../content/expired-page.js';
import { hasOptInCookie } from '../../content/opt-in-cookie.js';
import { watchPage } from '../../content/page-watch.js';
import { accountOf, isConsoleUrl, sessionLabelHost } from '../../domain/aws-hosts.js';
import { factsInPage, whoseRole } from '../../domain/page-identity.js';
import { columnsOf } from '../../domain/tenant-table.js';
import { without } from '../state/state-store.js';
import { inPage } from './in-page.js';
import { sessionKey, timeLeft } from './session-registry.js';
import { learnAccount } from './tenant-accounts.js';

/** Reads in a console page who is really signed in, and whether AWS keeps several sessions there. */
export class PageFacts {
  #parts;

  /** @param {Pick<Parts, 'api' | 'clock' | 'directory' | 'isolation' | 'local' | 'pages' | 'registry' | 'seenFacts' | 'session'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * Watches a console page of a session from now on. What AWS's pages tell is undocumented: where
   * they don't, only the address says how sessions are kept.
   * @param {Session} session
   * @param {number} tabId
   * @param {string | undefined} url
   * @param {boolean} [late] it has been there for a while
   */
  async look(session, tabId, url, late = false) {
    const content = await this.#watch(session, tabId, late);
    if (content === undefined) return;
    const facts = factsInPage(content);
    this.#parts.seenFacts.note('aws.session_data', session, facts ? '' : othersOf(content));
    const labelHost = sessionLabelHost(url);
    const multi = facts?.multiSession ?? labelHost !== null;
    await this.#parts.isolation.learn(session, multi ? 'multi' : 'single');
    if (multi) this.#lookForCookie(session, tabId);
    const wrong = facts !== null && (await this.#isWrong(session, facts.who));
    const account = facts?.who.account ?? accountOf(labelHost) ?? null;
    if (!wrong) await learnAccount(this.#parts.local, session, account);
    if (!facts) return;
    if (!wrong && session.landed && !session.identity)
      await this.#parts.registry.change(sessionKey(session), { identity: facts.who });
    await this.#parts.session.update('mismatches', (all) =>
      wrong ? { ...all, [tabId]: facts.who } : without(all, String(tabId)),
    );
  }

  /**
   * A page of AWS's sign-in has come where a session's page was, and its time is over.
   * @param {Session} session
   * @param {number} tabId
   * @param {string | undefined} url
   */
  async lookAtEnd(session, tabId, url) {
    const { clock, directory, seenFacts } = this.#parts;
    try {
      const portal = await directory.known(session.target.portal);
      if (!portal || !url || timeLeft(session, clock.now()) > 0) return;
      const [frame] = await inPage(this.#parts, { tabId }, linksTo, url, portal.url);
      if (typeof frame?.result === 'boolean')
        seenFacts.note('aws.expired_page', session, frame.result ? '' : 'no_link');
    } catch (error) {
      console.debug('the page of an ended session could not be read', error);
    }
  }

  /**
   * Only to know whether AWS still sets it: nothing goes by it, and nobody waits for it.
   * @param {Session} session
   * @param {number} tabId
   */
  async #lookForCookie(session, tabId) {
    const { seenFacts } = this.#parts;
    if (seenFacts.isNoted('aws.opt_in_cookie', session)) return;
    try {
      const [frame] = await inPage(this.#parts, { tabId }, hasOptInCookie);
      if (typeof frame?.result === 'boolean')
        seenFacts.note('aws.opt_in_cookie', session, frame.result ? '' : 'no_cookie');
    } catch (error) {
      console.debug('the cookie of multi-session could not be looked for', error);
    }
  }

  /** After an update or a restart nobody watches the pages that were open before. None waits for another's answer. */
  async lookAgain() {
    const looks = [];
    for (const session of await this.#parts.registry.all())
      for (const { id, url, discarded, status } of await this.#parts.pages.shown(session))
        if (isConsoleUrl(url)) {
          await this.#parts.pages.remember(id, url);
          // One that is still loading is looked at once it is there.
          if (!discarded && status !== 'loading') looks.push(this.look(session, id, url, true));
        }
    await Promise.all(looks);
  }

  /**
   * @param {Session} session
   * @param {number} tabId
   * @param {boolean} late
   * @returns {Promise<unknown>} what the page's meta tag holds; undefined: it is no page of AWS's that can be
   *   read, and tells nothing
   */
  async #watch({ startedAt }, tabId, late) {
    try {
      const target = { tabId, allFrames: true };
      const frames = await inPage(this.#parts, target, watchPage, startedAt, late);
      return frames.find(({ frameId }) => frameId === 0)?.result;
    } catch (error) {
      console.debug('a page could not be looked after', error);
      return undefined;
    }
  }

  /**
   * A page is wrong if it is in another account than the session, or of another identity than its pages
   * before, or, where none came before, if its role is that of another tenant.
   * @param {Session} session
   * @param {Mismatch} who
   */
  async #isWrong({ account, identity, target }, who) {
    if (account !== null && account !== who.account) return true;
    if (identity) return identity.account !== who.account || identity.name !== who.name;
    if (target.role !== 'tenant') return false;
    const known = await this.#parts.directory.knownData(target.portal);
    const owner = whoseRole(who.name, columnsOf(known).names);
    return owner !== null && owner !== target.name;
  }
}

/** @param {unknown} content of the meta tag @returns {Difference} what was seen instead of a role session's facts */
function othersOf(content) {
  return content === null ? 'no_tag' : 'other_content';
}
