import { parseAwsUrl, signInHost } from './hosts.js';
import {
  errorPage,
  expiredPage,
  policyPage,
  sessionLimitPage,
  signedOutPage,
  signInFormPage,
} from './sign-in-pages.js';

/** Everything on the sign-in hosts but the federation endpoint. */
export class SignIn {
  #browsers;
  #settings;
  #clock;

  /** @param {{browsers: import('./browsers.js').Browsers, settings: Record<string, any>,
   *   clock: import('../clock.js').Clock}} parts */
  constructor({ browsers, settings, clock }) {
    this.#browsers = browsers;
    this.#settings = settings;
    this.#clock = clock;
  }

  /**
   * @param {import('../exchange.js').Exchange} exchange
   * @param {{partition: string, region: string|null}} host
   */
  handle(exchange, host) {
    const browser = this.#browsers.of(exchange, host.partition);
    const logout = /^\/sessions\/(\d{12}-[a-z0-9]{8})\/v1\/logout$/.exec(exchange.path);
    if (logout) return this.#signOutOne(exchange, browser, logout[1]);
    switch (exchange.path) {
      case '/oauth':
        return this.#oauth(exchange, host, browser);
      case '/sessions/v1/list':
        return this.#list(exchange, browser);
      case '/sessions/v1/opt-in':
        return this.#optIn(exchange, host, browser);
      case '/sessions/limit':
        return exchange.html(
          200,
          sessionLimitPage(this.#browsers.live(browser), this.#clock.now()),
        );
      default:
        return exchange.html(404, errorPage('no such page'));
    }
  }

  /** Where the console sends a tab that has no live session, and where sessions are ended. */
  #oauth(exchange, host, browser) {
    if (exchange.query.get('Action') === 'logout') return this.#logOut(exchange, host, browser);
    if (this.#settings.refuses === 'policy') return exchange.html(403, policyPage());
    const latest = this.#browsers.latest(browser);
    const label = parseAwsUrl(exchange.query.get('redirect_uri'), host.partition)?.host.label ?? '';
    const ended = browser.sessions.get(label) ?? latest;
    const shown = ended && !this.#browsers.isLive(ended) && this.#settings.expiredPage;
    exchange.html(200, shown ? expiredPage(ended.issuer) : signInFormPage());
  }

  #logOut(exchange, host, browser) {
    const target = exchange.query.get('redirect_uri');
    if (browser.multiSession && target !== null) {
      return exchange.html(400, errorPage('redirect_uri is not allowed'));
    }
    if (target !== null && !isRegionalAwsUrl(target, host.partition)) {
      return exchange.html(400, errorPage('redirect_uri is not allowed'));
    }
    browser.sessions.clear();
    if (target === null) return exchange.html(200, signedOutPage());
    exchange.redirect(target);
  }

  #signOutOne(exchange, browser, differentiator) {
    browser.sessions.delete(differentiator);
    exchange.html(200, signedOutPage());
  }

  #list(exchange, browser) {
    if (!this.#settings.sessionsList) return exchange.html(404, errorPage('no such page'));
    const sessions = this.#browsers.live(browser).map((session) => ({
      differentiator: session.differentiator,
      principal_arn: session.identity.arn,
      expiry: Math.floor(session.endsAt / 1000),
      auth_time: Math.floor(session.startedAt / 1000),
      account_alias: session.identity.alias ?? '',
    }));
    exchange.json(200, { sessions });
  }

  #optIn(exchange, host, browser) {
    const target = exchange.query.get('redirect_uri') ?? '';
    const again = browser.multiSession && this.#browsers.live(browser).length > 0;
    if (again || !isRegionalAwsUrl(target, host.partition)) {
      return exchange.html(400, errorPage(again ? 'already on' : 'redirect_uri is not allowed'));
    }
    browser.multiSession = true;
    this.#browsers.markOptIn(exchange, host.partition, browser);
    exchange.redirect(target);
  }
}

/** @param {string|null} text @param {string} partition */
function isRegionalAwsUrl(text, partition) {
  return (parseAwsUrl(text, partition)?.host.region ?? null) !== null;
}

/**
 * Where a console page without a live session leads.
 * @param {string} partition @param {string} region @param {string} consoleUrl
 */
export function signInAgainUrl(partition, region, consoleUrl) {
  const url = new URL(`https://${signInHost(partition, region)}/oauth`);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('client_id', `arn:${partition}:signin:::console/canvas`);
  url.searchParams.set('redirect_uri', consoleUrl);
  return url.href;
}
