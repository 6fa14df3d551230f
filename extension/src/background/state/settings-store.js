/** @import { BrowserApi, LocalState, Settings } from '../../types.js' */
/** @import { StateStore } from './state-store.js' */
import { effectiveSettings } from '../../domain/settings.js';
import { readManaged } from '../../managed-storage.js';

/** The settings: the user's over the organisation's over the defaults. */
export class SettingsStore {
  #local;
  #managed;

  /**
   * @param {object} parts
   * @param {StateStore<LocalState>} parts.local
   * @param {BrowserApi['storage']['managed']} parts.managed
   */
  constructor({ local, managed }) {
    this.#local = local;
    this.#managed = managed;
  }

  /** @returns {Promise<Settings>} */
  async read() {
    return effectiveSettings(await readManaged(this.#managed), await this.#local.read('settings'));
  }

  /** @param {Partial<Settings>} change */
  async change(change) {
    await this.#local.update('settings', (settings) => ({ ...settings, ...change }));
  }
}
