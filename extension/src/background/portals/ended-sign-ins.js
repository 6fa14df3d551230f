/** @import { EndedSignIn } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { without } from '../state/state-store.js';
import { twice } from '../state/twice.js';

/**
 * What is left to do once a sign-in to a portal is over: its page is closed and, where somebody has signed in, what
 * waited for that goes on. It is stored until it is done, so that a worker's death leaves none of it undone.
 */
export class EndedSignIns {
  #parts;
  /** Ids of those that this worker is busy with. @type {Set<string>} */
  #begun = new Set();

  /** @param {Pick<Parts, 'api' | 'grantTab' | 'newId' | 'notifier' | 'popupOpener' | 'records' | 'registry' | 'renewals' | 'session' | 'wakeAlarm'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * From then on the sign-in is not under way any more.
   * @param {string} portal
   * @param {object} [how]
   * @param {number | null} [how.answeredAt] when its page did, which is closed where it has led to the host's, too
   * @param {boolean} [how.signedIn]
   * @param {boolean} [how.keepsTab] the tab becomes something else
   * @returns {Promise<boolean>} false: none was under way
   */
  async end(portal, { answeredAt = null, signedIn = false, keepsTab = false } = {}) {
    const { grantTab, newId, session } = this.#parts;
    const { theirs } = await grantTab.atEnd(portal, answeredAt);
    const id = newId();
    this.#begun.add(id);
    /** @type {EndedSignIn | undefined} */
    let ended;
    // In one writing: at no moment it is in neither, or in both.
    await session.updateAll(['signIns', 'endedSignIns'], (all) => {
      const signIn = all.signIns[portal];
      if (!signIn) return all;
      const tabId = keepsTab || signIn.tabId === theirs ? null : signIn.tabId;
      ended = { ...signIn, tabId, id, signedIn };
      return {
        signIns: without(all.signIns, portal),
        endedSignIns: [...all.endedSignIns, ended],
      };
    });
    if (ended) await this.#finish(ended);
    return ended !== undefined;
  }

  /** Does what an earlier worker left undone. */
  async resume() {
    for (const ended of await this.#parts.session.read('endedSignIns'))
      if (!this.#begun.has(ended.id)) await this.#finish(ended);
  }

  /** @param {EndedSignIn} ended */
  async #finish(ended) {
    const { grantTab, notifier, renewals, session, wakeAlarm } = this.#parts;
    const { id, portal, signedIn, wanted } = ended;
    this.#begun.add(id);
    const tried = (/** @type {Promise<void>} */ work) =>
      work.catch((error) => console.warn('what follows a sign-in failed', error));
    await tried(grantTab.close(ended));
    await notifier.clear(`sign-in ${portal}`);
    if (signedIn) await tried(renewals.signedIn(portal));
    if (signedIn && !wanted) await tried(this.#showList(ended));
    await session.update('endedSignIns', (all) => all.filter((other) => other.id !== id));
    await wakeAlarm.set();
  }

  /**
   * Who signed in for nothing in particular sees what they may open now, unless a console that comes back
   * or one of our own pages is before them.
   * @param {EndedSignIn} ended
   */
  async #showList({ openerTabId }) {
    const { api, popupOpener, records, registry } = this.#parts;
    const [front] = await twice(() => api.tabs.query({ active: true, lastFocusedWindow: true }));
    const tab = front ?? (await registry.tab(openerTabId));
    if (tab?.id === undefined || tab.url?.startsWith(api.runtime.getURL(''))) return;
    const session = await registry.ofTab(tab.id);
    const renewal = session && (await records.underWay(session));
    const comesBack = session && (!session.landed || renewal?.phase === 'running');
    if (!comesBack) await popupOpener.list(tab);
  }
}
