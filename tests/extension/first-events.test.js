import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { consolePage, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

const key = `default acme/tenant/${invoice.id}`;

describe('sessions that were kept', () => {
  /** @type {FakePlatform} */
  let around;
  const kept = () => Object.keys(around.browser.local.data.keptSessions);
  const session = () => around.browser.session.data.sessions?.[key];

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
    await around.open(targetOf(invoice));
    around.browser.navigate(Number([...around.browser.openTabs.keys()].at(-1)), consolePage);
    await settle();
  });

  it('are known although events come before they were read', async () => {
    around.wakesOnEvents();
    around.browser.restart();
    const link = around.browser.addTab({ url: consolePage });
    around.browser.closeTab(link.id);
    await settle();
    assert.deepEqual(kept(), [key]);
    assert.equal(session()?.tabIds.length, 1);
  });

  for (const call of ['tabs.query', 'storage.local.get', 'storage.session.set'])
    it(`are known after a call that the browser refused once: ${call}`, async () => {
      around.browser.killWorker();
      around.browser.session.data = {};
      around.browser.gate.refuseOnce(call, 'refused');
      await around.start();
      const [tab] = [...around.browser.openTabs.values()].filter(({ url }) => url === consolePage);
      around.browser.lookAt(tab.id);
      await settle();
      assert.deepEqual(kept(), [key]);
      assert.deepEqual(session()?.tabIds, [tab.id]);
    });

  it('are looked for once', async () => {
    around.browser.session.data = {};
    await around.restart();
    const [tab] = session().tabIds;
    around.browser.closeTab(tab);
    await settle();
    around.browser.addTab({ url: consolePage });
    await around.restart();
    assert.deepEqual(session().tabIds, []);
  });
});
