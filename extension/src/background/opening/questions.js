/** @import { Messages, OpenRequest, Question } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
/** @import { After } from './openings.js' */
/** @import { Obstacle } from './isolation.js' */
import { cookieStore, showsOwnPages } from '../../browser.js';
import { inSession, isConsoleUrl, sessionLabelHost } from '../../domain/aws-hosts.js';
import { multiSessionUrl, signOutUrl } from '../../domain/console-address.js';
import { without } from '../state/state-store.js';

const page = 'src/pages/question/question.html';

/** Asks before other sessions end: in a tab, which then becomes the console that was wanted. */
export class Questions {
  #parts;

  /** @param {Pick<Parts, 'api' | 'isolation' | 'newId' | 'openingTab' | 'openings' | 'pages' | 'records' | 'registry' | 'session' | 'settings'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {OpenRequest} request
   * @param {Obstacle} obstacle
   * @param {string} store the cookie store that the console is to live in
   * @param {number | null} replaceTabId a tab to ask in; null: a new one
   */
  async ask(request, { kind, sessions, asksReason }, store, replaceTabId) {
    const { settings, session, newId, openings } = this.#parts;
    if (kind === 'sign_out' && (await settings.read()).signOutWithoutAsking) {
      await openings.add(request, { replaceTabId, signOutFirst: true, store });
      return;
    }
    const id = newId();
    /** @type {Question} */
    const question = {
      id,
      kind,
      request,
      store,
      tabId: replaceTabId,
      replaces: null,
      sessions,
      phase: 'asked',
      optInFailed: false,
      ...(asksReason ? { asksReason } : {}),
    };
    await session.update('questions', (all) => ({ ...all, [id]: question }));
    await this.#parts.records.move(request.renews, 'asked');
    try {
      await this.#show(question);
    } catch (error) {
      // Where its page has come nevertheless, it can be answered.
      if (await this.#isShown(question)) return;
      await this.#forget(question);
      throw error;
    }
  }

  /** @param {Messages['answer_question']['params']} given */
  async answer({ id, answer, session, remember = false, reason = '' }) {
    const question = (await this.#parts.session.read('questions'))[id];
    if (!question || question.phase !== 'asked') return;
    if (answer === 'cancel') await this.#cancel(question);
    else if (answer === 'multi_session') await this.#turnOnMultiSession(question);
    else if (question.kind === 'session_limit') await this.#end(question, session ?? '');
    else if (question.kind !== 'sign_out') await this.#open(confirmed(question, reason), {});
    else {
      if (remember) await this.#parts.settings.change({ signOutWithoutAsking: true });
      await this.#open(question, { signOutFirst: true });
    }
  }

  /**
   * A page has loaded in a tab: perhaps the one that the answer to a question has led to.
   * @param {number} tabId
   * @param {string | undefined} url
   * @returns {Promise<boolean>} the tab is a question's
   */
  async tabLoaded(tabId, url) {
    const question = await this.#ofTab(tabId);
    if (!question) return false;
    // The question's own page may still be loading when it is answered.
    if (url?.startsWith(this.#parts.api.runtime.getURL(''))) return true;
    const arrived = isConsoleUrl(url);
    if (question.phase === 'opting_in' && sessionLabelHost(url)) await this.#learnMulti(question);
    if (question.phase === 'ending' || (question.phase === 'opting_in' && arrived))
      await this.#open(question, {});
    else if (question.phase === 'opting_in')
      await this.#show(await this.#put(question, { phase: 'asked', optInFailed: true }));
    return true;
  }

  /**
   * After a worker's death: forgets those whose tab was closed meanwhile or went back to the console, finds the tab of
   * one whose number was never learnt, and closes pages whose answer leads elsewhere.
   */
  async sweep() {
    const { registry, session } = this.#parts;
    for (const question of Object.values(await session.read('questions'))) {
      const { phase, tabId } = question;
      const tab = await registry.tab(tabId);
      const own = await this.#pageOf(question);
      if (phase !== 'asked' && own !== tabId) await this.#close(own);
      if (tab && !(phase === 'asked' && isConsoleUrl(shownIn(tab)))) continue;
      if (!(await this.#isShown(question))) await this.#drop(question);
    }
  }

  /** @param {Question} question @returns {Promise<number | null>} the tab that shows its page */
  async #pageOf({ id }) {
    const tabs = await this.#parts.api.tabs.query({});
    return tabs.find((tab) => shownIn(tab).endsWith(`${page}#${id}`))?.id ?? null;
  }

  /** @param {Question} question @returns {Promise<boolean>} a tab shows its page, and is noted as its tab */
  async #isShown(question) {
    const tabId = await this.#pageOf(question);
    if (tabId !== null) await this.#put(question, { tabId });
    return tabId !== null;
  }

  /** @param {number} tabId */
  async tabClosed(tabId) {
    const question = await this.#ofTab(tabId);
    if (question) await this.#drop(question);
    const all = Object.values(await this.#parts.session.read('questions'));
    const elsewhere = all.find(({ replaces }) => replaces === tabId);
    if (elsewhere) await this.#put(elsewhere, { replaces: null });
  }

  /**
   * The answer has led to the portal's page in another tab: the question's page goes.
   * @param {number | null} tabId
   * @param {OpenRequest | null} request
   */
  async leave(tabId, request) {
    const { api, registry, session } = this.#parts;
    const tab = await registry.tab(tabId);
    const url = tab ? shownIn(tab) : '';
    const isAsked = Object.keys(await session.read('questions')).some((id) =>
      url.endsWith(`#${id}`),
    );
    if (url.startsWith(api.runtime.getURL(page)) && !isAsked)
      await this.#goBack({ tabId, replaces: null, renews: request?.renews });
  }

  /** @param {Question} question */
  async #show(question) {
    const { api, openingTab, registry } = this.#parts;
    const url = `${api.runtime.getURL(page)}#${question.id}`;
    const own = await registry.tab(question.tabId);
    if (own && showsOwnPages(own)) {
      await openingTab.lead(own, url);
      return;
    }
    const from = await registry.tab(question.request.tabId);
    const tab = await openingTab.openOwn([own, from], url);
    await this.#put(question, { tabId: tab.id ?? null, replaces: own?.id ?? null });
  }

  /** @param {Question} question */
  async #cancel(question) {
    const { api, registry } = this.#parts;
    // As long as its page is there it can be answered, though the worker dies.
    await this.#goBack({ ...question, renews: question.request.renews });
    await this.#drop(question);
    // Where the question stood in another window: back to where it was asked from.
    const from = await registry.tab(question.replaces ?? question.request.tabId);
    if (from && !showsOwnPages(from)) await api.windows.update(from.windowId, { focused: true });
  }

  /**
   * The tab shows its console page again, if it had one before; else it is closed.
   * @param {Pick<Question, 'replaces' | 'tabId'> & Pick<OpenRequest, 'renews'>} question
   */
  async #goBack({ replaces, renews, tabId }) {
    const { api, pages, registry } = this.#parts;
    const page = tabId === null || replaces !== null ? undefined : await pages.last(tabId);
    const tab = page && (await registry.tab(tabId));
    if (!tab || tab.id === undefined) return this.#close(tabId);
    const session = await registry.get(renews ?? '');
    await api.tabs.update(tab.id, { url: inSession(page, session?.labelHost ?? null) });
  }

  /** @param {number | null} tabId */
  async #close(tabId) {
    const tab = await this.#parts.registry.tab(tabId);
    if (tab?.id !== undefined) await this.#parts.api.tabs.remove(tab.id);
  }

  /**
   * Shows a page of AWS's to the sessions that the question is about: in its own tab, else in one with their
   * cookies, which takes its place.
   * @param {Question} question
   * @param {string} url
   * @param {Question['phase']} phase
   */
  async #lead(question, url, phase) {
    const { openingTab, registry } = this.#parts;
    const { replaces, request, store, tabId } = question;
    const asked = await registry.tab(tabId);
    const own = replaces === null ? asked : await registry.tab(replaces);
    const leads = own !== undefined && cookieStore(own) === store;
    if (leads) {
      await this.#put(question, { phase, tabId: own.id ?? null, replaces: null });
      await openingTab.lead(own, url);
    } else {
      const from = await registry.tab(request.tabId);
      const tab = await openingTab.open([from, asked], url, true, store);
      await this.#put(question, { phase, tabId: tab.id ?? null, replaces: null });
    }
    if (asked && !(leads && asked.id === own.id)) await this.#close(tabId);
  }

