/** @import { Parts } from '../parts.js' */
import { consolePatterns as matches } from '../../domain/aws-hosts.js';
import { SerialQueue } from '../state/serial-queue.js';
import { twice } from '../state/twice.js';
import { answered } from './in-page.js';

const id = 'chip';
/** In the order of their dependencies. */
const parts = ['durations', 'sentences', 'chip-words', 'chip-style', 'chip-view', 'chip'];
const js = parts.map((name) => `src/chip/${name}.js`);

/** Has the browser run the chip on pages of the AWS Console, and nowhere else; or not at all. */
export class ChipScript {
  #parts;
  #queue = new SerialQueue();

  /** @param {Pick<Parts, 'api' | 'clock' | 'session' | 'settings'>} parts */
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
    const { api, session, settings } = this.#parts;
    const { scripting } = api;
    const { chip } = await settings.read();
    const ids = { ids: [id] };
    const known = await twice(() => scripting.getRegisteredContentScripts(ids));
    const isRegistered = known.length > 0;
    // Pages that show it are told of the change and remove it themselves.
    if (!chip && isRegistered) await twice(() => scripting.unregisterContentScripts(ids));
    if (!chip || !isRegistered || entered) await session.write('chipInPages', false);
    if (!chip) return;
    if (!isRegistered) {
      const script = /** @type {const} */ ({ id, matches, js, runAt: 'document_end' });
      await twice(() => scripting.registerContentScripts([script]));
    }
    // Not by what is registered, which an update of the extension and a worker that dies leave behind.
    if (await session.read('chipInPages')) return;
    await this.#addToOpenPages();
    await session.write('chipInPages', true);
  }

  /** One that has it already takes no second. */
  async #addToOpenPages() {
    const { api, clock } = this.#parts;
    const tabs = await twice(() => api.tabs.query({ url: matches }));
    const works = tabs.map((tab) => {
      const target = { tabId: /** @type {number} */ (tab.id) };
      const entered = twice(() => api.scripting.executeScript({ target, files: js }));
      // None waits for another's answer.
      return answered(clock, entered).catch((error) =>
        console.debug('a page takes no chip', error),
      );
    });
    await Promise.all(works);
  }
}
