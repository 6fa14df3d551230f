import { createHash, randomBytes } from 'node:crypto';

/**
 * @typedef {object} Identity who a role session is
 * @property {string} partition
 * @property {string} account twelve digits
 * @property {string} arn of the assumed role
 * @property {string} name `ROLE/SESSION`, as the console shows it
 * @property {boolean} chained the role was assumed by a role
 * @property {string|null} alias the account's
 */

/**
 * @typedef {object} Keys
 * @property {string} AccessKeyId
 * @property {string} SecretAccessKey
 * @property {string} SessionToken
 * @property {Identity} identity
 * @property {number} expiresAt milliseconds of the simulator's clock
 */

/**
 * @typedef {object} SignInToken
 * @property {string} token
 * @property {Identity} identity
 * @property {number} at when it was made, milliseconds of the simulator's clock
 * @property {number} sessionEndsAt when the console session ends
 * @property {boolean} used
 * @property {'portal'|'federation'} by made inside the portal, or asked for at the endpoint
 */

/** How long a sign-in URL works (AWS documentation). */
const SIGN_IN_TOKEN_SECONDS = 15 * 60;
const MIN_SESSION_SECONDS = 900;
const MAX_SESSION_SECONDS = 43_200;

/** @param {number} length @param {string} alphabet */
function randomText(length, alphabet) {
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('');
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A refusal of the federation endpoint. */
export class FederationError extends Error {
  /** @param {string} message empty for the bare 400 */
  constructor(message) {
    super(message);
    this.status = 400;
  }
}

/** Role keys, and the sign-in tokens made from them. */
export class Credentials {
  /** @type {Map<string, Keys>} by access key id */
  #keys = new Map();
  /** @type {Map<string, SignInToken>} */
  #tokens = new Map();
  #clock;
  #secrets;
  #settings;

  /** @param {{clock: import('../clock.js').Clock, secrets: Set<string>, settings: Record<string, any>}} shared */
  constructor({ clock, secrets, settings }) {
    this.#clock = clock;
    this.#secrets = secrets;
    this.#settings = settings;
  }

  /** @returns {SignInToken[]} every sign-in token, in the order in which they were made */
  get minted() {
    return [...this.#tokens.values()];
  }

  /**
   * @param {{partition?: string, account: string, role: string, sessionName: string,
   *   seconds: number, chained?: boolean, alias?: string|null}} request
   * @returns {Keys}
   */
  assumeRole({
    partition = 'aws',
    account,
    role,
    sessionName,
    seconds,
    chained = false,
    alias = null,
  }) {
    const name = `${role}/${sessionName}`;
    const arn = `arn:${partition}:sts::${account}:assumed-role/${name}`;
    const keys = {
      AccessKeyId: `ASIA${randomText(16, UPPER)}`,
      SecretAccessKey: randomText(40, BASE64),
      SessionToken: `IQoJ${randomText(300, BASE64)}=`,
      identity: { partition, account, arn, name, chained, alias },
      expiresAt: this.#clock.now() + seconds * 1000,
    };
    this.#keys.set(keys.AccessKeyId, keys);
    for (const secret of [keys.SecretAccessKey, keys.SessionToken]) this.#secrets.add(secret);
    return keys;
  }

  /** @param {string} id an access key id @returns {Keys|undefined} ended ones too */
  find(id) {
    return this.#keys.get(id);
  }

  /**
   * The federation endpoint's getSigninToken.
   * @param {{partition: string, session: string|null, duration: string|null}} request
   * @returns {SignInToken}
   * @throws {FederationError}
   */
  getSigninToken({ partition, session, duration }) {
    const keys = this.#findKeys(session);
    if (keys.identity.partition !== partition) throw new FederationError('wrong partition');
    if (duration === null) return this.mint(keys, keys.expiresAt, 'federation');
    // Users report nothing but the status for this one.
    if (keys.identity.chained) throw new FederationError('');
    const seconds = /^\d+$/.test(duration) ? Number(duration) : Number.NaN;
    if (!(seconds >= MIN_SESSION_SECONDS && seconds <= MAX_SESSION_SECONDS)) {
      throw new FederationError('SessionDuration must be between 900 and 43200 seconds');
    }
    return this.mint(keys, this.#clock.now() + seconds * 1000, 'federation');
  }

  /**
   * @param {Keys} keys
   * @param {number} sessionEndsAt milliseconds of the simulator's clock
   * @param {'portal'|'federation'} by
   */
  mint(keys, sessionEndsAt, by) {
    const token = randomText(180, BASE64.slice(0, 62));
    const minted = {
      token,
      identity: keys.identity,
      at: this.#clock.now(),
      sessionEndsAt,
      used: false,
      by,
    };
    this.#tokens.set(token, minted);
    this.#secrets.add(token);
    return minted;
  }

  /**
   * Looks at a token without using it up.
   * @param {string|null} token
   * @param {string} partition of the host at which it was presented
   * @returns {SignInToken}
   * @throws {FederationError}
   */
  check(token, partition) {
    const minted = this.#tokens.get(token ?? '');
    if (!minted || minted.identity.partition !== partition) {
      throw new FederationError('the sign-in token is not valid');
    }
    if (minted.used && this.#settings.singleUse)
      throw new FederationError('the sign-in token has been used');
    if (this.#clock.now() >= minted.at + SIGN_IN_TOKEN_SECONDS * 1000) {
      throw new FederationError('the sign-in token has expired');
    }
    return minted;
  }

  /** @param {string|null} session the JSON of the Session parameter */
  #findKeys(session) {
    let given;
    try {
      given = JSON.parse(session ?? '');
    } catch {
      throw new FederationError('Session is not JSON');
    }
    const keys = this.#keys.get(given?.sessionId);
    const matches =
      keys && keys.SecretAccessKey === given.sessionKey && keys.SessionToken === given.sessionToken;
    if (!matches) throw new FederationError('the credentials are not valid');
    if (this.#clock.now() >= keys.expiresAt)
      throw new FederationError('the credentials have expired');
    return keys;
  }
}

/** @param {Identity} identity @returns {string} such a name that is another one each time */
export function newDifferentiator(identity) {
  return `${identity.account}-${randomText(8, 'abcdefghijklmnopqrstuvwxyz0123456789')}`;
}

/**
 * The name of an identity's session in multi-session mode, `{account}-{8 characters}`; the same
 * each time for one identity.
 * @param {Identity} identity
 */
export function differentiator(identity) {
  const digest = createHash('sha256').update(identity.arn).digest();
  const letters = Array.from(digest.subarray(0, 8), (byte) => (byte % 36).toString(36));
  return `${identity.account}-${letters.join('')}`;
}
