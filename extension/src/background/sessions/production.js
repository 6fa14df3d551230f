/** @import { Session, Target } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { isProduction } from '../../domain/production.js';
import { targetKey } from '../../domain/target-key.js';
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
  async planOf({ portal, tenant }) {
    const data = (await this.#parts.local.read('portalData'))[portal];
    const plan = data?.tenants.find(({ id }) => id === tenant)?.plan;
    return plan ? { plan } : {};
  }

  /**
   * @param {Target} target
   * @returns {Promise<boolean>}
   */
  async of(target) {
    const account = (await this.#parts.local.read('accounts'))[targetKey(target)] ?? null;
    return this.ofSession({ target, account, ...(await this.planOf(target)) });
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
