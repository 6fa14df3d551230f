/** The list of the settings' sections, and of the pages beside them. */
import { text } from '../../text.js';
import { byId, element } from './element.js';

const options = '../options/options.html';

/** @type {readonly [string, string][]} where it is, and the key of its words */
const sections = [
  [`${options}#portals-section`, 'portals_title'],
  [`${options}#sessions-section`, 'sessions_title'],
  [`${options}#privacy-section`, 'privacy_title'],
  [`${options}#keys-section`, 'keys_title'],
  ['../history/history.html', 'history_title'],
  ['../diagnostics/diagnostics.html', 'check_title'],
  [`${options}#about-section`, 'about_title'],
];

/** Fills the list in; to be called once. */
export function showSideList() {
  const items = sections.map(([href, key]) => {
    const here = new URL(href, location.href).pathname === location.pathname;
    const current = here && !href.includes('#') ? 'page' : null;
    return element('li', {}, element('a', { href, 'aria-current': current }, text(key)));
  });
  byId('side', HTMLElement).replaceChildren(element('ul', {}, ...items));
}
