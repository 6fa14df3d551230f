import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Failures } from '../../extension/src/background/notices/failures.js';
import { HostError } from '../../extension/src/host/host-error.js';
import { billing, invoice, targetOf } from './fakes/fake-platform.js';
import { storesWith } from './fakes/fake-stores.js';

const now = 1_790_000_000_000;
const clock = { now: () => now };

describe('failures', () => {
  /** @param {boolean} [popup] one is open */
  function failing(popup = false) {
    const { areas, session } = storesWith();
    /** @type {string[]} */
    const said = [];
    const notifier = {
      show: async (/** @type {string[]} */ ...[, , line]) => void said.push(String(line)),
      clear: async () => void said.push('clear'),
    };
    const popups = new Set(popup ? [1] : []);
    const changed = { emit: () => undefined };
    const production = { of: async () => false };
    const failures = new Failures(
      /** @type {any} */ ({ changed, clock, notifier, popups, production, session }),
    );
    const names = () => {
      const { failure } = areas.session.data;
      return failure ? [failure, ...(failure.others ?? [])].map(({ error }) => error.code) : [];
    };
    const fail = (/** @type {string} */ code, /** @type {any} */ target, portal = 'acme') =>
      failures.report(
        portal,
        target && { target, how: 'go', tabId: null },
        new HostError(code, 'x'),
      );
    return { areas, fail, failures, names, popups, said };
  }

  it('are kept five at most, one for each target or sign-in, the newest first', async () => {
    const { fail, names } = failing();
    await fail('a', null);
    await fail('b', null, 'beta');
    await fail('c', null);
    await fail('d', targetOf(invoice));
    await fail('e', targetOf(billing));
    await fail('f', targetOf(invoice));
    assert.deepEqual(names(), ['f', 'e', 'c', 'b']);
    for (const tenant of ['1', '2', '3']) await fail(tenant, { ...targetOf(invoice), tenant });
    assert.deepEqual(names(), ['3', '2', '1', 'f', 'e']);
  });

  it('are said in a notification only where no popup shows them', async () => {
    const closed = failing();
    await closed.fail('busy', targetOf(invoice));
    assert.equal(closed.said.length, 1);
    assert.equal(closed.areas.session.data.failure.unseen, true);
    const open = failing(true);
    await open.fail('busy', targetOf(invoice));
    assert.deepEqual(open.said, []);
    assert.equal(open.areas.session.data.failure.unseen, false);
  });

  it('that are seen give way to the next when the popup opens again, but for the last', async () => {
    const { areas, fail, failures, names } = failing();
    await fail('a', targetOf(invoice));
    await fail('b', targetOf(billing));
    await failures.markSeen();
    assert.deepEqual([names(), areas.session.data.failure.unseen], [['b', 'a'], false]);
    await failures.markSeen();
    await failures.markSeen();
    assert.deepEqual([names(), areas.session.data.failure.unseen], [['a'], false]);
  });

  it('of an administrator’s sign-in stay though somebody is signed in', async () => {
    const { fail, failures, names } = failing();
    const admin = { portal: 'acme', role: 'admin', tenant: null, name: '' };
    await fail('sign_in_refused', admin);
    await failures.signedIn(['acme']);
    assert.deepEqual(names(), ['sign_in_refused']);
    await failures.triedAgain('acme');
    assert.deepEqual(names(), []);
  });

  it('of a sign-in go once somebody is signed in, others stay', async () => {
    const { fail, failures, names } = failing();
    await fail('busy', null);
    await fail('sign_in_timeout', targetOf(invoice));
    await fail('busy', targetOf(billing));
    await fail('sign_in_refused', null, 'beta');
    await failures.signedIn(['acme']);
    assert.deepEqual(names(), ['sign_in_refused', 'busy']);
    await fail('sign_in_needed', targetOf(invoice));
    await failures.triedAgain('acme');
    assert.deepEqual(names(), ['sign_in_refused', 'busy']);
    await failures.triedAgain('acme', targetOf(billing));
    assert.deepEqual(names(), ['sign_in_refused']);
    await failures.triedAgain('acme', targetOf(invoice));
    assert.deepEqual(names(), ['sign_in_refused']);
    await failures.triedAgain('beta');
    assert.deepEqual(names(), []);
  });
});
