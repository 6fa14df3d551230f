import { press } from './press.js';
import {
  ADMINISTRATOR,
  data,
  HOUR,
  LONG_NAME,
  long,
  MINUTE,
  portal,
  signedOut,
  targetOf,
  usual,
} from './world.js';

const popup = 'src/pages/popup/popup.html';

/** A tenant's page has its id, which is one. */
const GUID = '3f0c1f0e-9a3d-452b-9e55-0d6f6c1b2a10';

/** @param {string} code @param {string} [message] @param {string} [hint] */
const error = (code, message = 'what the host says', hint = 'what to do about it') => ({
  code,
  message,
  hint,
});

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

const credentials = {
  access_key_id: 'ASIAEXAMPLE',
  secret_access_key: 'secret',
  session_token: 'IQoJb3JpZ2lu'.repeat(12),
  expires_at: Math.round((Date.now() + HOUR) / 1000),
  region: 'us-west-2',
  tenant: null,
  texts: Object.fromEntries(
    ['env', 'fish', 'powershell', 'ini', 'json', 'process'].map((format) => [
      format,
      `export AWS_ACCESS_KEY_ID=ASIAEXAMPLE\nexport AWS_SESSION_TOKEN=${'IQoJb3JpZ2lu'.repeat(12)}\nexport AWS_REGION=us-west-2\n`,
    ]),
  ),
};

const profile = {
  name: 'acme-invoice',
  portal: 'acme',
  role: 'tenant',
  tenant: 'invoice',
  region: 'us-west-2',
};

const profileText =
  '[profile acme-invoice]\nregion = us-west-2\ncredential_process = jit-console credentials acme --tenant invoice\n';

const contextText = `apiVersion: v1
kind: Config
clusters:
- name: "acme-invoice"
  cluster:
    server: "https://0123456789abcdef.gr7.us-west-2.eks.amazonaws.com"
    certificate-authority-data: ${'LS0tLS1CRUdJTiBD'.repeat(80)}
`;

const replies = {
  get_kubernetes: { enabled: true },
  preview_kube_entry: {
    name: 'acme-invoice',
    file: '/home/bob/.kube/config',
    change: 'add',
    text: contextText,
    current: false,
  },
  list_kube_entries: {
    entries: [
      {
        name: 'acme-invoice',
        portal: 'acme',
        tenant: 'invoice',
        infrastructure: null,
        namespace: 'duploservices-invoice',
        current: false,
        file: '/home/bob/.kube/config',
      },
    ],
  },
  get_kubernetes_credentials: {
    token: 'eyJhbGciOiJSUzI1NiJ9'.repeat(30),
    server: 'https://k8s.example',
    namespace: 'duploservices-invoice',
    expires_at: Math.round((Date.now() + HOUR) / 1000),
    tenant: null,
    texts: {
      kubeconfig: `${contextText}users:\n- name: "acme-invoice"\n  user:\n    token: "${'eyJhbGciOiJSUzI1NiJ9'.repeat(30)}"\n`,
      token: 'eyJhbGciOiJSUzI1NiJ9'.repeat(30),
      json: '{}',
    },
  },
  list_resources: {
    links: [{ name: 'Runbook', to: 'https://wiki.example/invoice', in_console: false }],
    resources: [
      { name: 'duploservices-invoice-orders', arn: 'arn:aws:dynamodb:1', kind: 'dynamodb_table' },
      { name: 'duploservices-invoice-jobs', arn: 'arn:aws:sqs:1', kind: 'sqs_queue' },
      { name: 'duploservices-invoice-archive-123456789012', arn: 'arn:aws:s3', kind: 's3_bucket' },
    ],
  },
  get_console_url: { url: `https://us-east-1.signin.aws.amazon.com/federation?${'x'.repeat(900)}` },
  get_credentials: credentials,
  preview_aws_profile: {
    profile,
    file: '/home/bob/.aws/config',
    change: 'add',
    text: profileText,
    before: null,
  },
  list_aws_profiles: { file: '/home/bob/.aws/config', profiles: [profile] },
  get_session_length: {
    seconds: 3600,
    minimum: 900,
    maximum: 43_200,
    settings: [
      {
        name: 'Maximum session duration',
        where: 'Administrator → Infrastructure → nonprod → Settings',
        url: 'https://acme.duplocloud.net/app/admin',
        effect: 'decides',
        key: 'tenant',
        value: 3600,
      },
    ],
  },
  find_place: null,
  list_terminal_sessions: { error: error('unknown_method') },
};

