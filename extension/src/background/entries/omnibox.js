/** @import { OpenHow, Place, Target } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { askedFrom, omniboxText } from '../../browser.js';
import { adminTargets } from '../../domain/admin-targets.js';
import { placeName } from '../../domain/place-name.js';
import { indexTenants, searchTenants, searchWords } from '../../domain/tenant-search.js';
import { marked, roleSearchText, targetName } from '../../target-name.js';
import { text } from '../../text.js';

const suggestions = 6;

/**
 * @typedef {object} Choice
 * @property {Target} target
 * @property {string} where plan and portal
 * @property {string | undefined} plan
 * @property {string | null} account where one was seen
 * @property {Place | null} place null: the console's home
 */

/** The address bar's keyword: a tenant, then a service, an ARN or a console URL. */
export class Omnibox {
  #parts;
  /** What was typed last. */
  #typed = '';

  /** @param {Pick<Parts, 'api' | 'likelyTenants' | 'local' | 'notifier' | 'opener' | 'placeFinder' | 'production'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * Says in the first line what Enter opens.
   * @param {string} typed
   * @returns {Promise<chrome.omnibox.SuggestResult[]>} what else it may mean
   */
  async suggest(typed) {
    this.#typed = typed;
    const choices = (await this.#choices(typed)).slice(0, suggestions);
    const [first, ...others] = await Promise.all(choices.map((choice) => this.#line(choice)));
    // What was typed meanwhile has an answer of its own.
    if (this.#typed === typed) {
      const description = first?.description ?? omniboxText(text('omnibox_none'));
      this.#parts.api.omnibox.setDefaultSuggestion({ description });
    }
    return others;
  }

  /** @param {Choice} choice @returns {Promise<chrome.omnibox.SuggestResult>} */
  async #line({ target, where, plan, account, place }) {
    const production = await this.#parts.production.ofSession({ target, plan, account });
    const name = marked(targetName(target), production);
    const words = place
      ? text('omnibox_place', placeName(place), name, where)
      : text('omnibox_tenant', name, where);
    // What is chosen comes back as typed text, so that it has to mean the same choice.
    const content = place ? `${contentOf(target)} ${place.to}` : contentOf(target);
    return { content, description: omniboxText(words) };
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
   * @returns {Promise<Omit<Choice, 'place'>[]>}
   */
  async #targets(typed, place) {
    const { likelyTenants, local } = this.#parts;
    const portals = (await local.read('portals')) ?? [];
    const data = await local.read('portalData');
    const used = [await local.read('favourites'), await local.read('recents')];
    const accounts = await local.read('accounts');
    const entries = indexTenants(portals, data, used[0] ?? [], used[1] ?? []);
    const words = searchWords(typed);
    const exact = entries.filter(({ target }) => contentOf(target) === typed.trim());
    const found = place ? (await likelyTenants.of(place)).found : searchTenants(entries, words);
    const tenants = exact.length > 0 ? exact : found;
    const roles = adminTargets(portals, data).filter((target) =>
      words.every((word) => roleSearchText(target).includes(word)),
    );
    return [
      ...tenants.map(({ key, target, place, plan }) => ({
        target,
        where: place,
        plan: plan ?? undefined,
        account: accounts[key] ?? null,
      })),
      ...(exact.length > 0 || words.length === 0 ? [] : roles).map((target) => ({
        target,
        where: target.portal,
        plan: undefined,
        account: null,
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
