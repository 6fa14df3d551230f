/** @import { Portal } from '../../types.js' */
/** Looks for portals in the tabs that are open, at the user's click only. */
import { api } from '../../browser.js';
import { portalOrigins } from '../../domain/portal-page.js';
import { text } from '../../text.js';
import { element } from './element.js';
import { problemWords } from './portal-doubt.js';

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
    const allowed = await api.permissions.request(permission).catch((error) => {
      console.warn('the browser refuses the question', error);
      return false;
    });
    if (!allowed) return result.replaceChildren(text('portal_find_refused'));
    const origins = await originsInTabs();
    result.replaceChildren(
      ...(origins.length > 0
        ? origins.map((origin) => offer(origin, origins.length === 1))
        : [text('portal_find_none')]),
    );
  };
  const failed = (/** @type {unknown} */ error) =>
    result.replaceChildren(...problemWords(error, null));
  const button = findButton('portal_find', () => void find().catch(failed));
  return element('div', { class: 'portal-finder' }, button, result);
}

/**
 * @param {() => void} open shows a page with a finder
 * @returns {HTMLElement} a button
 */
export function finderElsewhere(open) {
  return element('div', { class: 'portal-finder' }, findButton('portal_find_settings', open));
}

/** @param {'portal_find' | 'portal_find_settings'} words @param {() => void} click */
function findButton(words, click) {
  const button = { id: 'portal-find', type: 'button', class: 'plain', click };
  return element('button', button, text(words));
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
