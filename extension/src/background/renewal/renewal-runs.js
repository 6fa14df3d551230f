/** @import { OpenedBy, OpenRequest, Renewal, Session } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
/** @import { ShownTab } from '../sessions/session-pages.js' */
import { isSignInHost } from '../../domain/aws-hosts.js';
import { wantedPage } from '../../domain/console-address.js';
import { sessionKey } from '../sessions/session-registry.js';
import { isLeft } from './renewal-records.js';

/** Whoever went to a page wants it for that long; later it is theirs to work in. */
const waitsForMs = 10_000;

/** Signs a session in again in one of its tabs, and records the progress. */
export class RenewalRuns {
  #parts;
  #popupAt = 0;

  /** @param {Pick<Parts, 'changed' | 'clock' | 'notices' | 'openings' | 'pages' | 'records' | 'registry' | 'wakeAlarm'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @param {Session} session @param {Partial<Renewal>} change */
  async put(session, change) {
    await this.#parts.wakeAlarm.around(() => this.#parts.records.put(session, change));
    this.#parts.changed.emit();
  }

  /**
   * @param {Session} session
   * @param {ShownTab} tab
   * @param {OpenedBy} by
   * @param {{ signedIn?: boolean, signOutFirst?: boolean, beside?: boolean, background?: boolean, again?: boolean }} [how] signedIn:
   *   a sign-in to the portal came before. signOutFirst: AWS's logout comes first. beside: in a new tab, by which the
   *   page in `tab` works again. background: without the focus. again: AWS took the sign-in before for invalid
   */
  async run(
    session,
    tab,
    by,
    {
      again = false,
      beside = false,
      background = by === 'renewal',
      signedIn = false,
      signOutFirst = false,
    } = {},
  ) {
    const { openings, pages } = this.#parts;
    const shown = again ? null : wantedPage(tab.url, await pages.last(tab.id));
    const page = shown ?? session.destination;
    await this.put(session, { phase: 'running', tabId: tab.id });
    /** @type {OpenRequest} */
    const request = {
      target: session.target,
      how: background ? 'background' : 'go',
      tabId: tab.id,
      to: page,
      by,
      renews: sessionKey(session),
      ...(again ? { again } : {}),
    };
    const { store } = session;
    const replaceTabId = beside ? null : tab.id;
    await openings.add(request, { replaceTabId, signedIn, signOutFirst, store });
  }

  /** @param {Session} session @param {ShownTab} tab */
  async runUnlessTyping(session, tab) {
    const { openings, pages } = this.#parts;
    // Of two sign-ins the one that nobody asked for could take the other's place. It waits, in case that one fails.
    if (await openings.signsIn(session)) await this.put(session, { phase: 'waiting' });
    else if (await pages.isTyping(tab.id)) await this.hold(session, tab.id);
    else await this.run(session, tab, 'renewal');
  }

  /**
   * Signs in where somebody asked for another page and got AWS's sign-in, or went to one that has told only then
   * that the session is over: they wait for that page, whatever the renewal setting is.
   * @param {Session} session
   * @returns {Promise<boolean>} false: there is no such page
   */
  async runAsked(session) {
    const { askedTabId = null } = session;
    const isJustAsked = this.#isJustAsked(session);
    if (isLeft(session) || (askedTabId === null && !isJustAsked)) return false;
    const { pages, registry } = this.#parts;
    const shown = await pages.shown(session);
    const asked =
      shown.find(({ id, url }) => id === askedTabId && isSignInHost(url)) ??
      (isJustAsked ? await pages.inFront(session) : undefined);
    if (!asked) return false;
    const beside = await pages.isTyping(asked.id);
    await this.run(session, asked, 'popup', { background: !asked.active, beside });
    // Once: the renewal may wait for a sign-in to the portal then.
    await registry.change(sessionKey(session), { askedTabId: null, askedAt: 0 });
    return true;
  }

  /** Somebody opens the popup: they want something else by now. */
  popupOpened() {
    this.#popupAt = this.#parts.clock.now();
  }

  /** @param {Session} session */
  #isJustAsked({ askedAt = 0 }) {
    // Either way: the clock may have been set back.
    const since = Math.abs(this.#parts.clock.now() - askedAt);
    return askedAt >= this.#popupAt && since < waitsForMs;
  }

  /**
   * What was to be renewed in a tab that is closed is renewed in the session's tab that comes to the front instead.
   * @param {number} tabId
   * @param {Session | undefined} session that it belonged to
   */
  async closed(tabId, session) {
    const { notices, openings, pages, records, registry, wakeAlarm } = this.#parts;
    const dropped = await openings.dropRenewals(tabId);
    const left = session && (await registry.get(sessionKey(session)));
    const renewal = left && (await records.ofEnd(left));
    if (session && !left) await notices.clear(session);
    const stops = renewal?.phase === 'countdown' || dropped.length > 0;
    if (left && renewal?.tabId === tabId && stops) {
      await this.put(left, { phase: 'waiting', tabId: null });
      const front = (await pages.shown(left)).find(({ active }) => active);
      if (front && !isLeft(left)) await this.runUnlessTyping(left, front);
    }
    await this.sweep();
    await wakeAlarm.set();
  }

  /** Somebody signed out of it, or another took its place: what its end waited for isn't wanted. @param {Session} session */
  async leave(session) {
    const { notices, records, registry } = this.#parts;
    const { portal } = session.target;
    await this.put(session, { phase: 'waiting' });
    await notices.clear(session);
    for (const other of await registry.all())
      if (other.target.portal === portal && (await records.ofEnd(other))?.phase === 'sign_in')
        return;
    await notices.signedIn(portal);
  }

  /** What is about sessions that are gone isn't waited for, nor told, any more. */
  async sweep() {
    const { notices, records } = this.#parts;
    for (const portal of await records.sweep()) await notices.signedIn(portal);
  }

  /**
   * A form that is being filled in is kept.
   * @param {Session} session
   * @param {number} tabId
   */
  async hold(session, tabId) {
    await this.put(session, { phase: 'held', tabId });
    await this.#parts.notices.held(session);
  }
}
