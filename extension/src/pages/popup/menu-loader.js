/** @import { MenuActions, PopupMenu } from './menu/menu.js' */
/** @import { PanelContext } from './menu/panel.js' */
/** @import { HideableFeature } from '../../types.js' */
/** @import { Row } from './popup-model.js' */
import { byId } from '../shared/element.js';

/**
 * @typedef {object} MenuNeeds
 * @property {(panelContext: typeof import('./menu/panel.js').panelContext, row: Row) => PanelContext} context
 * @property {MenuActions['open']} open
 * @property {MenuActions['signOut']} signOut
 * @property {MenuActions['closed']} closed
 * @property {() => readonly HideableFeature[]} hidden by the policy
 */

/** The menu of rows, whose many modules are loaded after the first rows. */
export class MenuLoader {
  #needs;
  /** @type {Promise<PopupMenu> | null} */
  #menu = null;
  /** Somebody wants the menu, which isn't loaded yet: keys are meant for it. */
  awaited = false;

  /** @param {MenuNeeds} needs */
  constructor(needs) {
    this.#needs = needs;
  }

  /** @returns {Promise<PopupMenu>} */
  load() {
    this.#menu ??= this.#make();
    return this.#menu;
  }

  /** @param {Row | undefined} row */
  async open(row) {
    this.awaited = true;
    try {
      (await this.load()).open(row);
    } finally {
      this.awaited = false;
    }
  }

  async #make() {
    const [{ PopupMenu }, { panelContext }] = await Promise.all([
      import('./menu/menu.js'),
      import('./menu/panel.js'),
    ]);
    const { context, open, signOut, closed, hidden } = this.#needs;
    const menu = new PopupMenu(byId('menu', HTMLElement), {
      context: (row) => context(panelContext, row),
      open,
      signOut,
      closed,
    });
    menu.hide(hidden());
    return menu;
  }
}
