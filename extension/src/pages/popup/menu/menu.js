/** @import { HideableFeature } from '../../../types.js' */
/** @import { EntryId, MenuEntry } from './entries.js' */
/** @import { Panel, PanelContext } from './panel.js' */
/** @import { Row } from '../popup-model.js' */
/** The menu of a row, and the panels that it leads to, in the place of the list. */
import { targetName } from '../../../target-name.js';
import { text } from '../../../text.js';
import { element, icon } from '../../shared/element.js';
import { productionMark } from '../../shared/production-mark.js';
import { credentialsPanel, kubernetesCredentialsPanel } from './credentials.js';
import { menuAction, menuEntries } from './entries.js';
import { hasKubernetes } from './kubernetes.js';
import { lengthPanel } from './length.js';
import { placesPanel } from './places.js';
import { urlPanel } from './url.js';
import { kubernetesPanel, workstationPanel } from './workstation.js';

/**
 * @typedef {object} MenuActions
 * @property {(row: Row) => PanelContext} context
 * @property {(row: Row, how: 'go' | 'new_page') => void} open
 * @property {(row: Row) => void} signOut of the row's AWS sessions
 * @property {() => void} closed the list is there again
 */

/** @type {Readonly<Record<Exclude<EntryId, 'open' | 'page' | 'sign_out'>, (context: PanelContext) => Panel>>} */
const panels = {
  places: placesPanel,
  url: urlPanel,
  credentials: credentialsPanel,
  workstation: workstationPanel,
  length: lengthPanel,
  kubernetes: kubernetesPanel,
  kube_credentials: kubernetesCredentialsPanel,
};

export class PopupMenu {
  #box;
  #actions;
  /** @type {Row | null} */
  #row = null;
  /** The entry that the menu comes back to. @type {EntryId} */
  #current = 'open';
  /** @type {Panel | null} */
  #panel = null;
  #heightBefore = '';
  /** @type {readonly HideableFeature[]} */
  #hidden = [];

  /**
   * @param {HTMLElement} box empty; everything beside it is out of sight while the menu is there
   * @param {MenuActions} actions
   */
  constructor(box, actions) {
    this.#box = box;
    this.#actions = actions;
    box.addEventListener('keydown', (event) => this.#key(event));
  }

  /** @param {readonly HideableFeature[]} features that a policy takes away; to be said before the menu opens */
  hide(features) {
    this.#hidden = features;
  }

  /** @param {Row | undefined} row */
  open(row) {
    if (!row) return;
    this.#row = row;
    this.#current = 'open';
    // The popup stays as high as it is: nothing jumps.
    const { body } = document;
    this.#heightBefore = body.style.minHeight;
    body.style.minHeight = `${body.offsetHeight}px`;
    body.classList.add('with-menu');
    this.#box.hidden = false;
    this.#showMenu();
  }

  #close() {
    this.#leavePanel();
    this.#row = null;
    this.#box.hidden = true;
    this.#box.replaceChildren();
    document.body.classList.remove('with-menu');
    document.body.style.minHeight = this.#heightBefore;
    this.#actions.closed();
  }

  #leavePanel() {
    this.#panel?.leave?.();
    this.#panel = null;
  }

  #showMenu() {
    const row = this.#row;
    if (!row) return;
    this.#leavePanel();
    const entries = menuEntries(row, this.#hidden);
    const label = text('menu_of', targetName(row.target));
    const list = element(
      'div',
      { role: 'menu', class: 'menu', 'aria-label': label },
      ...entries.map((entry) => this.#entry(entry, row)),
    );
    this.#box.replaceChildren(this.#head(targetName(row.target), row.place, row), list);
    void this.#addKubernetes(list, row);
    this.#focus(entries.findIndex(({ id }) => id === this.#current));
  }

  /**
   * Below the others, so that what a person is about to press stays where it is.
   * @param {HTMLElement} list
   * @param {Row} row
   */
  async #addKubernetes(list, row) {
    if (!(await hasKubernetes(row.target))) return;
    const shown = menuEntries(row, this.#hidden).map(({ id }) => id);
    const more = menuEntries(row, this.#hidden, true).filter(({ id }) => !shown.includes(id));
    list.append(...more.map((entry) => this.#entry(entry, row)));
    // Where a panel led back to the menu, the focus belongs to its entry.
    const own = more.some(({ id }) => id === this.#current);
    if (own && list.isConnected)
      this.#focus(shown.length + more.findIndex(({ id }) => id === this.#current));
  }

  /** @param {MenuEntry} entry @param {Row} row */
  #entry({ id, label, panel }, row) {
    const press = () => this.#choose(id, row);
    const marks = panel ? icon('next') : null;
    return element(
      'button',
      { type: 'button', role: 'menuitem', tabindex: '-1', 'data-entry': id, click: press },
      element('span', { class: 'menu-label' }, text(label)),
      marks,
    );
  }

  /** @param {EntryId} id @param {Row} row */
  #choose(id, row) {
    this.#current = id;
    if (id === 'open' || id === 'page') {
      this.#close();
      this.#actions.open(row, id === 'open' ? 'go' : 'new_page');
      return;
    }
    if (id === 'sign_out') {
      this.#close();
      this.#actions.signOut(row);
      return;
    }
    const entry = menuEntries(row, [], true).find((known) => known.id === id);
    // An entry's dots say that it asks for more; here that is.
    const title = text(entry?.label ?? '').replace(/\s*…$/, '');
    const panel = panels[id](this.#actions.context(row));
    this.#panel = panel;
    const head = this.#head(title, `${targetName(row.target)} · ${row.place}`, row);
    const labelled = { class: 'menu-panel', role: 'region', 'aria-labelledby': 'menu-title' };
    const body = element('section', labelled, panel.content);
    this.#box.replaceChildren(head, body);
    (panel.first ?? head.querySelector('h2'))?.focus();
  }

  /** @param {string} title @param {string} place @param {Row} row */
  #head(title, place, { production }) {
    const back = element(
      'button',
      {
        id: 'menu-back',
        type: 'button',
        class: 'plain',
        'aria-label': text('menu_back'),
        title: text('menu_back_keys'),
        click: () => this.#back(),
      },
      icon('back'),
    );
    return element(
      'div',
      { class: 'menu-head' },
      back,
      element(
        'div',
        { class: 'menu-title' },
        element('h2', { id: 'menu-title', tabindex: '-1', title }, title),
        element('span', { class: 'place' }, place),
      ),
      production && productionMark(),
    );
  }

  #back() {
    if (this.#panel) this.#showMenu();
    else this.#close();
  }

  /** @returns {HTMLElement[]} */
  #items() {
    return [
      .../** @type {NodeListOf<HTMLElement>} */ (this.#box.querySelectorAll('[role=menuitem]')),
    ];
  }

  /** @param {number} at */
  #focus(at) {
    const items = this.#items();
    items.at(at < 0 ? 0 : at % items.length)?.focus();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const action = event.isComposing ? null : menuAction(event);
    const { target } = event;
    const inPanel = this.#panel !== null;
    // In a panel fields and choices have the arrows for themselves.
    const ours =
      action?.do === 'back' && (event.key === 'Escape' || !(target instanceof HTMLInputElement));
    if (!action || (inPanel && !ours)) return;
    event.preventDefault();
    const at = this.#items().indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (action.do === 'back') this.#back();
    else if (action.do === 'edge') this.#focus(action.last ? this.#items().length - 1 : 0);
    else if (action.do === 'choose') this.#items()[at]?.click();
    else this.#focus((at + action.by + this.#items().length) % this.#items().length);
  }
}
