import { readFileSync } from 'node:fs';
import https from 'node:https';
import { parseAwsHost } from '../aws/hosts.js';

/** @typedef {{url: string, status: number, headers: import('node:http').IncomingHttpHeaders, text: string}} Answer */

/** A browser of the tests: it verifies certificates, keeps cookies and follows redirects. */
export class TestClient {
  /** @type {Map<string, {domain: string, name: string, value: string}>} */
  #cookies = new Map();
  #simulator;
  #ca;

  /** @param {import('../simulator.js').Simulator} simulator */
  constructor(simulator) {
    this.#simulator = simulator;
    this.#ca = readFileSync(simulator.caFile, 'utf8');
  }

  /** @param {string} name @returns {string|undefined} */
  cookie(name) {
    return [...this.#cookies.values()].find((cookie) => cookie.name === name)?.value;
  }

  /**
   * @param {string} url
   * @param {{method?: string, headers?: Record<string, string>, body?: string}} [options]
   * @returns {Promise<Answer>}
   */
  request(url, { method = 'GET', headers = {}, body } = {}) {
    const { hostname, pathname, search } = new URL(url);
    const options = {
      host: '127.0.0.1',
      port: this.#simulator.tlsPort,
      servername: hostname,
      ca: this.#ca,
      agent: false,
      method,
      path: pathname + search,
      headers: { ...headers, host: hostname, cookie: this.#cookiesFor(hostname) },
    };
    return new Promise((resolve, reject) => {
      const request = https.request(options, async (response) => {
        this.#keep(hostname, response.headers['set-cookie'] ?? []);
        let text = '';
        try {
          for await (const chunk of response) text += chunk;
        } catch (error) {
          return reject(error);
        }
        resolve({ url, status: response.statusCode ?? 0, headers: response.headers, text });
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  /** Follows redirects as a browser does, keeping the fragment. @param {string} url */
  async open(url) {
    let answer = await this.request(url);
    for (let hops = 0; answer.headers.location; hops += 1) {
      if (hops === 10)
        throw new Error(`too many redirects, the last to ${answer.headers.location}`);
      const next = new URL(answer.headers.location, answer.url);
      if (next.hash === '') next.hash = new URL(answer.url).hash;
      answer = await this.request(next.href);
      answer.url = next.href;
    }
    return answer;
  }

  /** @param {string} url @param {Record<string, string>} form */
  post(url, form) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.request(url, {
      method: 'POST',
      headers,
      body: new URLSearchParams(form).toString(),
    });
  }

  /** An API call. @param {string} url @param {string} [token] @param {Record<string, string>} [headers] */
  call(url, token, headers = {}) {
    const bearer = token === undefined ? {} : { authorization: `Bearer ${token}` };
    return this.request(url, { headers: { ...bearer, ...headers } });
  }

  /**
   * Asks, as the page itself does, what became of the session that it was loaded in.
   * @param {Answer} page
   * @returns {Promise<string>}
   */
  async stateOf(page) {
    const { sessionId } = JSON.parse(/id="page-data">([^<]*)</.exec(page.text)?.[1] ?? '{}');
    const url = new URL(`/__simulator/session?id=${sessionId}`, page.url);
    return JSON.parse((await this.request(url.href)).text).state;
  }

  #cookiesFor(host) {
    return [...this.#cookies.values()]
      .filter(({ domain }) => host === domain || host.endsWith(`.${domain}`))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  #keep(host, lines) {
    for (const line of lines) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const domain = /; Domain=([^;]+)/.exec(line)?.[1] ?? host;
      this.#cookies.set(`${domain} ${name}`, { domain, name, value });
    }
  }
}

/** @param {string} page HTML @param {string} id @returns {string|undefined} the element's text */
export function textOf(page, id) {
  return new RegExp(`id="${id}"[^>]*>([^<]*)<`).exec(page)?.[1];
}

/** @param {string} url a sign-in URL @returns {string} the URL that logs out first */
export function logoutChain(url) {
  const target = encodeURIComponent(url);
  return `https://us-east-1.signin.aws.amazon.com/oauth?Action=logout&redirect_uri=${target}`;
}

/** @param {string} url of a console page @returns {string} the first label of its host */
export function labelOf(url) {
  return new URL(url).hostname.split('.')[0];
}

/** @param {string} page HTML @returns {any} what its meta tag says of the session */
export function sessionData(page) {
  const content = /<meta name="awsc-session-data" content="([^"]*)">/.exec(page)?.[1];
  return content && JSON.parse(content.replaceAll('&quot;', '"'));
}

/**
 * Keys of a role, and a sign-in URL made with them at the federation endpoint.
 * @param {import('../simulator.js').Simulator} simulator
 */
export function roleMaker(simulator) {
  const client = new TestClient(simulator);
  const keysOf = (role, options = {}) =>
    simulator.aws.assumeRole({
      account: '123456789012',
      sessionName: 'bob@example.com',
      seconds: 3600,
      ...options,
      role,
    });
  const signInUrl = async (keys, options = {}) => {
    const {
      host = 'us-west-2.signin.aws.amazon.com',
      destination = 'https://us-west-2.console.aws.amazon.com/console/home?region=us-west-2',
      issuer = 'https://acme.duplocloud.net/app/somewhere',
      duration,
    } = options;
    const token = await signInToken(client, host, keys, duration);
    const query = { Action: 'login', Issuer: issuer, Destination: destination, SigninToken: token };
    return `https://${host}/federation?${new URLSearchParams(query)}`;
  };
  return { keysOf, signInUrl };
}

/** @param {import('../aws/credentials.js').Keys} keys @returns {string} the Session parameter */
export function sessionParameter({ AccessKeyId, SecretAccessKey, SessionToken }) {
  const session = {
    sessionId: AccessKeyId,
    sessionKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
  return JSON.stringify(session);
}

async function signInToken(client, host, keys, duration) {
  if (!parseAwsHost(host)) throw new Error(`not an AWS host: ${host}`);
  const form = { Action: 'getSigninToken', Session: sessionParameter(keys) };
  if (duration !== undefined) form.SessionDuration = String(duration);
  const answer = await client.post(`https://${host}/federation`, form);
  if (answer.status !== 200) throw new Error(`no sign-in token: ${answer.status} ${answer.text}`);
  return JSON.parse(answer.text).SigninToken;
}
