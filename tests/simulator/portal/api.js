import { systemFeatures } from './features.js';
import { jitAnswer } from './jit.js';
import { kubernetesAnswer } from './kubernetes.js';
import { inParts, turnedOver } from './unkind.js';
import { USERS } from './users.js';

/** A refusal of the API. */
class ApiError extends Error {
  /** @param {number} status @param {string} message @param {'json'|'text'} [form] of the body */
  constructor(status, message, form = 'json') {
    super(message);
    this.status = status;
    this.form = form;
  }
}

/** First segments of the API's paths; everything else on a host is a page. */
const API_PATH = /^\/(admin|adminproxy|subscriptions|v3)\//;

const TENANT = '([0-9a-fA-F-]{36})';

/** @param {{name: string}} tenant @returns {string} the name's letters that AWS takes, others as a dash */
function tenantRole({ name }) {
  return `duploservices-${name.replace(/[^\w+=,.@-]/g, '-')}`;
}

/** The portal's API, as far as public clients show it. */
export class PortalApi {
  #portal;
  #aws;
  #tokens;
  #clock;
  #secrets;
  /** @type {Map<string, string>} settings that clients have set, by path and key */
  #written = new Map();
  #routes;

  /**
   * @param {import('./portal.js').Portal} portal
   * @param {{aws: import('../aws/aws.js').Aws, tokens: import('./tokens.js').Tokens,
   *   clock: import('../clock.js').Clock, secrets: Set<string>}} parts
   */
  constructor(portal, { aws, tokens, clock, secrets }) {
    this.#portal = portal;
    this.#aws = aws;
    this.#tokens = tokens;
    this.#clock = clock;
    this.#secrets = secrets;
    this.#routes = this.#makeRoutes();
  }

