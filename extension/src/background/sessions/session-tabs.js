/** @import { PageFacts } from './page-facts.js' */
/** @import { Questions } from '../opening/questions.js' */
/** @import { Renewals } from '../renewal/renewals.js' */
/** @import { SessionPages } from './session-pages.js' */
/** @import { SessionRegistry } from './session-registry.js' */
/** @import { SignInOutcome } from '../opening/sign-in-outcome.js' */
import { isConsoleUrl } from '../../domain/aws-hosts.js';

/**
 * @typedef {object} Parts
 * @property {SessionRegistry} registry
 * @property {SessionPages} pages
 * @property {PageFacts} facts
 * @property {SignInOutcome} outcome
 * @property {Questions} questions
 * @property {Renewals} renewals
 * @property {() => Promise<void>} tick badges, chips and renewals are looked at again
 */

/** Follows the tabs of sessions from page to page. */
export class SessionTabs {
  #parts;

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {number} tabId
   * @param {string | undefined} url undefined: it may not be read
   * @param {boolean} loaded the page is there, not only on its way
   */
  async updated(tabId, url, loaded) {
    const { registry, pages, facts, outcome, questions, renewals, tick } = this.#parts;
    if (loaded && ((await questions.tabLoaded(tabId, url)) || (await outcome.settle(tabId, url))))
      return;
    const seen = await registry.seen(tabId, url, loaded);
    if (!seen) return;
    await pages.remember(tabId, url);
    if (loaded && isConsoleUrl(url)) await facts.look(seen.session, tabId, url);
    if (seen.news === 'landed') await renewals.landed(seen.session);
    await tick();
  }
}
