/** @import { ErrorData } from '../../types.js' */
/** Whether an address is a portal's, before it is added, and what to do where that is in doubt. */
import { sentence as asSentence } from '../../domain/host-words.js';
import { sentenceFor } from '../../error-sentences.js';
import { HostError } from '../../host/host-error.js';
import { text } from '../../text.js';
import { element } from './element.js';
import { ask } from './page.js';

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
 * @typedef {object} Offers
 * @property {() => void} anyway add it as it is
 * @property {(address: string) => void} instead add another one
 */

/** Codes of a host that heard nothing, or something that is no portal's. */
const doubtful = ['portal_unreachable', 'portal_tls', 'portal_timeout', 'portal_answer'];

/**
 * Asks for a portal at an address before it is added.
 * @param {string} typed
 * @param {Offers} offers
 * @returns {Promise<HTMLElement[] | null>} why it may be a mistake, and what can be done; null: it is a portal
 * @throws {HostError} it is no address
 */
export async function doubtOf(typed, { anyway, instead }) {
  const keep = element(
    'button',
    { id: 'portal-anyway', type: 'button', class: 'plain', click: anyway },
    text('portal_anyway'),
  );
  const whole = wholeName(typed);
  if (whole) {
    const click = () => instead(whole);
    const offer = { id: 'portal-instead', type: 'button', class: 'primary', click };
    const words = element('p', {}, text('portal_short', typed.trim(), whole));
    const use = element('button', offer, text('portal_instead', whole));
    return [words, element('div', { class: 'buttons' }, use, keep)];
  }
  const address = portalAddress(typed);
  try {
    await ask('check_portal', { url: address });
    return null;
  } catch (error) {
    const { code } = HostError.from(error);
    // A host that is older than this question.
    if (code === 'unknown_method') return null;
    if (!doubtful.includes(code)) throw error;
    return [...problemWords(error, address), element('div', { class: 'buttons' }, keep)];
  }
}

/**
 * @param {string} typed
 * @returns {string | null} `acme.duplocloud.net` for `acme`, `https://acme/` and `acme.duplocloud`
 */
export function wholeName(typed) {
  const address = portalAddress(typed);
  if (!URL.canParse(address)) return null;
  const { hostname, port } = new URL(address);
  const [, label] = /^([a-z0-9-]+)(?:\.duplocloud)?$/.exec(hostname) ?? [];
  return label && label !== 'localhost' && port === '' ? `${label}.duplocloud.net` : null;
}

/**
 * @param {unknown} cause
 * @param {string | null} address that was asked
 * @returns {HTMLElement[]} what went wrong, and what was found there; the host's own words on hover unless they are shown
 */
export function problemWords(cause, address) {
  const data = HostError.from(cause).toData();
  const host = address && URL.canParse(address) ? new URL(address).host : null;
  const { detail, line, original } = sentenceFor(data, { portal: host, target: null });
  if (host === null) return [element('p', { class: 'problem' }, line)];
  const isElse = data.code === 'portal_answer';
  const isShown = !isElse && detail !== '';
  const found = isShown ? asSentence(detail) : foundWords(data);
  const words = isElse ? text('portal_not_there', host) : line;
  return [
    element('p', { class: 'problem', title: isShown ? null : original }, words),
    ...(found ? [element('p', {}, found)] : []),
  ];
}

/**
 * By the HTTP status, which the host's message has in brackets (PROTOCOL.md, check_portal).
 * @param {ErrorData} data
 * @returns {string} "": the code says it all
 */
function foundWords({ code, message }) {
  const [, status = ''] = /\((\d{3})\)(?=:|$)/.exec(message) ?? [];
  if (code === 'portal_unreachable' && status) return text('portal_found_proxy', status);
  if (code !== 'portal_answer') return '';
  if (!status) return text('portal_found_page');
  const isRedirect = status.startsWith('3');
  return text(isRedirect ? 'portal_found_redirect' : 'portal_found_error', status);
}
