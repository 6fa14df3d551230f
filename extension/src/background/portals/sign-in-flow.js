/** @import { GrantPage, OpenRequest, Portal, SignIn } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { isOnPortal } from '../../domain/portal-page.js';
import { HostError } from '../../host/host-error.js';
import { text } from '../../text.js';
import { beside } from '../opening/opening-tab.js';
import { without } from '../state/state-store.js';

/** How long a portal's page may take (PROTOCOL.md), and a little. */
const tooOld = 190_000;
/** From this version on Chromium asks before a page may reach this device. */
const asksSince = 142;

/** The sign-in to a portal: its page in a tab, and what comes of that tab afterwards. */
export class SignInFlow {
  #parts;
  /** @type {Map<string, AbortController>} */
  #running = new Map();

  /** @param {Pick<Parts, 'api' | 'chromiumVersion' | 'clock' | 'directory' | 'failures' | 'host' | 'notifier' | 'openings' | 'renewals' | 'session' | 'wakeAlarm'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * Starts a sign-in, or, where one is under way, shows its page; in both cases `wanted` is what follows.
   * @param {string} portal
   * @param {number | null} openerTabId
   * @param {OpenRequest | null} wanted
   * @returns {Promise<void>} ends when it is written down, not when it is done
   */
  async start(portal, openerTabId, wanted) {
    const { session, clock, failures, wakeAlarm } = this.#parts;
    await failures.clear();
    /** @type {SignIn} */
    const fresh = {
      portal,
      startedAt: clock.now(),
      openerTabId,
      tabId: null,
      wanted,
      mayBeBlocked: false,
    };
    const signIns = await session.update('signIns', (all) => {
      const before = all[portal];
      const after = before ? { ...before, wanted: wanted ?? before.wanted } : fresh;
      return { ...all, [portal]: after };
    });
    await wakeAlarm.set();
    if (signIns[portal] === fresh) void this.#run(fresh);
    else await this.show(portal);
  }

  /**
   * Brings the portal's page to the front.
   * @param {string} portal
   */
  async show(portal) {
    const tab = await this.#tab((await this.#parts.session.read('signIns'))[portal]);
    if (tab?.id === undefined) return;
    await this.#parts.api.tabs.update(tab.id, { active: true });
    await this.#parts.api.windows.update(tab.windowId, { focused: true });
  }

  /**
   * Ends a sign-in at the user's word; nothing is said to have failed.
   * @param {string} portal
   */
  async cancel(portal) {
    const running = this.#running.get(portal);
    if (running) running.abort();
    else await this.#end(portal);
  }

