import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { billing, consolePage, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

const label = '123456789012-ab12cd34.us-west-2.console.aws.amazon.com';
const deep = 's3/buckets/x?region=us-west-2#a=b';
const plainDeep = `https://us-west-2.console.aws.amazon.com/${deep}`;
const logout = `https://${label}/console/logout!doLogout`;

for (const flavour of /** @type {const} */ (['chromium', 'firefox']))
  describe(`a session that a person signed out of, in ${flavour}`, () => {
    /** @type {FakePlatform} */
    let around;
    /** @type {number} */
    let tab;
    /** Another tab of the same session. @type {number} */
    let second;
    const asked = () => around.host.count('open_console');
    const wanted = () => around.host.asked('open_console').params.to;
    const updates = () =>
      around.browser.calls('tabs.update').filter(({ url }) => url !== undefined);
    const session = () =>
      /** @type {any} */ (Object.values(around.browser.session.data.sessions)[0]);

    /** @param {number} id */
    async function look(id) {
      around.browser.lookAt(id);
      await settle();
    }

    /** @param {number} id */
    function senderOf(id) {
      const own = around.browser.openTabs.get(id);
      return { id: around.browser.api.runtime.id, url: own.url, frameId: 0, tab: own };
    }

    beforeEach(async () => {
      around = new FakePlatform(flavour);
      await around.ready();
      await around.open(targetOf(invoice));
      tab = [...around.browser.openTabs.keys()].at(-1) ?? 0;
      await around.arrive(tab, `https://${label}/${deep}`);
      second = around.browser.openLink(tab, `https://${label}/ec2/home`).id;
      await around.arrive(second, `https://${label}/ec2/home`);
      await look(tab);
    });

    it('is not signed in again by looking at its tabs, however often', async () => {
      await around.arrive(tab, logout);
      for (let times = 0; times < 3; times++) for (const id of [1, second, tab]) await look(id);
      await around.browser.send('page_used', {}, senderOf(second));
      await around.clock.advance(60_000);
      assert.equal(asked(), 1);
      assert.equal(session().endedBecause, 'left');
    });

    it('is not signed in again either once its page has noticed before the sign-out was seen', async () => {
      await around.browser.send('page_ended', { stamp: session().startedAt }, senderOf(tab));
      await around.arrive(tab, logout);
      await around.clock.advance(60_000);
      await look(second);
      assert.equal(asked(), 1);
    });

    it('is known to be left by the press on the page’s own link, wherever that ends', async () => {
      await around.browser.send('page_left', { stamp: session().startedAt }, senderOf(tab));
      await around.arrive(tab, 'https://aws.amazon.com/');
      await around.browser.send('page_ended', { stamp: session().startedAt }, senderOf(second));
      for (const id of [second, tab, second]) await look(id);
      await around.clock.advance(60_000);
      assert.equal(asked(), 1);
      assert.equal(session().endedBecause, 'left');
    });

    it('stands in the history once, however long its tabs stay', async () => {
      await around.browser.send('chip_sign_out', {}, senderOf(tab));
      await around.arrive(tab, `https://${label}/console/logout!doLogout`);
      for (let times = 0; times < 3; times++) {
        await around.clock.advance(60_000);
        around.browser.events.onAlarm.fire({ name: 'badge' });
        await settle();
      }
      const ends = around.host.journal.filter(({ params }) => params?.what === 'signed_out');
      assert.equal(ends.length, 1);
    });

    it('comes back to the page before the sign-out, not to the sign-out', async () => {
      await around.arrive(tab, logout);
      await around.browser.send('chip_reopen_now', {}, senderOf(tab));
      await settle();
      assert.equal(asked(), 2);
      assert.equal(wanted(), plainDeep);
    });

    it('opens from the popup in the tab that signed out, and is live then', async () => {
      await around.arrive(tab, logout);
      await around.open(targetOf(invoice), { tabId: 1 });
      assert.equal(wanted(), plainDeep);
      // The browser tells of the way there while the tab still shows the page before.
      const own = around.browser.openTabs.get(tab);
      around.browser.events.onUpdated.fire(tab, { status: 'loading' }, { ...own, url: logout });
      await settle();
      assert.equal(session().endedBecause, null);
      await around.arrive(tab, `https://${label}/${deep}`);
      assert.equal(around.browser.shown.get(tab)?.text, '60m');
    });

    it('once it is back in another tab isn’t ended again by the tab that signed out', async () => {
      await around.arrive(tab, logout);
      await look(second);
      await around.browser.send('chip_reopen_now', {}, senderOf(second));
      await settle();
      await around.arrive(second, `https://${label}/ec2/home`);
      assert.deepEqual(around.browser.calls('tabs.reload'), []);
      assert.deepEqual(updates().at(-1), {
        call: 'tabs.update',
        id: tab,
        url: `https://${label}/${deep}`,
      });
      assert.equal(session().endedBecause, null);
    });

    it('lets Enter lead to the console, not to a tab that still shows the sign-out', async () => {
      await around.arrive(tab, logout);
      around.browser.inPages.set(tab, { typing: true });
      await around.browser.send('chip_reopen_now', {}, senderOf(second));
      await settle();
      await around.arrive(second, `https://${label}/ec2/home`);
      around.browser.openTabs.get(tab).lastAccessed = 9;
      around.browser.journal = [];
      await around.open(targetOf(invoice), { tabId: 1 });
      assert.deepEqual(around.browser.calls('tabs.update'), [
        { call: 'tabs.update', id: second, active: true },
      ]);
    });
  });

describe('a session whose place another one took', () => {
  it('does not take it back by being looked at', async () => {
    const around = new FakePlatform();
    around.browser.local.data.settings = { isolation: 'off', signOutWithoutAsking: true };
    await around.ready();
    const tabs = [];
    for (const tenant of [invoice, billing]) {
      await around.open(targetOf(tenant));
      const id = [...around.browser.openTabs.keys()].at(-1) ?? 0;
      around.browser.navigate(id, consolePage);
      await settle();
      tabs.push(id);
    }
    const asked = around.host.count('open_console');
    for (const id of [...tabs, ...tabs]) {
      around.browser.lookAt(id);
      await settle();
    }
    await around.clock.advance(60_000);
    assert.equal(around.host.count('open_console'), asked);
  });
});

describe('a sign-out on a page whose session another took the place of', () => {
  /** @type {FakePlatform} */
  let around;
  /** @type {number} */
  let stale;
  const sessions = () => /** @type {any[]} */ (Object.values(around.browser.session.data.sessions));
  const why = () => sessions().map(({ target, endedBecause }) => [target.name, endedBecause]);
  const newest = () => Number([...around.browser.openTabs.keys()].at(-1));
  const stamp = () => sessions().find(({ target }) => target.name === 'billing').startedAt;

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
    around.browser.local.data.settings = { signOutWithoutAsking: true };
    await around.open(targetOf(billing));
    stale = newest();
    await around.arrive(stale, consolePage);
    await around.open(targetOf(invoice), { tabId: 1 });
    await around.arrive(newest(), consolePage);
    assert.deepEqual(why(), [
      ['billing', 'replaced'],
      ['invoice', null],
    ]);
  });

  it('ends the one that is there, which is not signed in again by looking', async () => {
    const live = newest();
    await around.arrive(stale, 'https://us-west-2.console.aws.amazon.com/console/logout!doLogout');
    assert.deepEqual(why().at(-1), ['invoice', 'left']);
    await around.clock.advance(60 * 60_000 + 1);
    around.browser.lookAt(live);
    await settle();
    assert.equal(around.host.count('open_console'), 2);
  });

  it('ends it wherever AWS’s sign-out leads', async () => {
    const sender = around.browser.senderOf(stale);
    await around.browser.send('page_left', { stamp: stamp() }, sender);
    assert.deepEqual(why().at(-1), ['invoice', 'left']);
  });

  it('ends it from the chip, too', async () => {
    await around.browser.send('chip_sign_out', {}, around.browser.senderOf(stale));
    assert.deepEqual(why().at(-1), ['invoice', 'left']);
  });

  it('ends it from a tab that nobody knows to be of a session', async () => {
    const own = around.browser.addTab({ url: 'https://example.org/' });
    await around.arrive(own.id, consolePage);
    await around.arrive(own.id, 'https://us-west-2.console.aws.amazon.com/console/logout!doLogout');
    assert.deepEqual(why().at(-1), ['invoice', 'left']);
    assert.equal(around.browser.shown.get(newest() - 1)?.text, 'end');
  });

  it('ends no session that has a host of its own', async () => {
    around.browser.session.data.sessions = Object.fromEntries(
      Object.entries(around.browser.session.data.sessions).map(([key, session]) => [
        key,
        { ...session, labelHost: session.target.name === 'invoice' ? label : null },
      ]),
    );
    await around.browser.send('chip_sign_out', {}, around.browser.senderOf(stale));
    assert.deepEqual(why().at(-1), ['invoice', null]);
  });
});