/** @param {import('puppeteer-core').Page} page */
async function openMenu(page) {
  // On a busy machine it may not have the focus yet.
  await page.focus('#search');
  await page.keyboard.press('ArrowRight');
  await page.waitForSelector('[data-entry=open]');
}

/** With what comes late: only so it is always the same picture. @param {import('puppeteer-core').Page} page */
async function openWholeMenu(page) {
  await openMenu(page);
  await page.waitForSelector('[data-entry=kube_credentials]');
}

/** @param {string} entry */
const panel = (entry) => async (/** @type {import('puppeteer-core').Page} */ page) => {
  await openWholeMenu(page);
  await press(page, `[data-entry=${entry}]`);
  await page.waitForSelector('.menu-panel .panel-body');
};

/** @param {string} words */
const typed = (words) => (/** @type {import('puppeteer-core').Page} */ page) =>
  page.type('#search', words);

/** @param {import('puppeteer-core').Page} page */
async function openNow(page) {
  await press(page, '#open-now');
  await page.waitForSelector('#copy-pages');
}

/** A link to several pages, as somebody got it. @param {import('puppeteer-core').Page} page */
async function paste(page) {
  await page.focus('#search');
  await page.evaluate(() => document.execCommand('insertText', false, '#jit-console=1.4.abcd'));
}

/** @param {string} access @param {string} name @param {object} [other] */
const sharedPage = (access, name, other = {}) => ({
  host: 'acme.duplocloud.net',
  role: 'tenant',
  tenant: `${name}-guid`,
  name,
  region: 'us-west-2',
  page: `https://us-west-2.console.aws.amazon.com/${name === 'invoice' ? 's3/buckets' : 'cloudwatch/home'}?region=us-west-2`,
  access,
  target: targetOf(name),
  production: false,
  ...other,
});

const sharedByColleague = [
  sharedPage('open', 'invoice'),
  sharedPage('open', 'billing-prod', { production: true }),
  sharedPage('sign_in', 'dev01', { target: targetOf('dev01', 'globex') }),
  sharedPage('no_tenant', 'payroll', { target: { ...targetOf('payroll'), name: '' } }),
  sharedPage('no_portal', 'orders', { host: 'initech.duplocloud.net', target: null }),
  sharedPage('no_role', '', { role: 'admin', target: ADMINISTRATOR }),
];

