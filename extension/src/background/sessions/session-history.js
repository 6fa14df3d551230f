/** @import { AskedFrom, History, OpenedBy, Session, SessionEvent, Target } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { isPrivate } from '../../browser.js';
import { HostError } from '../../host/host-error.js';

/**
 * Sends what happened to a session to the host, which itself records what it hands out. @implements {History}
 */
export class SessionHistory {
  #parts;

  /** @param {Pick<Parts, 'host' | 'settings'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {string} store
   * @returns {Promise<boolean>} whether what is opened there is written down: nothing of private windows is, unless
   *   the policy wants it
   */
  async isKept(store) {
    if ((await this.#parts.host.policy()).recordEverything) return true;
    return !isPrivate(store) && (await this.#parts.settings.read()).history;
  }

  /**
   * @param {OpenedBy} by
   * @param {Target} target
   * @param {string} store
   * @returns {Promise<AskedFrom>} what the host needs for its own record
   */
  async askedFrom(by, { name }, store) {
    const isKept = await this.isKept(store);
    return { by, ...(name ? { tenant_name: name } : {}), ...(isKept ? {} : { private: true }) };
  }

  /** @param {SessionEvent} event */
  record(event) {
    // A host that is gone, or older than the history, is told of elsewhere where that matters.
    this.#record(event).catch((error) =>
      console.debug('the history was not kept', HostError.from(error).code),
    );
  }

  /**
   * @param {Session} session that is over
   * @param {number} now
   */
  noteEnd({ target, store, endedBecause, startedAt, expiresAt, by }, now) {
    const what = endedBecause === 'left' ? 'signed_out' : 'ended';
    const at = Math.min(now, expiresAt);
    this.record({ what, at, target, store, service: null, by, lastedMs: at - startedAt });
  }

  /** @param {SessionEvent} event */
  async #record({ what, at, target, store, service, by, lastedMs }) {
    if (!(await this.isKept(store))) return;
    await this.#parts.host.request('record_history', {
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
