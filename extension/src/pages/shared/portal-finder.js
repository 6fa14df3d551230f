/** @import { Portal } from '../../types.js' */
/** Looks for portals in the tabs that are open, at the user's click only. */
import { api } from '../../browser.js';
import { portalOrigins } from '../../domain/portal-page.js';
import { text } from '../../text.js';
import { element } from './element.js';

/** Reading other tabs' addresses takes it; it is given back at once. @type {chrome.permissions.Permissions} */
const permission = { permissions: ['tabs'] };

/**
 * @param {(address: string) => void} choose
 * @returns {HTMLElement} a button, and what it finds
 */
export function portalFinder(choose) {
  const result = element('div', { class: 'buttons', role: 'status' });
  const offer = (/** @type {string} */ origin, /** @type {boolean} */ isOnly) => {
    const look = { type: 'button', class: isOnly ? 'primary' : '' };
    const words = text('portal_instead', new URL(origin).host);
    return element('button', { ...look, click: () => choose(origin) }, words);
  };
  const find = async () => {
    // In the same turn as the click: browsers ask for permissions only then.
    if (!(await api.permissions.request(permission))) return;
    const origins = await originsInTabs();
    result.replaceChildren(
      ...(origins.length > 0
        ? origins.map((origin) => offer(origin, origins.length === 1))
        : [text('portal_find_none')]),
    );
  };
  const button = { id: 'portal-find', type: 'button', class: 'plain', click: () => void find() };
  return element(
    'div',
    { class: 'portal-finder' },
    element('button', button, text('portal_find')),
    result,
  );
}

async function originsInTabs() {
  const { portals } = await api.storage.local.get('portals');
  const tabs = await api.tabs.query({});
  await api.permissions
    .remove(permission)
    .catch((error) => console.debug('the permission stays', error));
  const known = /** @type {Portal[] | undefined} */ (portals) ?? [];
  return portalOrigins(
    tabs.map(({ url }) => url),
    known,
  );
}
