import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { billing, consolePage, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

describe('a live session', () => {
  /** @type {FakePlatform} */
  let around;
  const created = () => around.browser.calls('tabs.create');

  /** @param {any} tenant @param {string} page */
  async function opened(tenant, page = consolePage) {
    await around.open(targetOf(tenant));
    const tab = [...around.browser.openTabs.values()].at(-1);
    around.browser.navigate(tab.id, page);
    await settle();
    return tab;
  }

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
  });

  it('is gone to, not minted again', async () => {
    const tab = await opened(invoice);
    await around.open(targetOf(invoice));
    assert.equal(around.host.count('open_console'), 1);
    assert.equal(created().length, 1);
    assert.deepEqual(around.browser.calls('tabs.update'), [
      { call: 'tabs.update', id: tab.id, active: true },
    ]);
    assert.deepEqual(around.browser.calls('windows.update'), [{ call: 'windows.update', id: 1 }]);
  });

  it('gives a new page straight on its console host', async () => {
    await opened(invoice);
    await around.open(targetOf(invoice), { how: 'new_page' });
    assert.equal(around.host.count('open_console'), 1);
    assert.equal(created().at(-1).url, consolePage);
  });

  it('gives a new page on the host that multi-session gave it', async () => {
    const label = '123456789012-ab12cd34.us-west-2.console.aws.amazon.com';
    await opened(invoice, `https://${label}/console/home?region=us-west-2`);
    await around.open(targetOf(invoice), { how: 'new_page' });
    assert.equal(created().at(-1).url, `https://${label}/console/home?region=us-west-2`);
  });

  it('gives a new page where its tab was closed or went elsewhere', async () => {
    const tab = await opened(invoice);
    around.browser.navigate(tab.id, 'https://example.org/');
    await around.open(targetOf(invoice));
    around.browser.closeTab(tab.id);
    await settle();
    assert.equal(created().at(-1).url, consolePage);
    assert.equal(around.host.count('open_console'), 1);
  });

  it('is gone to while it is still on its way', async () => {
    await around.open(targetOf(invoice));
    await around.open(targetOf(invoice));
    assert.equal(around.host.count('open_console'), 1);
    assert.equal(created().length, 1);
  });

  it('is signed in again where its tab was closed before it arrived', async () => {
    await around.open(targetOf(invoice));
    around.browser.closeTab(Number([...around.browser.openTabs.keys()].at(-1)));
    await settle();
    await around.open(targetOf(invoice));
    assert.equal(around.host.count('open_console'), 2);
    assert.equal(around.host.asked('open_console').params.to, around.console().destination);
  });

  it('is signed in again where the plain console host may show another one', async () => {
    around.browser.local.data.settings = { isolation: 'off' };
    await opened(invoice);
    await around.open(targetOf(billing), { how: 'background' });
    await around.open(targetOf(invoice), { how: 'new_page' });
    assert.equal(around.host.count('open_console'), 3);
  });

  it('is over when its time is', async () => {
    await opened(invoice);
    await around.clock.advance(3_600_000);
    await around.open(targetOf(invoice));
    assert.equal(around.host.count('open_console'), 2);
  });

  it('is over when another sign-in took its place, where AWS keeps one at a time', async () => {
    around.browser.local.data.settings = { signOutWithoutAsking: true };
    await opened(invoice);
    await opened(billing);
    await around.open(targetOf(invoice));
    assert.equal(around.host.count('open_console'), 3);
  });

  it('lives on beside another one with multi-session', async () => {
    const label = '123456789012-ab12cd34.us-west-2.console.aws.amazon.com';
    await opened(invoice, `https://${label}/console/home`);
    await opened(billing);
    await around.open(targetOf(invoice));
    assert.equal(around.host.count('open_console'), 2);
  });

  it('is over when AWS asks its tab to sign in', async () => {
    const tab = await opened(invoice);
    around.browser.navigate(tab.id, 'https://us-west-2.signin.aws.amazon.com/oauth?client_id=x');
    await settle();
    await around.open(targetOf(invoice));
    assert.equal(around.host.count('open_console'), 2);
  });

  it('keeps to itself a page opened for it from another session’s tab', async () => {
    const label = 'us-west-2.console.aws.amazon.com/console/home';
    const first = await opened(invoice, `https://123456789012-ab12cd34.${label}`);
    await opened(billing, `https://123456789012-ef56ab78.${label}`);
    await around.open(targetOf(billing), { how: 'new_page', tabId: first.id });
    const sessions = Object.values(around.browser.session.data.sessions);
    assert.deepEqual(
      sessions.map(({ tabIds }) => tabIds),
      [[2], [3, 4]],
    );
  });

  it('is not used from a tab with other cookies', async () => {
    await opened(invoice);
    const other = around.browser.addTab({ incognito: true });
    await around.open(targetOf(invoice), { tabId: other.id });
    assert.equal(around.host.count('open_console'), 2);
  });
});
