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

describe('a session with time left', () => {
  /** @type {FakePlatform} */
  let around;
  /** @type {number} */
  let tab;
  const history = () =>
    around.host.journal
      .filter(({ method }) => method === 'record_history')
      .map(({ params }) => [params.what, params.by]);
  const brought = () => around.browser.calls('tabs.update').filter(({ active }) => active);

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
    await around.open(targetOf(invoice));
    tab = [...around.browser.openTabs.keys()].at(-1) ?? 0;
    await around.arrive(tab, consolePage);
  });

  it('is opened from the popup where nothing else is said, and recorded by the host only', () => {
    const { params } = around.host.asked('open_console');
    assert.deepEqual([params.by, params.tenant_name], ['popup', 'invoice']);
    assert.deepEqual(history(), []);
  });

  it('is gone to in the tab of it that was used last', async () => {
    const { id } = around.browser.addTab({ openerTabId: tab, pendingUrl: consolePage });
    await around.arrive(id, consolePage);
    for (const last of [id, tab, id]) {
      around.browser.lookAt(last);
      around.browser.lookAt(1);
      await settle();
      await around.open(targetOf(invoice));
      assert.equal(brought().at(-1).id, last);
    }
  });

  it('isn’t gone to in a tab that is about to show something else', async () => {
    Object.assign(around.browser.openTabs.get(tab), {
      url: 'https://example.org/',
      status: 'loading',
    });
    await around.open(targetOf(invoice));
    assert.deepEqual(brought(), []);
    assert.equal(around.browser.calls('tabs.create').length, 2);
  });

  it('isn’t gone to in a tab that the browser has to load again, where that may show another', async () => {
    around.browser.session.data.modes = {};
    await around.open(targetOf(billing));
    const other = Number([...around.browser.openTabs.keys()].at(-1));
    const label = '123456789012-ab12cd34.us-west-2.console.aws.amazon.com';
    await around.arrive(other, `https://${label}/console/home`);
    await around.open(targetOf(invoice));
    assert.equal(brought().at(-1).id, tab);
    around.browser.lookAt(other);
    around.browser.discard(tab);
    await settle();
    await around.open(targetOf(invoice));
    assert.equal(brought().length, 1);
    assert.equal(around.host.count('open_console'), 3);
  });

  it('opens anew where its tab is gone and nobody has told', async () => {
    around.browser.openTabs.delete(tab);
    await around.open(targetOf(invoice));
    assert.equal(around.browser.calls('tabs.create').length, 2);
    assert.equal(around.browser.session.data.failure ?? null, null);
  });

  it('opens a further page where the person stays, if it is for the background', async () => {
    const target = targetOf(invoice);
    await around.browser.send('open', { target, how: 'background', tabId: 1 });
    await settle();
    assert.equal(around.browser.calls('tabs.create').at(-1).active, false);
    await around.browser.send('open', { target, how: 'new', tabId: 1 });
    await settle();
    assert.equal(around.browser.calls('tabs.create').at(-1).active, true);
    assert.deepEqual(brought(), []);
    assert.deepEqual(history(), [
      ['page', 'popup'],
      ['page', 'popup'],
    ]);
  });

  it('leads from the chip to its portal, beside its tab', async () => {
    await around.browser.send('chip_open_portal', {}, around.browser.senderOf(tab));
    const { url, openerTabId, active } = around.browser.calls('tabs.create').at(-1);
    assert.deepEqual([url, openerTabId, active], [acme.url, tab, true]);
  });

  it('leaves nothing of a tab that was closed', async () => {
    assert.equal(around.browser.session.data.pages[tab], consolePage);
    around.browser.closeTab(tab);
    await settle();
    assert.deepEqual(around.browser.session.data.pages, {});
  });
});
