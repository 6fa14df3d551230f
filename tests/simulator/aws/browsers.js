import { randomUUID } from 'node:crypto';
import { differentiator, newDifferentiator } from './credentials.js';
import { PARTITIONS } from './hosts.js';

/**
 * @typedef {object} Session a console session in one browser
 * @property {string} id
 * @property {string} differentiator
 * @property {import('./credentials.js').Identity} identity
 * @property {string} issuer the Issuer of its sign-in URL
 * @property {string} region where it was opened first
 * @property {number} startedAt milliseconds of the simulator's clock
 * @property {number} endsAt
 */

/**
 * @typedef {object} Browser what AWS knows of one cookie store
 * @property {string} id the value of its `aws-creds` cookie
 * @property {boolean} multiSession
 * @property {Map<string, Session>} sessions by differentiator; a session that expired stays until it
 *   is replaced or signed out, since the expired page must know its Issuer
 */

/** The browsers that have been seen, told apart by cookie. */
export class Browsers {
  /** @type {Map<string, Browser>} */
  #browsers = new Map();
  #clock;
  #settings;

  /** @param {{clock: import('../clock.js').Clock, settings: Record<string, any>}} shared */
  constructor({ clock, settings }) {
    this.#clock = clock;
    this.#settings = settings;
  }

  /**
   * @param {import('../exchange.js').Exchange} exchange
   * @param {string} partition
   * @returns {Browser} the one that asks; a new one gets its cookie with the reply
   */
  of(exchange, partition) {
    const known = this.#browsers.get(exchange.cookies['aws-creds'] ?? '');
    if (known) return known;
    const browser = {
      id: randomUUID(),
      multiSession: this.#settings.multiSession,
      sessions: new Map(),
    };
    this.#browsers.set(browser.id, browser);
    const scope = cookieScope(partition);
    exchange.newCookies.push(`aws-creds=${browser.id}; ${scope}; HttpOnly`);
    this.markOptIn(exchange, partition, browser);
    return browser;
  }

  /** Tells the browser by cookie that multi-session is on. */
  markOptIn(exchange, partition, browser) {
    if (!browser.multiSession || !this.#settings.optInCookie) return;
    exchange.newCookies.push(`aws-prism-opt-in=true; ${cookieScope(partition)}`);
  }

  /** @param {boolean} multiSession for all browsers that are known */
  setMode(multiSession) {
    for (const browser of this.#browsers.values()) browser.multiSession = multiSession;
  }

  /**
   * @param {Browser} browser
   * @param {Omit<Session, 'id'|'differentiator'|'startedAt'>} details
   * @returns {Session} takes the place of the same identity's earlier one
   */
  start(browser, details) {
    const { identity } = details;
    const label = this.#settings.stableLabels ? differentiator : newDifferentiator;
    const session = {
      ...details,
      id: randomUUID(),
      differentiator: label(identity),
      startedAt: this.#clock.now(),
    };
    // Put in again at the end, so that the order is that of signing in.
    for (const [name, earlier] of browser.sessions)
      if (earlier.identity.arn === identity.arn) browser.sessions.delete(name);
    browser.sessions.set(session.differentiator, session);
    return session;
  }

  /** @param {Session|undefined} session */
  isLive(session) {
    return session !== undefined && this.#clock.now() < session.endsAt;
  }

  /** As if nobody had ever signed in. */
  signOutAll() {
    for (const browser of this.#browsers.values()) browser.sessions.clear();
  }

  /** @param {Browser} browser @returns {Session[]} oldest first */
  live(browser) {
    return [...browser.sessions.values()].filter((session) => this.isLive(session));
  }

  /** @param {Browser} browser @returns {Session|undefined} the live one of last, else the last */
  latest(browser) {
    return this.live(browser).at(-1) ?? [...browser.sessions.values()].at(-1);
  }

  /** @returns {Session[]} live ones of all browsers */
  get all() {
    return [...this.#browsers.values()].flatMap((browser) => this.live(browser));
  }
}

/** @param {string} partition */
export function cookieScope(partition) {
  return `Domain=${PARTITIONS[partition].domain}; Path=/; Secure; SameSite=None`;
}
