/** @import { Parts } from '../parts.js' */
import { consolePatterns as matches } from '../../domain/aws-hosts.js';
import { SerialQueue } from '../state/serial-queue.js';

const id = 'chip';
/** In the order of their dependencies. */
const parts = ['durations', 'sentences', 'chip-words', 'chip-style', 'chip-view', 'chip'];
const js = parts.map((name) => `src/chip/${name}.js`);

/** Has the browser run the chip on pages of the AWS Console, and nowhere else; or not at all. */
export class ChipScript {
  #parts;
  #queue = new SerialQueue();

  /** @param {Pick<Parts, 'api' | 'settings'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * To be called at the start and when the settings changed. Never throws.
   * @param {boolean} [entered] the browser lets scripts into AWS's pages from now on; what was registered before
   *   is in none that is open
   */
  refresh(entered = false) {
    // One after another: registering twice at once fails.
    return this.#queue
      .run(() => this.#refresh(entered))
      .catch((error) => console.warn('the chip could not be switched', error));
  }

  /** @param {boolean} entered */
  async #refresh(entered) {
    const { chip } = await this.#parts.settings.read();
    const known = await this.#parts.api.scripting.getRegisteredContentScripts({ ids: [id] });
    const isRegistered = known.length > 0;
    if (chip === isRegistered && !entered) return;
    // Pages that show it are told of the change and remove it themselves. Where it is to come into open pages, a
    // worker that dies before leaves it unregistered, and the next one does both.
    if (isRegistered) await this.#parts.api.scripting.unregisterContentScripts({ ids: [id] });
    if (!chip) return;
    await this.#parts.api.scripting.registerContentScripts([
      { id, matches, js, runAt: 'document_end' },
    ]);
    await this.#addToOpenPages();
  }

  async #addToOpenPages() {
    for (const tab of await this.#parts.api.tabs.query({ url: matches }))
      await this.#parts.api.scripting
        .executeScript({ target: { tabId: /** @type {number} */ (tab.id) }, files: js })
        .catch((error) => console.debug('a page takes no chip', error));
  }
}
