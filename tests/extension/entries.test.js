import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import {
  acme,
  billing,
  consolePage,
  FakePlatform,
  invoice,
  targetOf,
} from './fakes/fake-platform.js';

const queue = 'arn:aws:sqs:us-west-2:123456789012:duploservices-invoice-jobs';
const labelled = 'https://123456789012-abcd1234.us-west-2.console.aws.amazon.com/s3/home?region=x';
const portalPage = `${acme.url}/app/devops/${invoice.id}/app-integration/sqs/duploservices-invoice-jobs`;

/** @param {string} kind @param {object} [more] */
const pageOf = (kind, more = {}) => ({
  url: 'https://us-west-2.console.aws.amazon.com/there',
  kind,
  service: 's3',
  region: null,
  account: null,
  partition: 'aws',
  ...more,
});

describe('ways in besides the popup', () => {
  /** @type {FakePlatform} */
  let around;
  /** @type {any} */
  let tab;

  beforeEach(async () => {
    around = new FakePlatform();
    around.host.answers.resolve_page = ({ to }) =>
      /^(arn:|https:|s3$|param store$)/.test(to)
        ? pageOf(/^(s3|param store)$/.test(to) ? 'service' : 'sqs_queue')
        : { error: { code: 'destination', message: '', hint: '' } };
    around.host.answers.open_console = () => around.console();
    tab = await around.ready();
    around.browser.events.onInstalled.fire({ reason: 'update' });
    await settle();
  });

  const { id: invoiceId } = invoice;
  const notes = () => around.browser.calls('notifications.create').map(({ message }) => message);
  const titles = () => around.browser.menu.map(({ title }) => title);
  /** @param {string} url @param {string} text */
  const show = (url, text) => {
    Object.assign(around.browser.openTabs.get(tab.id), { url });
    around.browser.inPages.set(tab.id, { page: { url, text } });
    tab.url = url;
  };
  /** @param {string} id @param {object} [info] */
  const click = async (id, info = {}) => {
    const item = around.browser.menu.find((one) => one.id === id);
    assert.ok(item, `${id} among ${around.browser.menu.map((one) => one.id).join(', ')}`);
    around.browser.events.onMenuClicked.fire({ menuItemId: id, ...info }, { ...tab });
    await settle();
  };
  const asked = () => around.host.asked('open_console').params;

  describe('the context menu', () => {
    it('names each tenant only on its own pages', () => {
      const item = around.browser.menu.find(({ id }) => id.endsWith(`tenant/${invoiceId}`));
      assert.equal(item.title, 'Open in AWS Console as invoice');
      assert.deepEqual(item.contexts, ['page', 'frame', 'image']);
      assert.deepEqual(item.documentUrlPatterns, [`https://${acme.host}/*${invoiceId}*`]);
    });

    it('is offered on links to the console and on text that is selected, and on no other link', () => {
      for (const item of around.browser.menu)
        if (item.contexts.includes('link'))
          assert.ok(
            item.targetUrlPatterns.every((/** @type {string} */ one) => /console\./.test(one)),
          );
      assert.ok(titles().includes('Open selected ARN in AWS Console'));
      assert.ok(titles().includes('Open link in AWS Console'));
    });

    it('offers whom one used last first, and the administrator’s role where it is allowed', async () => {
      await around.open(targetOf(invoice), { tabId: tab.id });
      await around.browser.local.set({
        portalData: {
          acme: {
            ...around.browser.local.data.portalData.acme,
            user: { name: 'alice', administrator: true },
            features: { admin_jit: true },
          },
        },
      });
      around.browser.events.onChanged.fire({ recents: {} }, 'local');
      await settle();
      const children = around.browser.menu.filter(({ parentId }) => parentId === 'more link');
      assert.deepEqual(
        children.map(({ title }) => title),
        ['invoice · acme', 'Administrator console · acme', 'Other tenant…'],
      );
    });

    it('offers no more tenants than a sub-menu holds', async () => {
      const names = Array.from({ length: 20 }, (_, at) => `team-${String(at).padStart(2, '0')}`);
      const tenants = names.map((name) => ({ ...invoice, name, id: `id-${name}` }));
      const { acme: known } = around.browser.local.data.portalData;
      await around.browser.local.set({ portalData: { acme: { ...known, tenants } } });
      around.browser.events.onChanged.fire({ portalData: {} }, 'local');
      await settle();
      const children = around.browser.menu.filter(({ parentId }) => parentId === 'more link');
      const wanted = names.slice(0, 8).map((name) => `${name} · acme`);
      assert.deepEqual(
        children.map(({ title }) => title),
        [...wanted, 'Other tenant…'],
      );
    });

    it('opens the console of a page that shows no resource, and says so', async () => {
      show(`${acme.url}/app/devops/${invoiceId}/overview`, 'nothing');
      await click(`open page acme/tenant/${invoiceId}`);
      assert.equal(asked().to, undefined);
      assert.match(notes()[0], /No ARN found on this page; opening the console of invoice/);
    });

    it('copies a link without a way through a sub-menu', () => {
      const copies = around.browser.menu.filter(({ title }) => /^Copy/.test(title));
      assert.deepEqual(copies.map(({ id }) => id).sort(), [
        'copy console',
        'copy link',
        'copy page',
        'copy selection',
      ]);
      assert.deepEqual(
        copies.map(({ parentId }) => parentId),
        [undefined, undefined, undefined, undefined],
      );
    });

    describe('on what isn’t bound to a tenant', () => {
      const popups = () => around.browser.calls('action.openPopup');
      const wanted = () => around.browser.session.data.wantedSearch?.text;
      beforeEach(() => {
        around.host.answers.resolve_page = ({ to }) =>
          pageOf('sqs_queue', { account: to.split(':')[4] ?? null });
      });

      it('opens an ARN as the tenant that its name has', async () => {
        await click('likely selection', { selectionText: queue });
        assert.equal(asked().tenant, invoiceId);
        assert.equal(asked().to, queue);
        assert.deepEqual(popups(), []);
      });

      it('opens a link as the tenant whose account it is in', async () => {
        const accounts = { [`acme/tenant/${billing.id}`]: '123456789012' };
        await around.browser.local.set({ accounts });
        await click('likely selection', { selectionText: queue });
        assert.equal(asked().tenant, billing.id);
      });

      it('opens it as the tenant of the page in front, where nothing else tells', async () => {
        show(portalPage, queue);
        await click('likely selection', { selectionText: queue.replace('-invoice', '') });
        assert.equal(asked().tenant, invoiceId);
      });

      it('asks in the popup where nothing tells whose it is', async () => {
        const unnamed = queue.replace('-invoice', '');
        await click('likely selection', { selectionText: unnamed });
        assert.equal(around.host.count('open_console'), 0);
        assert.equal(popups().length, 1);
        assert.equal(wanted(), unnamed);
      });

      it('leads to the popup with it for any other tenant', async () => {
        await click('other selection', { selectionText: ` ${queue}.` });
        assert.equal(popups().length, 1);
        assert.equal(wanted(), queue);
        await click('other link', { linkUrl: labelled });
        assert.equal(wanted(), labelled);
        show(portalPage, queue);
        await click('other page');
        assert.equal(wanted(), queue);
        assert.equal(around.host.count('open_console'), 0);
      });

      it('opens the popup in the click’s own turn, and else as a page, in Firefox', async () => {
        around = new FakePlatform('firefox');
        around.host.answers.resolve_page = () => pageOf('sqs_queue');
        tab = await around.ready();
        around.browser.events.onInstalled.fire({ reason: 'update' });
        await settle();
        const pages = () =>
          [...around.browser.openTabs.values()].filter(({ url }) => /popup\.html/.test(url));
        const unnamed = queue.replace('-invoice', '');
        await click('other selection', { selectionText: unnamed });
        assert.deepEqual(pages(), []);
        await click('likely selection', { selectionText: unnamed });
        assert.match(pages()[0].url, /popup\.html\?from=1$/);
        assert.equal(wanted(), unnamed);
      });

      it('says that a selection is no ARN', async () => {
        for (const id of ['likely selection', 'other selection'])
          await click(id, { selectionText: 'lorem ipsum' });
        assert.deepEqual(popups(), []);
        assert.match(notes()[1], /not a single ARN/);
      });

      it('forgets the search once the popup has it', async () => {
        await click('other selection', { selectionText: queue });
        await around.browser.send('search_taken', {});
        assert.equal(around.browser.session.data.wantedSearch, null);
      });
    });

    it('opens the resource that the page shows', async () => {
      show(
        portalPage,
        `duploservices-invoice-jobs\n${queue}\nrole arn:aws:iam::123456789012:role/x`,
      );
      await click(`open page acme/tenant/${invoiceId}`);
      assert.deepEqual(asked(), { portal: 'acme', role: 'tenant', tenant: invoiceId, to: queue });
      assert.deepEqual(notes(), []);
    });

    it('reads the page that the application shows now, not the one it was loaded with', async () => {
      show(portalPage, queue);
      tab.url = `${acme.url}/app/devops/${billing.id}/overview`;
      await click(`open page acme/tenant/${invoiceId}`);
      assert.equal(asked().tenant, invoiceId);
    });

    it('opens the page’s resource as another tenant that was chosen', async () => {
      show(portalPage, queue);
      await click(`as page acme/tenant/${billing.id}`);
      assert.equal(asked().tenant, billing.id);
      assert.equal(asked().to, queue);
    });

    it('opens the service of a page without an ARN, and says so', async () => {
      show(`${acme.url}/app/devops/${invoiceId}/containers/eks-native/services/web`, 'web');
      await click(`open page acme/tenant/${invoiceId}`);
      assert.equal(asked().to, 'eks');
      assert.match(notes()[0], /No ARN found on this page; opening the home page of eks/);
    });

    it('opens a selected ARN as the tenant that was chosen', async () => {
      await click(`as selection acme/tenant/${invoiceId}`, { selectionText: ` ${queue}. ` });
      assert.deepEqual(asked(), { portal: 'acme', role: 'tenant', tenant: invoiceId, to: queue });
    });

    it('says that a selection is no ARN, and opens nothing', async () => {
      await click(`as selection acme/tenant/${invoiceId}`, { selectionText: 'lorem ipsum' });
      assert.equal(around.host.count('open_console'), 0);
      assert.match(notes()[0], /not a single ARN/);
    });

    it('opens a colleague’s link in one’s own session', async () => {
      await click(`as link acme/tenant/${billing.id}`, { linkUrl: labelled });
      assert.equal(asked().to, labelled);
    });

    it('says what the host says of another account, and opens nothing', async () => {
      const error = { code: 'other_account', message: 'it is in 1, the tenant in 2', hint: '' };
      around.host.answers.open_console = () => ({ error });
      await click(`as selection acme/tenant/${invoiceId}`, { selectionText: queue });
      assert.deepEqual(around.browser.calls('tabs.create'), []);
      assert.match(notes()[0], /another AWS account than invoice\. Nothing was opened/);
    });

    it('copies a portal’s page without what follows its path', async () => {
      show(`${portalPage}?t=secret`, queue);
      await click('copy page', { pageUrl: `${portalPage}?t=secret` });
      const [written] = around.browser
        .calls('scripting.executeScript')
        .filter(({ func }) => func === 'writeToClipboard');
      assert.deepEqual(written.args, [portalPage]);
      assert.match(notes()[0], /^Copied: /);
    });

    it('copies the plain page for a colleague’s link, and shows it where nothing can be copied', async () => {
      around.browser.inPages.set(tab.id, { copies: false });
      await click('copy link', { linkUrl: labelled });
      assert.deepEqual(around.host.asked('resolve_page').params, { to: labelled });
      assert.match(notes()[0], /The link: https:\/\/us-west-2\.console\.aws\.amazon\.com\/there/);
    });

    it('says what keeps a link from being copied', async () => {
      const hint = 'paste the address of a page of the console';
      const error = { code: 'destination', message: 'no page', hint };
      around.host.answers.resolve_page = () => ({ error });
      await click('copy link', { linkUrl: labelled });
      assert.match(notes()[0], /^No console page matches this request\. Paste the address/);
    });

    it('is there on a portal’s pages before anyone has asked for its tenants', async () => {
      await around.browser.local.set({ portalData: {} });
      around.browser.events.onChanged.fire({ portalData: {} }, 'local');
      await settle();
      show(portalPage, queue);
      const item = around.browser.menu.find(({ id }) => id === 'open page acme');
      assert.equal(item.title, 'Open in AWS Console as this page’s tenant');
      assert.deepEqual(item.documentUrlPatterns, [`https://${acme.host}/*`]);
      await click('open page acme');
      assert.deepEqual(asked(), { portal: 'acme', role: 'tenant', tenant: invoiceId, to: queue });
    });

    it('is empty without a portal', async () => {
      around.host.answers.list_portals = () => ({ portals: [] });
      await around.browser.send('refresh', { force: false });
      around.browser.events.onChanged.fire({ portals: {} }, 'local');
      await settle();
      assert.deepEqual(around.browser.menu, []);
    });
  });

  describe('a page in a live session', () => {
    it('opens straight there, once the host has seen that it is in the tenant’s account', async () => {
      await around.open(targetOf(invoice), { tabId: tab.id });
      around.browser.navigate(Number([...around.browser.openTabs.keys()].at(-1)), consolePage);
      await settle();
      await click(`as selection acme/tenant/${invoiceId}`, { selectionText: queue });
      assert.equal(around.host.count('open_console'), 1);
      const { to, portal, tenant } = around.host.asked('resolve_page').params;
      assert.deepEqual([to, portal, tenant], [queue, 'acme', invoiceId]);
      assert.equal(around.browser.calls('tabs.create')[1].url, pageOf('').url);
    });

    it('is in the region that was chosen for the tenant', async () => {
      await around.open(targetOf(invoice), { tabId: tab.id });
      await around.browser.send('set_region', { target: targetOf(invoice), region: 'eu-west-1' });
      await around.open(targetOf(invoice), { tabId: tab.id });
      assert.equal(around.host.asked('resolve_page').params.region, 'eu-west-1');
      await around.open(targetOf(billing), { tabId: tab.id });
      assert.equal(asked().region, undefined);
    });
  });

  it('asks for the region that was chosen, until it is the portal’s again', async () => {
    const target = targetOf(invoice);
    await around.browser.send('set_region', { target, region: 'eu-west-1' });
    await around.open(target, { tabId: tab.id });
    assert.equal(asked().region, 'eu-west-1');
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
      assert.deepEqual(asked(), {
        portal: 'acme',
        role: 'tenant',
        tenant: invoiceId,
        to: 'param store',
      });
    });

    it('opens an ARN as the tenant before it, in the background if so wanted', async () => {
      await enter(`bill ${queue}`, 'newBackgroundTab');
      assert.equal(asked().tenant, billing.id);
      assert.equal(asked().to, queue);
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
      assert.match(notes()[0], /nobody nothing/);
    });
  });

  describe('the keyboard', () => {
    /** @param {string} command */
    const press = async (command) => {
      around.browser.events.onCommand.fire(command, { ...tab });
      await settle();
    };

    it('reopens the tenant that was used last', async () => {
      await around.open(targetOf(invoice), { tabId: tab.id });
      around.browser.session.data.sessions = {};
      await press('open-last-tenant');
      assert.equal(around.host.count('open_console'), 2);
      assert.equal(asked().tenant, invoiceId);
    });

    it('does nothing for a command that it doesn’t know', async () => {
      show(portalPage, queue);
      await press('from-a-later-version');
      assert.equal(around.host.count('open_console'), 0);
      assert.deepEqual(notes(), []);
    });

    it('says that none was used yet', async () => {
      await press('open-last-tenant');
      assert.match(notes()[0], /No tenant has been opened yet/);
    });

    it('opens the portal’s page in front', async () => {
      show(portalPage, queue);
      await press('open-portal-page');
      assert.equal(asked().to, queue);
    });

    it('says of any other page that it isn’t one', async () => {
      show('https://example.org/', queue);
      await press('open-portal-page');
      assert.equal(around.host.count('open_console'), 0);
      assert.match(notes()[0], /does not belong to a tenant/);
    });
  });
});
