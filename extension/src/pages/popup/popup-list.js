/** @import { Row, Section } from './popup-model.js' */
/** @import { RowActions } from './popup-rows.js' */
import { element } from '../shared/element.js';
import { rowId, sectionElement } from './popup-rows.js';

/** As in popup.css. */
const rowHeight = 28;
/** So near to the first or last row that is drawn others are wanted. */
const margin = 200;

/**
 * @typedef {object} Asks
 * @property {() => void} nearEnd further rows are wanted
 * @property {(at: number) => void} nearStart those around that row of the list's long part are wanted
 * @property {(key: string) => number} placeOf a row in the list's long part; -1: it isn't there
 */

/** The list's elements and which row is selected. The focus stays in the search box. */
export class PopupList {
  /** @type {Section[]} */
  #sections = [];
  /** @type {Row[]} */
  #rows = [];
  /** @type {string | null} */
  #selected = null;
  /** The selected one as it was drawn last: somebody may have scrolled away from it. @type {Row | undefined} */
  #known;
  #list;
  #search;
  #asks;
  #scroll = element('div', { id: 'tenants', class: 'scroll', role: 'presentation' });
  #pinned = element('div', { id: 'admin', class: 'pinned', role: 'presentation' });

  /**
   * @param {HTMLElement} list the listbox
   * @param {HTMLInputElement} search its combobox
   * @param {Asks} asks
   */
  constructor(list, search, asks) {
    this.#list = list;
    this.#search = search;
    this.#asks = asks;
    list.append(this.#scroll, this.#pinned);
    // The search box keeps the focus, wherever the mouse clicks.
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('scroll', () => this.#scrolled());
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#list;
    if (scrollTop + clientHeight > scrollHeight - margin) this.#asks.nearEnd();
    const above = this.#above?.getBoundingClientRect();
    const top = this.#list.getBoundingClientRect().top;
    if (above && above.bottom > top - margin)
      this.#asks.nearStart(Math.max(0, Math.floor((top - above.top) / rowHeight)));
  }

  /** What stands for rows above those that are drawn. */
  get #above() {
    return this.#scroll.querySelector('.above');
  }

  /** @returns {Row | undefined} */
  get selected() {
    return this.#drawn ?? this.#known;
  }

  /** @returns {Row | undefined} the selected one, if it is drawn */
  get #drawn() {
    return this.#rows.find(({ key }) => key === this.#selected);
  }

  /** @returns {Row[]} */
  get rows() {
    return this.#rows;
  }

  /**
   * Draws the rows again; the selected one stays selected while it is in the list.
   * @param {Section[]} sections
   * @param {string[]} words what to mark
   * @param {RowActions} actions
   */
  show(sections, words, actions) {
    this.#sections = sections;
    this.#rows = sections.flatMap(({ rows }) => rows);
    const all = sections.reduce((sum, { total }) => sum + total, 0);
    let before = 0;
    const drawn = sections.map((section) => {
      const made = sectionElement(section, words, actions, { before, all });
      before += section.total;
      return made;
    });
    const pinned = drawn.filter((_, at) => sections[at]?.id === 'admin');
    this.#scroll.replaceChildren(...drawn.filter((made) => !pinned.includes(made)));
    this.#pinned.replaceChildren(...pinned);
    this.#pinned.hidden = pinned.length === 0;
    const rowsBelow = sections.find(({ id }) => id === 'admin')?.rows.length ?? 0;
    this.#list.style.setProperty('--pinned', String(rowsBelow));
    this.#known = this.#drawn ?? (this.#isBeyond() ? this.#known : undefined) ?? this.#rows[0];
    this.#selected = this.#known?.key ?? null;
    this.#mark();
  }

  /** Selects the first row and shows the list from its top: the query is another one. */
  restart() {
    this.#selected = null;
    this.#known = undefined;
    this.#list.scrollTop = 0;
  }

  /** @returns {boolean} the selected row is in the list, and not drawn */
  #isBeyond() {
    return this.#selected !== null && !this.#drawn && this.#asks.placeOf(this.#selected) >= 0;
  }

  /** @param {number} by rows, with those that aren't drawn; one leads from either end to the other */
  move(by) {
    const all = this.#all;
    if (all === 0) return;
    const to = this.#place(this.#selected) + by;
    this.#go(Math.abs(by) === 1 ? (to + all) % all : Math.max(0, Math.min(all - 1, to)));
  }

  /** @param {boolean} last */
  edge(last) {
    if (this.#all > 0) this.#go(last ? this.#all - 1 : 0);
  }

  /** @returns {number} rows in the list, with those that aren't drawn */
  get #all() {
    return this.#sections.reduce((sum, { total }) => sum + total, 0);
  }

  /**
   * @param {string | null} key
   * @returns {number} the row's place in the list; -1: it isn't there
   */
  #place(key) {
    let before = 0;
    for (const { rows, first, total } of this.#sections) {
      const at = rows.findIndex((row) => row.key === key);
      if (at >= 0) return before + first + at;
      const beyond = rows.length < total && key !== null ? this.#asks.placeOf(key) : -1;
      if (beyond >= 0) return before + beyond;
      before += total;
    }
    return -1;
  }

  /**
   * @param {number} place in the list
   * @returns {{ row: Row | undefined, at: number }} `at`: its place in its section; without a row it isn't drawn
   */
  #at(place) {
    let at = place;
    for (const { rows, first, total } of this.#sections) {
      if (at < total) return { row: rows[at - first], at };
      at -= total;
    }
    return { row: undefined, at };
  }

  /** @param {number} place of the row that is selected now */
  #go(place) {
    const { row, at } = this.#at(place);
    if (!row) this.#asks.nearStart(at);
    this.select(row ?? this.#at(place).row, true);
  }

  /**
   * @param {Row | undefined} row
   * @param {boolean} scroll bring it into sight
   */
  select(row, scroll) {
    if (!row || (row.key === this.#selected && !scroll)) return;
    this.#selected = row.key;
    this.#known = row;
    const shown = this.#mark();
    if (!scroll || !shown) return;
    // The first row's section title belongs into sight with it.
    if (this.#place(row.key) === 0) this.#list.scrollTop = 0;
    else shown.scrollIntoView({ block: 'nearest' });
  }

  /** @returns {Element | null} the selected row's element */
  #mark() {
    const before = this.#list.querySelector('[aria-selected="true"]');
    before?.setAttribute('aria-selected', 'false');
    const row = this.#drawn;
    const shown = row ? document.getElementById(rowId(row)) : null;
    shown?.setAttribute('aria-selected', 'true');
    if (shown) this.#search.setAttribute('aria-activedescendant', shown.id);
    else this.#search.removeAttribute('aria-activedescendant');
    return shown;
  }
}
