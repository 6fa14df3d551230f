import { panelStates } from './popup-panel-states.js';
import { error, replies } from './popup-replies.js';
import { press } from './press.js';
import { ADMINISTRATOR, data, long, MINUTE, portal, signedOut, targetOf, usual } from './world.js';

const popup = 'src/pages/popup/popup.html';

/** A tenant's page has its id, which is one. */
const GUID = '3f0c1f0e-9a3d-452b-9e55-0d6f6c1b2a10';

/** @param {object} local @param {object} [session] */
const world = (local, session) => () => ({ local, session });

/** @param {object} failure */
const failed = (failure) => () => {
  const { local, session } = usual();
  const whole = { at: Date.now(), portal: 'acme', request: null, unseen: false, ...failure };
  return { local, session: { ...session, failure: whole } };
};

/** @param {string} name */
const request = (name) => ({ target: targetOf(name), how: 'go', tabId: 1 });

const signIn = {
  portal: 'acme',
  startedAt: Date.now(),
  openerTabId: 1,
  tabId: 9,
  page: 'shown',
  wanted: request('invoice'),
  store: null,
  signOutFirst: false,
  mayBeBlocked: false,
};

/** @param {string} words */
const typed = (words) => (/** @type {import('puppeteer-core').Page} */ page) =>
  page.type('#search', words);

const [row, card] = ['#list [role=option]', '#status > *'];

/** @type {Record<string, Partial<import('./states.js').State>>} */
const states = {
  usual: { world: usual, ready: row },
  'on a tenant’s page': {
    world: () => {
      const { local, session } = usual();
      for (const tenant of local.portalData.acme.tenants)
        if (tenant.name === 'payments-prod') tenant.id = GUID;
      return { local, session };
    },
    ready: row,
    tab: { id: 1, url: `https://acme.duplocloud.net/app/devops/${GUID}/overview` },
  },
  offline: { world: usual, ready: card, offline: true },
  'no access to AWS’s pages': { world: usual, ready: '#allow-aws', refused: true },
  'sign-in blocked from this device': {
    world: () => {
      const { local, session } = usual();
      return {
        local,
        session: { ...session, signIns: { acme: { ...signIn, mayBeBlocked: true } } },
      };
    },
    ready: card,
  },
  'long name': { world: long, ready: row },
  'all keys': { world: usual, ready: row, act: (page) => page.type('#search', '?') },
  search: { world: usual, ready: row, act: typed('inv') },
  'search for an administrator’s console': { world: usual, ready: row, act: typed('admin') },
  'nothing found': { world: usual, ready: row, act: typed('zzz') },
  'a page of AWS': {
    world: usual,
    ready: row,
    replies: {
      find_place: {
        to: 's3',
        tenant: '',
        page: {
          url: 'https://us-west-2.console.aws.amazon.com/s3/home',
          kind: 'service',
          service: 's3',
          region: 'us-west-2',
          account: null,
          partition: 'aws',
        },
      },
    },
    act: typed('s3'),
  },
  'opening and waiting': {
    world: () => {
      const { local, session } = usual();
      const intents = { one: { ...request('dev01'), id: 'one' } };
      const signIns = { acme: { ...signIn, wanted: request('billing-prod') } };
      return { local, session: { ...session, intents, signIns } };
    },
    ready: row,
  },
  'failed in its row': {
    world: failed({
      request: request('dev01'),
      error: error(
        'tenant_jit_off',
        'acme.duplocloud.net refused AWS access to this tenant (403): AWS JIT access is disabled for non-administrators.',
        'it may be turned off for everyone but administrators; ask one of them',
      ),
    }),
    ready: '.row-failed',
  },
  'portal not reached': {
    world: failed({ error: error('portal_unreachable') }),
    ready: card,
  },
  'portal’s session ends soon': {
    world: () => {
      const { local, session } = usual();
      const soon = Math.round((Date.now() + 12 * MINUTE) / 1000);
      return {
        local: { ...local, portals: [portal('acme', { session_expires_at: soon })] },
        session,
      };
    },
    ready: row,
  },
  'two portals signed out': {
    world: () => {
      const { local, session } = usual();
      const portals = [portal('acme'), signedOut('globex'), signedOut('initech')];
      return { local: { ...local, portals }, session };
    },
    ready: card,
  },
  'signed out': {
    world: world({ portals: [signedOut('acme')] }),
    ready: card,
  },
  'no portal': { world: world({ portals: [] }), ready: '#portal-url' },
  'no host': {
    world: world({ portals: [] }, { hostError: error('host_missing') }),
    ready: card,
  },
  'host too old': {
    world: world(
      { portals: [] },
      { hostError: error('host_too_old', 'the program is 0.1, this needs 0.3') },
    ),
    ready: card,
  },
  'host too new': {
    world: world(
      { portals: [] },
      { hostError: error('host_too_new', 'the program is 0.4, this extension knows 0.3') },
    ),
    ready: '#reload-extension',
  },
  'host ends at once': {
    world: world({ portals: [] }, { hostError: error('host_ended', 'Native host has exited.') }),
    ready: '#check-again',
  },
  'no portal: short address': {
    world: world({ portals: [] }),
    ready: '#portal-url',
    act: async (page) => {
      await page.type('#portal-url', 'acme');
      await press(page, '#portal-add');
      await page.waitForSelector('#portal-instead');
    },
  },
  'no portal: no answer': {
    world: world({ portals: [] }),
    replies: { check_portal: { error: error('portal_unreachable') } },
    ready: '#portal-url',
    act: async (page) => {
      await page.type('#portal-url', 'acme.example.com');
      await press(page, '#portal-add');
      await page.waitForSelector('#portal-anyway');
    },
  },
  'no portal: a redirect': {
    world: world({ portals: [] }),
    replies: {
      check_portal: { error: error('portal_answer', 'it answered with a redirect (302)') },
    },
    ready: '#portal-url',
    act: async (page) => {
      await page.type('#portal-url', 'acme.example.com');
      await press(page, '#portal-add');
      await page.waitForSelector('#portal-anyway');
    },
  },
  'no tenants': {
    world: world({
      portals: [portal('acme')],
      portalData: { acme: data([], { name: 'bob', administrator: false }) },
    }),
    ready: card,
  },
  loading: {
    world: world({ portals: [portal('acme')] }),
    replies: { refresh: 'never' },
    ready: '.skeleton',
  },
};

/** @type {import('./states.js').State[]} */
export const popupStates = Object.entries({ ...states, ...panelStates }).map(([name, state]) => ({
  world: usual,
  ...state,
  page: popup,
  replies: { ...replies, ...state.replies },
  name: `popup: ${name}`,
}));

export { ADMINISTRATOR };