const terminalPrograms = [
  {
    id: '0a1b2c3d',
    kind: 'exec',
    portal: 'acme',
    role: 'tenant',
    tenant: { id: 'invoice-guid', name: 'invoice' },
    program: 'terraform',
    folder: '/home/bob/infrastructure/nonprod',
    started_at: 0,
    ends_at: null,
  },
  {
    id: '4e5f6071',
    kind: 'lease',
    portal: 'acme',
    role: 'admin',
    tenant: null,
    program: './report.py',
    folder: '/home/bob/reports',
    started_at: 0,
    ends_at: Math.round((Date.now() + 14 * MINUTE + 20_000) / 1000),
  },
];

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
        'acme answered 404 for dev01',
        'ask an administrator of the portal to allow JIT access for the tenant',
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
  menu: {
    world: usual,
    ready: row,
    act: openWholeMenu,
  },
  'menu without Kubernetes': {
    world: usual,
    ready: row,
    replies: { get_kubernetes: { enabled: false } },
    act: openMenu,
  },
  'menu of a long name': {
    world: long,
    ready: row,
    act: async (page) => {
      await page.type('#search', LONG_NAME.slice(0, 20));
      await openWholeMenu(page);
    },
  },
  ...Object.fromEntries(
    ['places', 'url', 'credentials', 'workstation', 'length', 'kubernetes', 'kube_credentials'].map(
      (entry) => [`menu: ${entry}`, { world: usual, ready: row, act: panel(entry) }],
    ),
  ),
  'signed out of an AWS session': {
    world: usual,
    ready: row,
    act: async (page) => {
      await openWholeMenu(page);
      await press(page, '[data-entry=sign_out]');
      await page.waitForSelector('.said');
    },
  },
  'signed out of the portal': {
    world: usual,
    ready: row,
    act: async (page) => {
      await press(page, '#sign-out');
      await page.waitForSelector('.said');
    },
  },
  'open now': { world: usual, ready: row, act: openNow },
  'open now: programs in terminals': {
    world: usual,
    ready: row,
    replies: { list_terminal_sessions: { sessions: terminalPrograms } },
    act: async (page) => {
      await openNow(page);
      await page.waitForSelector('[data-terminal]');
    },
  },
  'open now: nothing': {
    world: () => ({ local: usual().local, session: {} }),
    ready: row,
    act: openNow,
  },
  'open now: pages copied': {
    world: usual,
    ready: row,
    tab: { id: 1, windowId: 1, url: 'https://example.org/' },
    replies: { share_pages: { text: 'x', count: 2, leftOut: 1 } },
    act: async (page) => {
      await openNow(page);
      await press(page, '#copy-pages');
      await page.waitForFunction(() => document.querySelector('.panel-status')?.textContent);
    },
  },
  'pages from a colleague': {
    world: usual,
    ready: row,
    replies: { check_shared: { fault: null, pages: sharedByColleague } },
    act: async (page) => {
      await paste(page);
      await page.waitForSelector('#open-shared');
    },
  },
  'pages from a colleague: a broken link': {
    world: usual,
    ready: row,
    replies: { check_shared: { fault: 'broken', pages: [] } },
    act: async (page) => {
      await paste(page);
      await page.waitForSelector('.menu-panel .sentence');
    },
  },
  'menu of a production tenant': {
    world: usual,
    ready: row,
    act: async (page) => {
      await page.type('#search', 'payments-prod');
      await openWholeMenu(page);
    },
  },
  'menu: url copied, asks to clear it': {
    world: () => ({ ...usual() }),
    ready: row,
    refused: true,
    act: async (page) => {
      await panel('url')(page);
      await press(page, '#copy-url');
      await page.waitForSelector('#clipboard-allow');
    },
  },
  'menu: credentials copied': {
    world: usual,
    ready: row,
    act: async (page) => {
      await panel('credentials')(page);
      await press(page, '#copy-credentials');
      await page.waitForSelector('#clipboard-stays');
    },
  },
  'menu: wrong profile name': {
    world: usual,
    ready: row,
    replies: {
      preview_aws_profile: {
        error: error(
          'aws_profile',
          'the profile default is not jit-console’s',
          'choose another name',
        ),
      },
    },
    act: panel('workstation'),
  },
  'menu: profile to remove': {
    world: usual,
    ready: row,
    act: async (page) => {
      await panel('workstation')(page);
      await press(page, '.profiles .remove');
      await page.waitForSelector('.profiles .confirm');
    },
  },
  'menu: context added': {
    world: usual,
    ready: row,
    replies: { add_kube_entry: { ...replies.preview_kube_entry } },
    act: async (page) => {
      await panel('kubernetes')(page);
      await press(page, '#write-profile:enabled');
      await page.waitForSelector('.command');
    },
  },
  'menu: no cluster': {
    world: usual,
    ready: row,
    replies: {
      preview_kube_entry: {
        error: error(
          'no_cluster',
          'acme names no certificate authority for the cluster of invoice: its server can’t be told from an impostor',
        ),
      },
      list_kube_entries: { entries: [] },
    },
    act: panel('kubernetes'),
  },
  'menu: asks for a reason': {
    world: () => {
      const { local, session } = usual();
      return { local: { ...local, machinePolicy: { requireReason: true } }, session };
    },
    ready: row,
    act: async (page) => {
      await panel('credentials')(page);
      await page.waitForSelector('#reason');
    },
  },
  'menu: failed': {
    world: usual,
    ready: row,
    replies: { get_credentials: { error: error('portal_timeout') } },
    act: panel('credentials'),
  },
};

/** @type {import('./states.js').State[]} */
export const popupStates = Object.entries(states).map(([name, state]) => ({
  world: usual,
  ...state,
  page: popup,
  replies: { ...replies, ...state.replies },
  name: `popup: ${name}`,
}));

export { ADMINISTRATOR };
