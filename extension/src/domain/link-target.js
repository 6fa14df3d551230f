/** Finds in other people's text what can be opened: ARNs and addresses of the console. The host judges them. */
import { isConsoleUrl } from './aws-hosts.js';

/** AWS's own limit. */
const longestArn = 2048;
/** From "arn:" to a white space or a character that quotes or closes; commas separate lists of ARNs. */
const arnInText =
  /\barn:[a-z][a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(?:\d{12}|aws)?:[^\s"'<>`,;|\\()[\]{}]+/g;
/** Sentences end so; no ARN does. */
const tail = /[.:!?]+$/;

/**
 * @param {string} text
 * @returns {string[]} the ARNs in it, each once, in the order in which they stand
 */
export function arnsIn(text) {
  const found = (text.match(arnInText) ?? []).map((arn) => arn.replace(tail, ''));
  return [...new Set(found)].filter((arn) => arn.length <= longestArn);
}

/** AWS's refusal of a call. It names the person's own role first; what they wanted is the resource after it. */
const refusal = /\bis not authorized to perform: \S+ on resource: (.*)/s;

/** Objects and alarms are named freely: their names may hold spaces. */
const namedFreely = /^arn:[a-z-]+:(?:s3:::[^/\s]+\/|cloudwatch:[a-z0-9-]+:\d{12}:alarm:)[^\r\n]*$/;

/**
 * @param {string} text
 * @returns {string | null} the ARN of what AWS refused, where the text is such a message
 */
export function refusedResource(text) {
  const [, wanted = ''] = refusal.exec(text) ?? [];
  return arnsIn(wanted)[0] ?? null;
}

/**
 * @param {string} text as somebody pasted or selected it
 * @returns {string | null} the console URL that it is, the one ARN in it, or the one that AWS refused; text that
 *   only begins like an ARN is left to the host, which says what is wrong with it
 */
export function linkTarget(text) {
  const trimmed = text.trim();
  if (isConsoleUrl(trimmed)) return trimmed;
  if (trimmed.length <= longestArn && namedFreely.test(trimmed)) return trimmed;
  const refused = refusedResource(trimmed);
  if (refused !== null) return refused;
  const [arn = null, ...others] = arnsIn(trimmed);
  if (arn !== null) return others.length === 0 ? arn : null;
  return trimmed.length <= longestArn && /^arn:\S*$/i.test(trimmed) ? trimmed : null;
}

/**
 * The ARN that a portal's page is about: the one that holds the resource's name, which is the path's last
 * part; of a page with a single ARN, that one. A page that lists several is about none of them.
 * @param {string} pathname
 * @param {string[]} arns as they stand on the page
 * @returns {string | null}
 */
export function arnOfPage(pathname, arns) {
  const name = decoded(pathname.split('/').filter(Boolean).at(-1) ?? '');
  const named = arns.filter((arn) => name !== '' && resourceOf(arn).split(/[:/]/).includes(name));
  if (named.length > 0) return named[0] ?? null;
  return arns.length === 1 ? (arns[0] ?? null) : null;
}

/** @param {string} arn */
function resourceOf(arn) {
  return arn.split(':').slice(5).join(':');
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone "%": it stands for itself.
    return text;
  }
}

/** Before the pages of a link to several (shared-pages.js). */
export const sharedMark = '#jit-console=';

/**
 * @param {string} text
 * @returns {boolean} somebody's link to several pages is in it, whole or not
 */
export function holdsSharedPages(text) {
  return text.includes(sharedMark);
}