  /** By AWS's own way, which leads back to a console page. @param {Question} question */
  async #turnOnMultiSession(question) {
    const session = await this.#parts.registry.get(question.sessions[0] ?? '');
    if (session) await this.#lead(question, multiSessionUrl(session.destination), 'opting_in');
  }

  /** @param {Question} question */
  async #learnMulti({ sessions: [first = ''] }) {
    const session = await this.#parts.registry.get(first);
    if (session) await this.#parts.isolation.learn(session, 'multi');
  }

  /**
   * @param {Question} question
   * @param {string} key of the session to end
   */
  async #end(question, key) {
    const { registry } = this.#parts;
    const session = question.sessions.includes(key) ? await registry.get(key) : undefined;
    if (!session) return;
    await registry.end(session, 'left');
    const url = signOutUrl(inSession(session.destination, session.labelHost));
    await this.#lead(question, url, 'ending');
  }

  /** @param {Question} question @param {After} after */
  async #open(question, after) {
    const { replaces, request, store, tabId } = question;
    const replaceTabId = replaces ?? tabId;
    await this.#parts.records.move(request.renews, 'running');
    await this.#parts.openings.add(request, { ...after, replaceTabId, store });
    if (replaces !== null) {
      // Not as somebody's closing of it, and while it is known: after a worker's death it is found again.
      await this.#put(question, { tabId: null });
      await this.#close(tabId);
    }
    await this.#forget(question);
  }

  /**
   * @param {Question} question
   * @param {Partial<Question>} change
   * @returns {Promise<Question>}
   */
  async #put(question, change) {
    const changed = { ...question, ...change };
    await this.#parts.session.update('questions', (all) => ({ ...all, [question.id]: changed }));
    return changed;
  }

  /** Nobody wants what it was asked for. @param {Question} question */
  async #drop(question) {
    await this.#forget(question);
    await this.#parts.records.move(question.request.renews, 'stopped');
  }

  /** @param {Question} question */
  async #forget({ id }) {
    await this.#parts.session.update('questions', (all) => without(all, id));
  }

  /** @param {number} tabId */
  async #ofTab(tabId) {
    const all = Object.values(await this.#parts.session.read('questions'));
    return all.find((question) => question.tabId === tabId);
  }
}

/** @param {chrome.tabs.Tab} tab @returns {string} what it shows, or is about to */
const shownIn = ({ pendingUrl, url = '' }) => pendingUrl ?? url;

/**
 * @param {Question} question
 * @param {string} reason
 * @returns {Question}
 */
function confirmed(question, reason) {
  const given = reason === '' ? {} : { reason };
  return { ...question, request: { ...question.request, confirmed: true, ...given } };
}
