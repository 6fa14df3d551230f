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
    this.#known = this.#drawn ?? (this.#isBeyond() ? this.#known : undefined);
    if (!this.#known) this.#selected = this.#rows[0]?.key ?? null;
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

  /** @param {number} by */
  move(by) {
    if (this.#isBeyond() || (this.#above && this.#at() + by < 0))
      this.#asks.nearStart(this.#asks.placeOf(this.#selected ?? ''));
    const at = this.#at();
    const wrapped = (at + by + this.#rows.length) % this.#rows.length;
    const clamped = Math.max(0, Math.min(this.#rows.length - 1, at + by));
    this.select(this.#rows[Math.abs(by) === 1 ? wrapped : clamped], true);
  }

  /** @returns {number} the selected row's place among those that are drawn */
  #at() {
    return this.#rows.findIndex(({ key }) => key === this.#selected);
  }

  /** @param {boolean} last */
  edge(last) {
    if (!last && this.#above) this.#asks.nearStart(0);
    this.select(this.#rows.at(last ? -1 : 0), true);
  }

  /**
   * @param {Row | undefined} row
   * @param {boolean} scroll bring it into sight
   */
  select(row, scroll) {
    if (!row || row.key === this.#selected) return;
    this.#selected = row.key;
    this.#known = row;
    const shown = this.#mark();
    if (!scroll || !shown) return;
    // The first row's section title belongs into sight with it.
    if (row === this.#rows[0] && !this.#above) this.#list.scrollTop = 0;
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
