import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Isolation } from '../../extension/src/background/opening/isolation.js';
import { WantedPage } from '../../extension/src/background/opening/wanted-page.js';
import { settingsDefaults } from '../../extension/src/domain/settings.js';
import { billing, invoice, targetOf } from './fakes/fake-platform.js';
import { storesWith } from './fakes/fake-stores.js';

const store = 'default';
const key = `default acme/tenant/${billing.id}`;
const other = { store, partition: 'aws', target: targetOf(billing) };
/** @type {any} */
const opening = { target: targetOf(invoice), store, signOutFirst: false, by: 'popup' };

/** @param {any} given */
function isolationWith({ modes = {}, others = [], settings = {}, container = null, ...given }) {
  const { areas, session } = storesWith({ modes });
  const parts = {
    containers: { storeFor: async () => container },
    host: { policy: async () => ({ requireReason: given.requireReason ?? false }) },
    registry: { others: async () => others, get: async () => given.session },
    session,
    production: { of: async () => given.production ?? false },
    settings: { read: async () => ({ ...settingsDefaults, ...settings }) },
  };
  return { areas, isolation: new Isolation(/** @type {any} */ (parts)) };
}

describe('before a console opens', () => {
  /** @param {any} given @param {any} [over] */
  const planned = (given, over = {}) =>
    isolationWith(given).isolation.plan({ ...opening, ...over });
  const free = { signOutFirst: false, obstacle: null };
  const single = { modes: { 'default aws': 'single' }, others: [other] };

  it('nothing is asked where nothing is known of how AWS keeps sessions there', async () => {
    assert.deepEqual(await planned({}), free);
    assert.deepEqual(await planned({ others: [other] }), free);
    assert.deepEqual(await planned({ ...single, modes: { 'default aws-cn': 'single' } }), free);
    assert.deepEqual(await planned({ ...single, others: [] }), free);
  });

  it('it is asked whether others may end, unless that was answered', async () => {
    const obstacle = { kind: 'sign_out', sessions: [key] };
    assert.deepEqual(await planned(single), { signOutFirst: false, obstacle });
    const may = { ...single, settings: { signOutWithoutAsking: true } };
    assert.deepEqual(await planned(may), { signOutFirst: true, obstacle: null });
    assert.deepEqual(await planned(may, { by: 'renewal' }), { signOutFirst: false, obstacle });
    assert.deepEqual(await planned(single, { signOutFirst: true }), {
      signOutFirst: true,
      obstacle: null,
    });
    assert.deepEqual(await planned({ ...single, settings: { isolation: 'off' } }), free);
  });

  it('it is asked which of five is to end', async () => {
    const modes = { 'default aws': 'multi' };
    const five = Array.from({ length: 5 }, () => other);
    const { obstacle } = await planned({ modes, others: five });
    assert.deepEqual(obstacle, { kind: 'session_limit', sessions: five.map(() => key) });
    assert.deepEqual(await planned({ modes, others: five.slice(1) }), free);
  });

  it('a reason is asked for where the policy wants one, but not again by a renewal', async () => {
    const given = { requireReason: true };
    const obstacle = { kind: 'reason', sessions: [], asksReason: true };
    assert.deepEqual(await planned(given), { signOutFirst: false, obstacle });
    assert.deepEqual(await planned(given, { reason: 'OPS-7' }), free);
    const renewed = { ...given, session: { reason: 'OPS-7' } };
    assert.deepEqual(await planned(renewed, { renews: key }), free);
    const unknown = { ...given, session: {} };
    assert.deepEqual(await planned(unknown, { renews: key }), { signOutFirst: false, obstacle });
    const both = await planned(
      { ...given, settings: { confirmAdministrator: true } },
      {
        target: { portal: 'acme', role: 'admin', tenant: null, name: '' },
      },
    );
    assert.deepEqual(both.obstacle, { ...obstacle, kind: 'administrator' });
  });

  it('an administrator’s role is confirmed first, where that is set', async () => {
    const settings = { confirmAdministrator: true };
    const admin = { target: { ...targetOf(invoice), role: 'admin' } };
    const obstacle = { kind: 'administrator', sessions: [] };
    assert.deepEqual(await planned({ settings }, { ...admin, signOutFirst: true }), {
      signOutFirst: false,
      obstacle,
    });
    assert.deepEqual(await planned({ settings }, { ...admin, confirmed: true }), free);
    assert.deepEqual(await planned({ settings }), free);
  });

  it('it is asked whether a production tenant is meant, where that is set, once', async () => {
    const settings = { confirmProduction: true };
    const given = { settings, production: true };
    const obstacle = { kind: 'production', sessions: [] };
    assert.deepEqual(await planned(given), { signOutFirst: false, obstacle });
    assert.deepEqual(await planned(given, { confirmed: true }), free);
    assert.deepEqual(await planned({ production: true }), free);
    assert.deepEqual(await planned({ settings }), free);
    const both = await planned({ ...given, requireReason: true });
    assert.deepEqual(both.obstacle, { ...obstacle, asksReason: true });
  });

  it('what AWS shows is kept by cookies and partition', async () => {
    const { areas, isolation } = isolationWith({ modes: { 'default aws-cn': 'single' } });
    await isolation.learn(/** @type {any} */ (other), 'multi');
    assert.deepEqual(areas.session.data.modes, {
      'default aws-cn': 'single',
      'default aws': 'multi',
    });
  });
});

