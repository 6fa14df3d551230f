/** @import { BrowserApi, Clock, Host, Intent, LocalState, OpenConsoleResult, OpenRequest, Session, SessionFacts, SessionState } from '../types.js' */
/** @import { Failures } from './failures.js' */
/** @import { SessionRegistry } from './session-registry.js' */
/** @import { StateStore } from './state-store.js' */
/** @import { WakeAlarm } from './wake-alarm.js' */
import { cookieStore } from '../browser.js';
import { inSession, isAwsUrl, isConsoleUrl, isSignInUrl } from '../domain/aws-hosts.js';
import { sameTarget, targetKey } from '../domain/target-key.js';
import { HostError } from '../host/host-error.js';
import { without } from './state-store.js';

const recentsKept = 8;
/** An opening this old is no longer what anyone waits for. */
const tooOld = 5 * 60_000;

/**
 * @typedef {object} Parts
 * @property {Host} host
 * @property {StateStore<SessionState>} session
 * @property {StateStore<LocalState>} local
 * @property {SessionRegistry} registry
 * @property {Failures} failures
 * @property {WakeAlarm} wakeAlarm
 * @property {BrowserApi['tabs']} tabs
 * @property {BrowserApi['windows']} windows
 * @property {Clock} clock
 * @property {() => string} newId
 * @property {(portal: string, wanted: OpenRequest) => Promise<void>} signIn starts a sign-in that ends in `open`
 * @property {() => Promise<void>} changed the badges have something else to say
 */

/** From a row in the list to a tab on the console: reuses a live session, else has one made. */
export class ConsoleOpener {
  #parts;
  /** Ids of the openings this worker is busy with. @type {Set<string>} */
  #running = new Set();

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {OpenRequest} request
   * @param {{ replaceTabId?: number | null, signedIn?: boolean }} [after] set when a sign-in led here
   * @returns {Promise<{ done: Promise<void> }>} comes once the wish is written down and can't be lost;
   *   `done` when the tab is open, or the failure is written down
   */
  async open(request, { replaceTabId = null, signedIn = false } = {}) {
    const { registry, failures } = this.#parts;
    await failures.clear();
    const from = await registry.tab(request.tabId);
    const live = await registry.find(request.target, cookieStore(from));
    const done = Promise.resolve();
    if (live && replaceTabId === null && (await this.#reuse(live, request, from))) return { done };
    const intent = await this.#writeDown(request, replaceTabId, signedIn);
    return { done: intent ? this.#run(intent) : done };
  }

  /** Takes up what an earlier worker left undone. */
  async resume() {
    const intents = Object.values(await this.#parts.session.read('intents'));
    await Promise.all(intents.map((intent) => this.#takeUp(intent)));
  }

  /** @param {Intent} intent */
  async #takeUp(intent) {
    if (this.#running.has(intent.id)) return;
    if (this.#parts.clock.now() - intent.startedAt > tooOld) {
      await this.#fail(intent, new HostError('host_lost', 'the browser stopped while opening'));
      return;
    }
    const opened = await this.#openedBefore(intent);
    if (opened && intent.answer) await this.#finish(intent, intent.answer.facts, opened);
    else await this.#run(intent);
  }

  /**
   * @param {Session} live
   * @param {OpenRequest} request
   * @param {chrome.tabs.Tab | undefined} from
   * @returns {Promise<boolean>} false: there is nothing to go to or to open straight
   */
  async #reuse(live, request, from) {
    const { registry, tabs, windows, changed } = this.#parts;
    const shown = await registry.liveTab(live);
    if (shown && request.how === 'go') {
      await tabs.update(/** @type {number} */ (shown.id), { active: true });
      await windows.update(shown.windowId, { focused: true });
    } else {
      const page = inSession(live.destination, live.labelHost);
      if (!isConsoleUrl(page)) return false;
      const tab = await tabs.create(beside(from, page, request.how !== 'background'));
      await registry.attach(live, tab);
    }
    await this.#remember(request);
    await changed();
    return true;
  }

  /**
   * @param {OpenRequest} request
   * @param {number | null} replaceTabId
   * @param {boolean} signedIn
   * @returns {Promise<Intent | null>} null: the same is being opened already
   */
  async #writeDown(request, replaceTabId, signedIn) {
    const { session, clock, newId, wakeAlarm } = this.#parts;
    const id = newId();
    const startedAt = clock.now();
    // Before it is written down, so that nobody takes it for something left undone.
    this.#running.add(id);
    const intents = await session.update('intents', (all) => {
      const same = Object.values(all).some((other) => sameTarget(other.target, request.target));
      if (same) return all;
      return { ...all, [id]: { ...request, id, startedAt, replaceTabId, signedIn, answer: null } };
    });
    await wakeAlarm.set();
    if (!intents[id]) this.#running.delete(id);
    return intents[id] ?? null;
  }

  /** @param {Intent} intent */
  async #run(intent) {
    this.#running.add(intent.id);
    try {
      const answer = await this.#ask(intent);
      const tab = await this.#show(intent, answer);
      await this.#finish(intent, factsOf(answer), tab);
    } catch (error) {
      await this.#failOrSignIn(intent, HostError.from(error));
    } finally {
      this.#running.delete(intent.id);
    }
  }

  /**
   * @param {Intent} intent
   * @returns {Promise<OpenConsoleResult>}
   * @throws {HostError}
   */
  async #ask({ target }) {
    const answer = await this.#parts.host.request('open_console', {
      portal: target.portal,
      role: target.role,
      ...(target.tenant ? { tenant: target.tenant } : {}),
    });
    if (!isSignInUrl(answer.url) || !isConsoleUrl(answer.destination))
      throw new HostError('console_url', 'the address to open is not one of AWS');
    return answer;
  }