  /** Method and path of each call, and what answers it with the path's groups. */
  #makeRoutes() {
    const route = (method, path, answer) => ({ method, path: new RegExp(`^${path}$`), answer });
    return [
      route('GET', '/admin/GetUserRoleInfo', this.#userRoleInfo),
      route('GET', '/admin/GetTenantsForUser', ({ user, exchange }) =>
        this.#tenantList(user, exchange),
      ),
      route('GET', '/adminproxy/GetTenantNames', ({ user }) => this.#portal.tenantAnswers(user)),
      route('GET', '/v3/features/system', this.#systemFeatures),
      route('GET', `/v3/features/tenant/${TENANT}`, this.#tenantFeatures),
      route('GET', `/subscriptions/${TENANT}/GetAwsRegionId`, (call) => this.#tenant(call).region),
      route(
        'GET',
        `/subscriptions/${TENANT}/GetTenantAwsAccountId`,
        (call) => this.#tenant(call).account,
      ),
      route('GET', `/subscriptions/${TENANT}/GetAwsConsoleTokenUrl`, this.#tenantJit),
      route('GET', `/v3/subscriptions/${TENANT}/k8s/jitAccess`, this.#tenantKubernetes),
      route('GET', '/v3/admin/plans/([^/]+)/k8sConfig', this.#planKubernetes),
      route('GET', `/subscriptions/${TENANT}/GetCloudResources`, this.#cloudResources),
      route('GET', `/admin/GetTenantConfigData/${TENANT}`, (call) => this.#links(call)),
      route('GET', `/v3/subscriptions/${TENANT}/aws/s3Bucket/([^/]+)`, this.#bucket),
      route('GET', '/v3/admin/aws/jitAccess/(admin|duplo-ops)', this.#newAdminJit),
      route('GET', '/v3/admin/aws/jitAccess/(admin)/([a-z0-9-]+)', this.#newAdminJit),
      route('GET', '/adminproxy/GetJITAwsConsoleAccessUrl', (call) =>
        this.#adminJit(call, 'admin'),
      ),
      route('(GET|POST)', `/v3/admin/tenant/${TENANT}/metadata`, this.#settingsList),
      route('(GET|POST)', '/v3/admin/systemSettings/config', this.#settingsList),
    ];
  }

  /**
   * @param {import('../exchange.js').Exchange} exchange
   * @returns {Promise<boolean>} false when the path is not one of the API's
   */
  async handle(exchange) {
    if (!API_PATH.test(exchange.path)) return false;
    const cors = this.#crossOrigin(exchange);
    if (exchange.method === 'OPTIONS') {
      exchange.reply(204, cors);
      return true;
    }
    const { reported } = this.#portal;
    const call = reported?.call(exchange.path);
    try {
      const answer = await this.#answer(exchange);
      if (call) await reported.reply(exchange, call, answer, cors);
      else exchange.json(200, turnedOver(answer, this.#portal.settings), cors);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.form === 'text') exchange.text(error.status, error.message);
      else exchange.json(error.status, { Message: error.message }, cors);
    }
    return true;
  }

  /** The portal's own pages may call an API on another host. */
  #crossOrigin(exchange) {
    if (exchange.headers.origin !== this.#portal.url) return {};
    return {
      'access-control-allow-origin': this.#portal.url,
      'access-control-allow-headers': 'Authorization, Content-Type',
      vary: 'Origin',
    };
  }

  async #answer(exchange) {
    const user = this.#tokens.userOf(exchange.bearer);
    if (user === null) throw new ApiError(401, 'Authorization has been denied for this request.');
    exchange.user = user;
    for (const { method, path, answer } of this.#routes) {
      const groups = path.exec(exchange.path)?.slice(1);
      if (!groups || !new RegExp(`^${method}$`).test(exchange.method)) continue;
      return answer.call(this, { exchange, user, groups });
    }
    throw new ApiError(404, `No HTTP resource was found that matches ${exchange.path}.`);
  }

  #requireAdministrator(user) {
    if (!this.#portal.isAdministrator(user))
      throw new ApiError(403, 'Administrator role is required.');
  }

  #tenant({ exchange, user, groups }) {
    const tenant = this.#portal.tenant(groups[0]);
    if (!tenant && exchange.path.startsWith('/v3/')) throw new ApiError(404, 'Tenant not found.');
    if (!tenant) throw new ApiError(400, `Tenant ${groups[0]} not found`, 'text');
    if (!this.#portal.mayUse(user, tenant)) {
      throw new ApiError(403, `User ${user} has no access to tenant ${tenant.name}.`);
    }
    return tenant;
  }

  #userRoleInfo({ exchange, user }) {
    return {
      Username: user,
      Roles: USERS[user].roles,
      IsReadOnly: USERS[user].readOnly,
      IsConfirmationEmailSent: true,
      CurrentSessionToken: exchange.bearer,
      FavoriteTenants: null,
    };
  }

  #tenantList(user, exchange) {
    const { reported, settings } = this.#portal;
    const tenants = this.#portal.tenantAnswers(user);
    return inParts(tenants, exchange, settings.tenantParts, reported?.partSize);
  }

  #systemFeatures() {
    if (this.#portal.settings.noFeatures) throw new ApiError(404, 'No such resource.');
    return systemFeatures(this.#portal);
  }

  #tenantFeatures(call) {
    const { region } = this.#tenant(call);
    const IsKubernetesEnabled = this.#portal.settings.kubernetes;
    return { Region: region, Cloud: 0, IsKubernetesEnabled, IsMinion: false };
  }

  #tenantKubernetes(call) {
    const tenant = this.#tenant(call);
    if (!this.#portal.settings.kubernetes) throw new ApiError(400, 'Kubernetes is not enabled.');
    return this.#kubernetes(call.user, {
      ...{ plan: tenant.plan, region: tenant.region },
      namespace: `duploservices-${tenant.name}`,
    });
  }

  #planKubernetes({ user, groups }) {
    this.#requireAdministrator(user);
    const plan = decodeURIComponent(groups[0]);
    const { settings, tenants } = this.#portal;
    if (!settings.kubernetes || !tenants.some((tenant) => tenant.plan === plan))
      throw new ApiError(404, `Plan ${plan} not found.`);
    return this.#kubernetes(user, { plan, region: settings.region });
  }

  #kubernetes(user, cluster) {
    const now = this.#clock.seconds();
    return kubernetesAnswer(this.#portal, { user, ...cluster, now, secrets: this.#secrets });
  }

  #tenantJit(call) {
    const tenant = this.#tenant(call);
    if (!this.#portal.settings.nonAdminJit && !this.#portal.isAdministrator(call.user)) {
      throw new ApiError(403, 'AWS JIT access is disabled for non-administrators.');
    }
    return jitAnswer(this.#portal, this.#aws, {
      user: call.user,
      account: tenant.account,
      role: tenantRole(tenant),
      region: tenant.region,
      issuer: this.#portal.pageUrl(tenant.id),
    });
  }

  #newAdminJit(call) {
    if (this.#portal.settings.oldAdminApi) throw new ApiError(404, 'No such resource.');
    return this.#adminJit(call, call.groups[0], call.groups[1]);
  }

  #adminJit({ exchange, user }, role, region = this.#portal.settings.region) {
    const { settings } = this.#portal;
    this.#requireAdministrator(user);
    if (!(role === 'admin' ? settings.adminJit : settings.duploOps)) {
      throw new ApiError(403, 'This AWS JIT access is disabled.');
    }
    if (settings.otpNeeded && exchange.headers.otpcode !== settings.otp) {
      throw new ApiError(403, 'A valid one-time password is required.');
    }
    return jitAnswer(this.#portal, this.#aws, {
      user,
      account: this.#portal.tenants[0].account,
      role: role === 'admin' ? 'duplo-jit-admin' : 'duplo-ops',
      region,
      issuer: this.#portal.url,
    });
  }

  #cloudResources(call) {
    return this.#portal
      .resources(this.#tenant(call))
      .filter(({ type }) => type !== null)
      .map(({ type, name, arn }) => ({ ResourceType: type, Name: name, Arn: arn, MetaData: '' }));
  }

  #links(call) {
    this.#tenant(call);
    return this.#portal.settings.links;
  }

  #bucket(call) {
    const tenant = this.#tenant(call);
    const bucket = this.#portal.resources(tenant).find(({ kind }) => kind === 's3');
    const asked = decodeURIComponent(call.groups[1]);
    if (bucket?.name !== asked) throw new ApiError(404, `Bucket ${asked} not found.`);
    return { Name: bucket.name, Arn: bucket.arn, Region: tenant.region, EnableVersioning: true };
  }

  /** A list of keys and values that an administrator can read; POST adds one and answers that one. */
  async #settingsList({ exchange, user }) {
    this.#requireAdministrator(user);
    const start = `${exchange.path}\n`;
    if (exchange.method === 'POST') {
      const { Key, Value, Type } = JSON.parse(await exchange.body());
      const entry = { Type, Key, Value };
      this.#written.set(start + Key, entry);
      return entry;
    }
    return [...this.#written].filter(([key]) => key.startsWith(start)).map(([, entry]) => entry);
  }
}
