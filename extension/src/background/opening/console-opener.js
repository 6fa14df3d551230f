/** @import { BrowserApi, Clock, History, Host, Intent, LocalState, OpenConsoleResult, OpenRequest, Session, SessionFacts, SessionState } from '../../types.js' */
/** @import { Failures } from '../notices/failures.js' */
/** @import { Isolation, Obstacle } from './isolation.js' */
/** @import { OpeningTab } from './opening-tab.js' */
/** @import { SessionRegistry } from '../sessions/session-registry.js' */
/** @import { StateStore } from '../state/state-store.js' */
/** @import { WakeAlarm } from '../renewal/wake-alarm.js' */
/** @import { WantedPage } from './wanted-page.js' */
import { cookieStore } from '../../browser.js';
import { inSession, isConsoleUrl, isSignInUrl } from '../../domain/aws-hosts.js';
import { serviceOf, signInUrlBehind } from '../../domain/console-address.js';
import { sameTarget, targetKey } from '../../domain/target-key.js';
import { HostError } from '../../host/host-error.js';
import { sessionKey } from '../sessions/session-registry.js';
import { without } from '../state/state-store.js';
import { factsOf } from './opening-tab.js';

const recentsKept = 8;
/** An opening this old is no longer what anyone waits for. */
const tooOld = 5 * 60_000;

/**
 * @typedef {object} Parts
 * @property {Host} host
 * @property {StateStore<SessionState>} session
 * @property {StateStore<LocalState>} local
 * @property {SessionRegistry} registry
 * @property {Isolation} isolation
 * @property {OpeningTab} openingTab
 * @property {Failures} failures
 * @property {History} history
 * @property {WakeAlarm} wakeAlarm
 * @property {WantedPage} wantedPage
 * @property {BrowserApi['tabs']} tabs
 * @property {BrowserApi['windows']} windows
 * @property {Clock} clock
 * @property {() => string} newId
 * @property {(portal: string, wanted: OpenRequest) => Promise<void>} signIn starts a sign-in that ends in `open`
 * @property {(request: OpenRequest, obstacle: Obstacle, tabId: number | null) => Promise<void>} askFirst
 * @property {(key: string, request: OpenRequest) => Promise<boolean>} reopen a session that has ended, where
 *   one of its tabs is still there; false: there is none
 * @property {(key: string, error: HostError) => Promise<void>} notRenewed
 * @property {() => Promise<void>} changed the badges have something else to say
 */

