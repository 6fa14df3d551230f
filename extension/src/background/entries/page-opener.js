/** @import { OpenedBy, Target } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { askedFrom } from '../../browser.js';
import { linkTarget } from '../../domain/link-target.js';
import { marked, targetName } from '../../target-name.js';
import { text } from '../../text.js';

/** From a page that somebody is on, or a part of it, to the same thing in the console. */
export class PageOpener {
  #parts;

  /** @param {Pick<Parts, 'likelyTenants' | 'notifier' | 'opener' | 'placeFinder' | 'popupOpener' | 'production' | 'reader'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * What a portal's page is about: its resource, else its service's home, else the tenant's console; that
   * it isn't the resource is said.
   * @param {chrome.tabs.Tab} tab
   * @param {OpenedBy} by
   * @param {Target} [as] by default the page's own tenant
   */
  async openPortalPage(tab, by, as) {
    const page = await this.#parts.reader.read(tab);
    if (!page) return as ? this.#open(tab, as, null, by) : this.#say('not_a_tenants_page');
    const target = as ?? page.target;
    await this.#open(tab, target, page.to, by);
    if (page.found === 'service') await this.#say('no_arn_service', page.to ?? '');
    else if (page.found === 'none') await this.#sayHome(target);
  }

  /**
   * @param {chrome.tabs.Tab} tab
   * @param {string} selection text with an ARN or a console URL in it
   * @param {Target} as
   */
  async openSelection(tab, selection, as) {
    const to = linkTarget(selection);
    if (to === null) await this.sayNothingSelected();
    else await this.#open(tab, as, to, 'menu');
  }

  /**
   * Opens an ARN or a console URL as the tenant whose it is; where nothing tells, the popup asks.
   * @param {chrome.tabs.Tab} tab
   * @param {string} to
   */
  async openLikely(tab, to) {
    const { likelyTenants, placeFinder, popupOpener } = this.#parts;
    const place = await placeFinder.find(to);
    const { found, sure } = place ? await likelyTenants.of(place, tab) : { found: [], sure: false };
    const [likeliest] = found;
    if (likeliest && sure) await this.#open(tab, likeliest.target, to, 'menu');
    else await popupOpener.open(tab, to);
  }

  /**
   * Lets the user choose in the popup which tenant opens a portal's page.
   * @param {chrome.tabs.Tab} tab
   */
  async choosePortalPage(tab) {
    const page = this.#parts.reader.read(tab);
    await this.#parts.popupOpener.open(
      tab,
      page.then((read) => read?.to ?? ''),
    );
  }

  sayNothingSelected() {
    return this.#say('no_arn_selected');
  }

  /**
   * @param {chrome.tabs.Tab} tab
   * @param {string} link a console URL, of whoever's session
   * @param {Target} as
   */
  openLink(tab, link, as) {
    return this.#open(tab, as, link, 'menu');
  }

  /**
   * @param {chrome.tabs.Tab} tab
   * @param {Target} target
   * @param {string | null} to
   * @param {OpenedBy} by
   */
  async #open(tab, target, to, by) {
    await this.#parts.opener.open({ target, how: 'go', ...askedFrom(tab), to, by });
  }

  /** @param {Target} target */
  async #sayHome(target) {
    const production = await this.#parts.production.of(target);
    await this.#say('no_arn_home', marked(targetName(target), production));
  }

  /**
   * @param {'not_a_tenants_page' | 'no_arn_service' | 'no_arn_home' | 'no_arn_selected'} key
   * @param {...string} parts
   */
  #say(key, ...parts) {
    return this.#parts.notifier.show('page', text('extension_name'), text(key, ...parts));
  }
}
