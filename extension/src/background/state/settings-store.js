/** @import { Settings } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { effectiveSettings } from '../../domain/settings.js';
import { readManaged } from '../../managed-storage.js';

/** The settings: the user's over the organisation's over the defaults. */
export class SettingsStore {
  #parts;

  /** @param {Pick<Parts, 'api' | 'local'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @returns {Promise<Settings>} */
  async read() {
    return effectiveSettings(
      await readManaged(this.#parts.api.storage),
      await this.#parts.local.read('settings'),
    );
  }

  /** @param {Partial<Settings>} change */
  async change(change) {
    await this.#parts.local.update('settings', (settings) => ({ ...settings, ...change }));
  }
}
