import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { afterEach, it } from 'node:test';
import { FakeClock } from './fakes/fake-clock.js';
import { makePage } from './fakes/fake-page.js';

/** @type {(message: any, sender: any) => void} */
let tell = () => undefined;
const runtime = {
  id: 'jit-console',
  onMessage: {
    addListener(/** @type {typeof tell} */ listener) {
      tell = listener;
    },
  },
  sendMessage: async () => undefined,
};
makePage();
Object.assign(globalThis, { window: { addEventListener: () => undefined } });
Object.assign(/** @type {any} */ (globalThis).chrome, { runtime });
await import('../../extension/src/chip/durations.js');
await import('../../extension/src/chip/sentences.js');
await import('../../extension/src/chip/chip-words.js');
const parts = globalThis.jitConsoleChip;
const region = { said: /** @type {string[]} */ ([]) };
parts.makeView = () => ({
  show: () => undefined,
  remove: () => undefined,
  say: (/** @type {string} */ sentence) => void region.said.push(sentence),
});
await import('../../extension/src/chip/chip.js');

const real = { setTimeout, clearTimeout };
const realNow = Date.now;
afterEach(() => {
  Object.assign(globalThis, real);
  Date.now = realNow;
});

it('the chip reads out once that somebody else is signed in, and takes back what is no longer true', async () => {
  const minute = 60_000;
  const clock = new FakeClock();
  Date.now = clock.now;
  Object.assign(globalThis, { setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout });
  const expiresAt = Date.now() + 12 * minute;
  const usual = { name: 'invoice', portal: 'acme', phase: 'live', countdown: null, mismatch: null };
  const change = (/** @type {object} */ over) =>
    tell({ name: 'chip_changed', params: { ...usual, expiresAt, ...over } }, { id: 'jit-console' });
  const heard = () => region.said.splice(0);
  change({});
  await clock.advance(3 * minute);
  assert.deepEqual(heard(), ['AWS session of invoice: 10 minutes left']);
  const mismatch = { name: 'billing/bob', account: '123456789012' };
  change({ mismatch });
  await clock.advance(5 * minute);
  assert.deepEqual(heard(), [
    'This page is signed in as billing/bob in account 123456789012, not as invoice',
  ]);
  change({});
  assert.deepEqual(heard(), ['']);
  await clock.advance(5 * minute);
  assert.deepEqual(heard(), [
    'AWS session of invoice: 1 minute left',
    'AWS session of invoice ended',
  ]);
  change({ expiresAt: Date.now() + 60 * minute });
  assert.deepEqual(heard(), [''], 'the session is another one, which has not ended');
});