/**
 * @typedef {object} After what led to an opening, where that wasn't the user's choice alone
 * @property {number | null} [replaceTabId] the tab that becomes the console
 * @property {boolean} [signedIn] a sign-in to the portal came before
 * @property {boolean} [signOutFirst] AWS's logout comes first
 * @property {string | null} [renews] the key of the session that ended
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
   * @param {After} [after]
   * @returns {Promise<{ done: Promise<void> }>} comes once the wish is written down and can't be lost;
   *   `done` when the tab is open, or the failure is written down
   */
  async open(request, after = {}) {
    const { registry, failures, isolation, reopen } = this.#parts;
    await failures.clear();
    const from = await registry.tab(after.replaceTabId ?? request.tabId);
    // What is renewed stays where it is, whatever was set since.
    const store =
      after.renews && from ? cookieStore(from) : await isolation.storeFor(request.target, from);
    let wanted = /** @type {OpenRequest | null} */ (request);
    if ((after.replaceTabId ?? null) === null) {
      const live = await registry.find(request.target, store);
      if (live) wanted = await this.#reuse(live, request, from);
      else if (await reopen(`${store} ${targetKey(request.target)}`, request)) wanted = null;
    }
    const intent = wanted && (await this.#writeDown(wanted, after, store));
    return { done: intent ? this.#run(intent) : Promise.resolve() };
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
    const opened = await this.#parts.openingTab.openedBefore(intent);
    if (opened && intent.answer) await this.#finish(intent, intent.answer.facts, opened);
    else await this.#run(intent);
  }

  /**
   * @param {Session} live
   * @param {OpenRequest} request
   * @param {chrome.tabs.Tab | undefined} from
   * @returns {Promise<OpenRequest | null>} what takes a sign-in, since there is nothing to go to or to open
   *   straight; null: it is open
   */
  async #reuse(live, request, from) {
    const { registry, openingTab, tabs, windows, changed } = this.#parts;
    const shown = await registry.liveTab(live);
    const wanted = await this.#parts.wantedPage.inSession(live, request);
    if (shown && request.how === 'go' && wanted === null) {
      await tabs.update(/** @type {number} */ (shown.id), { active: true });
      await windows.update(shown.windowId, { focused: true });
    } else {
      const page = wanted ?? live.destination;
      if (!isConsoleUrl(page)) return request;
      if (!(await registry.isReachable(live))) return { ...request, to: request.to ?? page };
      const active = request.how !== 'background';
      const url = inSession(page, live.labelHost);
      await registry.attach(live, await openingTab.open(from, url, active, live.store));
      // Should AWS have ended it meanwhile, then somebody wants it back.
      await registry.change(sessionKey(live), { used: true });
      this.#note('page', request, page);
    }
    await this.#remember(request);
    await changed();
    return null;
  }

  /**
   * @param {OpenRequest} request
   * @param {After} after
   * @param {string} store
   * @returns {Promise<Intent | null>} null: the same is being opened already
   */
  async #writeDown(request, after, store) {
    const { session, clock, newId, wakeAlarm } = this.#parts;
    const { replaceTabId = null, signedIn = false, signOutFirst = false, renews = null } = after;
    const id = newId();
    const how = { replaceTabId, signedIn, signOutFirst, renews };
    /** @type {Intent} */
    const intent = { ...request, ...how, id, store, startedAt: clock.now(), answer: null };
    // Before it is written down, so that nobody takes it for something left undone.
    this.#running.add(id);
    const intents = await session.update('intents', (all) => {
      const same = Object.values(all).some((other) => sameWish(other, request));
      return same ? all : { ...all, [id]: intent };
    });
    await wakeAlarm.set();
    if (!intents[id]) this.#running.delete(id);
    return intents[id] ?? null;
  }

  /** @param {Intent} intent */
  async #run(intent) {
    this.#running.add(intent.id);
    try {
      const { signOutFirst, obstacle } = await this.#parts.isolation.plan(intent);
      if (obstacle) {
        await this.#stopAt(obstacle, intent);
        return;
      }
      const planned = { ...intent, signOutFirst };
      const answer = await this.#ask(planned);
      const tab = await this.#parts.openingTab.show(planned, answer);
      await this.#finish(planned, factsOf(answer), tab);
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
  async #ask({ target, to, signOutFirst }) {
    const answer = await this.#parts.host.request('open_console', {
      portal: target.portal,
      role: target.role,
      ...(target.tenant ? { tenant: target.tenant } : {}),
      ...(to ? { to } : {}),
      ...(await this.#parts.wantedPage.regionOf(target)),
      ...(signOutFirst ? { sign_out_first: true } : {}),
    });
    const signIn = signOutFirst ? signInUrlBehind(answer.url) : answer.url;
    if (!isSignInUrl(signIn ?? '') || !isConsoleUrl(answer.destination))
      throw new HostError('console_url', 'the address to open is not one of AWS');
    return answer;
  }

  /**
   * @param {Obstacle} obstacle
   * @param {Intent} intent
   */
  async #stopAt(obstacle, intent) {
    const { askFirst, notRenewed } = this.#parts;
    if (intent.renews && intent.by === 'renewal')
      await notRenewed(intent.renews, new HostError('others_signed_in', 'others would end'));
    else await askFirst(requestOf(intent), obstacle, intent.replaceTabId);
    await this.#drop(intent);
  }

  /**
   * @param {Intent} intent
   * @param {SessionFacts} facts
   * @param {chrome.tabs.Tab} tab
   */
  async #finish(intent, facts, tab) {
    const { by = 'popup', signOutFirst, target } = intent;
    await this.#parts.registry.record(target, facts, tab, { by, signOutFirst });
    this.#note(intent.renews ? 'renewed' : 'opened', intent, facts.destination);
    await this.#remember(intent);
    await this.#drop(intent);
    await this.#parts.changed();
  }

  /**
   * @param {Intent} intent
   * @param {HostError} error
   */
  async #failOrSignIn(intent, error) {
    if (intent.renews || error.code !== 'sign_in_needed' || intent.signedIn)
      return this.#fail(intent, error);
    // Written down as wanted by the sign-in before it is dropped here: at no moment it is nowhere.
    await this.#parts.signIn(intent.target.portal, requestOf(intent));
    await this.#drop(intent);
  }

  /**
   * @param {Intent} intent
   * @param {HostError} error
   */
  async #fail(intent, error) {
    const { notRenewed, failures } = this.#parts;
    const { renews, replaceTabId, target } = intent;
    if (renews) await notRenewed(renews, error);
    // Tried again it is confirmed again: that can be much later.
    else await failures.report(target.portal, requestOf({ ...intent, confirmed: false }), error);
    await this.#drop(intent);
    // The grant page, or that of a question, is of no more use; a console's tab stays.
    if (replaceTabId !== null && !renews && (await this.#parts.registry.tab(replaceTabId)))
      await this.#parts.tabs.remove(replaceTabId);
  }

  /** @param {Intent} intent */
  async #drop(intent) {
    await this.#parts.session.update('intents', (all) => without(all, intent.id));
    await this.#parts.wakeAlarm.set();
  }

  /**
   * @param {'opened' | 'page' | 'renewed'} what
   * @param {OpenRequest} request
   * @param {string} page
   */
  #note(what, { target, by = 'popup' }, page) {
    const { history, clock } = this.#parts;
    const at = clock.now();
    history.record({ what, at, target, service: serviceOf(page), by, lastedMs: null });
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
 * @param {OpenRequest} left
 * @param {OpenRequest} right
 */
function sameWish(left, right) {
  return sameTarget(left.target, right.target) && (left.to ?? null) === (right.to ?? null);
}

/**
 * @param {Intent} intent
 * @returns {OpenRequest}
 */
function requestOf({ target, how, tabId, to = null, by = 'popup', confirmed }) {
  return { target, how, tabId, to, by, ...(confirmed ? { confirmed } : {}) };
}
