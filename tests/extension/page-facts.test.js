import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PageFacts } from '../../extension/src/background/sessions/page-facts.js';
import { FakeClock } from './fakes/fake-clock.js';
import { billing, consolePage, invoice, targetOf } from './fakes/fake-platform.js';
import { storesWith } from './fakes/fake-stores.js';

const account = '123456789012';

describe('who is signed in on a page', () => {
  const session = {
    target: targetOf(invoice),
    store: 'default',
    startedAt: 1,
    landed: true,
    account: null,
    identity: null,
  };
  const who = { account, name: 'duploservices-invoice/bob' };

  /** @param {any} over of the session @param {any} [told] @param {any} [tenants] */
  async function looked(over, told = who, tenants = [invoice, billing]) {
    const { areas, local, session: memory } = storesWith({ mismatches: { 7: { name: 'before' } } });
    /** @type {any[]} */
    const journal = [];
    const note =
      (/** @type {string} */ what) =>
      async (/** @type {any[]} */ ...args) =>
        void journal.push([what, ...args.slice(1)]);
    const tag =
      told &&
      JSON.stringify({
        sessionARN: `arn:aws:sts::${told.account}:assumed-role/${told.name}`,
        ...told,
      });
    const api = {
      scripting: {
        executeScript: async () => [
          { frameId: 3, result: '{}' },
          { frameId: 0, result: tag },
        ],
      },
    };
    const directory = { knownData: async () => ({ tenants }) };
    const parts = {
      api,
      clock: new FakeClock(),
      directory,
      isolation: { learn: note('learn') },
      local,
      pages: {},
      registry: { change: note('change') },
      seenFacts: { isNoted: () => true, note: () => undefined },
      session: memory,
    };
    await new PageFacts(/** @type {any} */ (parts)).look({ ...session, ...over }, 7, consolePage);
    return {
      journal,
      wrong: areas.session.data.mismatches[7] ?? null,
      accounts: areas.local.data.accounts,
    };
  }

  it('is kept as the session’s own where it fits', async () => {
    const { accounts, journal, wrong } = await looked({});
    assert.equal(wrong, null);
    assert.deepEqual(journal, [
      ['learn', 'single'],
      ['change', { identity: who }],
    ]);
    assert.deepEqual(accounts, { [`acme/tenant/${invoice.id}`]: account });
    const known = await looked({ identity: who, account });
    assert.deepEqual([known.wrong, known.journal.length], [null, 1]);
    const multi = await looked({}, { ...who, prismModeEnabled: true });
    assert.deepEqual(multi.journal[0], ['learn', 'multi']);
  });

  it('is wrong in another account, as somebody else than before, or as another tenant’s role', async () => {
    const other = { account, name: 'duploservices-billing/bob' };
    for (const [over, told] of /** @type {[any, any][]} */ ([
      [{ account: '210987654321' }, who],
      [{ identity: { ...who, account: '210987654321' } }, who],
      [{ identity: { ...who, name: 'another/bob' } }, who],
      [{}, other],
    ])) {
      const { accounts, journal, wrong } = await looked(over, told);
      assert.deepEqual(wrong, { account: told.account, name: told.name });
      assert.deepEqual([journal, accounts], [[['learn', 'single']], undefined]);
    }
  });

  it('is not judged by a role’s name where that says nothing', async () => {
    const other = { account, name: 'duploservices-billing/bob' };
    assert.equal((await looked({ identity: other }, other)).wrong, null);
    assert.equal(
      (await looked({ target: { ...targetOf(invoice), role: 'admin' } }, other)).wrong,
      null,
    );
    assert.equal((await looked({}, other, [invoice])).wrong, null);
    assert.equal((await looked({}, { account, name: 'some-role/bob' })).wrong, null);
  });

  it('stays what was known where the page doesn’t tell', async () => {
    assert.deepEqual((await looked({}, null)).wrong, { name: 'before' });
  });
});
