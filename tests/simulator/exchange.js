const BODY_LIMIT = 1024 * 1024;

/** One request and its reply, the same over HTTP/1.1 and HTTP/2. */
export class Exchange {
  #request;
  #response;

  /**
   * @param {import('node:http2').Http2ServerRequest} request
   * @param {import('node:http2').Http2ServerResponse} response
   */
  constructor(request, response) {
    this.#request = request;
    this.#response = response;
    this.method = request.method;
    this.headers = request.headers;
    const authority = request.headers[':authority'] ?? request.headers.host ?? '';
    this.host = authority.replace(/:\d+$/, '').toLowerCase();
    this.url = new URL(request.url, `https://${this.host || 'invalid'}`);
    this.path = this.url.pathname;
    this.query = this.url.searchParams;
    this.cookies = parseCookies(request.headers.cookie ?? '');
    /** @type {string[]} Set-Cookie lines that go with the reply */
    this.newCookies = [];
    /** @type {string|null} who asked, for the log */
    this.user = null;
    /** @type {((status: number|null) => void)|null} called once, null when the client left unanswered */
    this.onEnd = null;
    response.once('close', () => {
      if (!response.headersSent) this.onEnd?.(null);
    });
  }

  /** @returns {string|null} the token of the Authorization header */
  get bearer() {
    return /^Bearer (.+)$/.exec(this.headers.authorization ?? '')?.[1] ?? null;
  }

  /** @returns {Promise<string>} the request's body as UTF-8; throws past 1 MiB */
  async body() {
    const chunks = [];
    let size = 0;
    for await (const chunk of this.#request) {
      size += chunk.length;
      if (size > BODY_LIMIT) throw new Error('the request body is too large');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  /** @returns {Promise<URLSearchParams>} the parameters of a form in the body */
  async form() {
    return new URLSearchParams(await this.body());
  }

  /**
   * @param {number} status
   * @param {Record<string, string>} headers
   * @param {string|Buffer} [body]
   */
  reply(status, headers, body = '') {
    if (this.#response.destroyed || this.#response.writableEnded) return;
    const all = { 'cache-control': 'no-store', ...headers };
    if (this.newCookies.length > 0) all['set-cookie'] = this.newCookies;
    this.#response.writeHead(status, all);
    this.onEnd?.(status);
    this.#response.end(this.method === 'HEAD' ? '' : body);
  }

  /** @param {number} status @param {unknown} value @param {Record<string, string>} [headers] */
  json(status, value, headers = {}) {
    const type = { 'content-type': 'application/json; charset=utf-8' };
    this.reply(status, { ...type, ...headers }, JSON.stringify(value));
  }

  /** @param {number} status @param {string} text */
  text(status, text) {
    this.reply(status, { 'content-type': 'text/plain; charset=utf-8' }, text);
  }

  /** @param {number} status @param {string} page */
  html(status, page) {
    this.reply(status, { 'content-type': 'text/html; charset=utf-8' }, page);
  }

  /** @param {string} location */
  redirect(location) {
    this.reply(302, { location });
  }

  /** Breaks the connection without an answer. */
  drop() {
    const session = this.#response.stream?.session;
    if (session) session.destroy();
    else this.#request.socket.destroy();
  }
}

/** @param {string} header @returns {Record<string, string>} */
function parseCookies(header) {
  const pairs = header.split(/; */).filter((pair) => pair.includes('='));
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
}
