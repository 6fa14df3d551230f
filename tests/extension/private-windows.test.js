import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { askedFrom } from '../../extension/src/browser.js';
import { settle } from './fakes/fake-clock.js';
import {
  acme,
  billing,
  consolePage,
  FakePlatform,
  grantPage,
  invoice,
  targetOf,
} from './fakes/fake-platform.js';

const hour = 60 * 60_000;

describe('a private window', () => {
  for (const flavour of /** @type {const} */ (['chromium', 'firefox']))
    it(`leaves nothing on disk, whatever is opened and ends in it, in ${flavour}`, async () => {
      const around = new FakePlatform(flavour);
      await around.ready();
      const before = structuredClone({ ...around.browser.local.data });
      const windowId = around.browser.tabs.addWindow({ incognito: true });
      const own = around.browser.addTab({ windowId });
      await around.open(targetOf(invoice), { tabId: own.id });
      around.browser.navigate(own.id + 1, consolePage);
      await settle();
      await around.open(targetOf(invoice), { tabId: own.id, how: 'new_page' });
      await around.clock.advance(2 * hour);
      around.browser.events.onAlarm.fire({ name: 'badge' });
      await settle();
      await around.open(targetOf(invoice), { tabId: own.id });
      const openings = around.host.journal.filter(({ method }) => method === 'open_console');
      assert.deepEqual(
        openings.map(({ params }) => params.private),
        [true, true],
      );
      assert.deepEqual(around.browser.local.data, before);
      assert.equal(around.host.count('record_history'), 0);
    });

  for (const flavour of /** @type {const} */ (['chromium', 'firefox']))
    it(`that is closed before the click is heard leads into no other window, in ${flavour}`, async () => {
      const around = new FakePlatform(flavour);
      await around.ready();
      const before = structuredClone({ ...around.browser.local.data });
      const windowId = around.browser.tabs.addWindow({ incognito: true });
      const { id } = around.browser.addTab({ windowId });
      const own = around.browser.openTabs.get(id);
      const request = { target: targetOf(invoice), how: 'go', ...askedFrom(own) };
      around.browser.closeTab(own.id);
      await around.browser.send('open', request);
      await settle();
      const opened = [...around.browser.openTabs.values()].at(-1);
      assert.equal(opened.incognito, true);
      around.browser.navigate(opened.id, consolePage);
      await settle();
      assert.deepEqual(around.browser.local.data, before);
      assert.equal(around.host.count('record_history'), 0);
    });

  it('that is closed while the host is still asked leads into no other window', async () => {
    const around = new FakePlatform();
    await around.ready();
    const before = structuredClone({ ...around.browser.local.data });
    const windowId = around.browser.tabs.addWindow({ incognito: true });
    const own = around.browser.addTab({ windowId });
    await around.open(targetOf(invoice), { tabId: own.id });
    around.browser.navigate(own.id + 1, consolePage);
    around.browser.lookAt(own.id);
    await settle();
    const to = `${consolePage}#s3`;
    const asked = { target: targetOf(invoice), how: 'go', tabId: own.id, to };
    void around.browser.send('open', asked);
    await settle();
    around.browser.closeTab(own.id);
    around.host.answer('resolve_page', { error: { code: 'host_lost', message: '', hint: '' } });
    await settle();
    assert.equal(around.host.count('open_console'), 2);
    assert.equal(around.browser.calls('tabs.create').at(-1).windowId, windowId);
    assert.deepEqual(around.browser.local.data, before);
  });

  it('gets the console it asked for, though the portal’s page stands in another window', async () => {
    const around = new FakePlatform();
    const tab = await around.ready();
    const { open_console: answer } = around.host.answers;
    around.host.answers.open_console = () => ({
      error: { code: 'sign_in_needed', message: '', hint: '' },
    });
    await around.open(targetOf(invoice), { tabId: tab.id });
    const request = around.host.asked('sign_in').id;
    around.host.port.say({
      event: 'grant_page',
      data: { request, portal: 'acme', url: grantPage },
    });
    await settle();
    const own = around.browser.addTab({ incognito: true });
    await around.open(targetOf(billing), { tabId: own.id });
    around.host.answers.open_console = /** @type {any} */ (answer);
    around.host.answer('sign_in', { portal: acme });
    await settle();
    const [session] = /** @type {any[]} */ (Object.values(around.browser.session.data.sessions));
    assert.equal(session.store, 'private');
    assert.equal(around.host.count('record_history'), 0);
  });

  for (const flavour of /** @type {const} */ (['chromium', 'firefox']))
    it(`in front gets nothing that wasn’t asked from it, in ${flavour}`, async () => {
      const around = new FakePlatform(flavour);
      await around.ready();
      const windowId = around.browser.tabs.addWindow({ incognito: true });
      around.browser.lookAt(around.browser.addTab({ windowId }).id);
      const target = targetOf(invoice);
      await around.browser.send('open', { target, how: 'go', tabId: null });
      await settle();
      const opened = [...around.browser.openTabs.values()].at(-1);
      assert.equal(around.browser.calls('tabs.create').length, 1);
      assert.equal(opened.incognito, false);
      assert.equal(around.browser.tabs.front, opened.windowId);
    });
});
