/** @import { Target } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { cookieStore } from '../../browser.js';
import { arnOfPage, arnsIn } from '../../domain/link-target.js';
import { tenantOnPage } from '../../domain/portal-page.js';
import { serviceOnPage } from '../../domain/portal-service.js';
import { findTenant } from '../../domain/tenant-table.js';
import { inClickedPage } from './clicked-page.js';

/**
 * @typedef {object} PortalPage
 * @property {Target} target the tenant that the page is about
 * @property {string | null} to the page's resource, else its service; null: neither was found
 * @property {'resource' | 'service' | 'none'} found
 */

/** Reads what a portal's page is about, at the moment of a click: `activeTab` lasts no longer. */
export class PortalPageReader {
  #parts;

  /** @param {Pick<Parts, 'api' | 'clock' | 'local' | 'seenFacts'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {chrome.tabs.Tab} tab
   * @returns {Promise<PortalPage | null>} null: not a tenant's page on one of the portals
   */
  async read(tab) {
    const portals = (await this.#parts.local.read('portals')) ?? [];
    const seen = await this.#look(tab);
    const page = tenantOnPage(seen.url, portals);
    if (!page) return null;
    const data = (await this.#parts.local.read('portalData'))[page.portal];
    const known = findTenant(data, page.tenant);
    /** @type {Target} */
    const target = { ...page, role: 'tenant', name: known?.name ?? '' };
    const { seenFacts } = this.#parts;
    const where = { store: cookieStore(tab), target };
    seenFacts.note('portal.guid', where);
    const { pathname } = new URL(seen.url);
    const arn = arnOfPage(pathname, arnsIn(seen.text));
    if (arn) seenFacts.note('portal.arn', where);
    if (arn) return { target, to: arn, found: 'resource' };
    const service = serviceOnPage(pathname);
    return { target, to: service, found: service ? 'service' : 'none' };
  }

  /**
   * @param {chrome.tabs.Tab} tab
   * @returns {Promise<{ url: string, text: string }>} the page as it is now, which in a single-page
   *   application may be another than the tab was loaded with
   */
  async #look({ id, url = '' }) {
    try {
      const { scripting } = this.#parts.api;
      const target = { tabId: /** @type {number} */ (id) };
      const [answer] = await inClickedPage(this.#parts, () =>
        scripting.executeScript({ target, func: lookAtPage }),
      );
      return answer?.result ?? { url, text: '' };
    } catch (error) {
      // Pages that scripts may not enter; their address may still tell the tenant.
      console.debug('the page could not be read', error);
      return { url, text: '' };
    }
  }
}

/** Runs in the page. An ARN stands near the top of a resource's page, so that a long one needn't be read whole. */
function lookAtPage() {
  return { url: location.href, text: (document.body?.innerText ?? '').slice(0, 200_000) };
}
