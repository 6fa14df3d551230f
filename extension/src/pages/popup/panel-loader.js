/** @import { OpenRequest } from '../../types.js' */
/** @import { State } from '../shared/page.js' */
import { holdsSharedPages } from '../../domain/link-target.js';
import { byId } from '../shared/element.js';

/**
 * @typedef {object} PanelNeeds
 * @property {() => State | null} state
 * @property {() => { from: Pick<OpenRequest, 'tabId' | 'privateStore'>, windowId: number | undefined }} where the user is
 * @property {() => void} closed the list is there again
 */

/** What takes the place of the list besides a row's menu. Its modules are loaded when somebody wants it. */
export class PanelLoader {
  #needs;
  #box = byId('panel', HTMLElement);

  /** @param {PanelNeeds} needs */
  constructor(needs) {
    this.#needs = needs;
  }

  /** What is open now, with ends. */
  async openNow() {
    const { openNowPanel } = await import('./panels/open-now.js');
    openNowPanel(this.#box, this.#needs);
  }

  /**
   * @param {string} text in the search box
   * @returns {boolean} it is a colleague's link to several pages: they are listed
   */
  takes(text) {
    if (!holdsSharedPages(text)) return false;
    void import('./panels/shared-pages.js').then(({ sharedPanel }) =>
      sharedPanel(this.#box, text, this.#needs),
    );
    return true;
  }
}
