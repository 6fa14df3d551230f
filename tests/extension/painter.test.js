import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { Painter } from '../../extension/src/background/sessions/painter.js';
import { SessionRegistry } from '../../extension/src/background/sessions/session-registry.js';
import { SettingsStore } from '../../extension/src/background/state/settings-store.js';
import {
  localDefaults,
  StateStore,
  sessionDefaults,
} from '../../extension/src/background/state/state-store.js';
import { settle } from './fakes/fake-clock.js';
import { happenings, ManyTabs } from './fakes/many-tabs.js';

const minute = 60_000;

/** How many calls more something may cost with 200 tabs than with one. */
const mostMore = 2;
/** How many calls it may cost at all. @type {Record<string, number>} */
const most = {
  'a page that loads in a session’s tab': 12,
  'a look at a session’s tab': 2,
  'a look at another page': 1,
  'a click that goes to an open console': 10,
  'a click that opens another page of a live session': 10,
  'a worker that is woken': 15,
  'a click that wakes a worker': 22,
};
/** How many of them painting may be, where one badge or none has to change. */
const mostPainting = { woken: 15, click: 10 };

/** The painter of a worker that was just woken. @param {ManyTabs} around */
function wokenPainter({ browser: { api }, clock }) {
  const session = new StateStore(api.storage.session, sessionDefaults);
  const local = new StateStore(api.storage.local, localDefaults);
  const settings = new SettingsStore({ storage: api.storage, local });
  const registry = new SessionRegistry({ api, clock, local, session });
  return new Painter({ api, clock, registry, session, settings });
}

describe('the calls of the browser', () => {
  /** By number of tabs. @type {Map<number, Record<string, { calls: string[], answered: number }>>} */
  const costs = new Map();
  /** @type {ManyTabs} */
  let around;

  before(async () => {
    for (const tabs of [1, 30, 200]) {
      around = await ManyTabs.with(tabs);
      assert.equal(around.sessionTabs.length, tabs);
      costs.set(tabs, await around.costs());
    }
  });

  for (const what of Object.keys(happenings))
    it(`are as many with 200 tabs as with one: ${what}`, () => {
      const [one, ...more] = [...costs.values()].map((cost) => cost[what]);
      assert.ok(one);
      for (const cost of more) {
        assert.ok(cost);
        const { calls, answered } = cost;
        const grown = calls.length - one.calls.length;
        assert.ok(grown <= mostMore, `${one.calls.length} became ${calls.length}:\n${calls}`);
        assert.ok(answered - one.answered <= mostMore, `answered after ${answered}:\n${calls}`);
      }
    });

  for (const what of Object.keys(happenings))
    it(`are few: ${what}`, () => {
      for (const cost of costs.values()) {
        const { calls } = /** @type {{ calls: string[] }} */ (cost[what]);
        assert.ok(calls.length <= (most[what] ?? 0), `${calls.length}:\n${calls}`);
      }
    });

  it('that paint are few with 200 tabs, on waking and where one badge changes', async () => {
    around.die();
    around.browser.wake = null;
    const painter = wokenPainter(around);
    const woken = (await around.cost(() => painter.refresh())).calls;
    assert.ok(woken.length <= mostPainting.woken, `${woken.length}:\n${woken}`);
    const [tabId = 0] = around.sessionTabs;
    around.browser.session.data.mismatches = { [tabId]: { account: '1', name: 'x' } };
    const click = (await around.cost(() => painter.refresh())).calls;
    assert.equal(around.browser.shown.get(tabId)?.text, '≠');
    assert.ok(click.length <= mostPainting.click, `${click.length}:\n${click}`);
    const again = (await around.cost(() => painter.refresh())).calls;
    assert.deepEqual(
      again.filter((name) => !/\.(get|query)$/.test(name)),
      [],
    );
  });
});

describe('a worker that was woken', () => {
  it('paints a tab whose page was left while an earlier one died', async () => {
    const around = await ManyTabs.with(2);
    const [tabId = 0] = around.sessionTabs;
    around.browser.lookAt(tabId);
    await settle();
    around.die();
    around.browser.shown.delete(tabId);
    await around.start();
    assert.equal(around.browser.shown.get(tabId)?.text, '60m');
  });

  it('paints everything anew where an earlier one died while it painted', async () => {
    const around = await ManyTabs.with(3);
    const { gate, shown } = around.browser;
    around.clock.jump(minute);
    gate.watch = (name, _, done) => {
      if (name === 'action.setTitle' && !done) around.die();
    };
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
    gate.watch = null;
    // What it had painted is not known: any of them may be another.
    for (const tabId of around.sessionTabs) shown.delete(tabId);
    await around.start();
    assert.deepEqual(
      around.sessionTabs.map((tabId) => shown.get(tabId)?.text),
      ['59m', '59m', '59m'],
    );
  });

  it('is woken in an hour only when the text of a badge changes', async () => {
    const around = await ManyTabs.with(10);
    const { setAlarms, shown } = around.browser;
    const texts = () => around.sessionTabs.map((tabId) => shown.get(tabId)?.text);
    const end = around.clock.now() + 59 * minute;
    around.wakesOnEvents();
    let wakings = 0;
    for (; setAlarms.get('badge').when <= end; wakings++) {
      around.die();
      assert.deepEqual([...setAlarms.keys()], ['badge']);
      const before = texts();
      around.clock.jump(setAlarms.get('badge').when - around.clock.now());
      around.browser.events.onAlarm.fire({ name: 'badge' });
      await around.rest();
      assert.notDeepEqual(texts(), before);
    }
    // Once a minute for each of the ten sessions.
    assert.equal(wakings, 590);
  });
});
