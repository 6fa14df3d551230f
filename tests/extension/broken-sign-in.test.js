import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

const minute = 60_000;
const labelled = (/** @type {number} */ n) =>
  `https://123456789012-ab12cd3${n}.us-west-2.console.aws.amazon.com/console/home`;

describe('a sign-in whose connection broke, so that Firefox shows nothing', () => {
  /** @type {FakePlatform} */
  let around;
  const newest = () => Number([...around.browser.openTabs.keys()].at(-1));

  beforeEach(async () => {
    around = new FakePlatform('firefox');
    await around.ready();
  });

  it('is said to have failed, and is no session that is open', async () => {
    await around.open(targetOf(invoice));
    around.browser.breakOff(newest());
    await settle();
    const { failure, sessions } = around.browser.session.data;
    assert.equal(failure?.error.code, 'aws_unreachable');
    const states = Object.values(sessions).map(({ landed, endedBecause }) => [
      landed,
      endedBecause,
    ]);
    assert.deepEqual(states, [[false, 'signed_out']]);
    await around.browser.send('open', failure.request);
    await settle();
    await around.arrive(newest(), labelled(0));
    assert.equal(around.browser.session.data.failure, null);
    assert.equal(around.host.count('open_console'), 2);
  });

  it('in a renewal is no session on the page of before', async () => {
    await around.open(targetOf(invoice));
    const tab = newest();
    await around.arrive(tab, labelled(0));
    around.browser.lookAt(1);
    await around.clock.advance(61 * minute);
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
    around.browser.lookAt(tab);
    await settle();
    assert.equal(around.host.count('open_console'), 2);
    around.browser.inPages.set(tab, { age: 62 * minute });
    around.browser.breakOff(tab);
    await settle();
    const [session] = /** @type {any[]} */ (Object.values(around.browser.session.data.sessions));
    assert.deepEqual([session.landed, session.endedBecause], [false, 'signed_out']);
    const [renewal] = /** @type {any[]} */ (Object.values(around.browser.session.data.renewals));
    assert.equal(renewal.error.code, 'aws_unreachable');
    around.browser.lookAt(1);
    around.browser.lookAt(tab);
    await settle();
    assert.equal(around.host.count('open_console'), 3);
    around.browser.inPages.delete(tab);
    await around.arrive(tab, labelled(0));
    assert.equal(around.browser.session.data.failure ?? null, null);
  });

  it('is awaited while its tab is still loading', async () => {
    await around.open(targetOf(invoice));
    const { events } = around.browser;
    const tab = around.browser.seen(around.browser.openTabs.get(newest()));
    events.onUpdated.fire(newest(), { status: 'complete' }, { ...tab, status: 'complete' });
    await settle();
    assert.equal(around.browser.session.data.failure ?? null, null);
    await around.arrive(newest(), labelled(0));
    assert.equal(around.host.count('open_console'), 1);
  });

  it('is taken for a session where nobody lets the extension see pages of AWS', async () => {
    around.browser.hostPermission = false;
    await around.open(targetOf(invoice));
    around.browser.breakOff(newest());
    await settle();
    assert.equal(around.browser.session.data.failure ?? null, null);
  });
});

describe('AWS’s page that answers no script', () => {
  it('is said to have not been reached', async () => {
    const around = new FakePlatform();
    await around.ready();
    await around.open(targetOf(invoice));
    const tab = Number([...around.browser.openTabs.keys()].at(-1));
    around.browser.inPages.set(tab, { silent: true });
    around.browser.navigate(tab, 'https://us-west-2.signin.aws.amazon.com/oauth');
    await settle();
    await around.clock.advance(10_000);
    await settle();
    assert.equal(around.browser.session.data.failure?.error.code, 'aws_unreachable');
  });
});

describe('AWS’s sign-in page in place of a console’s', () => {
  it('leads to the console where the page answers no script', async () => {
    const around = new FakePlatform();
    await around.ready();
    await around.open(targetOf(invoice));
    const tab = Number([...around.browser.openTabs.keys()].at(-1));
    await around.arrive(tab, labelled(0));
    const { scripting } = around.browser.api;
    const { executeScript } = scripting;
    scripting.executeScript = (/** @type {any} */ script) =>
      script.func?.name === 'linksTo' ? new Promise(() => undefined) : executeScript(script);
    around.browser.navigate(tab, 'https://us-west-2.signin.aws.amazon.com/oauth');
    await settle();
    assert.equal(around.host.count('open_console'), 2);
  });
});
