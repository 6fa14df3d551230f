/** @import { Settings } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { effectiveSettings } from '../../domain/settings.js';
import { readManagedWith } from '../../managed-storage.js';

/** The settings: the user's over the organisation's over the defaults. */
export class SettingsStore {
  #parts;

  /** @param {Pick<Parts, 'local' | 'storage'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @returns {Promise<Settings>} */
  async read() {
    return (await this.readWithPlace()).settings;
  }

  /** @returns {Promise<{ settings: Settings, chipPlace: unknown }>} and where the chip was put, in the same call */
  async readWithPlace() {
    const { managed, kept } = await readManagedWith(this.#parts.storage, 'settings', 'chipPlace');
    const settings = effectiveSettings(managed, kept.settings ?? {});
    return { settings, chipPlace: kept.chipPlace ?? null };
  }

  /** @param {Partial<Settings>} change */
  async change(change) {
    await this.#parts.local.update('settings', (settings) => ({ ...settings, ...change }));
  }
}
