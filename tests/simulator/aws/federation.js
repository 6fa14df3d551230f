import { cookieScope } from './browsers.js';
import { FederationError } from './credentials.js';
import { consoleHost, defaultRegion, PARTITIONS, parseAwsUrl, signInHost } from './hosts.js';
import { errorPage, mustLogOutPage, privateAccessPage } from './sign-in-pages.js';

/** AWS's limit of identities in one browser. */
const MAX_SESSIONS = 5;

/** The federation endpoint: makes sign-in tokens and signs browsers in with them. */
export class Federation {
  #credentials;
  #browsers;
  #settings;

  /** @param {{credentials: import('./credentials.js').Credentials,
   *   browsers: import('./browsers.js').Browsers, settings: Record<string, any>}} parts */
  constructor({ credentials, browsers, settings }) {
    this.#credentials = credentials;
    this.#browsers = browsers;
    this.#settings = settings;
  }

  /**
   * @param {import('../exchange.js').Exchange} exchange for the path /federation
   * @param {{partition: string, region: string|null}} host
   */
  async handle(exchange, host) {
    const form = exchange.method === 'POST' ? await exchange.form() : new URLSearchParams();
    const parameter = (name) => form.get(name) ?? exchange.query.get(name);
    try {
      switch (parameter('Action')) {
        case 'getSigninToken':
          this.#checkMethod(exchange.method);
          return this.#getSigninToken(exchange, host, parameter);
        case 'login':
          return this.#login(exchange, host, parameter);
        default:
          throw new FederationError('Action must be getSigninToken or login');
      }
    } catch (error) {
      if (!(error instanceof FederationError)) throw error;
      if (error.message === '') exchange.reply(error.status, {});
      else exchange.html(error.status, errorPage(error.message));
    }
  }

  /** @param {string} method */
  #checkMethod(method) {
    const { federation } = this.#settings;
    if (federation === 'none' || (federation === 'get' && method === 'POST'))
      throw new FederationError('getSigninToken is not allowed');
  }

  #getSigninToken(exchange, host, parameter) {
    const { token } = this.#credentials.getSigninToken({
      partition: host.partition,
      session: parameter('Session'),
      duration: parameter('SessionDuration'),
    });
    exchange.json(200, { SigninToken: token });
  }

  #login(exchange, host, parameter) {
    const destination = parseDestination(parameter('Destination'), host.partition);
    const minted = this.#credentials.check(parameter('SigninToken'), host.partition);
    const browser = this.#browsers.of(exchange, host.partition);
    const own = minted.identity.arn;
    const others = this.#browsers.live(browser).filter(({ identity }) => identity.arn !== own);
    minted.used = true;
    if (this.#settings.refuses === 'private-access')
      return exchange.html(200, privateAccessPage(minted.identity.account));
    if (!browser.multiSession && others.length > 0) {
      return exchange.html(400, mustLogOutPage(signInHost(host.partition, 'us-east-1')));
    }
    if (browser.multiSession && others.length >= MAX_SESSIONS) {
      return exchange.redirect(`https://${signInHost(host.partition, null)}/sessions/limit`);
    }
    if (!browser.multiSession) browser.sessions.clear();
    const session = this.#browsers.start(browser, {
      identity: minted.identity,
      issuer: parameter('Issuer') ?? '',
      region: destination.region,
      endsAt: minted.sessionEndsAt,
    });
    this.#setCookies(exchange, host.partition, session);
    this.#browsers.markOptIn(exchange, host.partition, browser);
    const label = browser.multiSession ? session.differentiator : null;
    const target = new URL(destination.url);
    target.host = consoleHost(
      host.partition,
      label ? destination.region : destination.hostRegion,
      label,
    );
    exchange.redirect(target.href);
  }

  #setCookies(exchange, partition, session) {
    if (!this.#settings.userInfoCookie) return;
    const { arn, alias, name } = session.identity;
    const info = { arn, alias: alias ?? '', username: name, issuer: session.issuer };
    const value = encodeURIComponent(JSON.stringify(info));
    exchange.newCookies.push(`aws-userInfo=${value}; ${cookieScope(partition)}`);
  }
}

/**
 * @param {string|null} text
 * @param {string} partition
 * @throws {FederationError} unless it is a page on the partition's console, without a session label
 */
function parseDestination(text, partition) {
  const { url, host } = parseAwsUrl(text, partition) ?? {};
  if (host?.kind !== 'console' || host.label !== null) {
    throw new FederationError('Destination is not allowed');
  }
  const asked = url.searchParams.get('region') ?? '';
  const known = PARTITIONS[partition].regions.includes(asked);
  const region = host.region ?? (known ? asked : defaultRegion(partition));
  return { url, hostRegion: host.region, region };
}
