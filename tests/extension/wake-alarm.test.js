import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { consolePage, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

describe('a worker that dies once work is written down', () => {
  /** @type {FakePlatform} */
  let around;

  /** @param {string} key what the worker dies at writing down */
  function dieAtWriting(key) {
    const { gate } = around.browser;
    gate.watch = (name, _, done, [values]) => {
      if (name !== 'storage.session.set' || !done || !(key in values)) return;
      gate.watch = null;
      around.die();
    };
  }

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
  });

  for (const [key, error] of /** @type {const} */ ([
    ['intents', null],
    ['signIns', { code: 'sign_in_needed', message: '', hint: '' }],
  ]))
    it(`has an alarm that wakes the next one: ${key}`, async () => {
      if (error) around.host.answers.open_console = () => ({ error });
      dieAtWriting(key);
      await around.open(targetOf(invoice));
      assert.notDeepEqual(around.browser.session.data[key], {});
      assert.ok(around.browser.setAlarms.has('resume'));
    });

  it('has an alarm that wakes the next one: renewals', async () => {
    await around.open(targetOf(invoice));
    around.browser.navigate([...around.browser.openTabs.keys()].at(-1) ?? 0, consolePage);
    await settle();
    dieAtWriting('renewals');
    await around.clock.advance(60 * 60_000 + 1);
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
    const [renewal] = /** @type {any[]} */ (Object.values(around.browser.session.data.renewals));
    assert.equal(renewal.phase, 'countdown');
    assert.ok(around.browser.setAlarms.has('resume'));
  });
});