  /** @param {number} tabId a tab that was closed: if it was a portal's page, so is the sign-in */
  async tabClosed(tabId) {
    const signIns = Object.values(await this.#parts.session.read('signIns'));
    const closed = signIns.find((signIn) => signIn.tabId === tabId);
    if (closed) await this.cancel(closed.portal);
  }

  /** Takes up what an earlier worker left undone: its host is gone, so the page needs a new one. */
  async resume() {
    const signIns = Object.values(await this.#parts.session.read('signIns'));
    const intents = Object.values(await this.#parts.session.read('intents'));
    for (const signIn of signIns) {
      if (this.#running.has(signIn.portal)) continue;
      const next = intents.find(({ signedIn, target }) => {
        return signedIn && target.portal === signIn.portal;
      });
      if (next) {
        if (next.replaceTabId === signIn.tabId) await this.#forget(signIn.portal);
        else await this.#end(signIn.portal);
        continue;
      }
      const late = this.#parts.clock.now() - signIn.startedAt > tooOld;
      const closed = signIn.tabId !== null && !(await this.#tab(signIn));
      if (late) await this.#fail(signIn, new HostError('sign_in_timeout', 'nothing came'));
      else if (closed) await this.#end(signIn.portal);
      else void this.#run(signIn);
    }
  }

  /** @param {SignIn} signIn */
  async #run({ portal, wanted }) {
    const running = new AbortController();
    this.#running.set(portal, running);
    /** @type {Promise<void>} */
    let page = Promise.resolve();
    try {
      const done = await this.#parts.host.request(
        'sign_in',
        { portal, admin: await this.#wantsAdmin(portal, wanted) },
        {
          signal: running.signal,
          onEvent: (event, data) => {
            if (event === 'grant_page')
              page = this.#showGrantPage(portal, /** @type {GrantPage} */ (data));
            page.catch(() => running.abort());
          },
        },
      );
      await page;
      await this.#succeed(done.portal);
    } catch (error) {
      await this.#giveUp(portal, page, HostError.from(error));
    } finally {
      this.#running.delete(portal);
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

  /**
   * @param {string} name
   * @param {GrantPage} page
   */
  async #showGrantPage(name, { url }) {
    const { api, directory, session } = this.#parts;
    const portal = await directory.known(name);
    if (!portal || !isOnPortal(url, portal))
      throw new HostError('grant_url', `the page to sign in is not on ${portal?.host ?? name}`);
    const signIn = (await session.read('signIns'))[name];
    const shown = await this.#tab(signIn);
    const opener = await this.#get(signIn?.openerTabId ?? null);
    const tab =
      shown?.id === undefined
        ? await api.tabs.create(beside(opener, url, true))
        : await api.tabs.update(shown.id, { url });
    const mayBeBlocked = this.#mayBeBlocked(portal);
    await this.#change(name, (now) => ({ ...now, tabId: tab?.id ?? null, mayBeBlocked }));
    if (mayBeBlocked) await this.#sayWhatToAllow(portal);
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

  /** @param {Portal} portal */
  async #succeed(portal) {
    const { directory, openings, renewals } = this.#parts;
    await directory.put(portal);
    const signIn = (await this.#parts.session.read('signIns'))[portal.name];
    const wanted = signIn?.wanted ?? null;
    // The opening is written down before the sign-in is forgotten: at no moment it is nowhere.
    if (wanted && !(await renewals.goOn(wanted))) {
      const after = { replaceTabId: signIn?.tabId ?? null, signedIn: true };
      await openings.add({ ...wanted, renews: null }, after);
      await this.#forget(portal.name);
    } else {
      await this.#end(portal.name);
    }
    await renewals.signedIn(portal.name);
    await directory.readAfterSignIn(portal.name);
  }

  /**
   * @param {string} portal
   * @param {Promise<void>} page
   * @param {HostError} error
   */
  async #giveUp(portal, page, error) {
    const signIn = (await this.#parts.session.read('signIns'))[portal];
    // A page that must not be opened cancels the request; what counts is why.
    const refused = await page.then(
      () => null,
      (cause) => HostError.from(cause),
    );
    const reason = refused ?? error;
    if (reason.code === 'cancelled' || !signIn) await this.#end(portal);
    else await this.#fail(signIn, reason);
  }

  /**
   * @param {SignIn} signIn
   * @param {HostError} error
   */
  async #fail({ portal, wanted }, error) {
    await this.#parts.failures.report(portal, wanted, error);
    await this.#end(portal);
  }

  /**
   * Forgets the sign-in and closes its page, which is of no more use.
   * @param {string} portal
   */
  async #end(portal) {
    const tab = await this.#tab((await this.#parts.session.read('signIns'))[portal]);
    await this.#forget(portal);
    if (tab?.id !== undefined) await this.#parts.api.tabs.remove(tab.id);
  }

  /** @param {string} portal */
  async #forget(portal) {
    await this.#parts.session.update('signIns', (all) => without(all, portal));
    await this.#parts.notifier.clear(`sign-in ${portal}`);
    await this.#parts.wakeAlarm.set();
  }

  /**
   * @param {string} portal
   * @param {(signIn: SignIn) => SignIn} change
   */
  async #change(portal, change) {
    await this.#parts.session.update('signIns', (all) => {
      const signIn = all[portal];
      return signIn ? { ...all, [portal]: change(signIn) } : all;
    });
  }

  /** @param {SignIn | undefined} signIn */
  #tab(signIn) {
    return this.#get(signIn?.tabId ?? null);
  }

  /** @param {number | null} tabId */
  async #get(tabId) {
    return tabId === null ? undefined : this.#parts.api.tabs.get(tabId).catch(() => undefined);
  }
}
