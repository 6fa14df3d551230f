import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { consolePage, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

describe('a call of the browser’s that fails', () => {
  /** @type {FakePlatform} */
  let around;
  const intents = () => Object.values(around.browser.session.data.intents ?? {});

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
  });

  /** Opens while no opening can be taken off the list. */
  async function openAndKeep() {
    const { gate } = around.browser;
    gate.watch = (name, _, done, [values]) => {
      const drops = name === 'storage.session.set' && !done && values.intents;
      if (drops && Object.keys(values.intents).length === 0)
        gate.refuseOnce(name, 'The disk is full.');
    };
    process.once('unhandledRejection', () => undefined);
    await around.open(targetOf(invoice));
    assert.equal(intents().length, 1);
    gate.watch = null;
  }

  it('leaves no opening behind for longer than half a minute', async () => {
    await openAndKeep();
    around.browser.events.onAlarm.fire({ name: 'resume' });
    await settle();
    assert.deepEqual(intents(), []);
    assert.equal(around.host.count('open_console'), 1);
  });

  it('leaves no opening behind that stands in the way of the next', async () => {
    await openAndKeep();
    around.browser.session.data.sessions = {};
    await around.open(targetOf(invoice));
    assert.equal(around.host.count('open_console'), 2);
    assert.deepEqual(intents(), []);
  });

  it('lets an opening go on without the alarm that would wake a dead worker', async () => {
    around.browser.gate.refuseOnce('alarms.get', 'The browser is busy.');
    await around.open(targetOf(invoice));
    assert.equal(around.host.count('open_console'), 1);
    assert.deepEqual(intents(), []);
  });

  for (const call of ['storage.session.get', 'storage.session.set'])
    it(`costs no session a tab whose id is another now: ${call}`, async () => {
      process.once('unhandledRejection', () => undefined);
      await around.open(targetOf(invoice));
      const { gate, openTabs } = around.browser;
      const tab = Number([...openTabs.keys()].at(-1));
      around.browser.navigate(tab, consolePage);
      await settle();
      gate.refuseOnce(call, 'The browser is busy.');
      const renamed = around.browser.discard(tab);
      await settle();
      const [session] = /** @type {any[]} */ (Object.values(around.browser.session.data.sessions));
      assert.deepEqual(session.tabIds, [renamed]);
    });

  it('keeps no sign-in from being taken up again', async () => {
    const { gate } = around.browser;
    around.host.answers.open_console = () => ({
      error: { code: 'sign_in_needed', message: '', hint: '' },
    });
    await around.open(targetOf(invoice));
    gate.watch = (name, _, done, [key]) => {
      if (done || key !== 'signIns') return;
      gate.watch = null;
      gate.refuseOnce(name, 'Busy.');
    };
    process.once('unhandledRejection', () => undefined);
    around.host.answer('sign_in', { error: { code: 'host_lost', message: '', hint: '' } });
    await settle();
    around.browser.events.onAlarm.fire({ name: 'resume' });
    await settle();
    assert.equal(around.host.count('sign_in'), 2);
  });

  it('leads nothing of a private window into another one', async () => {
    const own = around.browser.addTab({ incognito: true });
    const { gate } = around.browser;
    let asked = 0;
    gate.watch = (name, _, done) => {
      if (name === 'tabs.get' && !done && ++asked === 2) gate.refuseOnce(name, 'Busy.');
    };
    await around.open(targetOf(invoice), { tabId: own.id });
    const [session] = /** @type {any[]} */ (Object.values(around.browser.session.data.sessions));
    assert.equal(session.store, 'private');
    assert.equal(around.host.count('record_history'), 0);
    assert.deepEqual(around.browser.local.data.recents ?? [], []);
  });
});
