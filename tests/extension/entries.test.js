import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { FakeEntries, pageOf, portalPage, queue } from './fakes/fake-entries.js';
import { billing, consolePage, invoice, targetOf } from './fakes/fake-platform.js';

describe('ways in besides popup and menu', () => {
  /** @type {FakeEntries} */
  let around;
  const { id: invoiceId } = invoice;

  beforeEach(async () => {
    around = new FakeEntries();
    await around.ready();
  });

  describe('a page in a live session', () => {
    it('opens straight there, once the host has seen that it is in the tenant’s account', async () => {
      await around.open(targetOf(invoice), { tabId: around.tab.id });
      around.browser.navigate(Number([...around.browser.openTabs.keys()].at(-1)), consolePage);
      await settle();
      await around.click(`as selection acme/tenant/${invoiceId}`, { selectionText: queue });
      assert.equal(around.host.count('open_console'), 1);
      const { to, portal, tenant } = around.host.asked('resolve_page').params;
      assert.deepEqual([to, portal, tenant], [queue, 'acme', invoiceId]);
      assert.equal(around.browser.calls('tabs.create')[1].url, pageOf('').url);
    });

    it('is in the region that was chosen for the tenant', async () => {
      await around.open(targetOf(invoice), { tabId: around.tab.id });
      await around.browser.send('set_region', { target: targetOf(invoice), region: 'eu-west-1' });
      await around.open(targetOf(invoice), { tabId: around.tab.id });
      assert.equal(around.host.asked('resolve_page').params.region, 'eu-west-1');
      await around.open(targetOf(billing), { tabId: around.tab.id });
      assert.equal(around.asked().region, undefined);
    });
  });

  it('asks for the region that was chosen, until it is the portal’s again', async () => {
    const target = targetOf(invoice);
    await around.browser.send('set_region', { target, region: 'eu-west-1' });
    await around.open(target, { tabId: around.tab.id });
    assert.equal(around.asked().region, 'eu-west-1');
    await around.browser.send('set_region', { target, region: null });
    assert.deepEqual(around.browser.local.data.regions, {});
  });

  describe('the address bar', () => {
    /** @param {string} typed @returns {Promise<any[]>} */
    const suggest = (typed) =>
      new Promise((done) => around.browser.events.onInputChanged.fire(typed, done));
    /** @param {string} typed */
    const enter = async (typed, how = 'currentTab') => {
      around.browser.events.onInputEntered.fire(typed, how);
      await settle();
    };

    it('completes a tenant, and a tenant with a service', async () => {
      assert.deepEqual(
        (await suggest('inv')).map(({ content }) => content),
        ['invoice acme'],
      );
      const [found] = await suggest('inv param store');
      assert.equal(found.content, 'invoice acme param store');
      assert.match(found.description, /^param store as invoice/);
    });

    it('opens what was completed', async () => {
      await enter('invoice acme param store');
      assert.deepEqual(around.asked(), {
        portal: 'acme',
        role: 'tenant',
        tenant: invoiceId,
        to: 'param store',
        by: 'omnibox',
        tenant_name: 'invoice',
      });
    });

    it('opens an ARN as the tenant before it, in the background if so wanted', async () => {
      await enter(`bill ${queue}`, 'newBackgroundTab');
      assert.equal(around.asked().tenant, billing.id);
      assert.equal(around.asked().to, queue);
      assert.equal(around.browser.calls('tabs.create')[0].active, false);
    });

    it('opens in front where it is entered plainly', async () => {
      await enter('invoice acme');
      assert.equal(around.browser.calls('tabs.create')[0].active, true);
    });

    it('takes what was completed for that tenant only', async () => {
      const { acme: known } = around.browser.local.data.portalData;
      const tenants = [invoice, { ...billing, name: 'invoice acme-2' }];
      await around.browser.local.set({ portalData: { acme: { ...known, tenants } } });
      const offered = (await suggest('invoice acme')).map(({ content }) => content);
      assert.deepEqual(offered, ['invoice acme']);
    });

    it('offers favourites before others', async () => {
      await around.browser.local.set({ favourites: [`acme/tenant/${invoiceId}`] });
      assert.equal((await suggest('acme'))[0].content, 'invoice acme');
      await around.browser.local.set({ favourites: [`acme/tenant/${billing.id}`] });
      assert.equal((await suggest('acme'))[0].content, 'billing acme');
    });

    it('offers an administrator’s console to words that all fit it', async () => {
      const { acme: known } = around.browser.local.data.portalData;
      const user = { name: 'alice', administrator: true };
      const features = { admin_jit: true };
      await around.browser.local.set({ portalData: { acme: { ...known, user, features } } });
      const offered = async (/** @type {string} */ typed) =>
        (await suggest(typed)).map(({ content }) => content);
      assert.deepEqual(await offered('admin acme'), ['admin acme']);
      assert.deepEqual(await offered('admin invoice'), []);
    });

    it('offers an ARN first as the tenant that its name has', async () => {
      const [first] = await suggest(queue);
      assert.equal(first.content, `invoice acme ${queue}`);
    });

    it('says that nothing is known by that name', async () => {
      await enter('nobody nothing');
      assert.equal(around.host.count('open_console'), 0);
      assert.match(around.notes()[0], /nobody nothing/);
    });
  });

  describe('the keyboard', () => {
    /** @param {string} command */
    const press = async (command) => {
      around.browser.events.onCommand.fire(command, { ...around.tab });
      await settle();
    };

    it('reopens the tenant that was used last', async () => {
      await around.open(targetOf(invoice), { tabId: around.tab.id });
      around.browser.session.data.sessions = {};
      await press('open-last-tenant');
      assert.equal(around.host.count('open_console'), 2);
      assert.equal(around.asked().tenant, invoiceId);
    });

    it('does nothing for a command that it doesn’t know', async () => {
      around.show(portalPage, queue);
      await press('from-a-later-version');
      assert.equal(around.host.count('open_console'), 0);
      assert.deepEqual(around.notes(), []);
    });

    it('says that none was used yet', async () => {
      await press('open-last-tenant');
      assert.match(around.notes()[0], /No tenant has been opened yet/);
    });

    it('opens the portal’s page in front', async () => {
      around.show(portalPage, queue);
      await press('open-portal-page');
      assert.equal(around.asked().to, queue);
    });

    it('says of any other page that it isn’t one', async () => {
      around.show('https://example.org/', queue);
      await press('open-portal-page');
      assert.equal(around.host.count('open_console'), 0);
      assert.match(around.notes()[0], /does not belong to a tenant/);
    });
  });
});
