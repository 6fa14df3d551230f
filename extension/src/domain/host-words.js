/** @import { ErrorData } from '../types.js' */

/**
 * @param {string} words the host's: lower case, without a full stop
 * @returns {string} the same as a sentence; one that begins or ends with a command keeps that as it is
 */
export function sentence(words) {
  if (words === '') return '';
  const first = words.startsWith('jit-console ') ? '' : words.charAt(0).toUpperCase();
  const end = /: jit-console [^;]*$/.test(words) ? '' : '.';
  return `${first}${words.slice(first.length)}${end}`;
}

/** Codes whose message ends in what the portal said about its refusal, where it said anything (PROTOCOL.md). */
const refusals = ['portal_forbidden', 'portal_not_found', 'portal_error', 'tenant_jit_off'];

/**
 * @param {Pick<ErrorData, 'code' | 'message'>} error
 * @returns {string} the portal's own words, one line that the host has shortened, without a full stop; "": none
 */
export function portalWords({ code, message }) {
  if (!refusals.includes(code)) return '';
  const [, words = ''] = /\(\d{3}\): (.+)/.exec(message) ?? [];
  return words.replace(/\.$/, '');
}
