/** @import { GrantPage, OpenRequest, Portal, SignIn } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { signInMs } from '../../host/host-client.js';
import { HostError } from '../../host/host-error.js';
import { text } from '../../text.js';
import { SerialQueue } from '../state/serial-queue.js';

/** Errors of a sign-in that its page has not answered. */
const unanswered = ['cancelled', 'sign_in_timeout', 'host_lost', 'deadline'];
/** From this version on Chromium asks before a page may reach this device. */
const asksSince = 142;

/** The sign-in to a portal: its page in a tab, and what comes of that tab afterwards. */
export class SignInFlow {
  #parts;
  /** Those that nobody has cancelled. @type {Map<string, AbortController>} */
  #running = new Map();
  /** One after another for each portal, since its host takes one at a time. @type {Map<string, Promise<void>>} */
  #last = new Map();
  /** What begins and what ends one at the same time could leave one that nobody knows of. */
  #queue = new SerialQueue();

  /** @param {Pick<Parts, 'chromiumVersion' | 'clock' | 'directory' | 'endedSignIns' | 'failures' | 'grantTab' | 'host' | 'notifier' | 'openings' | 'questions' | 'registry' | 'renewals' | 'session' | 'wakeAlarm'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * Starts a sign-in, or, where one is under way, shows its page; in both cases `wanted` is what follows.
   * @param {string} portal
   * @param {number | null} openerTabId
   * @param {OpenRequest | null} wanted
   * @param {Partial<Pick<SignIn, 'store' | 'signOutFirst'>>} [how] `wanted` is to be opened
   * @returns {Promise<void>} ends when it is written down, not when it is done
   */
  start(portal, openerTabId, wanted, how) {
    return this.#queue.run(() => this.#start(portal, openerTabId, wanted, how));
  }

