/** @import { Role, SharedFault, SharedPage } from '../types.js' */
/**
 * Several pages of the console in one link for colleagues. It leads to the console's home, for those without jit-console;
 * the pages are behind its `#`, which no browser sends to AWS: `#jit-console=1.LENGTH.DATA`, DATA being base64url of JSON. A
 * text that was cut off or that something else grew on to is told by LENGTH.
 */
import { isConsoleUrl } from './aws-hosts.js';
import { isSignOutUrl, withoutLabel } from './console-address.js';
import { holdsSharedPages, sharedMark } from './link-target.js';
import { consoleLink } from './shareable-link.js';

/** More tabs at once are of no use to anybody. */
export const mostPages = 20;
/** Letters of one page's address. */
const longestPage = 2000;

const longestData = 80_000;
const version = '1';
const inText = /#jit-console=(\d{1,4})\.(\d{1,5})\.([A-Za-z0-9_-]*)/;

const hostForm = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:\d{1,5})?$/;
const guidForm = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const regionForm = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;
const roles = ['tenant', 'admin', 'duplo_ops'];
const longestName = 128;

/**
 * @param {SharedPage[]} pages at least one, `mostPages` at most
 * @returns {string} an address of the console
 */
export function sharedLink(pages) {
  const rows = pages.map(({ host, role, tenant, name, region, page }) => [
    host,
    role,
    tenant,
    name,
    region,
    page,
  ]);
  const data = base64url(JSON.stringify(rows));
  const { origin } = new URL(pages[0]?.page ?? '');
  return `${origin}/console/home${sharedMark}${version}.${data.length}.${data}`;
}

/**
 * @param {string} text as somebody pasted it: the link, and whatever stands around it
 * @returns {{ fault: SharedFault, pages: [] } | { fault: null, pages: SharedPage[] }} all of its pages, or none
 */
export function sharedPages(text) {
  const [, theirs, length, all = ''] = inText.exec(text) ?? [];
  if (theirs === undefined) return faulty('broken');
  if (theirs !== version) return faulty(Number(theirs) > Number(version) ? 'newer' : 'broken');
  const data = all.slice(0, Number(length));
  if (Number(length) > longestData || data.length < Number(length)) return faulty('broken');
  const rows = parsed(data);
  if (!Array.isArray(rows) || rows.length === 0) return faulty('broken');
  if (rows.length > mostPages) return faulty('too_many');
  const pages = rows.map(pageOf).filter((page) => page !== null);
  return pages.length === rows.length ? { fault: null, pages } : faulty('broken');
}

/** @param {SharedFault} fault @returns {{ fault: SharedFault, pages: [] }} */
function faulty(fault) {
  return { fault, pages: [] };
}

/** @param {unknown} row @returns {SharedPage | null} null: it isn't one */
function pageOf(row) {
  if (!Array.isArray(row) || row.length !== 6) return null;
  const [host, role, tenant, name, region, page] = row;
  const ofTenant = role === 'tenant';
  const isTarget =
    matches(hostForm, host) &&
    roles.includes(role) &&
    (ofTenant ? matches(guidForm, tenant) : tenant === null);
  const isPlace = (region === null || matches(regionForm, region)) && isSharedAddress(page);
  if (!isTarget || !isPlace || typeof name !== 'string') return null;
  const shown = oneLine(name);
  if (shown.length > longestName) return null;
  const known = /** @type {Role} */ (role);
  return {
    host,
    role: known,
    tenant,
    name: ofTenant ? shown : '',
    region,
    page: consoleLink(withoutLabel(page)),
  };
}

/**
 * @param {unknown} page
 * @returns {boolean} a page of the console that opening doesn't sign anybody out
 */
export function isSharedAddress(page) {
  return (
    typeof page === 'string' &&
    page.length <= longestPage &&
    isConsoleUrl(page) &&
    !isSignOutUrl(page) &&
    !holdsSharedPages(page)
  );
}

/** @param {RegExp} form @param {unknown} value */
function matches(form, value) {
  return typeof value === 'string' && form.test(value);
}

/** @param {string} name @returns {string} without what would change how other text is read */
function oneLine(name) {
  return name.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
}

/** @param {string} data @returns {unknown} undefined: it is none of ours */
function parsed(data) {
  try {
    const bytes = Uint8Array.from(atob(data.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    );
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Neither base64, nor UTF-8, nor JSON: all of these are one sentence to the person.
    return undefined;
  }
}

/** @param {string} text */
function base64url(text) {
  const letters = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte));
  return btoa(letters.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
