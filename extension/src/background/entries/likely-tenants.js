/** @import { Place } from '../../types.js' */
/** @import { Entry } from '../../domain/tenant-search.js' */
/** @import { Parts } from '../parts.js' */
import { rankForPlace } from '../../domain/place-ranking.js';
import { tenantOnPage } from '../../domain/portal-page.js';
import { targetKey } from '../../domain/target-key.js';
import { indexTenants } from '../../domain/tenant-search.js';
import { timeLeft } from '../sessions/session-registry.js';

/** The tenants that a console page is most likely meant for, the likeliest first. */
export class LikelyTenants {
  #parts;

  /** @param {Pick<Parts, 'clock' | 'local' | 'registry'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {Place} place
   * @param {string} [pageUrl] of the tab in front
   * @returns {Promise<{ found: Entry[], sure: boolean }>} the likeliest first; sure: something tells it
   *   from all others
   */
  async of(place, pageUrl) {
    const { clock, local, registry } = this.#parts;
    const portals = (await local.read('portals')) ?? [];
    const [data, favourites, recents, accounts] = await Promise.all([
      local.read('portalData'),
      local.read('favourites'),
      local.read('recents'),
      local.read('accounts'),
    ]);
    const page = tenantOnPage(pageUrl, portals);
    const sessions = await registry.all();
    const live = sessions.filter((session) => timeLeft(session, clock.now()) > 0);
    const keys = new Set(live.map(({ target }) => targetKey(target)));
    return rankForPlace(indexTenants(portals, data, favourites, recents), place, {
      accounts,
      onPage: ({ target }) => target.portal === page?.portal && target.tenant === page.tenant,
      live: ({ key }) => keys.has(key),
    });
  }
}
