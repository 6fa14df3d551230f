import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { FakeEntries, labelled, pageOf, portalPage, queue } from './fakes/fake-entries.js';
import { acme, billing, consolePage, invoice, targetOf } from './fakes/fake-platform.js';

describe('the context menu', () => {
  /** @type {FakeEntries} */
  let around;
  const { id: invoiceId } = invoice;

  beforeEach(async () => {
    around = new FakeEntries();
    await around.ready();
  });

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
    assert.ok(around.titles().includes('Open selected ARN in AWS Console'));
    assert.ok(around.titles().includes('Open link in AWS Console'));
  });

  it('offers whom one used last first, and the administrator’s role where it is allowed', async () => {
    await around.open(targetOf(invoice), { tabId: around.tab.id });
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
    around.show(`${acme.url}/app/devops/${invoiceId}/overview`, 'nothing');
    await around.click(`open page acme/tenant/${invoiceId}`);
    assert.equal(around.asked().to, undefined);
    assert.match(around.notes()[0], /No ARN found on this page; opening the console of invoice/);
  });

  it('says which tenants are production, on their pages and in its lists, as the rules are now', async () => {
    const named = () => around.titles().filter((title) => /billing/.test(title));
    const marked = ['Open in AWS Console as PROD billing', ...Array(4).fill('PROD billing · acme')];
    assert.deepEqual(named(), marked);
    await around.browser.send('change_settings', { production: ['nonprod'] });
    await settle();
    const plain = ['Open in AWS Console as billing', ...Array(4).fill('billing · acme')];
    assert.deepEqual(named(), plain);
  });

  it('marks production where it says that it opens a console instead of a resource', async () => {
    await around.browser.send('change_settings', { production: ['invoice'] });
    await settle();
    around.show(`${acme.url}/app/devops/${invoiceId}/overview`, 'nothing');
    await around.click(`open page acme/tenant/${invoiceId}`);
    assert.match(around.notes()[0], /opening the console of PROD invoice/);
  });

  it('copies a link without a way through a sub-menu', () => {
    const copies = around.browser.menu.filter(({ title }) => /^Copy/.test(title));
    assert.deepEqual(copies.map(({ id }) => id).sort(), [
      'copy console',
      'copy link',
      'copy page',
      'copy selection',
      'pages console',
    ]);
    assert.deepEqual(
      copies.map(({ parentId }) => parentId),
      [undefined, undefined, undefined, undefined, undefined],
    );
  });

  describe('on what isn’t bound to a tenant', () => {
    const popups = () => around.browser.calls('action.openPopup');
    const wanted = () => around.browser.session.data.wantedSearch?.text;
    beforeEach(() => {
      around.host.answers.resolve_page = ({ to }) =>
        pageOf('sqs_queue', { account: to.split(':')[4] ?? null });
    });

    it('lists a colleague’s pages in the popup, whatever was chosen for them', async () => {
      const link = `https://console.aws.amazon.com/console/home#jit-console=1.4.abcd`;
      await around.click('likely selection', { selectionText: `all: ${link}` });
      assert.equal(wanted(), `all: ${link}`);
      await around.click(`as link acme/tenant/${billing.id}`, { linkUrl: link });
      assert.equal(wanted(), link);
      assert.equal(popups().length, 2);
      assert.equal(around.host.count('open_console'), 0);
    });

    it('opens an ARN as the tenant that its name has', async () => {
      await around.click('likely selection', { selectionText: queue });
      assert.equal(around.asked().tenant, invoiceId);
      assert.equal(around.asked().to, queue);
      assert.deepEqual(popups(), []);
    });

    it('opens a link as the tenant whose account it is in', async () => {
      const accounts = { [`acme/tenant/${billing.id}`]: '123456789012' };
      await around.browser.local.set({ accounts });
      await around.click('likely selection', { selectionText: queue.replace('-invoice', '') });
      assert.equal(around.asked().tenant, billing.id);
    });

    it('opens it as whose name it has, though another one is known to be in its account', async () => {
      const accounts = { [`acme/tenant/${billing.id}`]: '123456789012' };
      await around.browser.local.set({ accounts });
      await around.click('likely selection', { selectionText: queue });
      assert.equal(around.asked().tenant, invoiceId);
    });

    it('asks about a link whose words are tenants’ names', async () => {
      const { acme: known } = around.browser.local.data.portalData;
      const tenants = ['queues', 'west', 'aws'].map((name) => ({ ...invoice, name, id: name }));
      const portalData = { acme: { ...known, tenants: [...tenants, billing] } };
      await around.browser.local.set({ portalData });
      const linkUrl =
        'https://us-west-2.console.aws.amazon.com/sqs/v3/home?region=us-west-2#/queues/x';
      around.host.answers.resolve_page = () => pageOf('url');
      await around.click('likely link', { linkUrl });
      assert.equal(around.host.count('open_console'), 0);
      assert.equal(wanted(), linkUrl);
    });

    it('opens what is on a tenant’s console as that tenant', async () => {
      const linkUrl = `${new URL(consolePage).origin}/sqs/v3/home`;
      await around.open(targetOf(invoice), { tabId: around.tab.id });
      const console = [...around.browser.openTabs.values()].at(-1);
      await around.arrive(console.id, consolePage);
      await around.click('likely link', { linkUrl });
      assert.equal(wanted(), linkUrl);
      around.tab = console;
      await around.click('likely link', { linkUrl });
      assert.equal(popups().length, 1);
      assert.equal(around.browser.calls('tabs.create').at(-1).url, pageOf('url').url);
    });

    it('opens it as the tenant of the page in front, where nothing else tells', async () => {
      around.show(portalPage, queue);
      await around.click('likely selection', { selectionText: queue.replace('-invoice', '') });
      assert.equal(around.asked().tenant, invoiceId);
    });

    it('asks in the popup where nothing tells whose it is', async () => {
      const unnamed = queue.replace('-invoice', '');
      await around.click('likely selection', { selectionText: unnamed });
      assert.equal(around.host.count('open_console'), 0);
      assert.equal(popups().length, 1);
      assert.equal(wanted(), unnamed);
    });

    it('leads to the popup with it for any other tenant', async () => {
      await around.click('other selection', { selectionText: ` ${queue}.` });
      assert.equal(popups().length, 1);
      assert.equal(wanted(), queue);
      await around.click('other link', { linkUrl: labelled });
      assert.equal(wanted(), labelled);
      around.show(portalPage, queue);
      await around.click('other page');
      assert.equal(wanted(), queue);
      assert.equal(around.host.count('open_console'), 0);
    });

    it('opens the popup in the click’s own turn, and else as a page, in Firefox', async () => {
      around = new FakeEntries('firefox');
      await around.ready();
      const pages = () =>
        [...around.browser.openTabs.values()].filter(({ url }) => /popup\.html/.test(url));
      const unnamed = queue.replace('-invoice', '');
      await around.click('other selection', { selectionText: unnamed });
      assert.deepEqual(pages(), []);
      await around.click('likely selection', { selectionText: unnamed });
      assert.match(pages()[0].url, /popup\.html\?from=1$/);
      assert.equal(wanted(), unnamed);
    });

    it('says that a selection is no ARN', async () => {
      for (const id of ['likely selection', 'other selection'])
        await around.click(id, { selectionText: 'lorem ipsum' });
      assert.deepEqual(popups(), []);
      assert.match(around.notes()[1], /not a single ARN/);
    });

    it('forgets the search once the popup has it', async () => {
      await around.click('other selection', { selectionText: queue });
      await around.browser.send('search_taken', {});
      assert.equal(around.browser.session.data.wantedSearch, null);
    });
  });

  it('opens the resource that the page shows', async () => {
    around.show(
      portalPage,
      `duploservices-invoice-jobs\n${queue}\nrole arn:aws:iam::123456789012:role/x`,
    );
    await around.click(`open page acme/tenant/${invoiceId}`);
    assert.deepEqual(around.asked(), {
      portal: 'acme',
      role: 'tenant',
      tenant: invoiceId,
      to: queue,
      by: 'menu',
      tenant_name: 'invoice',
    });
    assert.deepEqual(around.notes(), []);
  });

  it('reads the page that the application shows now, not the one it was loaded with', async () => {
    around.show(portalPage, queue);
    around.tab.url = `${acme.url}/app/devops/${billing.id}/overview`;
    await around.click(`open page acme/tenant/${invoiceId}`);
    assert.equal(around.asked().tenant, invoiceId);
  });

  it('opens the page’s resource as another tenant that was chosen', async () => {
    around.show(portalPage, queue);
    await around.click(`as page acme/tenant/${billing.id}`);
    assert.equal(around.asked().tenant, billing.id);
    assert.equal(around.asked().to, queue);
  });

  it('opens the service of a page without an ARN, and says so', async () => {
    around.show(`${acme.url}/app/devops/${invoiceId}/containers/eks-native/services/web`, 'web');
    await around.click(`open page acme/tenant/${invoiceId}`);
    assert.equal(around.asked().to, 'eks');
    assert.match(around.notes()[0], /No ARN found on this page; opening the home page of eks/);
  });

  it('opens a selected ARN as the tenant that was chosen', async () => {
    await around.click(`as selection acme/tenant/${invoiceId}`, { selectionText: ` ${queue}. ` });
    assert.deepEqual(around.asked(), {
      portal: 'acme',
      role: 'tenant',
      tenant: invoiceId,
      to: queue,
      by: 'menu',
      tenant_name: 'invoice',
    });
  });

  it('says that a selection is no ARN, and opens nothing', async () => {
    await around.click(`as selection acme/tenant/${invoiceId}`, { selectionText: 'lorem ipsum' });
    assert.equal(around.host.count('open_console'), 0);
    assert.match(around.notes()[0], /not a single ARN/);
  });

  it('opens a colleague’s link in one’s own session', async () => {
    await around.click(`as link acme/tenant/${billing.id}`, { linkUrl: labelled });
    assert.equal(around.asked().to, labelled);
  });

  it('says what the host says of another account, and opens nothing', async () => {
    const error = { code: 'other_account', message: 'it is in 1, the tenant in 2', hint: '' };
    around.host.answers.open_console = () => ({ error });
    await around.click(`as selection acme/tenant/${invoiceId}`, { selectionText: queue });
    assert.deepEqual(around.browser.calls('tabs.create'), []);
    assert.match(around.notes()[0], /another AWS account than invoice\. Nothing was opened/);
  });

  it('copies a portal’s page without what follows its path', async () => {
    around.show(`${portalPage}?t=secret`, queue);
    await around.click('copy page', { pageUrl: `${portalPage}?t=secret` });
    const [written] = around.browser
      .calls('scripting.executeScript')
      .filter(({ func }) => func === 'writeToClipboard');
    assert.deepEqual(written.args, [portalPage]);
    assert.match(around.notes()[0], /^Copied: /);
  });

  describe('of Chromium, which tells the page’s process of the click late', () => {
    beforeEach(() => around.show(portalPage, queue));

    const refuse = (/** @type {number} */ times) => {
      for (let time = 0; time < times; time += 1)
        around.browser.gate.refuseOnce(
          'scripting.executeScript',
          'Cannot access contents of the page.',
        );
    };

    it('enters the page all the same', async () => {
      refuse(3);
      await around.click('copy page', { pageUrl: portalPage });
      assert.match(around.notes()[0], /^Copied: /);
      refuse(3);
      await around.click('open page', { pageUrl: portalPage });
      assert.equal(around.asked().to, queue);
    });

    it('waits for it on a busy machine', async () => {
      refuse(7);
      await around.click('open page', { pageUrl: portalPage });
      assert.throws(() => around.asked(), /nobody asked/);
      await around.clock.advance(1000);
      assert.equal(around.asked().to, queue);
    });

    it('opens the service where the page doesn’t answer', async () => {
      around.browser.inPages.set(around.tab.id, { silent: true });
      await around.click('open page', { pageUrl: portalPage });
      await around.clock.advance(10_000);
      assert.equal(around.asked().to, 'sqs');
    });

    it('opens the service where it is never let in', async () => {
      refuse(100);
      await around.click('open page', { pageUrl: portalPage });
      await around.clock.advance(1000);
      assert.equal(around.asked().to, 'sqs');
    });
  });

  it('copies the plain page for a colleague’s link, and shows it where nothing can be copied', async () => {
    around.browser.inPages.set(around.tab.id, { copies: false });
    await around.click('copy link', { linkUrl: labelled });
    assert.deepEqual(around.host.asked('resolve_page').params, { to: labelled });
    assert.match(
      around.notes()[0],
      /The link: https:\/\/us-west-2\.console\.aws\.amazon\.com\/there/,
    );
  });

  it('says what keeps a link from being copied', async () => {
    const hint = 'paste the address of a page of the console';
    const error = { code: 'destination', message: 'no page', hint };
    around.host.answers.resolve_page = () => ({ error });
    await around.click('copy link', { linkUrl: labelled });
    assert.match(around.notes()[0], /^No console page matches this request\. Paste the address/);
  });

  it('is there on a portal’s pages before anyone has asked for its tenants', async () => {
    await around.browser.local.set({ portalData: {} });
    around.browser.events.onChanged.fire({ portalData: {} }, 'local');
    await settle();
    around.show(portalPage, queue);
    const item = around.browser.menu.find(({ id }) => id === 'open page acme');
    assert.equal(item.title, 'Open in AWS Console as this page’s tenant');
    assert.deepEqual(item.documentUrlPatterns, [`https://${acme.host}/*`]);
    await around.click('open page acme');
    assert.deepEqual(around.asked(), {
      portal: 'acme',
      role: 'tenant',
      tenant: invoiceId,
      to: queue,
      by: 'menu',
    });
  });

  it('is empty without a portal', async () => {
    around.host.answers.list_portals = () => ({ portals: [] });
    await around.browser.send('refresh', { force: false });
    around.browser.events.onChanged.fire({ portals: {} }, 'local');
    await settle();
    assert.deepEqual(around.browser.menu, []);
  });
});
