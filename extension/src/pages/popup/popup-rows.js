/** @import { Row, Section } from './popup-model.js' */
/** @import { StatusView } from './popup-status.js' */
/** Draws the rows of the popup's list, and what takes their place where there are none. */
import { placeName } from '../../domain/place-name.js';
import { markMatches } from '../../domain/tenant-search.js';
import { sentenceFor } from '../../error-sentences.js';
import { targetName } from '../../target-name.js';
import { leftInWords, text } from '../../text.js';
import { element, icon, panel } from '../shared/element.js';
import { failureButton } from '../shared/failure-button.js';
import { failureWords } from '../shared/failure-words.js';
import { isSignedOut } from '../shared/page.js';
import { productionMark } from '../shared/production-mark.js';

/**
 * @typedef {object} RowActions
 * @property {(row: Row, event: MouseEvent) => void} open
 * @property {() => void} retry the last failure
 * @property {() => void} settings
 * @property {(row: Row) => void} portal opens its page about the row's tenant
 * @property {(row: Row) => void} toggleFavourite
 * @property {(row: Row) => void} menu
 * @property {(row: Row) => void} hover
 */

/**
 * @param {Section} section
 * @returns {string}
 */
function sectionTitle({ id, total, place }) {
  if (place) return text('section_there', placeName(place));
  return text(`section_${id}`, format(total));
}

/**
 * @param {Section} section
 * @param {string[]} words
 * @param {RowActions} actions
 * @param {{ before: number, all: number }} count of the list's rows, with those that aren't drawn
 * @returns {HTMLElement} a group of options under its title
 */
export function sectionElement(section, words, actions, { before, all }) {
  const title = sectionTitle(section);
  const more = section.total - section.first - section.rows.length;
  return element(
    'div',
    { role: 'group', 'aria-label': title, class: `section section-${section.id}` },
    element('div', { class: 'section-title', 'aria-hidden': 'true' }, title),
    section.first > 0 && above(section.first),
    ...section.rows.map((row, at) => {
      const made = rowElement(row, words, actions);
      made.setAttribute('aria-posinset', String(before + section.first + at + 1));
      made.setAttribute('aria-setsize', String(all));
      return made;
    }),
    more > 0 && element('div', { class: 'more' }, text('more_rows', format(more))),
  );
}

/** Stands for rows above those that are drawn. @param {number} rows */
function above(rows) {
  const made = element('div', { class: 'above', 'aria-hidden': 'true' });
  made.style.setProperty('--rows', String(rows));
  return made;
}

/** Creating one takes longer than using it. */
const numbers = new Intl.NumberFormat();

/** @param {number} value */
const format = (value) => numbers.format(value);

/**
 * @param {Row} row
 * @returns {string} the element's id
 */
export function rowId(row) {
  return `row-${encodeURIComponent(row.key)}`;
}

/** @param {Row} row @param {string[]} words @param {RowActions} actions */
function rowElement(row, words, actions) {
  const { target } = row;
  const made = element(
    'div',
    {
      role: 'option',
      id: rowId(row),
      class: `row row-${row.state}${row.failure ? ' row-failed' : ''}`,
      'aria-selected': 'false',
      'data-portal': target.portal,
      'data-tenant': target.tenant ?? '',
      'data-role': target.role,
      click: (/** @type {MouseEvent} */ event) => actions.open(row, event),
      mousemove: () => actions.hover(row),
    },
    element(
      'div',
      { class: 'row-line', title: fullName(row) },
      mark(row),
      element('span', { class: 'name' }, ...marked(targetName(target), words)),
      row.production && productionMark(),
      element('span', { class: 'place' }, ...marked(row.place, words)),
      state(row),
      target.role === 'tenant' && star(row, actions),
      menuMark(row, actions),
    ),
    row.failure && failure(row, actions),
  );
  return made;
}

/** As much as fits without being cut, roughly. */
const shortEnough = 32;

/** @param {Row} row @returns {string | null} what the pointer shows where the row may be cut */
function fullName({ target, place, production, state: doing }) {
  const words = `${targetName(target)} · ${place}`;
  const isFull = production || doing !== 'idle';
  return words.length > shortEnough || isFull ? words : null;
}

