/* What the pictures show: portals, tenants and sessions, as the extension's storage and the host's replies hold them. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const NAMES =
  'analytics auth-gateway billing billing-prod cart checkout dev01 dev02 email etl-batch feature-flags graph identity ' +
  'inventory invoice invoice-prod mail media notifications orders payments payments-prod qa qa-perf reports search ' +
  'sessions sre-tools staging warehouse';

/** A name at AWS's and the portal's limit: nothing may grow wider by it. */
const LONG_NAME = `a-tenant-whose-name-is-as-long-as-can-be-${'long-'.repeat(31)}end`;

/** @param {string} name */
const planOf = (name) => (/prod|billing|payments/.test(name) ? 'prod' : 'nonprod');

/** @param {string} name */
const tenant = (name) => ({ id: `${name}-guid`, name, plan: planOf(name) });

/** @param {string} name @param {string} [portal] */
export const targetOf = (name, portal = 'acme') =>
  /** @type {const} */ ({ portal, role: 'tenant', tenant: `${name}-guid`, name });

export const ADMINISTRATOR = { portal: 'acme', role: 'admin', tenant: null, name: '' };

/** @param {string} name @param {object} [other] */
export const portal = (name, other = {}) => ({
  name,
  url: `https://${name}.duplocloud.net`,
  api_url: `https://${name}.duplocloud.net`,
  host: `${name}.duplocloud.net`,
  signed_in: true,
  user: 'bob@example.com',
  session_expires_at: Math.round((Date.now() + 6 * HOUR) / 1000),
  handover: 'redirect',
  ...other,
});

export const signedOut = (/** @type {string} */ name) =>
  portal(name, { signed_in: false, user: null, session_expires_at: null });

const features = {
  admin_jit: true,
  duplo_ops: false,
  otp_needed: false,
  default_region: 'us-west-2',
  partition: 'aws',
  regions: ['us-west-2', 'us-east-1', 'eu-west-1'],
};

/** @param {string[]} [names] @param {object} [user] */
export const data = (names = NAMES.split(' '), user = { name: 'bob', administrator: true }) => ({
  tenants: names.map(tenant),
  tenantsReadAt: Date.now(),
  user,
  features,
  detailsReadAt: Date.now(),
  signIn: '1',
});

/** @param {string} name @param {number} minutes left @param {object} [other] */
export const session = (name, minutes, other = {}) => ({
  target: targetOf(name),
  destination: 'https://us-west-2.console.aws.amazon.com/console/home?region=us-west-2',
  startedAt: Date.now() - 8 * MINUTE,
  expiresAt: Date.now() + minutes * MINUTE + 20_000,
  region: 'us-west-2',
  partition: 'aws',
  account: '123456789012',
  store: 'default',
  labelHost: null,
  tabIds: [1],
  endedBecause: null,
  by: 'popup',
  signOutFirst: false,
  signInTabId: 1,
  landed: true,
  used: true,
  warned: false,
  identity: null,
  ...other,
});

/** @param {string} name */
const key = (name) => `acme/tenant/${name}-guid`;

/** The usual morning: one portal, signed in, two consoles open. */
export function usual() {
  return {
    local: {
      portals: [portal('acme')],
      portalData: { acme: data() },
      favourites: [key('checkout')],
      recents: [key('invoice'), key('billing-prod'), key('dev01')],
    },
    session: {
      sessions: { one: session('invoice', 52), two: session('billing-prod', 9, { tabIds: [2] }) },
    },
  };
}

/** As `usual`, with a name of 200 characters in every place that a name can have. */
export function long() {
  const world = usual();
  world.local.portalData.acme = data([...NAMES.split(' '), LONG_NAME]);
  world.local.favourites = [key(LONG_NAME)];
  world.local.recents = [key(LONG_NAME), ...world.local.recents];
  return world;
}

export { HOUR, LONG_NAME, MINUTE };
