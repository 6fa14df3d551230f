import { Faults } from '../faults.js';
import { applySettings } from '../settings.js';
import { Browsers } from './browsers.js';
import { Console } from './console.js';
import { Credentials } from './credentials.js';
import { Ecr } from './ecr.js';
import { Federation } from './federation.js';
import { consoleHost, parseAwsHost, parseEcrHost, signInHost } from './hosts.js';
import { SignIn } from './sign-in.js';

/** Private Access on the sign-in host or in the console; a policy that its OAuth page meets. */
const REFUSALS = [null, 'private-access', 'private-access-console', 'policy'];

/** AWS's sign-in and console of all partitions. */
export class Aws {
  #settings = {
    /** several identities in one browser; changing it changes every browser */
    multiSession: false,
    /** an identity's sessions have the same label each time */
    stableLabels: true,
    /** a sign-in URL works once */
    singleUse: true,
    // The undocumented sources, each of which a product must be able to do without.
    sessionsList: true,
    sessionData: true,
    userInfoCookie: true,
    optInCookie: true,
    /** 'other': one that nobody has seen yet */
    dialogue: true,
    expiredPage: true,
    /** how getSigninToken takes keys */
    federation: 'both',
    /** how AWS refuses whoever signs in */
    refuses: null,
    /** roles may get a token for ECR */
    ecr: true,
  };
  #faults = new Faults();
  #credentials;
  #browsers;
  #clock;
  #ecr;
  #federation;
  #signIn;
  #console;

  /** @param {{clock: import('../clock.js').Clock, secrets: Set<string>}} shared */
  constructor({ clock, secrets }) {
    const settings = this.#settings;
    const credentials = new Credentials({ clock, secrets, settings });
    const browsers = new Browsers({ clock, settings });
    this.#clock = clock;
    this.#credentials = credentials;
    this.#browsers = browsers;
    this.#ecr = new Ecr({ credentials, clock, secrets, settings });
    this.#federation = new Federation({ credentials, browsers, settings });
    this.#signIn = new SignIn({ browsers, settings, clock });
    this.#console = new Console({ browsers, settings, clock });
  }

  get settings() {
    return { ...this.#settings };
  }

  /** @param {Partial<ReturnType<Aws['settings']>>} changes */
  set(changes) {
    applySettings(this.#settings, changes, {
      federation: ['both', 'get', 'none'],
      refuses: REFUSALS,
    });
    if (changes.multiSession !== undefined) this.#browsers.setMode(changes.multiSession);
  }

  /** Every sign-in token made, without the token itself. */
  get minted() {
    return this.#credentials.minted.map(({ token, identity, ...rest }) => ({
      ...identity,
      ...rest,
    }));
  }

  /** The live console sessions of all browsers. */
  get sessions() {
    return this.#browsers.all.map(({ identity, ...rest }) => ({ ...identity, ...rest }));
  }

  /** @param {import('../faults.js').Fault} fault on any sign-in or console host */
  fault(fault) {
    return this.#faults.add(fault);
  }

  clearFaults() {
    this.#faults.clear();
  }

  /**
   * Ends live console sessions now, as AWS does when a role's sessions are revoked.
   * @param {{account?: string, name?: string}} [which] `name` is `ROLE/SESSION`; by default all
   * @returns {number} how many ended
   */
  revoke({ account, name } = {}) {
    const ended = this.#browsers.all.filter(
      ({ identity }) =>
        (account === undefined || identity.account === account) &&
        (name === undefined || identity.name === name),
    );
    for (const session of ended) session.endsAt = this.#clock.now();
    return ended.length;
  }

  /** Makes AWS forget who is signed in to any browser, which its pages then take for a first visit. */
  signOutAll() {
    this.#browsers.signOutAll();
  }

  /** @param {Parameters<Credentials['assumeRole']>[0]} request */
  assumeRole(request) {
    return this.#credentials.assumeRole(request);
  }

  /**
   * A sign-in URL as a portal makes it.
   * @param {import('./credentials.js').Keys} keys
   * @param {{issuer: string, region: string, regionalHost: boolean}} options
   */
  signInUrl(keys, { issuer, region, regionalHost }) {
    const { token } = this.#credentials.mint(keys, keys.expiresAt, 'portal');
    const { partition } = keys.identity;
    const query = new URLSearchParams({
      Action: 'login',
      Issuer: issuer,
      Destination: `https://${consoleHost(partition, region)}/console/home?region=${region}`,
      SigninToken: token,
    });
    return `https://${signInHost(partition, regionalHost ? region : null)}/federation?${query}`;
  }

  /** @param {import('../exchange.js').Exchange} exchange */
  async handle(exchange) {
    const ecr = parseEcrHost(exchange.host);
    if (ecr) return this.#ecr.handle(exchange, ecr);
    const host = parseAwsHost(exchange.host);
    if (host === null) throw new Error(`not an AWS host: ${exchange.host}`);
    if (await this.#faults.meet(exchange)) return;
    if (host.kind === 'console') return this.#console.handle(exchange, host);
    if (exchange.path === '/federation') return this.#federation.handle(exchange, host);
    return this.#signIn.handle(exchange, host);
  }
}
