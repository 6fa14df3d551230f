/** @import { Session, Target } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { isProduction, isProductionTarget, planOf } from '../../domain/production.js';
import { marked, targetName } from '../../target-name.js';

/** Which targets are production, by the rules of the settings and what is known of them. */
export class Production {
  #parts;

  /** @param {Pick<Parts, 'local' | 'settings'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {Target} target
   * @returns {Promise<{ plan?: string }>} empty where it isn't known
   */
  async planOf(target) {
    const plan = planOf(target, await this.#parts.local.read('portalData'));
    return plan ? { plan } : {};
  }

  /**
   * @param {Target} target
   * @returns {Promise<boolean>}
   */
  async of(target) {
    const { local, settings } = this.#parts;
    const accounts = await local.read('accounts');
    const portalData = await local.read('portalData');
    const { production } = await settings.read();
    return isProductionTarget(target, { accounts, portalData }, production);
  }

  /**
   * @param {Pick<Session, 'target' | 'plan' | 'account'>} session
   * @returns {Promise<string>} what people call its target, marked where it is production: "PROD invoice"
   */
  async nameOf(session) {
    return marked(targetName(session.target), await this.ofSession(session));
  }

  /**
   * @param {Pick<Session, 'target' | 'plan' | 'account'>} session
   * @returns {Promise<boolean>}
   */
  async ofSession(session) {
    return isProduction(session, (await this.#parts.settings.read()).production);
  }
}
