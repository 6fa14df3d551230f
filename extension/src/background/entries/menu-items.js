/** @import { LocalState, Settings, Target } from '../../types.js' */
/** What the context menu holds, worked out from what is known. */
import { adminTargets } from '../../domain/admin-targets.js';
import { consolePatterns } from '../../domain/aws-hosts.js';
import { isProductionTarget } from '../../domain/production.js';
import { targetKey } from '../../domain/target-key.js';
import { indexTenants } from '../../domain/tenant-search.js';
import { countTenants, tenantsOf } from '../../domain/tenant-table.js';
import { marked, markedLabel } from '../../target-name.js';
import { text } from '../../text.js';

/** Above this many tenants, one item for all of a portal's pages takes the place of one for each tenant. */
const namedTenants = 300;
const offered = 8;

/** On a page's own ground: wherever nothing more special was clicked on. @type {Contexts} */
const pageContexts = ['page', 'frame', 'image'];

/** @typedef {[`${chrome.contextMenus.ContextType}`, ...`${chrome.contextMenus.ContextType}`[]]} Contexts */

/**
 * @typedef {object} MenuItem
 * @property {string} id `VERB KIND` or `VERB KIND TARGETKEY`; see menus.js
 * @property {string} title
 * @property {Contexts} contexts
 * @property {string[]} [documentUrlPatterns]
 * @property {string[]} [targetUrlPatterns]
 * @property {string} [parentId]
 */

/** @typedef {'page' | 'selection' | 'link' | 'console'} MenuKind what was clicked on */

/**
 * @typedef {Pick<LocalState, 'portals' | 'portalData' | 'favourites' | 'recents'>} Tenants
 * @typedef {Tenants & Pick<LocalState, 'accounts'> & Pick<Settings, 'production'>} Known
 */

/**
 * The browsers put what applies to a click under one entry with the extension's name.
 * @param {Known} known
 * @returns {MenuItem[]} parents before their children; none while no portal is configured
 */
export function menuItems(known) {
  const portals = known.portals ?? [];
  if (portals.length === 0) return [];
  const targets = menuTargets(known).map((target) => ({
    key: targetKey(target),
    label: markedLabel(target, isProductionTarget(target, known, known.production)),
  }));
  const portalPatterns = portals.map(({ host }) => pagePattern(host, ''));
  const places = {
    page: { contexts: pageContexts, documentUrlPatterns: portalPatterns },
    console: { contexts: pageContexts, documentUrlPatterns: consolePatterns },
    selection: { contexts: /** @type {Contexts} */ (['selection']) },
    link: { contexts: /** @type {Contexts} */ (['link']), targetUrlPatterns: consolePatterns },
  };
  return [
    ...pageItems(known),
    { id: 'likely selection', title: text('menu_open_selection'), ...places.selection },
    { id: 'likely link', title: text('menu_open_link'), ...places.link },
    ...subMenu('page', targets, places.page),
    ...subMenu('selection', targets, places.selection),
    ...subMenu('link', targets, places.link),
    ...subMenu('console', targets, places.console),
    { id: 'pages console', title: text('copy_pages'), ...places.console },
  ];
}

/**
 * @param {Tenants} known
 * @returns {Target[]} what the sub-menus offer: those last used, else those first in the list; then
 *   the administrator's roles
 */
export function menuTargets({ portals, portalData, favourites, recents }) {
  const entries = indexTenants(portals ?? [], portalData, favourites, recents);
  const used = entries.filter(({ recent }) => Number.isFinite(recent));
  used.sort((left, right) => left.recent - right.recent);
  const tenants = (used.length > 0 ? used : entries).slice(0, offered);
  return [...tenants.map(({ target }) => target), ...adminTargets(portals ?? [], portalData)];
}

/**
 * One item for each tenant, shown only on its own pages, so that the menu says whose console it opens.
 * @param {Known} known
 * @returns {MenuItem[]}
 */
function pageItems(known) {
  const { portals, portalData } = known;
  const contexts = pageContexts;
  return (portals ?? []).flatMap(({ name: portal, host }) => {
    const count = countTenants(portalData[portal]);
    // Nobody has asked for its tenants yet, or there are too many to name.
    if (count === 0 || count > namedTenants)
      return [
        {
          id: `open page ${portal}`,
          title: text('menu_open_page_any'),
          contexts,
          documentUrlPatterns: [pagePattern(host, '')],
        },
      ];
    return tenantsOf(portalData[portal]).map(({ id, name }) => {
      const target = /** @type {const} */ ({ portal, role: 'tenant', tenant: id, name });
      return {
        id: `open page ${targetKey(target)}`,
        title: text(
          'menu_open_page',
          marked(name, isProductionTarget(target, known, known.production)),
        ),
        contexts,
        documentUrlPatterns: [pagePattern(host, id)],
      };
    });
  });
}

/**
 * Whom to open as, and below it the link for colleagues.
 * @param {MenuKind} kind
 * @param {{ key: string, label: string }[]} targets
 * @param {Pick<MenuItem, 'contexts' | 'documentUrlPatterns' | 'targetUrlPatterns'>} place
 * @returns {MenuItem[]}
 */
function subMenu(kind, targets, place) {
  const parentId = `more ${kind}`;
  const item = (/** @type {string} */ id, /** @type {string} */ title) => ({
    id,
    title,
    parentId,
    ...place,
  });
  const own = kind === 'page' ? [item('open page', text('menu_own_tenant'))] : [];
  return [
    { id: parentId, title: text('menu_more'), ...place },
    ...own,
    ...targets.map(({ key, label }) => item(`as ${kind} ${key}`, label)),
    item(`other ${kind}`, text('menu_other')),
    { id: `copy ${kind}`, title: text('menu_copy_link'), ...place },
  ];
}

/**
 * Browsers compare only the host; a port in a pattern is an error in Firefox.
 * @param {string} host HOST[:PORT]
 * @param {string} part of the path; "": any
 */
function pagePattern(host, part) {
  const { hostname } = new URL(`https://${host}`);
  return part ? `https://${hostname}/*${part}*` : `https://${hostname}/*`;
}
