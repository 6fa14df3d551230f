import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { awsPatterns } from '../../extension/src/domain/aws-hosts.js';
import { settle } from './fakes/fake-clock.js';
import {
  billing,
  consolePage,
  FakePlatform,
  invoice,
  signInUrl,
  targetOf,
} from './fakes/fake-platform.js';

const { saidOf } = await import('../../extension/src/background/sessions/badge.js');

const minute = 60_000;

describe('badge', () => {
  /** @type {FakePlatform} */
  let around;
  const shown = (/** @type {number} */ id) => around.browser.shown.get(id);
  const alarm = () => around.browser.setAlarms.get('badge');

  /**
   * @param {any} tenant
   * @param {number} seconds how long its session lasts
   * @returns {Promise<number>} its tab
   */
  async function openFor(tenant, seconds) {
    const expires_at = around.clock.now() / 1000 + seconds;
    around.host.answers.open_console = (params) => around.console({ expires_at }, params);
    await around.open(targetOf(tenant));
    const tab = [...around.browser.openTabs.values()].at(-1);
    around.browser.navigate(tab.id, consolePage);
    await settle();
    return tab.id;
  }

  /** Rings the badge's alarm at the time it is set to, as the browser does. */
  async function ring() {
    const { when } = alarm();
    // The alarm's own effect: timers of the worker are left out, as if it had died.
    const early = when - around.clock.now();
    around.browser.killWorker();
    await around.clock.advance(early);
    await around.start();
  }

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
  });

  it('shows the time left of the tab’s own session, in words too', async () => {
    const tab = await openFor(invoice, 52 * 60 + 30);
    assert.equal(shown(tab)?.text, '52m');
    assert.match(
      shown(tab)?.title,
      /^invoice on acme, AWS session until .*\d:\d\d.* \(52 minutes left\)$/,
    );
    assert.equal(shown(1), undefined);
  });

  it('says in words and by its icon that a tenant is production, at once where the rules change', async () => {
    const tab = await openFor(billing, 3000);
    assert.match(shown(tab)?.title, /^PRODUCTION: billing on acme, AWS session until /);
    assert.match(JSON.stringify(shown(tab)?.icon), /production-16/);
    await around.browser.send('change_settings', { production: ['nonprod'] });
    await settle();
    assert.match(shown(tab)?.title, /^billing on acme/);
    assert.match(JSON.stringify(shown(tab)?.icon), /neutral-16/);
  });

  it('goes from grey by amber to red as the end comes nearer', async () => {
    const colours = { 3600: '#475569', 500: '#b45309', 50: '#b91c1c' };
    for (const [seconds, colour] of Object.entries(colours)) {
      around.browser.session.data.sessions = {};
      const tab = await openFor(invoice, Number(seconds));
      assert.equal(shown(tab)?.color, colour, seconds);
    }
  });

  it('is set again when the tab has loaded another page, and left alone off the console', async () => {
    const tab = await openFor(invoice, 3000);
    around.browser.navigate(tab, `${consolePage}#deep`);
    await settle();
    assert.equal(shown(tab)?.text, '50m');
    around.browser.navigate(tab, 'https://example.org/');
    await settle();
    assert.equal(shown(tab), undefined);
    assert.equal(alarm(), undefined);
  });

  it('goes on after a call that the browser refused, which stops no opening', async () => {
    const { action } = around.browser.api;
    const { setTitle } = action;
    action.setTitle = async () => Promise.reject(new Error('refused'));
    const tab = await openFor(invoice, 3000);
    action.setTitle = setTitle;
    around.browser.navigate(tab, `${consolePage}#deep`);
    await settle();
    assert.equal(shown(tab)?.text, '50m');
  });

  for (const call of ['action.setTitle', 'action.setBadgeText', 'alarms.create'])
    it(`is true a minute after a call that failed, with nothing else happening: ${call}`, async () => {
      const tab = await openFor(invoice, 3000);
      around.browser.setAlarms.delete('badge');
      // A minute later each of these calls has something to do.
      around.clock.jump(minute);
      around.browser.gate.refuseOnce(call, 'The browser is busy.');
      around.browser.events.onAlarm.fire({ name: 'badge' });
      await settle();
      assert.equal(around.browser.gate.refusalsLeft, 0);
      await ring();
      assert.equal(shown(tab)?.text, '48m');
    });

  it('wakes the worker exactly as often as the text changes, without timers of its own', async () => {
    const tab = await openFor(invoice, 3 * 60 + 30);
    const texts = [shown(tab)?.text];
    while (alarm()) {
      await ring();
      texts.push(shown(tab)?.text);
    }
    assert.deepEqual(texts, ['3m', '2m', '1m', '45s', '30s', '15s', '<15s', 'end']);
  });

  it('uses a timer for changes sooner than alarms can ring', async () => {
    const tab = await openFor(invoice, 61);
    await around.clock.advance(2000);
    assert.equal(shown(tab)?.text, '45s');
    await around.clock.advance(30_000);
    assert.equal(shown(tab)?.text, '15s');
  });

  it('says the same time in words as in four letters', async () => {
    const tab = await openFor(invoice, 3 * 3600 + 2400);
    const end = around.clock.now() + (3 * 3600 + 2400) * 1000;
    const said = async (/** @type {number} */ left) => {
      await around.clock.advance(end - around.clock.now() - left * 1000);
      around.browser.events.onAlarm.fire({ name: 'badge' });
      await settle();
      return [shown(tab)?.text, /\((.*) left\)/.exec(shown(tab)?.title)?.[1]];
    };
    assert.deepEqual(await said(3 * 3600 + 2390), ['3h', '3 hours']);
    assert.deepEqual(await said(150), ['2m', '2 minutes']);
    assert.deepEqual(await said(23), ['15s', '15 seconds']);
    assert.deepEqual(await said(9), ['<15s', 'less than 15 seconds']);
  });

  it('tells by colour, text and icon how little is left', async () => {
    const tab = await openFor(invoice, 11 * 60);
    const neutral = shown(tab)?.color;
    assert.match(shown(tab)?.icon[16], /neutral/);
    await around.clock.advance(2 * minute);
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
    const soon = shown(tab)?.color;
    await around.clock.advance(20 * minute);
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
    assert.equal(shown(tab)?.text, 'end');
    assert.equal(new Set([neutral, soon, shown(tab)?.color]).size, 3);
    assert.match(shown(tab)?.icon[16], /expired/);
    assert.match(shown(tab)?.title, /^invoice on acme, AWS session ended at /);
  });

  it('tells no end of a session that never came', async () => {
    await around.open(targetOf(invoice));
    const tab = Number([...around.browser.openTabs.keys()].at(-1));
    around.browser.failToLoad(tab, 'https://us-west-2.signin.aws.amazon.com/oauth');
    await settle();
    around.browser.openPopup();
    await settle();
    assert.match(shown(tab)?.title, /went wrong/);
    assert.equal(shown(tab)?.text, '!');
  });

  it('tells no end of a session that never came while it is tried again, either', async () => {
    await around.open(targetOf(invoice));
    const [session] = Object.values(around.browser.session.data.sessions);
    const broken = { ...session, landed: false, endedBecause: 'signed_out' };
    const renewal = /** @type {any} */ ({ phase: 'running' });
    const { badge, title } = saidOf(broken, around.clock.now(), undefined, renewal);
    assert.deepEqual([badge, title], ['', 'Open the AWS Console for a tenant']);
  });

  it('is right after a sleep over the end', async () => {
    const tab = await openFor(invoice, 3600);
    around.browser.killWorker();
    await around.clock.advance(3 * 60 * minute);
    await around.start();
    assert.equal(shown(tab)?.text, 'end');
    assert.equal(alarm(), undefined);
  });

  it('keeps one alarm for the earliest change of all tabs', async () => {
    const label = 'https://123456789012-ab12cd34.us-west-2.console.aws.amazon.com/console/home';
    const first = await openFor(invoice, 50 * 60 + 20);
    around.browser.navigate(first, label);
    await settle();
    await openFor(billing, 20 * 60 + 10);
    assert.equal(alarm().when - around.clock.now(), 10_001);
    assert.equal(shown(first)?.text, '50m');
  });

  it('says that another sign-in took a session’s place', async () => {
    around.browser.local.data.settings = { signOutWithoutAsking: true };
    const first = await openFor(invoice, 3600);
    await openFor(billing, 3600);
    assert.equal(shown(first)?.text, 'end');
    assert.match(shown(first)?.title, /replaced by another one/);
  });

  it('counts a tab opened from a session’s tab as the session’s', async () => {
    const tab = await openFor(invoice, 3600);
    const child = around.browser.addTab({ openerTabId: tab, pendingUrl: consolePage });
    await settle();
    around.browser.navigate(child.id, consolePage);
    await settle();
    assert.equal(shown(child.id)?.text, '60m');
  });

  it('works where the browser does not let tabs’ addresses be read', async () => {
    around.browser.hostPermission = false;
    const tab = await openFor(invoice, 3000);
    around.browser.navigate(tab, /** @type {any} */ (undefined));
    await settle();
    assert.equal(shown(tab)?.text, '50m');
  });

  it('is painted at once where AWS’s pages are allowed later', async () => {
    around.browser.hostPermission = false;
    const tab = await openFor(invoice, 3000);
    around.browser.shown.delete(tab);
    around.browser.hostPermission = true;
    around.browser.events.onPermissionsAdded.fire({ origins: awsPatterns });
    await settle();
    assert.equal(shown(tab)?.text, '50m');
    assert.ok(around.browser.pages.hears(tab));
    const registered = await around.browser.api.scripting.getRegisteredContentScripts();
    assert.equal(registered.length, 1);
  });

  it('takes back the time left where AWS then refuses the session', async () => {
    await around.open(targetOf(invoice));
    const [tab = 0] = [...around.browser.openTabs.keys()].slice(-1);
    around.browser.navigate(tab, signInUrl('token-1'));
    await settle();
    assert.equal(around.browser.session.data.failure.error.code, 'aws_refused');
    assert.equal(shown(tab)?.text, '!');
    assert.match(shown(tab)?.title, /something went wrong/);
    await around.browser.send('dismiss_failure', {});
    await settle();
    assert.equal(shown(tab)?.text, '');
    assert.equal(shown(tab)?.title, 'Open the AWS Console for a tenant');
    assert.equal(alarm(), undefined);
  });

  it('forgets a session that is over and shown nowhere', async () => {
    const tab = await openFor(invoice, 60);
    await around.clock.advance(2 * minute);
    around.browser.closeTab(tab);
    await settle();
    assert.deepEqual(around.browser.session.data.sessions, {});
  });
});
