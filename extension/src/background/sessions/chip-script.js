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

  /** To be called at the start and when the settings changed. Never throws. */
  refresh() {
    // One after another: registering twice at once fails.
    return this.#queue
      .run(() => this.#refresh())
      .catch((error) => console.warn('the chip could not be switched', error));
  }

  async #refresh() {
    const { chip } = await this.#parts.settings.read();
    const known = await this.#parts.api.scripting.getRegisteredContentScripts({ ids: [id] });
    if (chip === known.length > 0) return;
    if (!chip) {
      // Pages that show it are told of the change and remove it themselves.
      await this.#parts.api.scripting.unregisterContentScripts({ ids: [id] });
      return;
    }
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
