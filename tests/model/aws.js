/**
 * AWS as it is to a browser, as far as the model can tell it: who is signed in where, and what a page comes to.
 * The truth that the extension's beliefs are held against. Never asked by the extension itself.
 */
import {
  isConsoleUrl,
  isSignInHost,
  sessionLabelHost,
} from '../../extension/src/domain/aws-hosts.js';
import { withoutLabel } from '../../extension/src/domain/console-address.js';

export const account = '123456789012';
/** The tenant's name in a person's own identity, which is none of the portal's. */
export const ownName = 'own';
export const plainHost = 'us-west-2.console.aws.amazon.com';
const signInHost = 'us-west-2.signin.aws.amazon.com';
const atMost = 5;
const ownAccount = '999999999999';
const ownLastsMs = 12 * 60 * 60_000;
const tokenLastsMs = 15 * 60_000;

/**
 * @typedef {object} Identity
 * @property {string} who `ROLE/SESSION`
 * @property {string} tenant its name
 * @property {string} label of its host where AWS keeps several
 * @property {number} until
 * @property {string} grant the token it came from
 * @property {string} [account] by default the tenants'
 */

/**
 * @typedef {object} Cookies what AWS knows of one cookie store
 * @property {boolean} multi it keeps several sessions
 * @property {Identity[]} signedIn the newest last
 */

/**
 * @typedef {object} Visit
 * @property {string} url where it ends
 * @property {'console' | 'signIn' | 'logoutFirst' | 'limit' | 'refused' | 'signedOut' | 'elsewhere'} kind
 * @property {Identity | null} identity whose console page it is
 */

export class Aws {
  /** By cookie store. @type {Map<string, Cookies>} */
  stores = new Map();
  /** Sign-ins that were made, by token. @type {Map<string, any>} */
  tokens = new Map();
  /** Where the console's own sign-out ends. @type {'here' | 'signIn' | 'home'} */
  signOutEnds = 'here';
  /** Told of each session that ends before its time. */
  /** @type {(store: string, identity: Identity, why: 'left' | 'replaced') => void} */
  ended = () => undefined;

  /** @param {boolean} multi whether browsers keep several sessions from the start */
  constructor(multi) {
    this.multi = multi;
  }

  /** @param {string} store */
  of(store) {
    const known = this.stores.get(store) ?? { multi: this.multi, signedIn: [] };
    this.stores.set(store, known);
    return known;
  }

  /**
   * @param {string} store
   * @param {number} now
   * @returns {Identity[]} who is signed in
   */
  live(store, now) {
    return this.of(store).signedIn.filter(({ until }) => until > now);
  }

  /**
   * Somebody signs in with a password of their own: with one identity at a time it takes the others' place.
   * @param {string} store
   * @param {number} now
   */
  signInOwn(store, now) {
    const at = this.of(store);
    const others = this.live(store, now).filter(({ tenant }) => tenant !== ownName);
    if (!at.multi) for (const identity of others) this.ended(store, identity, 'replaced');
    const label = `${ownAccount}-${ownName}00000`;
    const until = now + ownLastsMs;
    const own = { who: 'admin/me', tenant: ownName, label, until, grant: '', account: ownAccount };
    at.signedIn = at.multi ? [...others, own] : [own];
  }

  /**
   * @param {string} text an address
   * @param {string} store whose cookies go with it
   * @param {number} now
   * @returns {Visit}
   */
  visit(text, store, now) {
    const elsewhere = /** @type {const} */ ({ url: text, kind: 'elsewhere', identity: null });
    if (isConsoleUrl(text)) return this.#console(text, store, now);
    if (!isSignInHost(text)) return elsewhere;
    const { pathname, searchParams } = new URL(text);
    const next = searchParams.get('redirect_uri') ?? '';
    if (pathname === '/federation') return this.#signIn(text, store, now);
    if (pathname.startsWith('/sessions/v1/opt-in')) {
      this.of(store).multi = true;
      return this.visit(next, store, now);
    }
    if (searchParams.get('Action') !== 'logout') return { ...elsewhere, kind: 'signIn' };
    // With several sessions AWS's logout goes on nowhere.
    if (this.of(store).multi) return { ...elsewhere, kind: 'refused' };
    for (const identity of this.live(store, now)) this.ended(store, identity, 'replaced');
    this.of(store).signedIn = [];
    return this.visit(next, store, now);
  }

  /**
   * @param {string} text
   * @param {string} store
   * @param {number} now
   * @returns {Visit}
   */
  #console(text, store, now) {
    const live = this.live(store, now);
    const label = sessionLabelHost(text)?.split('.')[0];
    const identity = label ? live.find((one) => one.label === label) : live.at(-1);
    const plain = withoutLabel(text);
    if (new URL(text).pathname.startsWith('/console/logout'))
      return this.#signOut(text, store, identity);
    if (!identity) {
      const back = encodeURIComponent(plain);
      const url = `https://${signInHost}/oauth?response_type=code&redirect_uri=${back}`;
      return { url, kind: 'signIn', identity: null };
    }
    const labelled = plain.replace(plainHost, `${identity.label}.${plainHost}`);
    return { url: this.of(store).multi ? labelled : plain, kind: 'console', identity };
  }

  /**
   * @param {string} text
   * @param {string} store
   * @param {Identity | undefined} identity
   * @returns {Visit}
   */
  #signOut(text, store, identity) {
    const at = this.of(store);
    if (identity) this.ended(store, identity, 'left');
    at.signedIn = at.signedIn.filter((one) => one !== identity);
    const url = {
      here: text,
      signIn: `https://${signInHost}/oauth?Action=logout&redirect_uri=https%3A%2F%2Faws.amazon.com`,
      home: 'https://aws.amazon.com/',
    }[this.signOutEnds];
    return { url, kind: 'signedOut', identity: null };
  }

  /**
   * @param {string} text
   * @param {string} store
   * @param {number} now
   * @returns {Visit}
   */
  #signIn(text, store, now) {
    const token = this.tokens.get(new URL(text).searchParams.get('SigninToken') ?? '');
    const stays = { url: text, identity: null };
    if (!token || token.used || now - token.madeAt > tokenLastsMs)
      return { ...stays, kind: 'refused' };
    const { who, tenant, label, lastsMs, name } = token;
    const at = this.of(store);
    const others = this.live(store, now).filter((one) => one.who !== who);
    if (!at.multi && others.length > 0) return { ...stays, kind: 'logoutFirst' };
    if (others.length >= atMost)
      return { ...stays, url: `https://${signInHost}/sessions/limit`, kind: 'limit' };
    token.used = true;
    const until = now + lastsMs;
    at.signedIn = [...others, { who, tenant, label, until, grant: name }];
    return this.#console(token.destination, store, now);
  }
}

/**
 * @param {Identity} identity
 * @param {boolean} multi
 * @returns {string} what a console page's meta tag holds
 */
export function metaTag({ who, account: accountId = account }, multi) {
  const sessionARN = `arn:aws:sts::${accountId}:assumed-role/${who}`;
  return JSON.stringify({ accountId, sessionARN, prismModeEnabled: multi });
}
