import { PARTITIONS } from '../aws/hosts.js';
import { Faults } from '../faults.js';
import { applySettings } from '../settings.js';
import { PortalApi } from './api.js';
import { PortalPages } from './pages.js';
import { ReportedPortal } from './reported.js';
import { resourcesOf } from './resources.js';
import { makeTenants, tenantAnswer } from './tenants.js';
import { Tokens } from './tokens.js';
import { FIELD_CASES, ODD_NAMES } from './unkind.js';
import { USERS } from './users.js';

const DEFAULTS = {
  /** how the grant page hands the token over: 'redirect', 'post' or 'post_otp' */
  handover: 'redirect',
  /** to which host: '127.0.0.1' or 'localhost' */
  handoverHost: '127.0.0.1',
  /** the POST ways ask first with a CORS preflight, as portals of old may */
  preflight: false,
  /** what Cancel hands over: null as guessed for each way, 'silent' nothing, 'empty' an empty value */
  cancel: null,
  adminJit: true,
  duploOps: false,
  otpNeeded: false,
  otp: '246810',
  nonAdminJit: true,
  /** the newer admin JIT calls are missing */
  oldAdminApi: false,
  /** the features call is missing */
  noFeatures: false,
  /** ConsoleUrl: a way of jit.js, the text itself, or how a report says it is built */
  consoleUrl: 'aws',
  /** ConsoleUrl's host is regional */
  regionalConsoleUrl: false,
  /** seconds, or null to leave Validity out; the keys then live an hour */
  validity: 3600,
  /** the roles are assumed by the portal's own role */
  chained: true,
  partition: 'aws',
  region: 'us-west-2',
  /** names of tenants to which only administrators still have access */
  deniedTenants: [],
  /** life of the token and the login that a browser session has */
  sessionSeconds: 8 * 3600,
  /** letters of the answers' field names: 'pascal', 'camel' or 'upper' */
  fieldCase: 'pascal',
  /** fields that nobody knows, and optional ones of another type */
  oddFields: false,
  validityAsText: false,
  /** tenants and infrastructures have a Kubernetes cluster; its answer names a CA; seconds that its tokens live */
  kubernetes: true,
  kubernetesAuthority: true,
  kubernetesSeconds: 900,
  /** further tenants, with blanks, dots, capitals and letters from right to left in their names */
  oddTenants: false,
  /** the list of tenants comes in parts: 'linked', each with the address of the next; 'counted', the first with the number of all */
  tenantParts: null,
  /** each tenant's own @type {{ Key: string, Type: string, Value: string }[]} */
  links: [],
};

const CHOICES = {
  handover: ['redirect', 'post', 'post_otp'],
  handoverHost: ['127.0.0.1', 'localhost'],
  cancel: [null, 'silent', 'empty'],
  partition: Object.keys(PARTITIONS),
  fieldCase: FIELD_CASES,
  tenantParts: [null, 'linked', 'counted'],
};

/** A DuploCloud portal: its pages, its API, and the switches for tests. */
export class Portal {
  #settings = { ...DEFAULTS };
  #faults = new Faults();
  #tokens;
  #pages;
  #tenants;
  #api;
  /** @type {ReturnType<typeof makeTenants>} */
  #further = [];
  /** @type {ReportedPortal|null} what it behaves like, where it is told */
  reported = null;

