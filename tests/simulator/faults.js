import { atPercentile, Chance } from './chance.js';

/**
 * @typedef {object} Fault
 * @property {string|RegExp} path which requests: a part of their path, or a pattern for it
 * @property {string} [method] of those requests; by default any
 * @property {number} [status] answer with this instead of the real answer
 * @property {string|Buffer|object} [body] of that answer; an object is sent as JSON
 * @property {string} [contentType] by default guessed from the body
 * @property {Record<string, string>} [headers] further headers of that answer
 * @property {number} [times] how many requests it meets; by default all
 * @property {number} [every] it meets only each N-th of those requests
 * @property {number} [share] it meets only this share of them, by chance: from 0 to 1
 * @property {number} [delayMs] wait before that answer, or before the real one
 * @property {Record<number, number>} [delays] wait as long as chance says: milliseconds by percentile
 * @property {number} [seed] of what chance decides; by default 1
 * @property {boolean} [always] it stays when faults are cleared, and comes after all others
 * @property {boolean} [hang] never answer
 * @property {boolean} [drop] break the connection
 *
 * @typedef {{fault: Fault, left: number, seen: number, met: number, hit: string[], paused: boolean, chance: Chance}} Ordered seen:
 *   requests that fit; met: those that it happened to; hit: their methods and paths; paused: it meets none
 */

const FIELDS = [
  'path',
  'method',
  'status',
  'body',
  'contentType',
  'headers',
  'times',
  'every',
  'share',
  'delayMs',
  'delays',
  'seed',
  'always',
  'hang',
  'drop',
];

/** What goes wrong on a site, as a test ordered it. */
export class Faults {
  /** @type {Ordered[]} */
  #ordered = [];
  /** @type {Ordered[]} */
  #always = [];

  /** @param {Fault} fault @returns {Ordered} what becomes of it */
  add(fault) {
    const unknown = Object.keys(fault).filter((field) => !FIELDS.includes(field));
    if (unknown.length > 0) throw new Error(`no such field of a fault: ${unknown.join(', ')}`);
    if (!fault.path) throw new Error('a fault needs a path');
    const left = fault.times ?? Number.POSITIVE_INFINITY;
    const chance = new Chance(fault.seed ?? 1);
    const ordered = { fault, left, seen: 0, met: 0, hit: [], paused: false, chance };
    (fault.always ? this.#always : this.#ordered).push(ordered);
    return ordered;
  }

  clear() {
    this.#ordered.length = 0;
  }

  /**
   * Lets the first fault that fits happen.
   * @param {import('./exchange.js').Exchange} exchange
   * @returns {Promise<boolean>} true when the request has had all the answer it gets
   */
  async meet(exchange) {
    const entry = [...this.#ordered, ...this.#always].find((one) => happens(one, exchange));
    if (!entry) return false;
    entry.left -= 1;
    entry.met += 1;
    entry.hit.push(`${exchange.method} ${exchange.path}`);
    const { fault, chance } = entry;
    if (fault.hang) return true;
    const late = fault.delays && atPercentile(fault.delays, chance.draw(`${exchange.path} late`));
    const delayMs = late ?? fault.delayMs;
    if (delayMs) await new Promise((resolve) => setTimeout(resolve, delayMs).unref());
    if (fault.drop) {
      exchange.drop();
      return true;
    }
    if (fault.status === undefined && fault.body === undefined) return false;
    answer(exchange, fault);
    return true;
  }
}

/** @param {Ordered} ordered @param {{ path: string, method?: string }} request @returns {boolean} it meets it */
function happens(ordered, { path, method }) {
  const { fault, left, paused, chance } = ordered;
  if (paused || left <= 0 || !fits(fault.path, path)) return false;
  if (fault.method !== undefined && fault.method !== method) return false;
  ordered.seen += 1;
  if (ordered.seen % (fault.every ?? 1) !== 0) return false;
  return fault.share === undefined || chance.draw(path) < fault.share;
}

/** @param {string|RegExp} pattern @param {string} path */
function fits(pattern, path) {
  return typeof pattern === 'string' ? path.includes(pattern) : pattern.test(path);
}

/** @param {import('./exchange.js').Exchange} exchange @param {Fault} fault */
function answer(exchange, { status = 200, body, contentType, headers = {} }) {
  const isPlainObject = typeof body === 'object' && body !== null && !Buffer.isBuffer(body);
  const content = body === undefined ? { Message: `simulated fault ${status}` } : body;
  const bytes = isPlainObject || body === undefined ? JSON.stringify(content) : content;
  const type = contentType ?? guessType(bytes);
  exchange.reply(status, { 'content-type': type, ...headers }, bytes);
}

/** @param {string|Buffer} bytes */
function guessType(bytes) {
  const start = bytes.toString().trimStart().charAt(0);
  if (start === '<') return 'text/html; charset=utf-8';
  return '{["'.includes(start) && start
    ? 'application/json; charset=utf-8'
    : 'text/plain; charset=utf-8';
}