  /** @type {SignInFlow['start']} */
  async #start(portal, openerTabId, wanted, { store = null, signOutFirst = false } = {}) {
    const { session, clock, failures, wakeAlarm } = this.#parts;
    /** @type {SignIn} */
    const fresh = {
      portal,
      startedAt: clock.now(),
      openerTabId,
      tabId: null,
      page: 'opening',
      loadedAt: null,
      wanted,
      store,
      signOutFirst,
      mayBeBlocked: false,
    };
    const write = (/** @type {Record<string, SignIn>} */ all) => {
      const before = all[portal];
      const after = before
        ? { ...before, ...(wanted ? { wanted, store, signOutFirst } : {}) }
        : fresh;
      return { ...all, [portal]: after };
    };
    const signIns = await wakeAlarm.around(() => session.update('signIns', write));
    await failures.triedAgain(portal);
    if (signIns[portal] === fresh) this.#begin(fresh);
    else {
      await this.show(portal);
      await this.#parts.questions.leave(wanted?.tabId ?? null, wanted);
    }
  }

  /**
   * Brings the portal's page to the front.
   * @param {string} portal
   */
  show(portal) {
    return this.#parts.grantTab.show(portal);
  }

  /**
   * Ends a sign-in at the user's word, whatever the host says to it; nothing is said to have failed.
   * @param {string} portal
   */
  cancel(portal) {
    return this.#queue.run(async () => {
      const running = this.#running.get(portal);
      this.#running.delete(portal);
      running?.abort();
      await this.#parts.endedSignIns.end(portal);
    });
  }

  /** @param {number} tabId a tab that was closed: if it was a portal's page, so is the sign-in */
  async tabClosed(tabId) {
    const signIns = Object.values(await this.#parts.session.read('signIns'));
    const closed = signIns.find((signIn) => signIn.tabId === tabId);
    if (closed) await this.cancel(closed.portal);
  }

  /** Takes up what an earlier worker left undone: its host is gone, so the page needs a new one. */
  resume() {
    return this.#queue.run(() => this.#resume());
  }

  async #resume() {
    const { endedSignIns } = this.#parts;
    await endedSignIns.resume();
    const signIns = Object.values(await this.#parts.session.read('signIns'));
    const intents = Object.values(await this.#parts.session.read('intents'));
    for (const signIn of signIns) {
      if (this.#running.has(signIn.portal)) continue;
      const next = intents.find(({ signedIn, target }) => {
        return signedIn && target.portal === signIn.portal;
      });
      if (next) {
        const keepsTab = next.replaceTabId === signIn.tabId;
        const how = { answeredAt: next.startedAt, signedIn: true, keepsTab };
        await endedSignIns.end(signIn.portal, how);
        continue;
      }
      const late = this.#parts.clock.now() - signIn.startedAt > signInMs;
      const closed = signIn.tabId !== null && !(await this.#parts.registry.tab(signIn.tabId));
      if (late) await this.#fail(signIn, new HostError('sign_in_timeout', ''));
      else if (closed) await endedSignIns.end(signIn.portal);
      else this.#begin(signIn);
    }
  }

  /** @param {SignIn} signIn */
  #begin(signIn) {
    const running = new AbortController();
    this.#running.set(signIn.portal, running);
    const before = this.#last.get(signIn.portal) ?? Promise.resolve();
    const run = before.then(() => this.#run(signIn, running));
    // It stays recorded and is resumed later; the next one doesn't wait for it in vain.
    const finished = run.catch((error) => console.warn('a sign-in broke off', error));
    this.#last.set(signIn.portal, finished);
  }

  /** @param {SignIn} signIn @param {AbortController} running */
  async #run({ portal, wanted }, running) {
    /** @type {Promise<void>} */
    let page = Promise.resolve();
    const isCancelled = () => this.#running.get(portal) !== running;
    try {
      const done = await this.#parts.host.request(
        'sign_in',
        { portal, admin: await this.#wantsAdmin(portal, wanted) },
        {
          signal: running.signal,
          onEvent: (event, data) => {
            if (event === 'grant_page' && !isCancelled())
              page = this.#showGrantPage(portal, /** @type {GrantPage} */ (data));
            page.catch(() => running.abort());
          },
        },
      );
      await page;
      await this.#succeed(done.portal, isCancelled());
    } catch (error) {
      if (!isCancelled()) await this.#giveUp(portal, page, HostError.from(error));
    } finally {
      if (!isCancelled()) this.#running.delete(portal);
    }
  }

  /**
   * Administrators of a portal that asks for a one-time password give it while they sign in.
   * @param {string} portal
   * @param {OpenRequest | null} wanted
   */
  async #wantsAdmin(portal, wanted) {
    if (wanted && wanted.target.role !== 'tenant') return true;
    const known = await this.#parts.directory.knownData(portal);
    return Boolean(known?.user?.administrator && known.features?.otp_needed);
  }

  /** @param {string} name @param {GrantPage} page */
  async #showGrantPage(name, { url }) {
    const { grantTab, questions, session } = this.#parts;
    const portal = await grantTab.open(name, url);
    const { openerTabId = null, wanted = null } = (await session.read('signIns'))[name] ?? {};
    await questions.leave(openerTabId, wanted);
    const mayBeBlocked = this.#mayBeBlocked(portal);
    if (!mayBeBlocked) return;
    await session.update('signIns', (all) => {
      const signIn = all[name];
      return signIn ? { ...all, [name]: { ...signIn, mayBeBlocked } } : all;
    });
    await this.#sayWhatToAllow(portal);
  }

  /** @param {Portal} portal */
  #mayBeBlocked(portal) {
    return (this.#parts.chromiumVersion ?? 0) >= asksSince && portal.handover !== 'redirect';
  }

  /** @param {Portal} portal */
  async #sayWhatToAllow(portal) {
    const title = text('sign_in_notification_title', portal.name);
    await this.#parts.notifier.show(`sign-in ${portal.name}`, title, text('local_network_hint'));
  }

  /**
   * @param {Portal} portal
   * @param {boolean} cancelled too late; nothing is to follow
   */
  async #succeed(portal, cancelled) {
    const { directory, renewals, session } = this.#parts;
    await directory.put(portal);
    const signIn = cancelled ? undefined : (await session.read('signIns'))[portal.name];
    const ended = signIn && (await this.#follow(signIn, true));
    if (!ended) await renewals.signedIn(portal.name);
    await directory.readAfterSignIn(portal.name);
  }

  /**
   * Somebody signed in at a terminal: nobody needs the portal's page, unless administrators give more there.
   * @param {string} portal
   */
  signedInElsewhere(portal) {
    return this.#queue.run(async () => {
      const running = this.#running.get(portal);
      const signIn = (await this.#parts.session.read('signIns'))[portal];
      if (!running || !signIn || (await this.#wantsAdmin(portal, signIn.wanted))) return;
      this.#running.delete(portal);
      running.abort();
      await this.#follow(signIn, false);
    });
  }

  /**
   * What a sign-in was for goes on.
   * @param {SignIn} signIn
   * @param {boolean} answered by the portal's page
   * @returns {Promise<boolean>} false: it was not under way any more
   */
  async #follow({ portal, signOutFirst, store, wanted }, answered) {
    const { clock, endedSignIns, grantTab, openings, renewals } = this.#parts;
    const answeredAt = answered ? clock.now() : null;
    const { ours: replaceTabId } = await grantTab.atEnd(portal, answeredAt);
    const after = { replaceTabId, signedIn: true, signOutFirst, ...(store ? { store } : {}) };
    // The opening is written down before the sign-in is forgotten: at no moment it is nowhere.
    const becomesConsole =
      wanted !== null &&
      !(await renewals.goOn(wanted, signOutFirst)) &&
      (await openings.add({ ...wanted, renews: null }, after));
    const how = { answeredAt, signedIn: answered, keepsTab: becomesConsole };
    return endedSignIns.end(portal, how);
  }

  /** @param {string} portal @param {Promise<void>} page @param {HostError} error */
  async #giveUp(portal, page, error) {
    const signIn = (await this.#parts.session.read('signIns'))[portal];
    // A page that must not be opened cancels the request; what counts is why.
    const refused = await page.then(
      () => null,
      (cause) => HostError.from(cause),
    );
    const reason = refused ?? error;
    if (reason.code === 'cancelled' || !signIn) await this.#parts.endedSignIns.end(portal);
    else await this.#fail(signIn, reason);
  }

  /** @param {SignIn} signIn @param {HostError} error */
  async #fail({ portal, wanted }, error) {
    await this.#parts.failures.report(portal, wanted, error);
    await this.#parts.endedSignIns.end(portal, {
      answeredAt: unanswered.includes(error.code) ? null : this.#parts.clock.now(),
    });
  }
}
