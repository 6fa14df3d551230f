/**
 * @typedef {object} Fault
 * @property {string|RegExp} path which requests: a part of their path, or a pattern for it
 * @property {number} [status] answer with this instead of the real answer
 * @property {string|Buffer|object} [body] of that answer; an object is sent as JSON
 * @property {string} [contentType] by default guessed from the body
 * @property {Record<string, string>} [headers] further headers of that answer
 * @property {number} [times] how many requests it meets; by default all
 * @property {number} [every] it meets only each N-th of those requests
 * @property {number} [delayMs] wait before that answer, or before the real one
 * @property {boolean} [hang] never answer
 * @property {boolean} [drop] break the connection
 */

const FIELDS = [
  'path',
  'status',
  'body',
  'contentType',
  'headers',
  'times',
  'every',
  'delayMs',
  'hang',
  'drop',
];

/** What goes wrong on a site, as a test ordered it. */
export class Faults {
  /** @type {{fault: Fault, left: number, seen: number}[]} seen: requests that fit */
  #ordered = [];

  /** @param {Fault} fault */
  add(fault) {
    const unknown = Object.keys(fault).filter((field) => !FIELDS.includes(field));
    if (unknown.length > 0) throw new Error(`no such field of a fault: ${unknown.join(', ')}`);
    if (!fault.path) throw new Error('a fault needs a path');
    this.#ordered.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY, seen: 0 });
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
    const entry = this.#ordered.find((one) => {
      if (one.left <= 0 || !fits(one.fault.path, exchange.path)) return false;
      one.seen += 1;
      return one.seen % (one.fault.every ?? 1) === 0;
    });
    if (!entry) return false;
    entry.left -= 1;
    const { fault } = entry;
    if (fault.hang) return true;
    if (fault.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs).unref());
    if (fault.drop) {
      exchange.drop();
      return true;
    }
    if (fault.status === undefined && fault.body === undefined) return false;
    answer(exchange, fault);
    return true;
  }
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
