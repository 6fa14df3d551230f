/** @import { Intent, OpenConsoleResult, OpenRequest, Session, SessionFacts } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
/** @import { Obstacle } from './isolation.js' */
import { inSession, isConsoleUrl, isSignInUrl } from '../../domain/aws-hosts.js';
import { isSignOutUrl, serviceOf, signInUrlBehind } from '../../domain/console-address.js';
import { HostError } from '../../host/host-error.js';
import { learnCloud } from '../sessions/other-clouds.js';
import { sessionKey } from '../sessions/session-registry.js';
import { factsOf, openedAs } from './opening-tab.js';
import { requestOf } from './openings.js';
import { noteRecent } from './recents.js';

/** Nobody waits any longer for an opening this old. */
const tooOld = 5 * 60_000;

/** From a row in the list to a tab on the console: reuses a live session, else has one made. */
export class ConsoleOpener {
  #parts;

  /**
   * @param {Pick<Parts, 'api' | 'changed' | 'clock' | 'directory' | 'failures' | 'history' | 'host' | 'isolation'
   *   | 'local' | 'openingTab' | 'openings' | 'outcome' | 'production' | 'questions' | 'registry' | 'renewals' | 'signInFlow' | 'targetColours' | 'wantedPage'>} parts
   */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {OpenRequest} asked
   * @returns {Promise<void>} comes once it is open, or written down and can't be lost
   */
  async open(asked) {
    const { openings, registry } = this.#parts;
    // Whoever asks on the page that signs out wants the console.
    const request = isSignOutUrl(asked.to ?? undefined) ? { ...asked, to: null } : asked;
    const store = await openings.storeFor(request);
    const live = await registry.find(request.target, store);
    if (live) {
      const wanted = await this.#reuse(live, request);
      if (wanted) await openings.add(wanted, { store });
    } else if (!(await this.#reopen(request, store))) await openings.add(request, { store });
  }

  /** Resumes what an earlier worker or a failed call left unfinished. */
  async resume() {
    const { openings } = this.#parts;
    const intents = await openings.claimUnfinished();
    const works = intents.map((intent) =>
      this.#resumeOne(intent).finally(() => openings.release(intent)),
    );
    await Promise.all(works);
  }

  /** @param {Intent} intent */
  async #resumeOne(intent) {
    if (this.#parts.clock.now() - intent.startedAt > tooOld) {
      await this.#fail(intent, new HostError('host_lost', 'the browser stopped while opening'));
      return;
    }
    const { openings, openingTab } = this.#parts;
    const isOpen = await openings.recording(async () => {
      const opened = await openingTab.openedBefore(intent);
      if (opened && intent.answer) await this.#finish(intent, intent.answer.facts, opened);
      return opened !== undefined;
    });
    if (!isOpen) await this.#run(intent);
  }

  /**
   * @param {Session} live
   * @param {OpenRequest} request
   * @returns {Promise<OpenRequest | null>} what takes a sign-in, since there is nothing to go to or to open
   *   straight; null: it is open
   */
  async #reuse(live, request) {
    const { api, changed, clock, failures, registry, openingTab } = this.#parts;
    const shown = await registry.liveTab(live);
    const wanted = await this.#parts.wantedPage.inSession(live, request);
    if (shown && request.how === 'go' && wanted === null) {
      const id = /** @type {number} */ (shown.id);
      // A page that is still to be loaded may find its session ended by AWS, others may be about to tell.
      const asked = shown.status === 'complete' ? {} : { askedTabId: id };
      await registry.change(sessionKey(live), { used: true, askedAt: clock.now(), ...asked });
      if (!(await registry.find(request.target, live.store)))
        return (await this.#reopen(request, live.store)) ? null : request;
      await api.tabs.update(id, { active: true });
      await api.windows.update(shown.windowId, { focused: true });
    } else {
      const page = wanted ?? live.destination;
      if (!isConsoleUrl(page)) return request;
      if (!(await registry.isReachable(live))) return { ...request, to: request.to ?? page };
      const active = request.how !== 'background';
      const url = inSession(page, live.labelHost);
      const from = await registry.tab(request.tabId);
      const tab = await openingTab.open([from], url, active, live.store);
      await registry.attach(live, tab);
      // Should AWS have ended it meanwhile, then somebody wants it back.
      await registry.change(sessionKey(live), { used: true, askedTabId: tab.id ?? null });
      this.#notePage(request, live.store, page);
    }
    await failures.triedAgain(request.target.portal, request.target);
    await noteRecent(this.#parts, request.target, live.store);
    changed.emit();
    return null;
  }

  /**
   * @param {OpenRequest} request
   * @param {string} store
   * @returns {Promise<boolean>} the target's session has ended, and one of its tabs signs in again
   */
  async #reopen({ target, how, to, by = 'popup' }, store) {
    const { registry, renewals } = this.#parts;
    const ended = await registry.get(sessionKey({ store, target }));
    const same = ended && how === 'go' && !to && ended.endedBecause !== 'replaced';
    return same ? renewals.reopen(ended, by) : false;
  }

  /** @param {Intent} intent that was written down */
  async run(intent) {
    await this.#run(intent).finally(() => this.#parts.openings.release(intent));
  }

  /** @param {Intent} intent */
  async #run(intent) {
    const { openings } = this.#parts;
    try {
      const { signOutFirst, obstacle } = await this.#parts.isolation.plan(intent);
      if (obstacle) {
        await this.#stopAt(obstacle, intent);
        return;
      }
      // Not before the opening is written down: at no moment is neither known.
      await this.#parts.failures.triedAgain(intent.target.portal, intent.target);
      const planned = { ...intent, ...(await this.#reasonOf(intent)), signOutFirst };
      const answer = await this.#ask(planned);
      const { how, by, replaceTabId } = await openings.present(intent);
      const asked = { ...planned, how, by, replaceTabId };
      const tab = await openings.recording(async () => {
        const shown = await this.#parts.openingTab.show(asked, answer);
        if (shown) await this.#finish(asked, factsOf(answer), shown);
        return shown;
      });
      if (tab) await this.#lookAt(tab, answer.url);
      else await openings.drop(intent);
    } catch (error) {
      if (await openings.isWanted(intent))
        await this.#failOrSignIn(await openings.present(intent), HostError.from(error));
    }
  }

  /**
   * @param {Intent} intent
   * @returns {Promise<OpenConsoleResult>}
   * @throws {HostError}
   */
  async #ask({ target, to, region, signOutFirst, store, by = 'popup', reason, renews }) {
    const answer = await this.#parts.host.request('open_console', {
      portal: target.portal,
      role: target.role,
      ...(target.tenant ? { tenant: target.tenant } : {}),
      ...(to ? { to } : {}),
      ...(await this.#parts.wantedPage.regionOf(target, region)),
      ...(signOutFirst ? { sign_out_first: true } : {}),
      ...(await this.#parts.history.askedFrom(by, target, store)),
      ...(renews ? { what: 'renewed' } : {}),
      ...(reason ? { reason } : {}),
    });
    const signIn = signOutFirst ? signInUrlBehind(answer.url) : answer.url;
    if (!isSignInUrl(signIn ?? '') || !isConsoleUrl(answer.destination))
      throw new HostError('console_url', 'the address to open is not one of AWS');
    return answer;
  }

  /**
   * A session is renewed for what it was opened for.
   * @param {Intent} intent
   * @returns {Promise<{ reason?: string }>}
   */
  async #reasonOf({ reason, renews }) {
    const known = reason ?? (renews && (await this.#parts.registry.get(renews))?.reason);
    return known ? { reason: known } : {};
  }

  /** @param {Obstacle} obstacle @param {Intent} intent */
  async #stopAt(obstacle, intent) {
    const { failures, openings, questions, renewals } = this.#parts;
    const { code, words } = obstacle.asksReason
      ? { code: 'reason_needed', words: 'the policy wants a reason' }
      : { code: 'others_signed_in', words: 'others would end' };
    if (intent.renews && intent.by === 'renewal')
      await renewals.failed(intent.renews, new HostError(code, words));
    else {
      await failures.triedAgain(intent.target.portal, intent.target);
      await questions.ask(requestOf(intent), obstacle, intent.store, intent.replaceTabId);
    }
    openings.ended.emit(intent, { outcome: 'asking' });
    await openings.drop(intent);
  }

  /** @param {Intent} intent @param {SessionFacts} facts @param {chrome.tabs.Tab} tab */
  async #finish(intent, facts, tab) {
    const { again = false, by = 'popup', signOutFirst, store, target } = intent;
    const { changed, openings, registry } = this.#parts;
    await this.#parts.targetColours.of(target);
    const plan = await this.#parts.production.planOf(target);
    const known = { ...facts, ...plan, ...(await this.#reasonOf(intent)) };
    // AWS may have answered already where a worker's death has come between.
    if (!(await openings.isWanted(intent))) return;
    await registry.record(target, known, tab, { again, by, signOutFirst });
    await noteRecent(this.#parts, target, store);
    openings.ended.emit(intent, openedAs(facts));
    await openings.drop(intent);
    changed.emit();
    await learnCloud(this.#parts.local, intent, false);
  }

  /**
   * AWS may have refused before the session was noted, when its page was nobody's.
   * @param {chrome.tabs.Tab} opened
   * @param {string} url that it was sent to
   */
  async #lookAt({ id }, url) {
    const tab = await this.#parts.registry.tab(id ?? null);
    if (tab?.id !== undefined && tab.status === 'complete' && tab.url === url)
      await this.#parts.outcome.settle(tab.id, url);
  }

  /** @param {Intent} intent @param {HostError} error @returns {Promise<void>} */
  async #failOrSignIn(intent, error) {
    const { renews, by } = intent;
    const asked = !renews || by !== 'renewal';
    if (error.code !== 'sign_in_needed' || intent.signedIn || !asked)
      return this.#fail(intent, error);
    const { directory, openings, renewals, signInFlow } = this.#parts;
    const { replaceTabId, signOutFirst, store } = intent;
    const wanted = requestOf(intent);
    await directory.markSignedOut(wanted.target.portal);
    if (renews) await renewals.waitForSignIn(renews);
    // Stored as wanted by the sign-in before it is removed here, so that it is never lost.
    await signInFlow.start(wanted.target.portal, wanted.tabId, wanted, { store, signOutFirst });
    // The portal's page opens beside the tab that it was asked from.
    if (replaceTabId !== intent.tabId) await this.#closeReplaced(intent);
    openings.ended.emit(intent, { outcome: 'signing_in' });
    await openings.drop(intent);
  }

  /** @param {Intent} intent @param {HostError} error @returns {Promise<void>} */
  async #fail(intent, error) {
    const { directory, failures, openings, renewals } = this.#parts;
    const { by, renews, target } = intent;
    if (error.code === 'other_cloud') await learnCloud(this.#parts.local, intent, true);
    if (renews) {
      if (error.code === 'sign_in_needed') await directory.markSignedOut(target.portal);
      await renewals.failed(renews, error);
      // Somebody may have asked for it while that waited.
      const now = await openings.present(intent);
      if (now.by !== by) return this.#failOrSignIn(now, error);
    }
    // Tried again it is confirmed again: that can be much later.
    else await failures.report(target.portal, requestOf({ ...intent, confirmed: false }), error);
    // Before it is forgotten: nothing else knows of that page.
    await this.#closeReplaced(intent);
    openings.ended.emit(intent, { outcome: 'failed', error: error.toData() });
    await openings.drop(intent);
  }

  /** The grant page, or a question's, is no longer needed; what else the tab shows stays. @param {Intent} intent */
  async #closeReplaced(intent) {
    const { api, questions, registry } = this.#parts;
    const { renews, replaceTabId, signedIn } = intent;
    if (renews) return questions.leave(replaceTabId, intent);
    const tab = await registry.tab(replaceTabId);
    if (tab?.id === undefined) return;
    const isOwn = (tab.pendingUrl ?? tab.url)?.startsWith(api.runtime.getURL(''));
    if (signedIn || isOwn) await api.tabs.remove(tab.id);
  }

  /**
   * The host records the session itself, but hears of no further page in it.
   * @param {OpenRequest} request
   * @param {string} store the cookie store it is open in
   * @param {string} page
   */
  #notePage({ target, by = 'popup' }, store, page) {
    const { history, clock } = this.#parts;
    const service = serviceOf(page);
    history.record({ what: 'page', at: clock.now(), target, store, service, by, lastedMs: null });
  }
}
