/** @import { Parts } from '../parts.js' */
import { awsPatterns, isConsoleUrl } from '../../domain/aws-hosts.js';

/** Follows the tabs of sessions from page to page. */
export class SessionTabs {
  #parts;

  /** @param {Pick<Parts, 'api' | 'changed' | 'chromiumVersion' | 'facts' | 'outcome' | 'pages' | 'questions' | 'registry' | 'renewals'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @param {chrome.tabs.Tab} tab */
  async created(tab) {
    await this.#parts.registry.adopt(tab, tab.openerTabId);
  }

  /**
   * @param {chrome.tabs.Tab & { id: number }} tab its `url` is undefined where it may not be read
   * @param {boolean} loaded the page is there, not only on its way
   */
  async updated(tab, loaded) {
    const { registry, pages, facts, outcome, questions, renewals, changed } = this.#parts;
    const { id, url } = tab;
    if (loaded && ((await questions.tabLoaded(id, url)) || (await outcome.settle(id, url)))) return;
    await registry.adopt(tab, this.#linkedFrom(tab));
    const blind = url === undefined && !(await this.#mayReadAws());
    const seen = await registry.seen({ tabId: id, url, loaded, blind });
    if (!seen) return;
    await pages.remember(id, url);
    if (loaded && isConsoleUrl(url)) await facts.look(seen.session, id, url);
    if (seen.news === 'landed') await renewals.landed(seen.session);
    changed.emit();
    await renewals.check();
  }

  /**
   * In Chromium an empty tab has the one that was in front as its opener. One that a link opened was
   * created with the link's address, so it has joined already.
   * @param {chrome.tabs.Tab} tab
   */
  #linkedFrom({ openerTabId }) {
    return this.#parts.chromiumVersion === null ? openerTabId : undefined;
  }

  #mayReadAws() {
    return this.#parts.api.permissions.contains({ origins: awsPatterns });
  }
}
