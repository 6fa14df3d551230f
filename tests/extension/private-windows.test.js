import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { consolePage, FakeSurroundings, invoice, targetOf } from './fakes/fake-surroundings.js';

const hour = 60 * 60_000;

describe('a private window', () => {
  for (const flavour of /** @type {const} */ (['chromium', 'firefox']))
    it(`leaves nothing on disk, whatever is opened and ends in it, in ${flavour}`, async () => {
      const around = new FakeSurroundings(flavour);
      await around.ready();
      const before = structuredClone(around.browser.local.data);
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
      assert.equal(around.host.count('open_console'), 2);
      assert.deepEqual(around.browser.local.data, before);
      assert.equal(around.host.count('record_history'), 0);
    });
});