  /**
   * @param {Intent} intent
   * @param {OpenConsoleResult} answer
   * @returns {Promise<chrome.tabs.Tab>}
   */
  async #show(intent, answer) {
    const { session, tabs, registry } = this.#parts;
    const knownTabs = (await tabs.query({})).map((tab) => tab.id ?? -1);
    const facts = factsOf(answer);
    await session.update('intents', (all) => ({
      ...all,
      [intent.id]: { ...intent, answer: { facts, knownTabs } },
    }));
    const replaced = await registry.tab(intent.replaceTabId);
    if (replaced) {
      const active = intent.how !== 'background';
      const options = active ? { url: answer.url, active } : { url: answer.url };
      return /** @type {chrome.tabs.Tab} */ (
        await tabs.update(/** @type {number} */ (replaced.id), options)
      );
    }
    const from = await registry.tab(intent.tabId);
    return tabs.create(beside(from, answer.url, intent.how !== 'background'));
  }

  /**
   * Where a worker died while it opened the tab: the tab that came of it.
   * @param {Intent} intent
   * @returns {Promise<chrome.tabs.Tab | undefined>}
   */
  async #openedBefore({ answer, replaceTabId, tabId }) {
    if (!answer) return undefined;
    const { tabs, registry } = this.#parts;
    const replaced = await registry.tab(replaceTabId);
    if (replaced) return isAwsUrl(replaced.pendingUrl ?? replaced.url) ? replaced : undefined;
    const known = new Set(answer.knownTabs);
    return (await tabs.query({})).find(
      (tab) =>
        !known.has(tab.id ?? -1) &&
        (isAwsUrl(tab.pendingUrl ?? tab.url) || (tabId !== null && tab.openerTabId === tabId)),
    );
  }

  /**
   * @param {Intent} intent
   * @param {SessionFacts} facts
   * @param {chrome.tabs.Tab} tab
   */
  async #finish(intent, facts, tab) {
    await this.#parts.registry.record(intent.target, facts, tab);
    await this.#remember(intent);
    await this.#drop(intent);
    await this.#parts.changed();
  }

  /**
   * @param {Intent} intent
   * @param {HostError} error
   */
  async #failOrSignIn(intent, error) {
    if (error.code !== 'sign_in_needed' || intent.signedIn) {
      await this.#fail(intent, error);
      return;
    }
    const { target, how, tabId } = intent;
    // Written down as wanted by the sign-in before it is dropped here: at no moment it is nowhere.
    await this.#parts.signIn(target.portal, { target, how, tabId });
    await this.#drop(intent);
  }

  /**
   * @param {Intent} intent
   * @param {HostError} error
   */
  async #fail(intent, error) {
    const { target, how, tabId } = intent;
    await this.#parts.failures.report(target.portal, { target, how, tabId }, error);
    await this.#drop(intent);
    if (intent.replaceTabId !== null) await this.#closeGrantPage(intent.replaceTabId);
  }

  /** @param {number} tabId */
  async #closeGrantPage(tabId) {
    if (await this.#parts.registry.tab(tabId)) await this.#parts.tabs.remove(tabId);
  }

  /** @param {Intent} intent */
  async #drop(intent) {
    await this.#parts.session.update('intents', (all) => without(all, intent.id));
    await this.#parts.wakeAlarm.set();
  }

  /** @param {OpenRequest} request */
  async #remember({ target }) {
    const key = targetKey(target);
    if (target.role !== 'tenant') return;
    await this.#parts.local.update('recents', (keys) =>
      keys[0] === key
        ? keys
        : [key, ...keys.filter((other) => other !== key)].slice(0, recentsKept),
    );
  }
}

/**
 * @param {OpenConsoleResult} answer
 * @returns {SessionFacts} all of it but the secret
 */
function factsOf(answer) {
  return {
    destination: answer.destination,
    expiresAt: answer.expires_at * 1000,
    region: answer.region,
    partition: answer.partition,
    account: answer.account,
  };
}

/**
 * @param {chrome.tabs.Tab | undefined} tab where the user is; undefined: wherever the browser likes
 * @param {string} url
 * @param {boolean} active
 * @returns {chrome.tabs.CreateProperties} a tab right of it, in the same window
 */
export function beside(tab, url, active) {
  if (tab?.id === undefined) return { url, active };
  return { url, active, openerTabId: tab.id, index: tab.index + 1, windowId: tab.windowId };
}
