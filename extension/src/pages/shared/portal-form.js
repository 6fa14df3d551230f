/** @import { Portal } from '../../types.js' */
/** The form that adds a portal: in the popup, the settings and the first-run page. */
import { sentenceFor } from '../../error-sentences.js';
import { HostError } from '../../host/host-error.js';
import { text } from '../../text.js';
import { element } from './element.js';
import { ask, policy } from './page.js';

/**
 * What people type or paste, as an address: `acme.duplocloud.net` and a page's full URL are both fine.
 * @param {string} typed
 * @returns {string} the origin; what was typed where it is no address, for the host to refuse
 */
export function portalAddress(typed) {
  const trimmed = typed.trim();
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!trimmed || !URL.canParse(whole)) return trimmed;
  const { origin } = new URL(whole);
  return origin === 'null' ? trimmed : origin;
}

/**
 * The form, or, where the organisation chooses the portals, the words that it does.
 * @param {object} [options]
 * @param {string} [options.suggested] an address to start from
 * @param {(portal: Portal) => void} [options.added]
 * @returns {HTMLFormElement}
 */
export function portalForm({ suggested = '', added } = {}) {
  const url = field('portal-url', { type: 'text', inputmode: 'url', required: true });
  url.value = suggested;
  url.placeholder = 'https://acme.duplocloud.net';
  const name = field('portal-name', { type: 'text' });
  const apiUrl = field('portal-api', { type: 'text', inputmode: 'url' });
  const problem = element('p', { class: 'problem', role: 'alert' });
  const button = element(
    'button',
    { id: 'portal-add', type: 'submit', class: 'primary' },
    text('portal_add'),
  );
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    problem.textContent = '';
    button.disabled = true;
    try {
      const { portal } = await ask('add_portal', {
        url: portalAddress(url.value),
        ...(name.value.trim() ? { name: name.value.trim() } : {}),
        ...(apiUrl.value.trim() ? { api_url: portalAddress(apiUrl.value) } : {}),
      });
      form.reset();
      added?.(portal);
    } catch (error) {
      const data = HostError.from(error).toData();
      problem.textContent = sentenceFor(data, { portal: null, target: null }).line;
      url.focus();
    } finally {
      button.disabled = false;
    }
  };
  const form = element(
    'form',
    { class: 'portal-form', submit, novalidate: true },
    labelled('portal_url_label', url),
    element(
      'details',
      {},
      element('summary', {}, text('portal_more')),
      labelled('portal_name_label', name),
      labelled('portal_api_label', apiUrl),
    ),
    problem,
    button,
  );
  void giveWay(form);
  return form;
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
