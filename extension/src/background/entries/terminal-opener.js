/** @import { Intent, OpenAnswer, OpenRequest, OpenRequested, Target } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { sameTarget } from '../../domain/target-key.js';
import { tenantsOf } from '../../domain/tenant-table.js';
import { HostError } from '../../host/host-error.js';
import { openedAs } from '../opening/opening-tab.js';

/** What somebody at a terminal wants: opened as a click here would open it, and the terminal is told what came of it. */
export class TerminalOpener {
  #parts;
  /** @type {Set<{ target: Target, tell: (answer: OpenAnswer) => void }>} */
  #waiting = new Set();

  /** @param {Pick<Parts, 'api' | 'directory' | 'host' | 'opener' | 'openings' | 'registry'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @param {OpenRequested} wanted */
  async open(wanted) {
    // A terminal that no longer waits has opened it in another way.
    if (!(await this.#tell(wanted, { outcome: 'taken' }))) return;
    const answer = await this.#open(wanted).catch((error) => {
      return /** @type {OpenAnswer} */ ({
        outcome: 'failed',
        error: HostError.from(error).toData(),
      });
    });
    await this.#tell(wanted, answer);
  }

  /** @param {Intent} intent that is over @param {OpenAnswer} answer what came of it */
  ended({ target }, answer) {
    for (const waiting of this.#waiting)
      if (sameTarget(waiting.target, target)) waiting.tell(answer);
  }

  /** @param {OpenRequested} wanted @param {OpenAnswer} answer @returns {Promise<boolean>} it was still wanted */
  async #tell({ ticket }, answer) {
    const told = await this.#parts.host.request('answer_open', { ticket, ...answer });
    return told.wanted;
  }

  /** @param {OpenRequested} wanted @returns {Promise<OpenAnswer>} */
  async #open({ portal, role, tenant, region, to, reason }) {
    const { opener, openings, registry } = this.#parts;
    // One that was added at the terminal.
    if (!(await this.#parts.directory.known(portal))) await this.#parts.directory.portals();
    const found = tenant && (await this.#find(portal, tenant));
    const target = { portal, role, tenant: found?.id ?? null, name: found?.name ?? '' };
    const tabId = await this.#comeToFront();
    const further = { ...(region ? { region } : {}), ...(reason ? { reason } : {}) };
    /** @type {OpenRequest} */
    const request = { target, how: 'go', tabId, to, by: 'terminal', ...further };
    /** @type {OpenAnswer | null} */
    let told = null;
    let tell = (/** @type {OpenAnswer} */ answer) => {
      told ??= answer;
    };
    const waiting = { target, tell: (/** @type {OpenAnswer} */ answer) => tell(answer) };
    this.#waiting.add(waiting);
    try {
      await opener.open(request);
      if (told) return told;
      if (await openings.isUnderWay(target))
        return await new Promise((resolve) => {
          tell = resolve;
          if (told) resolve(told);
        });
      const session = await registry.find(target, await openings.storeFor(request));
      return session ? openedAs(session) : { outcome: 'opening' };
    } finally {
      this.#waiting.delete(waiting);
    }
  }

  /**
   * @param {string} portal
   * @param {NonNullable<OpenRequested['tenant']>} wanted
   * @returns {Promise<{ id: string, name: string }>}
   * @throws {HostError} `unknown_tenant`
   */
  async #find(portal, { id, name }) {
    const { directory } = this.#parts;
    const listed = async () => {
      const tenants = tenantsOf(await directory.knownData(portal));
      return tenants.find((one) => (id === null ? one.name === name : one.id === id));
    };
    const known = await listed();
    if (known) return known;
    if (id !== null) return { id, name: name ?? id };
    await directory.refresh({ force: true });
    const late = await listed();
    if (!late) throw new HostError('unknown_tenant', `no tenant ${name} on ${portal}`);
    return late;
  }

  /**
   * Brings the window used last before the terminal, unless it is a private one: what a terminal opens isn't private.
   * @returns {Promise<number | null>} its tab
   */
  async #comeToFront() {
    const { tabs, windows } = this.#parts.api;
    const [tab] = await tabs.query({ active: true, lastFocusedWindow: true });
    if (tab?.id === undefined || tab.incognito) return null;
    await windows.update(tab.windowId, { focused: true });
    return tab.id;
  }
}
