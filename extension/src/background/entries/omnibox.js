/** @import { OpenHow, Place, Target } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { askedFrom, omniboxText } from '../../browser.js';
import { adminTargets } from '../../domain/admin-targets.js';
import { placeName } from '../../domain/place-name.js';
import { indexTenants, searchTenants, searchWords } from '../../domain/tenant-search.js';
import { roleSearchText, targetName } from '../../target-name.js';
import { text } from '../../text.js';

const suggestions = 6;

/**
 * @typedef {object} Choice
 * @property {Target} target
 * @property {string} where plan and portal
 * @property {Place | null} place null: the console's home
 */

/** The address bar's keyword: a tenant, then a service, an ARN or a console URL. */
export class Omnibox {
  #parts;

  /** @param {Pick<Parts, 'likelyTenants' | 'local' | 'notifier' | 'opener' | 'placeFinder'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {string} typed
   * @returns {Promise<chrome.omnibox.SuggestResult[]>}
   */
  async suggest(typed) {
    const choices = await this.#choices(typed);
    return choices.slice(0, suggestions).map(({ target, where, place }) => {
      const name = targetName(target);
      const words = place
        ? text('omnibox_place', placeName(place), name, where)
        : text('omnibox_tenant', name, where);
      // What is chosen comes back as typed text, so that it has to mean the same choice.
      const content = place ? `${contentOf(target)} ${place.to}` : contentOf(target);
      return { content, description: omniboxText(words) };
    });
  }

  /**
   * @param {string} typed a suggestion's content, or what somebody typed and didn't choose
   * @param {OpenHow} how
   * @param {chrome.tabs.Tab | undefined} tab
   */
  async enter(typed, how, tab) {
    const [first] = await this.#choices(typed);
    const { opener, notifier } = this.#parts;
    if (!first) {
      await notifier.show('omnibox', text('extension_name'), text('omnibox_nothing', typed.trim()));
      return;
    }
    const { target, place } = first;
    const to = place?.to ?? null;
    await opener.open({ target, how, ...askedFrom(tab), to, by: 'omnibox' });
  }

  /**
   * @param {string} typed
   * @returns {Promise<Choice[]>} the likeliest first
   */
  async #choices(typed) {
    const found = await this.#targets(typed);
    if (found.length > 0 || typed.trim() === '')
      return found.map((choice) => ({ ...choice, place: null }));
    const place = await this.#parts.placeFinder.find(typed).catch((error) => {
      console.debug('the host could not be asked', error);
      return null;
    });
    if (!place) return [];
    return (await this.#targets(place.tenant, place)).map((found) => ({ ...found, place }));
  }

  /**
   * @param {string} typed words for a tenant or role
   * @param {Place} [place] the page that is wanted
   * @returns {Promise<{ target: Target, where: string }[]>}
   */
  async #targets(typed, place) {
    const { likelyTenants, local } = this.#parts;
    const portals = (await local.read('portals')) ?? [];
    const data = await local.read('portalData');
    const used = [await local.read('favourites'), await local.read('recents')];
    const entries = indexTenants(portals, data, used[0] ?? [], used[1] ?? []);
    const words = searchWords(typed);
    const exact = entries.filter(({ target }) => contentOf(target) === typed.trim());
    const found = place ? (await likelyTenants.of(place)).found : searchTenants(entries, words);
    const tenants = exact.length > 0 ? exact : found;
    const roles = adminTargets(portals, data).filter((target) =>
      words.every((word) => roleSearchText(target).includes(word)),
    );
    return [
      ...tenants.map(({ target, place }) => ({ target, where: place })),
      ...(exact.length > 0 || words.length === 0 ? [] : roles).map((target) => ({
        target,
        where: target.portal,
      })),
    ];
  }
}

/**
 * @param {Target} target
 * @returns {string} typed, it means this target and no other of the same name
 */
function contentOf({ portal, role, name }) {
  return role === 'tenant' ? `${name} ${portal}` : `${role} ${portal}`;
}
