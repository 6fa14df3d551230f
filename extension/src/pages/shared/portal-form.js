/** @import { Portal } from '../../types.js' */
/** The form that adds a portal: in the popup, the settings and the first-run page. */
import { text } from '../../text.js';
import { element } from './element.js';
import { ask, policy } from './page.js';
import { doubtOf, portalAddress, problemWords } from './portal-doubt.js';
import { finderElsewhere, portalFinder } from './portal-finder.js';

/**
 * The form, or, where the organisation chooses the portals, the words that it does.
 * @param {object} [options]
 * @param {string} [options.suggested] an address to start from
 * @param {(portal: Portal) => void} [options.added]
 * @param {boolean} [options.finder] offers to look for portals in open tabs
 * @param {() => void} [options.elsewhere] opens a page that does, from a popup, which the browser's question would close
 * @returns {HTMLFormElement}
 */
export function portalForm({ suggested = '', added, finder = false, elsewhere } = {}) {
  const { form, choose } = new PortalForm(suggested, added);
  if (finder) form.append(portalFinder(choose));
  if (elsewhere) form.append(finderElsewhere(elsewhere));
  void giveWay(form);
  return form;
}

/** An address is checked before it is added; a doubtful one is added only after a confirmation. */
class PortalForm {
  #url = field('portal-url', { type: 'text', inputmode: 'url', required: true });
  #name = field('portal-name', { type: 'text' });
  #apiUrl = field('portal-api', { type: 'text', inputmode: 'url' });
  #problem = element('div', { class: 'portal-problem', role: 'alert' });
  #button = element(
    'button',
    { id: 'portal-add', type: 'submit', class: 'primary' },
    text('portal_add'),
  );
  #added;

  /**
   * @param {string} suggested
   * @param {((portal: Portal) => void) | undefined} added
   */
  constructor(suggested, added) {
    this.#added = added;
    this.#url.value = suggested;
    this.#url.placeholder = 'https://acme.duplocloud.net';
    const submit = (/** @type {Event} */ event) => {
      event.preventDefault();
      void this.#run(() => this.#checkAndAdd());
    };
    this.form = element(
      'form',
      { class: 'portal-form', submit, novalidate: true },
      labelled('portal_url_label', this.#url),
      element(
        'details',
        {},
        element('summary', {}, text('portal_more')),
        labelled('portal_name_label', this.#name),
        labelled('portal_api_label', this.#apiUrl),
      ),
      this.#problem,
      this.#button,
    );
  }

  /** Uses the suggested address. */
  choose = (/** @type {string} */ address) => {
    this.#url.value = address;
    void this.#run(() => this.#checkAndAdd());
  };

  /** @param {() => Promise<void>} work */
  async #run(work) {
    this.#problem.replaceChildren();
    this.#button.disabled = true;
    this.#button.textContent = text('portal_checking');
    await work().catch((error) => this.#tell(problemWords(error, null)));
    this.#button.textContent = text('portal_add');
    this.#button.disabled = false;
  }

  async #checkAndAdd() {
    // With an API address of its own the host says where that is set.
    const doubt = this.#apiUrl.value.trim() ? null : await doubtOf(this.#url.value, this.#offers());
    if (doubt) this.#tell(doubt);
    else await this.#add();
  }

  /** @returns {import('./portal-doubt.js').Offers} */
  #offers() {
    return {
      anyway: () => void this.#run(() => this.#add()),
      instead: this.choose,
    };
  }

  async #add() {
    const [name, apiUrl] = [this.#name.value.trim(), this.#apiUrl.value.trim()];
    const { portal } = await ask('add_portal', {
      url: portalAddress(this.#url.value),
      ...(name ? { name } : {}),
      ...(apiUrl ? { api_url: portalAddress(apiUrl) } : {}),
    });
    this.form.reset();
    this.#added?.(portal);
  }

  /** @param {HTMLElement[]} nodes */
  #tell(nodes) {
    this.#problem.replaceChildren(...nodes);
    this.#url.focus();
  }
}

/** @param {HTMLFormElement} form of no use where the organisation chooses the portals */
async function giveWay(form) {
  const words = element('p', { class: 'locked' }, text('portals_by_policy'));
  if ((await policy()).onlyListedPortals) form.replaceChildren(words);
}

/** @param {string} id @param {Record<string, string | boolean>} properties */
function field(id, properties) {
  return element('input', { id, autocomplete: 'off', spellcheck: 'false', ...properties });
}

/** @param {string} key @param {HTMLInputElement} input */
function labelled(key, input) {
  return element('label', { class: 'field' }, element('span', {}, text(key)), input);
}
