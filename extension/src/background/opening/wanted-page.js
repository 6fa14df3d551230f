/** @import { OpenRequest, Session, Target } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { targetKey } from '../../domain/target-key.js';

/** Which page and region of the console somebody wants. */
export class WantedPage {
  #parts;

  /** @param {Pick<Parts, 'host' | 'local'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {Target} target
   * @param {string} [asked] for this time
   * @returns {Promise<{ region?: string }>} that, else the region that the user chose for it, as a parameter
   */
  async regionOf(target, asked) {
    if (asked) return { region: asked };
    const region = (await this.#parts.local.read('regions'))[targetKey(target)];
    return region ? { region } : {};
  }

  /**
   * @param {Session} live
   * @param {OpenRequest} request
   * @returns {Promise<string | null>} the page in that session, without its label; null: any will do; ""
   *   where a sign-in has to tell, or to say what is wrong
   */
  async inSession({ region, partition }, { target, to, region: asked }) {
    const chosen = await this.regionOf(target, asked);
    if (!to && (!chosen.region || chosen.region === region)) return null;
    const { portal, tenant } = target;
    const params = {
      to: to ?? '',
      partition,
      ...(region ? { region } : {}),
      ...chosen,
      // In whose account it must be.
      ...(tenant ? { portal, tenant } : {}),
    };
    const page = await this.#parts.host.request('resolve_page', params).catch(() => ({ url: '' }));
    return page.url;
  }
}
