import { press } from './press.js';
import { LONG_NAME, MINUTE } from './world.js';

const usual = () => ({
  name: 'invoice',
  portal: 'acme',
  role: 'tenant',
  production: false,
  colour: '#0f766e',
  expiresAt: Date.now() + 52 * MINUTE + 20_000,
  isOver: false,
  phase: 'live',
  mismatch: null,
  countdown: null,
  because: null,
  hidden: false,
  corner: 'bottom-left',
});

/** @param {import('puppeteer-core').Page} page */
const openMenu = (page) => press(page, 'jit-console-chip >>> .pill');

/** @type {[string, () => object, ((page: import('puppeteer-core').Page) => Promise<unknown>)?][]} */
const states = [
  ['live', usual],
  ['menu', usual, openMenu],
  ['menu of a long name', () => ({ ...usual(), name: LONG_NAME }), openMenu],
  [
    'long names in production',
    () => ({ ...usual(), name: LONG_NAME, portal: LONG_NAME, production: true }),
  ],
  ['soon', () => ({ ...usual(), expiresAt: Date.now() + 9 * MINUTE + 9000 })],
  ['urgent', () => ({ ...usual(), expiresAt: Date.now() + 45_500 })],
  ['production', () => ({ ...usual(), name: 'invoice-prod', production: true })],
  [
    'menu in production, at the top',
    () => ({ ...usual(), name: 'invoice-prod', production: true, corner: 'top-right' }),
    openMenu,
  ],
  ['administrator', () => ({ ...usual(), role: 'admin', name: 'Administrator' })],
  [
    'countdown',
    () => ({
      ...usual(),
      expiresAt: Date.now(),
      phase: 'countdown',
      countdown: { endsAt: Date.now() + 9500 },
    }),
  ],
  ['held', () => ({ ...usual(), expiresAt: Date.now(), phase: 'held' })],
  ['moved', () => ({ ...usual(), phase: 'moved' })],
  ['failed', () => ({ ...usual(), expiresAt: Date.now(), phase: 'failed' })],
  [
    'failed because',
    () => ({
      ...usual(),
      expiresAt: Date.now(),
      phase: 'failed',
      because: 'acme doesn’t allow you to open invoice.',
    }),
  ],
  ['sign in', () => ({ ...usual(), expiresAt: Date.now(), phase: 'sign_in' })],
  [
    'somebody else',
    () => ({ ...usual(), mismatch: { account: '999999999999', name: 'other/alice@example.com' } }),
  ],
];

/** @type {import('./states.js').State[]} */
export const chipStates = states.map(([name, state, act]) => ({
  name: `chip: ${name}`,
  page: 'chip.html',
  world: () => ({}),
  get replies() {
    return { chip_state: state() };
  },
  ready: 'jit-console-chip >>> .pill',
  act,
}));
