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
    /** The first line, then the others. @param {string} typed @returns {Promise<any[]>} */
    const suggest = async (typed) => {
      const others = await new Promise((done) =>
        around.browser.events.onInputChanged.fire(typed, done),
      );
      return [firstLine(), ...others];
    };
    const firstLine = () => around.browser.calls('omnibox.setDefaultSuggestion').at(-1);
    /** @param {string} typed */
    const enter = async (typed, how = 'currentTab') => {
      around.browser.events.onInputEntered.fire(typed, how);
      await settle();
    };

    it('says in the first line which tenant and which page Enter opens', async () => {
      const [first, ...others] = await suggest('inv');
      assert.equal(first.description, 'invoice: open the AWS Console (nonprod · acme)');
      assert.deepEqual(others, []);
      const [found] = await suggest('inv param store');
      assert.equal(found.description, 'param store as invoice (nonprod · acme)');
      const [none] = await suggest('nobody nothing');
      assert.equal(none.description, 'No such tenant or AWS page');
      around.browser.events.onInputStarted.fire();
      await settle();
      assert.match(firstLine().description, /^PROD billing: open/);
    });

    it('says the first line for what was typed last, whatever is found first', async () => {
      const slow = suggest('inv param store');
      const fast = suggest('bill');
      await Promise.all([slow, fast]);
      assert.match(firstLine().description, /^PROD billing:/);
    });

    it('completes what else may be meant', async () => {
      const [, other] = await suggest('acme');
      assert.equal(other.content, 'invoice acme');
      const [, place] = await suggest('acme param store');
      assert.equal(place.content, 'invoice acme param store');
    });

    it('marks production', async () => {
      await around.browser.local.set({ settings: { production: ['nonprod'] } });
      assert.match((await suggest('inv'))[0].description, /^PROD invoice: open/);
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
      const offered = (await suggest('invoice acme')).map(({ description }) => description);
      assert.equal(offered.length, 1);
      assert.match(offered[0], /^invoice: /);
    });

    it('offers favourites before others', async () => {
      await around.browser.local.set({ favourites: [`acme/tenant/${invoiceId}`] });
      assert.match((await suggest('acme'))[0].description, /^invoice: /);
      await around.browser.local.set({ favourites: [`acme/tenant/${billing.id}`] });
      assert.match((await suggest('acme'))[0].description, /^PROD billing: /);
    });

    it('offers an administrator’s console to words that all fit it', async () => {
      const { acme: known } = around.browser.local.data.portalData;
      const user = { name: 'alice', administrator: true };
      const features = { admin_jit: true };
      await around.browser.local.set({ portalData: { acme: { ...known, user, features } } });
      const offered = async (/** @type {string} */ typed) =>
        (await suggest(typed)).map(({ description }) => description);
      assert.deepEqual(await offered('admin acme'), [
        'Administrator console: open the AWS Console (acme)',
      ]);
      assert.deepEqual(await offered('admin invoice'), ['No such tenant or AWS page']);
    });

    it('offers an ARN first as the tenant that its name has', async () => {
      const [first, other] = await suggest(queue);
      assert.match(first.description, / as invoice /);
      assert.equal(other.content, `billing acme ${queue}`);
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
