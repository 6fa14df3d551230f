import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

const minute = 60_000;
const label = '123456789012-ab12cd34.us-west-2.console.aws.amazon.com';

describe('the other tabs of a session that has signed in again', () => {
  /** @type {FakePlatform} */
  let around;
  /** @type {number} the tab that signs in again */
  let tab;
  /** @type {number[]} in the order in which they were looked at */
  let others;
  /** Waits for the session's end, and for the page that signs in again. */
  async function signInAgain() {
    around.browser.lookAt(tab);
    await settle();
    await around.clock.advance(10 * minute);
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
    await around.clock.advance(10_000);
  }
  const reloaded = () => around.browser.calls('tabs.reload').map(({ id }) => id);
  const left = () => around.browser.session.data.reloads ?? [];

  /** The tab is reloaded, and its page has loaded. @param {number} id */
  async function complete(id) {
    await around.arrive(id, around.browser.openTabs.get(id).url);
  }

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
    around.host.answers.open_console = (params) =>
      around.console({ expires_at: around.clock.now() / 1000 + 600 }, params);
    await around.open(targetOf(invoice));
    tab = Number([...around.browser.openTabs.keys()].at(-1));
    await around.arrive(tab, `https://${label}/s3/buckets`);
    others = [0, 1, 2, 3, 4, 5].map(() => around.browser.addTab({ openerTabId: tab }).id);
    for (const id of others) {
      await around.arrive(id, `https://${label}/ec2/home#${id}`);
      around.browser.lookAt(id);
      await around.clock.advance(1_000);
    }
    await signInAgain();
    await around.arrive(tab, `https://${label}/s3/buckets`);
  });

  it('are loaded anew a few at a time, the last used first, the next when one is there', async () => {
    const order = others.toReversed();
    assert.deepEqual(reloaded(), order.slice(0, 3));
    await complete(Number(order[1]));
    assert.deepEqual(reloaded(), order.slice(0, 4));
    around.browser.lookAt(Number(order[5]));
    await complete(Number(order[0]));
    assert.deepEqual(reloaded(), [...order.slice(0, 4), order[5]]);
    for (const id of [order[2], order[3], order[4], order[5]]) await complete(Number(id));
    assert.deepEqual(reloaded().toSorted(), others.toSorted());
    assert.deepEqual(left(), []);
    assert.equal(around.browser.setAlarms.has('resume'), false);
  });

  it('go on where one is closed, and leave out what was closed while it waited', async () => {
    const order = others.toReversed();
    around.browser.closeTab(Number(order[3]));
    around.browser.closeTab(Number(order[0]));
    await settle();
    assert.deepEqual(reloaded(), [order[0], order[1], order[2], order[4]]);
  });

  it('are not loaded twice where a waiting one has come back to the console', async () => {
    const order = others.toReversed();
    await complete(Number(order[4]));
    for (const id of order) await complete(Number(id));
    assert.deepEqual(reloaded(), [order[0], order[1], order[2], order[3], order[5]]);
  });

  it('go on after the death of the worker, and of its successor', async () => {
    const order = others.toReversed();
    await around.restart();
    assert.equal(reloaded().length, 3);
    around.browser.killWorker();
    await around.start();
    for (const id of order) await complete(Number(id));
    assert.deepEqual(reloaded().toSorted(), others.toSorted());
    assert.deepEqual(left(), []);
  });

  it('wait for no page that never loads, and nothing of them is left over', async () => {
    for (let half = 0; half < 20; half++) {
      await around.clock.advance(minute / 2 + 1);
      if (around.browser.setAlarms.has('resume'))
        around.browser.events.onAlarm.fire({ name: 'resume' });
      await settle();
    }
    assert.deepEqual(reloaded(), others.toReversed());
    assert.deepEqual(left(), []);
    assert.equal(around.browser.setAlarms.has('resume'), false);
  });

  it('leave a form alone that was begun while the tab waited', async () => {
    const order = others.toReversed();
    around.browser.inPages.set(Number(order[3]), { typing: true });
    await complete(Number(order[0]));
    assert.deepEqual(reloaded(), [order[0], order[1], order[2], order[4]]);
  });

  it('follow the session to another label, where the one that they show has ended with it', async () => {
    for (const id of others) await complete(id);
    const before = reloaded().length;
    const newLabel = label.replace('ab12cd34', 'ef56gh78');
    await signInAgain();
    await around.arrive(tab, `https://${newLabel}/s3/buckets`);
    const sent = around.browser.calls('tabs.update').filter(({ id }) => others.includes(id));
    assert.deepEqual(
      sent.map(({ id, url }) => [id, url]),
      others
        .toReversed()
        .slice(0, 3)
        .map((id) => [id, `https://${newLabel}/ec2/home#${id}`]),
    );
    assert.equal(reloaded().length, before);
  });
});
