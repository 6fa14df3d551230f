import { readFileSync } from 'node:fs';

const table = readFileSync(
  new URL('../../host/domain/console_page_table.cpp', import.meta.url),
  'utf8',
);
const services = readFileSync(
  new URL('../../host/domain/service_names_table.cpp', import.meta.url),
  'utf8',
);
const row = /\{"([a-z0-9-]+)", "([^"]+)", "\w+",\s*"([^"]+)"/g;

/** The host's forms of ARNs and of their pages (host/domain/console_page_table.h). @type {{ service: string, resource: string, page: string }[]} */
export const resourceForms = [...table.matchAll(row)].map(
  ([, service = '', resource = '', page = '']) => ({ service, resource, page }),
);

/** The pages of services, after the host. */
export const servicePages = [...services.matchAll(/ServiceRow\{"[^"]+", "([^"]+)"/g)].map(
  ([, page = '']) => page,
);

export const region = 'us-west-2';
export const account = '123456789012';

/**
 * @param {{ service: string, resource: string }} form
 * @param {string} name of all that it names
 */
export function arnOf({ service, resource }, name) {
  const where = service === 's3' ? ':' : `${region}:${account}`;
  return `arn:aws:${service}:${where}:${resource.replace(/\{[^}]+\}/g, name)}`;
}

/**
 * @param {{ service: string, resource: string, page: string }} form
 * @param {string} name of all that it names
 * @returns {string} the page's address, escaped as the host does
 */
export function linkOf(form, name) {
  const queue = `https://sqs.${region}.amazonaws.com/${account}/${name}`;
  /** @type {Record<string, string>} */
  const known = { region, account, arn: arnOf(form, name), queue_url: queue };
  const [start = '', ...fragment] = form.page.split('#');
  const fill = (/** @type {string} */ part, /** @type {boolean} */ isFragment) =>
    part.replace(/\{(\w+)([/+!$%]?)\}/g, (_, value, mark) =>
      escaped(known[value] ?? name, mark, isFragment && mark !== '!'),
    );
  const page = [fill(start, false), ...fragment.map((part) => fill(part, true))].join('#');
  return `https://${region}.console.aws.amazon.com/${page}`;
}

/** @param {string} value @param {string} mark @param {boolean} plainSlashes */
function escaped(value, mark, plainSlashes) {
  const once = encodeURIComponent(value);
  if (mark === '%') return encodeURIComponent(once);
  if (mark === '$') return encodeURIComponent(once).replaceAll('%', '$');
  const slashes = plainSlashes || mark === '/' ? once.replaceAll('%2F', '/') : once;
  return plainSlashes ? slashes.replaceAll('%3A', ':') : slashes;
}
