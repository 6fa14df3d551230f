import { consolePage } from './console-page.js';
import { isConsolePath } from './console-paths.js';
import { consoleHost, defaultRegion, PARTITIONS } from './hosts.js';
import { signInAgainUrl } from './sign-in.js';
import { errorPage, notFoundPage, privateAccessPage, signedOutPage } from './sign-in-pages.js';

/** The console's hosts: plain, regional, and with a session's label. */
export class Console {
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
   * @param {{partition: string, region: string|null, label: string|null}} host
   */
  handle(exchange, host) {
    const browser = this.#browsers.of(exchange, host.partition);
    if (exchange.path === '/__simulator/session') return this.#state(exchange, browser);
    const session = this.#sessionOf(browser, host);
    if (exchange.path.startsWith('/console/logout')) {
      if (session) browser.sessions.delete(session.differentiator);
      return exchange.html(200, signedOutPage());
    }
    const region = this.#regionOf(exchange, host, session);
    const { refuses } = this.#settings;
    if (!this.#browsers.isLive(session) || refuses === 'policy') {
      const here = `https://${exchange.host}${exchange.url.pathname}${exchange.url.search}`;
      return exchange.redirect(signInAgainUrl(host.partition, region, here));
    }
    if (refuses === 'private-access-console')
      return exchange.html(200, privateAccessPage(session.identity.account));
    if (exchange.path === '/go/view') return this.#resolve(exchange, host);
    if (!isConsolePath(exchange.url.pathname)) {
      return exchange.html(404, notFoundPage(exchange.url.pathname));
    }
    const wanted = consoleHost(
      host.partition,
      region,
      browser.multiSession ? session.differentiator : null,
    );
    if (wanted !== exchange.host) {
      return exchange.redirect(`https://${wanted}${exchange.url.pathname}${exchange.url.search}`);
    }
    this.#browsers.markOptIn(exchange, host.partition, browser);
    const multiSession = browser.multiSession;
    const settings = this.#settings;
    const now = this.#clock.now();
    exchange.html(200, consolePage({ exchange, session, region, multiSession, settings, now }));
  }

  /** A labelled host has its own session; the others have the browser's last. */
  #sessionOf(browser, { label }) {
    if (label === null) return this.#browsers.latest(browser);
    return browser.multiSession ? browser.sessions.get(label) : undefined;
  }

  #regionOf(exchange, host, session) {
    const asked = exchange.query.get('region') ?? '';
    if (PARTITIONS[host.partition].regions.includes(asked)) return asked;
    return host.region ?? session?.region ?? defaultRegion(host.partition);
  }

  /** The general resolver of ARNs: leads to the service's home, as far as it knows. */
  #resolve(exchange, host) {
    const [, , service, region] = (exchange.query.get('arn') ?? '').split(':');
    if (!/^[a-z0-9-]+$/.test(service ?? '')) return exchange.html(400, errorPage('not an ARN'));
    const known = PARTITIONS[host.partition].regions.includes(region);
    const home = known ? region : defaultRegion(host.partition);
    exchange.redirect(
      `https://${consoleHost(host.partition, home, host.label)}/${service}/home?region=${home}`,
    );
  }

  /** Tells an open page what became of the session it was loaded in. */
  #state(exchange, browser) {
    const id = exchange.query.get('id');
    const session = [...browser.sessions.values()].find((one) => one.id === id);
    exchange.json(200, {
      state: this.#browsers.isLive(session) ? 'live' : session ? 'expired' : 'signed_out',
    });
  }
}
