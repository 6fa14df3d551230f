/**
 * @typedef {object} LoggedRequest
 * @property {number} at milliseconds since 1970, real time
 * @property {string} host
 * @property {string} method
 * @property {string} path without the query
 * @property {Record<string, string>} query values that are secrets are `…`
 * @property {boolean} pending the answer is due
 * @property {number|null} status null while the answer is due, and when none was sent
 * @property {string|null} user whose token or cookie came with it, where it was a good one
 * @property {string|null} origin the Origin header, which only web pages send
 * @property {string} userAgent
 * @property {string} httpVersion `1.1` or `2.0`
 */

const SECRET_PARAMETERS = new Set(['Session', 'SigninToken', 'redirect_uri', 't', 'token', 'otp']);

/** The requests that were served, in the order in which they came. */
export class RequestLog {
  /** @type {LoggedRequest[]} */
  requests = [];
  /** @type {Set<() => void>} */
  #watchers = new Set();

  /** @param {import('./exchange.js').Exchange} exchange @param {string} httpVersion */
  add(exchange, httpVersion) {
    /** @type {LoggedRequest} */
    const entry = {
      at: Date.now(),
      host: exchange.host,
      method: exchange.method,
      path: exchange.path,
      query: redact(exchange.query),
      pending: true,
      status: null,
      user: null,
      origin: exchange.headers.origin ?? null,
      userAgent: exchange.headers['user-agent'] ?? '',
      httpVersion,
    };
    this.requests.push(entry);
    this.#changed();
    exchange.onEnd = (status) => {
      entry.pending = false;
      entry.status = status;
      entry.user = exchange.user;
      this.#changed();
    };
  }

  /** Empties the array in place, so that who holds it sees it too. */
  clear() {
    this.requests.length = 0;
  }

  /**
   * @param {(request: LoggedRequest) => boolean} predicate asked when a request comes (it is
   *   pending then) and again when it has been answered; requests since `clear` count too
   * @param {{timeoutMs?: number}} [options] 10 s by default, then it throws
   * @returns {Promise<LoggedRequest>}
   */
  waitFor(predicate, { timeoutMs = 10_000 } = {}) {
    return new Promise((resolve, reject) => {
      const finish = () => {
        this.#watchers.delete(look);
        clearTimeout(timer);
      };
      const look = () => {
        const found = this.requests.find(predicate);
        if (!found) return;
        finish();
        resolve(found);
      };
      const timer = setTimeout(() => {
        finish();
        const seen = this.requests.map(({ method, host, path }) => `${method} ${host}${path}`);
        reject(new Error(`no such request within ${timeoutMs} ms; seen:\n${seen.join('\n')}`));
      }, timeoutMs);
      this.#watchers.add(look);
      look();
    });
  }

  #changed() {
    for (const look of [...this.#watchers]) look();
  }
}

/** @param {URLSearchParams} query */
function redact(query) {
  return Object.fromEntries(
    [...query].map(([name, value]) => [name, SECRET_PARAMETERS.has(name) ? '…' : value]),
  );
}