  /**
   * @param {{name: string, host: string, apiHost?: string, settings?: Partial<typeof DEFAULTS>,
   *   plans: Parameters<typeof makeTenants>[1], extraTenants?: number}} definition
   * @param {{clock: import('../clock.js').Clock, aws: import('../aws/aws.js').Aws,
   *   secrets: Set<string>}} shared
   */
  constructor(definition, { clock, aws, secrets }) {
    this.name = definition.name;
    this.host = definition.host;
    this.apiHost = definition.apiHost ?? definition.host;
    this.url = `https://${this.host}`;
    this.apiUrl = `https://${this.apiHost}`;
    applySettings(this.#settings, definition.settings ?? {}, CHOICES);
    this.#tenants = makeTenants(this.name, definition.plans, definition.extraTenants);
    this.#tokens = new Tokens({ issuer: this.url, clock, secrets });
    this.#pages = new PortalPages(this, { clock, tokens: this.#tokens });
    this.#api = new PortalApi(this, { aws, tokens: this.#tokens, clock, secrets });
  }

  get settings() {
    return { ...this.#settings };
  }

  get tenants() {
    const [{ plan, account }] = this.#tenants;
    const odd = [{ plan, account, names: this.#settings.oddTenants ? ODD_NAMES : [] }];
    return [...this.#tenants, ...makeTenants(this.name, odd), ...this.#further];
  }

  /** @param {Partial<typeof DEFAULTS>} changes */
  set(changes) {
    // A portal that hands over one-time passwords is one that needs them.
    const implied = changes.handover === 'post_otp' ? { otpNeeded: true } : {};
    applySettings(this.#settings, { ...implied, ...changes }, CHOICES);
  }

  /** @param {import('./reported.js').Report|null} report of `doctor --facts`: it behaves like that portal from now on */
  behaveAs(report) {
    this.reported = report && new ReportedPortal(report);
    const [{ plan, account }] = this.#tenants;
    const further = [{ plan, account, names: [] }];
    this.#further = makeTenants(this.name, further, this.reported?.furtherTenants);
    if (this.reported) this.set(this.reported.settings);
  }

  /**
   * @param {string} [user]
   * @param {{ttlSeconds?: number, permanent?: boolean, opaque?: boolean}} [options]
   * @returns {string} a token that this portal takes
   */
  token(user = 'bob@example.com', options = {}) {
    if (!Object.hasOwn(USERS, user)) throw new Error(`no user ${user}`);
    return this.#tokens.make(user, { ttlSeconds: this.#settings.sessionSeconds, ...options });
  }

  /** @param {string} token @returns {boolean} whether the API takes it now */
  takes(token) {
    return this.#tokens.userOf(token) !== null;
  }

  /** Every token given out so far gets 401 from now on; browsers stay logged in. */
  revokeTokens() {
    this.#tokens.revoke();
  }

  /** Every browser is logged out, and its token gets 401. */
  endSessions() {
    this.#pages.endSessions();
  }

  /** @param {import('../faults.js').Fault} fault on the pages' host and the API's */
  fault(fault) {
    return this.#faults.add(fault);
  }

  clearFaults() {
    this.#faults.clear();
  }

  /** @param {string} nameOrId @returns {import('./tenants.js').Tenant & {region: string}|undefined} */
  tenant(nameOrId) {
    const wanted = nameOrId.toLowerCase();
    const found = this.tenants.find(({ id, name }) => [id, name.toLowerCase()].includes(wanted));
    return found && { ...found, region: found.region ?? this.#settings.region };
  }

  /**
   * @param {string} nameOrId
   * @param {string} [kind] of a resource, as in resources.js; by default the tenant's own page
   * @returns {string} the URL of a page
   */
  pageUrl(nameOrId, kind) {
    const tenant = this.tenant(nameOrId);
    if (!tenant) throw new Error(`no tenant ${nameOrId} on ${this.name}`);
    if (kind === undefined) return `${this.url}/app/devops/${tenant.id}/overview`;
    const resource = this.resources(tenant).find((one) => one.kind === kind);
    if (!resource) throw new Error(`no kind of resource ${kind}`);
    return this.url + resource.page;
  }

  /** @param {NonNullable<ReturnType<Portal['tenant']>>} tenant */
  resources(tenant) {
    return resourcesOf(tenant, { partition: this.#settings.partition, prefix: 'duploservices' });
  }

  /** @param {string} user */
  isAdministrator(user) {
    return USERS[user].roles.includes('Administrator');
  }

  /** @param {string} user @param {{name: string}} tenant */
  mayUse(user, tenant) {
    return this.isAdministrator(user) || !this.#settings.deniedTenants.includes(tenant.name);
  }

  /** @param {string} user @returns {object[]} as GetTenantsForUser gives them */
  tenantAnswers(user) {
    return this.tenants.filter((tenant) => this.mayUse(user, tenant)).map(tenantAnswer);
  }

  /** @param {string} host */
  serves(host) {
    return host === this.host || host === this.apiHost;
  }

  /** @param {import('../exchange.js').Exchange} exchange */
  async handle(exchange) {
    if (await this.#faults.meet(exchange)) return;
    if (exchange.host === this.apiHost && (await this.#api.handle(exchange))) return;
    if (exchange.host === this.host) return this.#pages.handle(exchange);
    exchange.json(404, { Message: `No HTTP resource was found for ${exchange.path}` });
  }
}