describe('the cookies of a console', () => {
  const container = 'firefox-container-1';
  const from = /** @type {any} */ ({ cookieStoreId: 'firefox-default', incognito: false });
  const storeFor = (/** @type {any} */ given, tab = from) =>
    isolationWith(given).isolation.storeFor(targetOf(invoice), tab);

  it('are those of its container, else those of the tab that a person is in', async () => {
    assert.equal(await storeFor({ container }), container);
    assert.equal(await storeFor({}), 'firefox-default');
    assert.equal(await storeFor({ container, settings: { isolation: 'off' } }), 'firefox-default');
    const secret = { cookieStoreId: 'firefox-private', incognito: true };
    assert.equal(await storeFor({ container }, secret), 'firefox-private');
    assert.equal(await storeFor({}, null), 'default');
  });
});

describe('the page that is wanted in a live session', () => {
  const live = /** @type {any} */ ({ region: 'us-west-2', partition: 'aws' });
  const target = targetOf(invoice);
  const regionKey = `acme/tenant/${invoice.id}`;

  /** @param {any} request @param {any} [regions] @param {any} [session] */
  async function wanted(request, regions = {}, session = live) {
    const { local } = storesWith({}, { regions });
    /** @type {any[]} */
    const asked = [];
    const host = {
      request: async (/** @type {string} */ method, /** @type {any} */ params) => {
        asked.push(method, params);
        if (params.to === 'nonsense') throw new Error('no such page');
        return { url: 'page' };
      },
    };
    const parts = /** @type {any} */ ({ host, local });
    const page = await new WantedPage(parts).inSession(session, { target, ...request });
    return { page, asked };
  }

  it('is any, where neither a page nor another region was chosen', async () => {
    assert.deepEqual(await wanted({}), { page: null, asked: [] });
    assert.equal((await wanted({}, { [regionKey]: 'us-west-2' })).page, null);
  });

  it('is what the host makes of it, in the region chosen, in the tenant’s account', async () => {
    const account = { portal: 'acme', tenant: invoice.id };
    const params = { partition: 'aws', region: 'us-west-2', ...account };
    assert.deepEqual(await wanted({ to: 's3' }), {
      page: 'page',
      asked: ['resolve_page', { ...params, to: 's3' }],
    });
    const chosen = await wanted({}, { [regionKey]: 'eu-west-1' });
    assert.deepEqual(chosen.asked[1], { ...params, to: '', region: 'eu-west-1' });
    const admin = { ...target, role: 'admin', tenant: null };
    const whole = await wanted({ to: 's3', target: admin }, {}, { ...live, region: null });
    assert.deepEqual(whole.asked[1], { to: 's3', partition: 'aws' });
    assert.equal((await wanted({ to: 'nonsense' })).page, '');
  });
});
