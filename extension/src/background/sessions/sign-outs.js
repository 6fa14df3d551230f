/** @import { Session } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
/** @import { ShownTab } from './session-pages.js' */
import { inSession, isConsoleUrl } from '../../domain/aws-hosts.js';
import { isSignOutUrl, signOutUrl } from '../../domain/console-address.js';
import { timeLeft } from './session-registry.js';

/** Ends AWS sessions as AWS's own «Sign out» does, by its page; what was ended so isn't signed in again automatically. */
export class SignOuts {
  #parts;

  /** @param {Pick<Parts, 'api' | 'changed' | 'clock' | 'openingTab' | 'openings' | 'pages' | 'registry' | 'renewals' | 'session'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {string[]} keys of sessions; those that have ended already stay as they are
   * @returns {Promise<void>} comes once their tabs are on their way to AWS's logout
   */
  async endAll(keys) {
    const { clock, registry } = this.#parts;
    for (const key of keys) {
      const session = await registry.get(key);
      if (session && timeLeft(session, clock.now()) > 0) await this.#end(session);
    }
  }

  /**
   * @param {Session} session
   * @param {{ id: number, url: string }} tab with a console page of it
   */
  async endIn(session, tab) {
    await this.#left(session);
    await this.#parts.api.tabs.update(tab.id, { url: signOutUrl(tab.url) });
    await this.#told();
  }

  /** @param {Session} session */
  async #end(session) {
    const mismatches = await this.#parts.session.read('mismatches');
    const own = session.tabIds.filter((id) => !mismatches[id]);
    // Where AWS keeps one identity, and somebody else has taken its place, the logout would end them.
    const isThere = session.labelHost !== null || own.length === session.tabIds.length;
    const page = isThere ? await this.#pageToLeave({ ...session, tabIds: own }) : undefined;
    await this.#left(session);
    if (page?.url) await this.#parts.api.tabs.update(page.id, { url: signOutUrl(page.url) });
    else if (isThere) await this.#leaveBehind(session);
    await this.#told();
  }

  /** None of its pages can go: another one does, behind what the person looks at. @param {Session} session */
  async #leaveBehind({ destination, labelHost, store, tabIds }) {
    const { openingTab, registry } = this.#parts;
    const url = signOutUrl(inSession(destination, labelHost));
    await openingTab.open(await registry.tabs(tabIds), url, false, store);
  }

  /**
   * Before its page goes: whoever looks at it meanwhile is not to be signed in again.
   * @param {Session} session
   */
  async #left(session) {
    await this.#parts.openings.dropAll(session);
    await this.#parts.registry.end(session, 'left');
  }

  async #told() {
    this.#parts.changed.emit();
    await this.#parts.renewals.check();
  }

  /**
   * @param {Session} session with those of its tabs that show nobody else
   * @returns {Promise<ShownTab | undefined>} the tab used last in which nothing that was typed gets lost
   */
  async #pageToLeave(session) {
    const { pages, registry } = this.#parts;
    if (!session.landed) {
      const tab = await registry.tab(session.signInTabId);
      return tab && /** @type {ShownTab} */ ({ ...tab, url: session.destination });
    }
    for (const tab of await pages.shown(session)) {
      const shows = isConsoleUrl(tab.url) && !isSignOutUrl(tab.url);
      if (shows && !(await pages.isTyping(tab.id))) return tab;
    }
    return undefined;
  }
}
