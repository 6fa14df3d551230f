/** @import { BrowserApi } from '../../types.js' */
/** @import { SettingsStore } from '../state/settings-store.js' */
import { awsPatterns } from '../../domain/aws-hosts.js';
import { SerialQueue } from '../state/serial-queue.js';

const id = 'chip';
const matches = awsPatterns.filter((pattern) => pattern.startsWith('https://*.console.'));
/** In the order in which they need each other. */
const js = ['chip-words', 'chip-placing', 'chip-mover', 'chip-style', 'chip-view', 'chip'].map(
  (name) => `src/chip/${name}.js`,
);

/** Has the browser run the chip on pages of the AWS Console, and nowhere else; or not at all. */
export class ChipScript {
  #settings;
  #scripting;
  #tabs;
  #queue = new SerialQueue();

  /**
   * @param {object} parts
   * @param {SettingsStore} parts.settings
   * @param {BrowserApi['scripting']} parts.scripting
   * @param {BrowserApi['tabs']} parts.tabs
   */
  constructor({ settings, scripting, tabs }) {
    this.#settings = settings;
    this.#scripting = scripting;
    this.#tabs = tabs;
  }

  /** To be called at the start and when the settings changed. Never throws. */
  refresh() {
    // One after another: registering twice at once fails.
    return this.#queue
      .run(() => this.#refresh())
      .catch((error) => console.warn('the chip could not be switched', error));
  }

  async #refresh() {
    const { chip } = await this.#settings.read();
    const known = await this.#scripting.getRegisteredContentScripts({ ids: [id] });
    if (chip === known.length > 0) return;
    if (!chip) {
      // Pages that have it hear of the change, and take it away by themselves.
      await this.#scripting.unregisterContentScripts({ ids: [id] });
      return;
    }
    await this.#scripting.registerContentScripts([{ id, matches, js, runAt: 'document_end' }]);
    await this.#addToOpenPages();
  }

  async #addToOpenPages() {
    for (const tab of await this.#tabs.query({ url: matches }))
      await this.#scripting
        .executeScript({ target: { tabId: /** @type {number} */ (tab.id) }, files: js })
        .catch((error) => console.debug('a page takes no chip', error));
  }
}
