import { randomUUID } from 'node:crypto';
import { dataElement, html, page } from '../page.js';
import { grantDonePage, grantPage, grantRefusedPage, handoverWay } from './grant-page.js';
import { RESOURCES } from './resources.js';
import { USERS } from './users.js';

/** @typedef {{user: string, token: string, expiresAt: number}} Login expiresAt in seconds */

const COOKIE = 'portal-session';

/** Tenants in the drop-down; a page with thousands would only be slow. */
const LISTED_TENANTS = 300;

/** The portal's pages for browsers, and who is logged in to them. */
export class PortalPages {
  /** @type {Map<string, Login>} by cookie value */
  #logins = new Map();
  #portal;
  #clock;
  #tokens;

  /**
   * @param {import('./portal.js').Portal} portal
   * @param {{clock: import('../clock.js').Clock, tokens: import('./tokens.js').Tokens}} parts
   */
  constructor(portal, { clock, tokens }) {
    this.#portal = portal;
    this.#clock = clock;
    this.#tokens = tokens;
  }

  endSessions() {
    for (const { token } of this.#logins.values()) this.#tokens.revoke(token);
    this.#logins.clear();
  }

  /** @param {import('../exchange.js').Exchange} exchange */
  async handle(exchange) {
    if (exchange.path === '/app/login') return this.#login(exchange);
    if (exchange.path === '/app/logout') return this.#logout(exchange);
    const login = this.#loginOf(exchange);
    if (!login) return this.#askToLogIn(exchange);
    exchange.user = login.user;
    if (exchange.path === '/app/user/verify-token') return this.#grant(exchange, login);
    if (!exchange.path.startsWith('/app/')) return exchange.redirect('/app/devops/tenants');
    exchange.html(200, this.#application(exchange, login));
  }

  /** @returns {Login|null} with a token that is taken, made anew where it was revoked */
  #loginOf(exchange) {
    const login = this.#logins.get(exchange.cookies[COOKIE] ?? '');
    if (!login || this.#clock.seconds() >= login.expiresAt) return null;
    if (this.#tokens.userOf(login.token) === null) {
      const ttlSeconds = login.expiresAt - this.#clock.seconds();
      login.token = this.#tokens.make(login.user, { ttlSeconds });
    }
    return login;
  }

  /** Pages lead to the login page; whatever else was asked for gets its HTML with status 200. */
  #askToLogIn(exchange) {
    if (exchange.path !== '/' && !exchange.path.startsWith('/app')) {
      return exchange.html(200, this.#loginPage('/app/', ''));
    }
    const back = encodeURIComponent(exchange.url.pathname + exchange.url.search);
    exchange.redirect(`/app/login?returnUrl=${back}`);
  }

  async #login(exchange) {
    const back = localPath(exchange.query.get('returnUrl'));
    if (exchange.method !== 'POST') return exchange.html(200, this.#loginPage(back, ''));
    const user = (await exchange.form()).get('email') ?? '';
    if (!Object.hasOwn(USERS, user)) {
      return exchange.html(200, this.#loginPage(back, `There is no user ${user}.`));
    }
    const ttlSeconds = this.#portal.settings.sessionSeconds;
    const id = randomUUID();
    const token = this.#tokens.make(user, { ttlSeconds });
    this.#logins.set(id, { user, token, expiresAt: this.#clock.seconds() + ttlSeconds });
    exchange.newCookies.push(`${COOKIE}=${id}; Path=/; Secure; HttpOnly; SameSite=Lax`);
    exchange.user = user;
    exchange.redirect(back);
  }

  #logout(exchange) {
    const id = exchange.cookies[COOKIE] ?? '';
    const login = this.#logins.get(id);
    if (login) this.#tokens.revoke(login.token);
    this.#logins.delete(id);
    exchange.redirect('/app/login');
  }

  #loginPage(back, error) {
    return page({
      title: `Log in to ${this.#portal.name}`,
      style: 'portal.css',
      body: html`<main class="card">
<p class="brand">${this.#portal.name}</p>
<h1>Log in</h1>
<form id="login" method="post" action="/app/login?returnUrl=${encodeURIComponent(back)}">
<label>Email <input id="email" name="email" type="email" value="bob@example.com" required></label>
<label>Password <input id="password" name="password" type="password" value="any password"></label>
<button id="log-in">Log in</button>
<p id="login-error" role="alert">${error}</p>
</form>
</main>
<footer>A simulated portal of jit-console's tests</footer>`,
    });
  }

  #grant(exchange, login) {
    const { query } = exchange;
    if (query.get('success') === 'true') {
      return exchange.html(200, grantDonePage(query.get('localAppName') ?? ''));
    }
    const port = Number(query.get('localPort'));
    if (!query.get('localAppName') || !Number.isInteger(port) || port < 1 || port > 65_535) {
      return exchange.html(400, grantRefusedPage());
    }
    const way = handoverWay(this.#portal.settings, query);
    exchange.html(
      200,
      grantPage(this.#portal, login, { application: query.get('localAppName'), port, way }),
    );
  }

  /** The single-page application; its script shows what the path says. */
  #application(exchange, login) {
    const { user, token } = login;
    const mine = this.#portal.tenants.filter((tenant) => this.#portal.mayUse(user, tenant));
    const inPath = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i.exec(
      exchange.path,
    );
    const own = mine.find(({ id }) => id === inPath?.[0].toLowerCase());
    const listed = mine.slice(0, LISTED_TENANTS);
    if (own && !listed.includes(own)) listed.unshift(own);
    const { partition, region, adminJit } = this.#portal.settings;
    const data = {
      portal: this.#portal.name,
      apiUrl: this.#portal.apiUrl,
      user,
      token,
      adminEntries: adminJit && this.#portal.isAdministrator(user),
      values: { partition, prefix: 'duploservices' },
      tenants: listed.map((tenant) => ({ ...tenant, region: tenant.region ?? region })),
      resources: RESOURCES,
    };
    return page({
      title: `${this.#portal.name} portal`,
      style: 'portal.css',
      script: 'portal-app.js',
      body: html`<div id="app"></div>${dataElement('page-data', data)}`,
    });
  }
}

/** @param {string|null} path where to go after the login; only ever on the portal itself */
function localPath(path) {
  return path && /^\/(?!\/)/.test(path) ? path : '/app/';
}