/** @param {Row} row */
function mark({ target, time, state: doing }) {
  if (doing !== 'idle') return element('span', { class: 'spinner', 'aria-hidden': 'true' });
  if (target.role !== 'tenant') return icon('shield');
  const live = time && time.level !== 'ended';
  return element('span', { class: live ? 'dot dot-live' : 'dot', 'aria-hidden': 'true' });
}

/** @param {Row} row */
function state({ state: doing, time }) {
  if (doing !== 'idle') {
    const words = text(doing === 'opening' ? 'row_opening' : 'row_waiting');
    return element('span', { class: 'doing', title: words }, words);
  }
  if (!time) return null;
  const left = time.until - Date.now();
  const words = left > 0 ? text('row_live', leftInWords(left)) : text('row_ended');
  return element(
    'span',
    { class: `time time-${time.level}`, title: words },
    (time.level === 'soon' || time.level === 'urgent') && icon('clock'),
    element('span', { 'aria-hidden': 'true' }, left > 0 ? time.text : text('row_ended_short')),
    element('span', { class: 'unseen' }, words),
  );
}

/** @param {Row} row @param {RowActions} actions */
function star(row, actions) {
  const label = text(row.favourite ? 'star_remove' : 'star_add');
  // A mouse target only: inside an option nothing else may take the focus; Ctrl+D does it by keyboard.
  return element(
    'span',
    {
      class: row.favourite ? 'star star-on' : 'star',
      title: `${label} (Ctrl+D)`,
      click: (/** @type {MouseEvent} */ event) => {
        event.stopPropagation();
        actions.toggleFavourite(row);
      },
    },
    row.favourite && element('span', { class: 'unseen' }, text('section_favourites')),
  );
}

/**
 * The way to the row's menu: like the star, only for the mouse; the right arrow does it by keyboard.
 * @param {Row} row
 * @param {RowActions} actions
 */
function menuMark(row, actions) {
  return element('span', {
    class: 'to-menu',
    title: text('menu_open_hint'),
    click: (/** @type {MouseEvent} */ event) => {
      event.stopPropagation();
      actions.menu(row);
    },
  });
}

/** @param {Row} row @param {RowActions} actions */
function failure(row, actions) {
  const { target, failure: failed } = row;
  if (!failed) return null;
  const words = sentenceFor(failed.error, { portal: target.portal, target });
  return element(
    'div',
    { class: 'row-failure' },
    ...failureWords(words),
    failureButton(words.step, { ...actions, portal: () => actions.portal(row), of: null }),
  );
}

/**
 * @param {string} content
 * @param {string[]} words
 * @returns {(string | HTMLElement)[]}
 */
function marked(content, words) {
  if (words.length === 0) return [content];
  return markMatches(content, words).map((piece) =>
    piece.marked ? element('mark', {}, piece.text) : piece.text,
  );
}

/**
 * @param {Section[]} sections
 * @param {string} query
 * @returns {number} how many rows are what was looked for: a search finds administrators' consoles, too; without one,
 *   they don't make up for tenants
 */
export function listedRows(sections, query) {
  const searching = query.trim() !== '';
  const counted = sections.filter(({ id }) => searching || id !== 'admin');
  return counted.reduce((sum, { rows }) => sum + rows.length, 0);
}

/** @param {Pick<StatusView, 'state' | 'query' | 'rows' | 'loading'>} view */
export function emptyCards({ state, query, rows, loading }) {
  if (rows > 0) return [];
  if (query.trim() !== '')
    return [
      panel(
        element('h2', {}, text('no_match_title', query.trim())),
        element('p', {}, loading ? text('loading') : text('no_match_next')),
      ),
    ];
  return (state.portals ?? [])
    .filter(({ name }) => !isSignedOut(state, name) && state.portalData[name]?.tenantsReadAt)
    .map(({ name, user }) =>
      panel(
        element('h2', {}, text('no_tenants_title', name)),
        element('p', {}, text('no_tenants_next', user ?? text('somebody'))),
      ),
    );
}
