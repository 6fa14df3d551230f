import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SessionHistory } from '../../extension/src/background/sessions/session-history.js';
import { settingsDefaults } from '../../extension/src/domain/settings.js';
import { HostError } from '../../extension/src/host/host-error.js';
import { settle } from './fakes/fake-clock.js';
import { invoice, targetOf } from './fakes/fake-platform.js';

/** @param {{ kept?: boolean, fails?: boolean, recordEverything?: boolean }} [how] */
function historyOn({ kept = true, fails = false, recordEverything = false } = {}) {
  /** @type {any[]} */
  const asked = [];
  const request = async (/** @type {string} */ method, /** @type {any} */ params) => {
    asked.push([method, params]);
    if (fails) throw new HostError('unknown_method', 'there is no method record_history');
    return { recorded: true };
  };
  const settings = { read: async () => ({ ...settingsDefaults, history: kept }) };
  const policy = async () => ({ recordEverything });
  const parts = /** @type {any} */ ({ host: { request, policy }, settings });
  return { asked, history: new SessionHistory(parts) };
}

const page = /** @type {const} */ ({
  what: 'page',
  at: 1_790_000_000_999,
  target: targetOf(invoice),
  store: 'default',
  service: 's3',
  by: 'popup',
  lastedMs: null,
});

describe('the history', () => {
  it('is told which page was opened', async () => {
    const { asked, history } = historyOn();
    history.record(page);
    await settle();
    assert.deepEqual(asked, [
      [
        'record_history',
        {
          at: 1_790_000_000,
          what: 'page',
          portal: 'acme',
          role: 'tenant',
          tenant: invoice.id,
          name: 'invoice',
          service: 's3',
          by: 'popup',
          lasted: null,
        },
      ],
    ]);
  });

  it('tells the host what it needs for what it records itself', async () => {
    const from = (/** @type {object} */ how, /** @type {string} */ store) =>
      historyOn(how).history.askedFrom('chip', targetOf(invoice), store);
    const kept = { by: 'chip', tenant_name: 'invoice' };
    assert.deepEqual(await from({}, 'default'), kept);
    assert.deepEqual(await from({}, 'private'), { ...kept, private: true });
    assert.deepEqual(await from({ kept: false }, 'default'), { ...kept, private: true });
    assert.deepEqual(await from({ recordEverything: true }, 'private'), kept);
  });

  it('is told how long an administrator’s session lasted', async () => {
    const { asked, history } = historyOn();
    const target = /** @type {const} */ ({ portal: 'acme', role: 'admin', tenant: null, name: '' });
    history.record({ ...page, what: 'ended', target, service: null, lastedMs: 3_600_400 });
    await settle();
    const [[, { role, tenant, name, lasted }]] = /** @type {[any]} */ (asked);
    assert.deepEqual(
      { role, tenant, name, lasted },
      { role: 'admin', tenant: null, name: null, lasted: 3600 },
    );
  });

  it('is told nothing where the user wants none', async () => {
    const { asked, history } = historyOn({ kept: false });
    history.record(page);
    await settle();
    assert.deepEqual(asked, []);
  });

  it('keeps nobody from working where the host has none', async () => {
    const { asked, history } = historyOn({ fails: true });
    history.record(page);
    await settle();
    assert.equal(asked.length, 1);
  });
});
