/** @import { Session } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { cookieStore } from '../../browser.js';
import { awsPatterns, isConsoleUrl, labelOf } from '../../domain/aws-hosts.js';
import { isSignOutUrl } from '../../domain/console-address.js';
import { twice } from '../state/twice.js';

/** Follows the tabs of sessions from page to page. */
export class SessionTabs {
  #parts;
  /** Tabs that a link has just opened, and the tab that it is in. @type {Map<number, number>} */
  #linkedFrom = new Map();

  /** @param {Pick<Parts, 'api' | 'changed' | 'facts' | 'openings' | 'outcome' | 'pages' | 'questions' | 'registry' | 'reloads' | 'renewals' | 'seenFacts'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * Chromium makes the tab in front the opener of each new one. What a link opened is told of as an empty
   * page that is there, or with the link's address; Ctrl+T's tab is on its way to the browser's own page.
   * @param {chrome.tabs.Tab} tab
   */
  async created(tab) {
    const { id, openerTabId, status } = tab;
    if (id !== undefined && openerTabId !== undefined && status === 'complete')
      this.#linkedFrom.set(id, openerTabId);
    await this.#parts.registry.adopt(tab, openerTabId);
  }

  /**
   * @param {chrome.tabs.Tab & { id: number }} tab its `url` is undefined where it may not be read
   * @param {{ status?: string, url?: string }} change
   * @param {boolean} [late] its page has been there for a while
   */
  async updated(tab, change, late = false) {
    // Firefox tells that a tab leaves its page, too; nothing is known of the next one yet.
    if (change.status === 'loading' && change.url === undefined && tab.url !== undefined) return;
    const loaded = change.status === 'complete';
    const { registry, pages, facts, outcome, questions, reloads, renewals, changed } = this.#parts;
    const { id, url } = tab;
    if (loaded) await this.#parts.openings.recorded();
    if (loaded && ((await questions.tabLoaded(id, url)) || (await outcome.settle(id, url)))) return;
    await registry.adopt(tab, this.#linkedFrom.get(id));
    if (loaded) this.#linkedFrom.delete(id);
    const before = await registry.ofTab(id);
    const blind = url === undefined && !(await this.#mayReadAws());
    const observed = await registry.observe({
      tabId: id,
      url,
      loaded,
      blind,
      store: cookieStore(tab),
    });
    if (!observed) {
      if (isSignOutUrl(url)) changed.emit();
      return;
    }
    await pages.remember(id, url);
    if (loaded && isConsoleUrl(url)) await facts.look(observed.session, id, url, late);
    // A page whose connection broke may never answer.
    if (observed.event === 'ended') void facts.lookAtEnd(observed.session, id, url);
    if (observed.event === 'astray') await reloads.follow(observed.session, { id, url });
    if (observed.event === 'landed') {
      this.#note(observed.session, before);
      await renewals.landed(observed.session);
    }
    changed.emit();
    await renewals.check();
  }

  /** Looks at pages that somebody waits for: they may have come while no worker was there to hear of it. */
  async catchUp() {
    const { registry } = this.#parts;
    for (const { askedTabId = null, endedBecause, landed, signInTabId } of await registry.all()) {
      // What came of a sign-in that has ended was told.
      if (!landed && endedBecause) continue;
      const tab = await registry.tab(landed ? askedTabId : signInTabId);
      if (tab?.id !== undefined && tab.status === 'complete')
        await this.updated({ ...tab, id: tab.id }, { status: 'complete' });
    }
  }

  /** AWS's pages can be read from now on: those that are open are looked at as if they had just come. */
  async lookAgain() {
    const { api, registry } = this.#parts;
    const tabs = await twice(() => api.tabs.query({ url: awsPatterns }));
    const held = (await registry.all()).flatMap(({ tabIds }) => tabIds);
    const isHeld = (/** @type {chrome.tabs.Tab} */ { id }) => held.includes(id ?? -1);
    await Promise.all(tabs.filter(isHeld).map((tab) => this.#lookAt(tab)));
    // Their hosts tell which others are of the same sessions.
    const others = tabs.filter((tab) => !isHeld(tab));
    for (const tab of others) await registry.adopt(tab, undefined);
    await Promise.all(others.map((tab) => this.#lookAt(tab)));
  }

  /** @param {chrome.tabs.Tab} tab with a page of AWS's that has been there for a while */
  async #lookAt(tab) {
    const { pages, registry } = this.#parts;
    const id = /** @type {number} */ (tab.id);
    if (!(await registry.ofTab(id))) return;
    await pages.remember(id, tab.url);
    // One that is still loading is looked at once it is there.
    if (!tab.discarded && tab.status === 'complete')
      await this.updated({ ...tab, id }, { status: 'complete' }, true);
  }

  /** @param {Session} landed @param {Session | undefined} before as it was on its way */
  #note(landed, before) {
    const { seenFacts } = this.#parts;
    if (landed.signOutFirst) seenFacts.note('aws.logout_chain', landed);
    const [label, last] = [labelOf(landed.labelHost), labelOf(before?.labelHost)];
    if (label && last) seenFacts.note('aws.label', landed, label === last ? '' : 'another');
  }

  #mayReadAws() {
    return twice(() => this.#parts.api.permissions.contains({ origins: awsPatterns }));
  }
}
