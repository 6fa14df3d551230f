import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { billing, consolePage, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

describe('containers', () => {
  /** @type {FakePlatform} */
  let around;
  /** @type {any[]} */
  let identities;

  beforeEach(async () => {
    around = new FakePlatform('firefox');
    identities = [];
    around.browser.api.contextualIdentities = {
      query: async () => identities.map((identity) => ({ ...identity })),
      create: async (/** @type {any} */ made) => {
        const identity = { ...made, cookieStoreId: `firefox-container-${identities.length + 1}` };
        identities.push(identity);
        return identity;
      },
      update: async (/** @type {string} */ id, /** @type {any} */ change) =>
        Object.assign(
          identities.find(({ cookieStoreId }) => cookieStoreId === id),
          change,
        ),
      remove: async (/** @type {string} */ id) => {
        identities = identities.filter(({ cookieStoreId }) => cookieStoreId !== id);
      },
    };
    await around.ready();
  });

  it('are made for each tenant, named and coloured, and used again', async () => {
    await around.open(targetOf(invoice));
    await around.open(targetOf(billing));
    assert.deepEqual(
      around.browser.calls('tabs.create').map(({ cookieStoreId }) => cookieStoreId),
      ['firefox-container-1', 'firefox-container-2'],
    );
    assert.deepEqual(
      identities.map(({ name }) => name),
      ['invoice · acme', 'PROD billing · acme'],
    );
    around.browser.session.data.sessions = {};
    await around.open(targetOf(invoice));
    assert.equal(identities.length, 2);
    around.browser.local.data.settings = { colours: { [`acme/tenant/${invoice.id}`]: '#b91c1c' } };
    around.browser.session.data.sessions = {};
    await around.open(targetOf(invoice));
    assert.equal(identities.length, 2);
    assert.equal(identities[0].color, 'red');
  });

  it('are red and say so for production, and keep the name that the user gave them', async () => {
    await around.open(targetOf(billing));
    assert.equal(identities[0].color, 'red');
    const openAgain = async (/** @type {object} */ settings) => {
      around.browser.session.data.sessions = {};
      around.browser.local.data.settings = settings;
      await around.open(targetOf(billing));
      return identities[0].name;
    };
    assert.equal(await openAgain({ production: [] }), 'billing · acme');
    assert.notEqual(identities[0].color, 'red');
    assert.equal(await openAgain({}), 'PROD billing · acme');
    identities[0].name = 'Money';
    assert.equal(await openAgain({ production: [] }), 'Money');
    assert.notEqual(identities[0].color, 'red');
  });

  it('are never a container of the user’s with the same name', async () => {
    const own = { name: 'invoice · acme', color: 'purple', icon: 'fruit' };
    identities.push({ ...own, cookieStoreId: 'firefox-container-1' });
    await around.open(targetOf(invoice));
    assert.equal(around.browser.calls('tabs.create')[0].cookieStoreId, 'firefox-container-2');
    around.browser.closeTab(Number([...around.browser.openTabs.keys()].at(-1)));
    await settle();
    await around.browser.send('remove_containers', {});
    assert.deepEqual(identities, [{ ...own, cookieStoreId: 'firefox-container-1' }]);
  });

  it('are made once, however many openings want one at the same time', async () => {
    for (const how of ['go', 'new_page', 'background'])
      void around.browser.send('open', { target: targetOf(invoice), how, tabId: 1, to: how });
    await settle();
    assert.equal(identities.length, 1);
  });

  it('keep sessions side by side without a question', async () => {
    for (const tenant of [invoice, billing]) {
      await around.open(targetOf(tenant));
      around.browser.navigate([...around.browser.openTabs.keys()].at(-1) ?? 0, consolePage);
      await settle();
    }
    const sessions = /** @type {any[]} */ (Object.values(around.browser.session.data.sessions));
    assert.deepEqual(
      sessions.map(({ endedBecause }) => endedBecause),
      [null, null],
    );
  });

  it('are removed on request where no tab is in them', async () => {
    await around.open(targetOf(invoice));
    await around.open(targetOf(billing));
    around.browser.closeTab([...around.browser.openTabs.keys()].at(-1) ?? 0);
    const { result } = await around.browser.send('remove_containers', {});
    assert.deepEqual(result, { removed: 1 });
    assert.deepEqual(
      identities.map(({ name }) => name),
      ['invoice · acme'],
    );
  });

  it('are left out with isolation off, in private windows, and where the user turned them off', async () => {
    const privately = around.browser.addTab({ incognito: true, cookieStoreId: 'firefox-private' });
    await around.open(targetOf(invoice), { tabId: privately.id });
    around.browser.api.contextualIdentities.query = async () => {
      throw new Error('Contextual identities are currently disabled');
    };
    await around.open(targetOf(billing));
    around.browser.local.data.settings = { isolation: 'off' };
    await around.open(targetOf(billing), { how: 'new_page' });
    assert.equal(identities.length, 0);
    for (const { cookieStoreId } of around.browser.calls('tabs.create'))
      assert.equal(cookieStoreId, undefined);
  });
});
