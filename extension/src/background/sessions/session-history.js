/** @import { History, Host, SessionEvent } from '../../types.js' */
/** @import { SettingsStore } from '../state/settings-store.js' */
import { HostError } from '../../host/host-error.js';

/**
 * Hands what happened to the host, which keeps it. @implements {History}
 */
export class SessionHistory {
  #host;
  #settings;

  /**
   * @param {object} parts
   * @param {Host} parts.host
   * @param {Pick<SettingsStore, 'read'>} parts.settings
   */
  constructor({ host, settings }) {
    this.#host = host;
    this.#settings = settings;
  }

  /** @param {SessionEvent} event */
  record(event) {
    // A host that is gone, or older than the history, is told of elsewhere where that matters.
    this.#record(event).catch((error) =>
      console.debug('the history was not kept', HostError.from(error).code),
    );
  }

  /** @param {SessionEvent} event */
  async #record({ what, at, target, service, by, lastedMs }) {
    const { history } = await this.#settings.read();
    if (!history) return;
    await this.#host.request('record_history', {
      at: Math.floor(at / 1000),
      what,
      portal: target.portal,
      role: target.role,
      tenant: target.tenant,
      name: target.role === 'tenant' ? target.name : null,
      service,
      by,
      lasted: lastedMs === null ? null : Math.max(0, Math.round(lastedMs / 1000)),
    });
  }
}
