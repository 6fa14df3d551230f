/** @import { Place } from '../../types.js' */
/** @import { Entry } from '../../domain/tenant-search.js' */
/** @import { Parts } from '../parts.js' */
import { rankForPlace } from '../../domain/place-ranking.js';
import { targetKey } from '../../domain/target-key.js';
import { tenantInFront } from '../../domain/tenant-in-front.js';
import { indexTenants } from '../../domain/tenant-search.js';
import { timeLeft } from '../sessions/session-registry.js';

/** The tenants that a console page is most likely meant for, the likeliest first. */
export class LikelyTenants {
  #parts;

  /** @param {Pick<Parts, 'clock' | 'local' | 'registry' | 'session'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {Place} place
   * @param {chrome.tabs.Tab} [tab] the one in front
   * @returns {Promise<{ found: Entry[], sure: boolean }>} the likeliest first; sure: it may be opened without a question
   */
  async of(place, tab) {
    const { clock, local, registry, session } = this.#parts;
    const portals = (await local.read('portals')) ?? [];
    const [data, favourites, recents, accounts] = await Promise.all([
      local.read('portalData'),
      local.read('favourites'),
      local.read('recents'),
      local.read('accounts'),
    ]);
    const sessions = await registry.all();
    const mismatches = await session.read('mismatches');
    const page = tenantInFront(tab, { portals, sessions, mismatches });
    const live = sessions.filter((session) => timeLeft(session, clock.now()) > 0);
    const keys = new Set(live.map(({ target }) => targetKey(target)));
    return rankForPlace(indexTenants(portals, data, favourites, recents), place, {
      accounts,
      onPage: ({ target }) => target.portal === page?.portal && target.tenant === page.tenant,
      live: ({ key }) => keys.has(key),
    });
  }
}
