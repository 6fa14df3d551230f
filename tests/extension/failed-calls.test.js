import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { consolePage, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

const ignore = () => undefined;

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

  for (const call of ['action.setTitle', 'action.setIcon', 'action.setBadgeText'])
    it(`leaves no tab's badge untrue for longer than half a minute: ${call}`, async () => {
      await around.open(targetOf(invoice));
      const tab = Number([...around.browser.openTabs.keys()].at(-1));
      await around.arrive(tab, consolePage);
      const { gate, setAlarms, shown } = around.browser;
      gate.watch = (name, _, done, [{ tabId } = {}]) => {
        if (name === call && !done && tabId === tab) gate.refuseOnce(name, 'The browser is busy.');
      };
      // The last change for now: the session is over.
      await around.clock.advance(60 * 60_000 + 1);
      around.browser.events.onAlarm.fire({ name: 'badge' });
      await settle();
      gate.watch = null;
      assert.equal(setAlarms.get('badge')?.when, around.clock.now() + 30_000);
      around.browser.events.onAlarm.fire({ name: 'badge' });
      await settle();
      assert.equal(shown.get(tab)?.text, 'end');
    });

  it('lets an opening go on without the alarm that would wake a dead worker', async () => {
    around.browser.gate.refuseOnce('alarms.get', 'The browser is busy.');
    await around.open(targetOf(invoice));
    assert.equal(around.host.count('open_console'), 1);
    assert.deepEqual(intents(), []);
  });

  it('costs no session a tab whose id is another now', async () => {
    process.once('unhandledRejection', () => undefined);
    await around.open(targetOf(invoice));
    const { gate, openTabs } = around.browser;
    const tab = Number([...openTabs.keys()].at(-1));
    around.browser.navigate(tab, consolePage);
    await settle();
    gate.refuseOnce('storage.session.set', 'The browser is busy.');
    const renamed = around.browser.discard(tab);
    await settle();
    assert.equal(gate.refusalsLeft, 0);
    const [session] = /** @type {any[]} */ (Object.values(around.browser.session.data.sessions));
    assert.deepEqual(session.tabIds, [renamed]);
  });

  it('keeps no sign-in from being taken up again', async () => {
    const { gate } = around.browser;
    around.host.answers.open_console = () => ({
      error: { code: 'sign_in_needed', message: '', hint: '' },
    });
    await around.open(targetOf(invoice));
    let refusals = 2;
    gate.watch = (name, _, done, [items]) => {
      if (done || name !== 'storage.session.set' || !('signIns' in items)) return;
      if (--refusals === 0) gate.watch = null;
      gate.refuseOnce(name, 'Busy.');
    };
    process.once('unhandledRejection', () => undefined);
    around.host.answer('sign_in', { error: { code: 'host_lost', message: '', hint: '' } });
    await settle();
    around.browser.events.onAlarm.fire({ name: 'resume' });
    await settle();
    assert.equal(around.host.count('sign_in'), 2);
  });

  /**
   * Does something again and again on a fresh platform, each time with another of its calls failing once.
   * @param {(tab: number) => void} act with a session's tab
   * @param {(tab: number, call: string) => void} look at what came of it
   */
  async function withEachCallFailing(act, look) {
    process.on('unhandledRejection', ignore);
    for (let nth = 1, call = ''; nth === 1 || call; nth++) {
      around = new FakePlatform();
      around.wakesOnEvents();
      await around.ready();
      await around.open(targetOf(invoice));
      const tab = Number([...around.browser.openTabs.keys()].at(-1));
      around.browser.navigate(tab, consolePage);
      await settle();
      const { gate } = around.browser;
      call = '';
      const isRefused = gate.at(nth, (name) => {
        call = name;
        gate.refuseOnce(name, 'The browser is busy.');
      });
      act(tab);
      await settle();
      isRefused();
      look(tab, `${nth}: ${call}`);
    }
    process.off('unhandledRejection', ignore);
  }

  it('leaves no page of a session unwatched', async () => {
    await withEachCallFailing(
      (tab) => {
        const { id } = around.browser.openLink(tab, consolePage);
        around.browser.navigate(id, consolePage);
      },
      (tab, call) => assert.ok(around.browser.pages.isWatched(tab + 1), call),
    );
  });

  it('makes nobody forget what was typed before an update', async () => {
    await withEachCallFailing(
      (tab) => {
        around.browser.pages.typeInto(tab);
        around.die();
        around.browser.updateExtension();
      },
      (tab, call) => assert.ok(around.browser.pages.of(tab).sawText, call),
    );
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
