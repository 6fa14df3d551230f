/** @import { Parts } from '../parts.js' */
import { askedFrom } from '../../browser.js';
import { text } from '../../text.js';
import { menuTargets } from './menu-items.js';

/** The keyboard commands of the manifest; the browser handles the popup's own. */
export class Shortcuts {
  #parts;

  /** @param {Pick<Parts, 'api' | 'local' | 'notifier' | 'opener' | 'pageOpener'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {string} command
   * @param {chrome.tabs.Tab} [given] the tab in front, where the browser tells
   */
  async pressed(command, given) {
    const tab = given ?? (await this.#frontTab());
    if (command === 'open-last-tenant') await this.#openLast(tab);
    else if (command === 'open-portal-page' && tab)
      await this.#parts.pageOpener.openPortalPage(tab, 'shortcut');
  }

  /** @param {chrome.tabs.Tab | undefined} tab */
  async #openLast(tab) {
    const { local, opener, notifier } = this.#parts;
    const recents = await local.read('recents');
    const [target] =
      recents.length === 0
        ? []
        : menuTargets({
            portals: await local.read('portals'),
            portalData: await local.read('portalData'),
            favourites: [],
            recents,
          });
    if (target?.role !== 'tenant') {
      await notifier.show('page', text('extension_name'), text('no_last_tenant'));
      return;
    }
    await opener.open({ target, how: 'go', ...askedFrom(tab), by: 'shortcut' });
  }

  async #frontTab() {
    const [tab] = await this.#parts.api.tabs.query({ active: true, lastFocusedWindow: true });
    return tab;
  }
}
