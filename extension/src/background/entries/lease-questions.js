/** @import { Lease, LeaseRequested } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { without } from '../state/state-store.js';

const page = 'src/pages/question/lease.html';

/** Asks, in a tab, whether a program at a terminal is lent credentials. Only a press of its button is a yes. */
export class LeaseQuestions {
  #parts;

  /** @param {Pick<Parts, 'api' | 'directory' | 'host' | 'newId' | 'openingTab' | 'session'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @param {LeaseRequested} wanted */
  async ask(wanted) {
    const { newId, session } = this.#parts;
    const id = newId();
    const lease = { id, wanted, tabId: null };
    // Before the host hears of it: from then on it may be withdrawn.
    await session.update('leases', (all) => ({ ...all, [id]: lease }));
    try {
      // A terminal that no longer waits has asked somebody else.
      if (!(await this.#tell(wanted.ticket, 'taken'))) {
        await session.update('leases', (all) => without(all, id));
        return;
      }
      await this.#show(lease);
    } catch (error) {
      await this.#settle(id, wanted.ticket, 'refused');
      throw error;
    }
  }

  /**
   * @param {{ id: string, lend: boolean }} given
   * @returns {Promise<{ wanted: boolean }>} false: the terminal no longer waits, so that nothing was lent
   */
  async answer({ id, lend }) {
    const lease = (await this.#parts.session.read('leases'))[id];
    if (!lease) return { wanted: false };
    const wanted = await this.#settle(id, lease.wanted.ticket, lend ? 'allowed' : 'refused');
    if ((wanted || !lend) && lease.tabId !== null) await this.#parts.api.tabs.remove(lease.tabId);
    return { wanted };
  }

  /**
   * The terminal no longer waits, as after its Ctrl-C: the question's page says so.
   *
   * @param {{ ticket: number }} gone
   */
  async withdraw({ ticket }) {
    await this.#parts.session.update('leases', (all) => {
      const [lease] = Object.values(all).filter(({ wanted }) => wanted.ticket === ticket);
      return lease ? without(all, lease.id) : all;
    });
  }

  /** @param {number} tabId that was closed, which is a no */
  async tabClosed(tabId) {
    for (const { id, wanted } of await this.#ofTab(tabId))
      await this.#settle(id, wanted.ticket, 'refused');
  }

  /** After a worker's death: the host that asked has ended with it. */
  async sweep() {
    await this.#parts.session.update('leases', (all) => (Object.keys(all).length > 0 ? {} : all));
  }

  /** @param {Lease} lease */
  async #show(lease) {
    const { api, directory, openingTab, session } = this.#parts;
    // One that was added at the terminal.
    if (!(await directory.known(lease.wanted.portal))) await directory.portals();
    if (!(lease.id in (await session.read('leases')))) return;
    const [front] = await api.tabs.query({ active: true, lastFocusedWindow: true });
    const url = `${api.runtime.getURL(page)}#${lease.id}`;
    const { id: tabId = null, windowId } = await openingTab.openOwn([front], url);
    const kept = await session.update('leases', (all) =>
      lease.id in all ? { ...all, [lease.id]: { ...lease, tabId } } : all,
    );
    if (lease.id in kept) await api.windows.update(windowId, { focused: true });
    else if (tabId !== null) await api.tabs.remove(tabId);
  }

  /**
   * @param {string} id
   * @param {number} ticket
   * @param {'allowed' | 'refused'} outcome
   * @returns {Promise<boolean>} the terminal waited for it
   */
  async #settle(id, ticket, outcome) {
    await this.#parts.session.update('leases', (all) => without(all, id));
    return this.#tell(ticket, outcome);
  }

  /** @param {number} ticket @param {'taken' | 'allowed' | 'refused'} outcome @returns {Promise<boolean>} */
  async #tell(ticket, outcome) {
    return (await this.#parts.host.request('answer_lease', { ticket, outcome })).wanted;
  }

  /** @param {number} tabId @returns {Promise<Lease[]>} */
  async #ofTab(tabId) {
    const all = Object.values(await this.#parts.session.read('leases'));
    return all.filter((lease) => lease.tabId === tabId);
  }
}
