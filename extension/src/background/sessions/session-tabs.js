/** @import { Parts } from '../parts.js' */
import { isConsoleUrl } from '../../domain/aws-hosts.js';

/** Follows the tabs of sessions from page to page. */
export class SessionTabs {
  #parts;

  /** @param {Pick<Parts, 'changed' | 'facts' | 'outcome' | 'pages' | 'questions' | 'registry' | 'renewals'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {number} tabId
   * @param {string | undefined} url undefined: it may not be read
   * @param {boolean} loaded the page is there, not only on its way
   */
  async updated(tabId, url, loaded) {
    const { registry, pages, facts, outcome, questions, renewals, changed } = this.#parts;
    if (loaded && ((await questions.tabLoaded(tabId, url)) || (await outcome.settle(tabId, url))))
      return;
    const seen = await registry.seen(tabId, url, loaded);
    if (!seen) return;
    await pages.remember(tabId, url);
    if (loaded && isConsoleUrl(url)) await facts.look(seen.session, tabId, url);
    if (seen.news === 'landed') await renewals.landed(seen.session);
    changed.emit();
    await renewals.check();
  }
}
