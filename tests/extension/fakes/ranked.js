import { rankForPlace } from '../../../extension/src/domain/place-ranking.js';
import { indexTenants } from '../../../extension/src/domain/tenant-search.js';

const portals = /** @type {any} */ ([{ name: 'acme' }]);

/**
 * @param {[string, string | null][]} tenants names and plans
 * @param {{ to?: string, tenant?: string, kind?: string, account?: string }} place
 * @param {{ accounts?: Record<string, string>, onPage?: string, live?: string }} [known] by tenants' names
 */
export function ranked(tenants, { to = 's3', tenant = '', ...page }, known = {}) {
  const data = { acme: { tenants: tenants.map(([name, plan]) => ({ id: name, name, plan })) } };
  const entries = indexTenants(portals, /** @type {any} */ (data), [], []);
  const accounts = Object.entries(known.accounts ?? {}).map(([name, one]) => [
    `acme/tenant/${name}`,
    one,
  ]);
  const place = { to, tenant, page: { kind: 'service', account: null, ...page } };
  const { found, sure } = rankForPlace(entries, /** @type {any} */ (place), {
    accounts: Object.fromEntries(accounts),
    onPage: ({ name }) => name === known.onPage,
    live: ({ name }) => name === known.live,
  });
  return { names: found.map(({ name }) => name).join(' '), sure };
}
