import { createHmac, randomBytes, randomUUID } from 'node:crypto';

/** @typedef {{user: string, expiresAt: number|null}} Grant expiresAt in seconds since 1970 */

const YEAR_SECONDS = 365 * 24 * 3600;

const base64url = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The API tokens that a portal has given out and still takes. */
export class Tokens {
  /** @type {Map<string, Grant>} */
  #live = new Map();
  #key = randomBytes(32);
  #issuer;
  #clock;
  #secrets;

  /** @param {{issuer: string, clock: import('../clock.js').Clock, secrets: Set<string>}} parts */
  constructor({ issuer, clock, secrets }) {
    this.#issuer = issuer;
    this.#clock = clock;
    this.#secrets = secrets;
  }

  /**
   * @param {string} user
   * @param {{ttlSeconds: number, permanent?: boolean, opaque?: boolean}} options permanent ones live a
   *   year; opaque ones are no JWT
   * @returns {string}
   */
  make(user, { ttlSeconds, permanent = false, opaque = false }) {
    const now = this.#clock.seconds();
    const expiresAt = now + (permanent ? YEAR_SECONDS : ttlSeconds);
    const token = opaque ? randomBytes(48).toString('base64url') : this.#jwt(user, now, expiresAt);
    this.#live.set(token, { user, expiresAt });
    this.#secrets.add(token);
    return token;
  }

  #jwt(user, issuedAt, expiresAt) {
    const claims = { sub: user, email: user, iss: this.#issuer, iat: issuedAt, exp: expiresAt };
    const header = { alg: 'HS256', typ: 'JWT' };
    const signed = `${base64url(header)}.${base64url({ ...claims, jti: randomUUID() })}`;
    return `${signed}.${createHmac('sha256', this.#key).update(signed).digest('base64url')}`;
  }

  /** @param {string|null} token @returns {string|null} whose it is; null when it isn't taken */
  userOf(token) {
    const grant = this.#live.get(token ?? '');
    return grant && this.#clock.seconds() < grant.expiresAt ? grant.user : null;
  }

  /** @param {string} [token] by default all of them */
  revoke(token) {
    if (token === undefined) this.#live.clear();
    else this.#live.delete(token);
  }
}
