import { error, replies } from './popup-replies.js';
import { press } from './press.js';
import { ADMINISTRATOR, LONG_NAME, long, MINUTE, targetOf, usual } from './world.js';

/* The popup with something in the place of its list: a row's menu and its panels, what is open now, a colleague's pages. */

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

const row = '#list [role=option]';

/** @type {Record<string, Partial<import('./states.js').State>>} */
export const panelStates = {
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
