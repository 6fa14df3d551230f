/** @import { Parts } from '../parts.js' */

/** How long after the installation the page comes back. */
const atMost = 10 * 60_000;

/**
 * The page that a fresh installation opens. A browser that is told to let the extension into private windows starts it
 * anew, and closes its pages with it: then the page comes back. One that a person closed doesn't.
 */
export class FirstRun {
  #parts;
  /** True in the worker that the browser told of the installation, which shows the page itself. */
  #installing = false;

  /** @param {Pick<Parts, 'api' | 'clock' | 'local'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  async installed() {
    this.#installing = true;
    await this.#show(this.#parts.clock.now());
  }

  /** To be called once after each start of the extension. */
  async startedAnew() {
    const { clock, local } = this.#parts;
    const shown = await local.read('firstRun');
    if (this.#installing || !shown || clock.now() - shown.installedAt > atMost) return;
    if (shown.tabId !== null && (await this.#isOpen(shown.tabId))) return;
    await this.#show(shown.installedAt);
  }

  /** @param {number} tabId */
  async tabClosed(tabId) {
    await this.#parts.local.update('firstRun', (shown) => (shown?.tabId === tabId ? null : shown));
  }

  /** @param {number} tabId @returns {Promise<boolean>} */
  #isOpen(tabId) {
    return this.#parts.api.tabs.get(tabId).then(
      () => true,
      () => false,
    );
  }

  /** @param {number} installedAt */
  async #show(installedAt) {
    const { api, local } = this.#parts;
    const url = api.runtime.getURL('src/pages/welcome/welcome.html');
    // Written before, too: the browser may start the extension anew as soon as the page is there.
    await local.write('firstRun', { installedAt, tabId: null });
    const { id: tabId } = await api.tabs.create({ url });
    if (tabId !== undefined) await local.write('firstRun', { installedAt, tabId });
  }
}
