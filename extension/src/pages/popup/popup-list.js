/** @import { Row, Section } from './popup-model.js' */
/** @import { RowActions } from './popup-rows.js' */
import { element } from '../shared/element.js';
import { rowId, sectionElement } from './popup-rows.js';

/** The list's elements and which row is selected. The focus stays in the search box. */
export class PopupList {
  /** @type {Row[]} */
  #rows = [];
  /** @type {string | null} */
  #selected = null;
  #list;
  #search;
  #scroll = element('div', { id: 'tenants', class: 'scroll', role: 'presentation' });
  #pinned = element('div', { id: 'admin', class: 'pinned', role: 'presentation' });

  /**
   * @param {HTMLElement} list the listbox
   * @param {HTMLInputElement} search its combobox
   * @param {() => void} nearEnd more rows are wanted
   */
  constructor(list, search, nearEnd) {
    this.#list = list;
    this.#search = search;
    list.append(this.#scroll, this.#pinned);
    // The search box keeps the focus, wherever the mouse clicks.
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('scroll', () => {
      const { scrollTop, scrollHeight, clientHeight } = list;
      if (scrollTop + clientHeight > scrollHeight - 200) nearEnd();
    });
  }

  /** @returns {Row | undefined} */
  get selected() {
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
    const drawn = sections.map((section) => sectionElement(section, words, actions));
    const pinned = drawn.filter((_, at) => sections[at]?.id === 'admin');
    this.#scroll.replaceChildren(...drawn.filter((made) => !pinned.includes(made)));
    this.#pinned.replaceChildren(...pinned);
    this.#pinned.hidden = pinned.length === 0;
    const rowsBelow = sections.find(({ id }) => id === 'admin')?.rows.length ?? 0;
    this.#list.style.setProperty('--pinned', String(rowsBelow));
    if (!this.selected) this.#selected = this.#rows[0]?.key ?? null;
    this.#mark();
  }

  /** Selects the first row and shows the list from its top: the query is another one. */
  restart() {
    this.#selected = null;
    this.#list.scrollTop = 0;
  }

  /** @param {number} by */
  move(by) {
    const at = this.#rows.findIndex(({ key }) => key === this.#selected);
    const wrapped = (at + by + this.#rows.length) % this.#rows.length;
    const clamped = Math.max(0, Math.min(this.#rows.length - 1, at + by));
    this.select(this.#rows[Math.abs(by) === 1 ? wrapped : clamped], true);
  }

  /** @param {boolean} last */
  edge(last) {
    this.select(this.#rows.at(last ? -1 : 0), true);
  }

  /**
   * @param {Row | undefined} row
   * @param {boolean} scroll bring it into sight
   */
  select(row, scroll) {
    if (!row || row.key === this.#selected) return;
    this.#selected = row.key;
    const shown = this.#mark();
    if (!scroll || !shown) return;
    // The first row's section title belongs into sight with it.
    if (row === this.#rows[0]) this.#list.scrollTop = 0;
    else shown.scrollIntoView({ block: 'nearest' });
  }

  /** @returns {Element | null} the selected row's element */
  #mark() {
    const before = this.#list.querySelector('[aria-selected="true"]');
    before?.setAttribute('aria-selected', 'false');
    const row = this.selected;
    const shown = row ? document.getElementById(rowId(row)) : null;
    shown?.setAttribute('aria-selected', 'true');
    if (shown) this.#search.setAttribute('aria-activedescendant', shown.id);
    else this.#search.removeAttribute('aria-activedescendant');
    return shown;
  }
}
