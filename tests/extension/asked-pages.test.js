import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import {
  consolePage,
  FakePlatform,
  grantPage,
  invoice,
  signInUrl,
  targetOf,
} from './fakes/fake-platform.js';
import { FakeSessionEnd } from './fakes/fake-session-end.js';

const minute = 60_000;
const queues = 'https://us-west-2.console.aws.amazon.com/sqs/v2/home?region=us-west-2';
const signInPageFor = (/** @type {string} */ page) =>
  `https://us-west-2.signin.aws.amazon.com/oauth?response_type=code&redirect_uri=${encodeURIComponent(page)}`;
const signInPage = signInPageFor(consolePage);

describe('a session that AWS ends unseen', () => {
  /** @type {FakePlatform} */
  let around;
  const newest = () => [...around.browser.openTabs.keys()].at(-1) ?? 0;
  const asked = () => around.host.count('open_console');

  async function begin() {
    around = new FakePlatform();
    around.browser.local.data.settings = { renewal: 'ask' };
    await around.ready();
    await around.open(targetOf(invoice));
    await around.arrive(newest(), consolePage);
  }

  /** The page in a tab shows AWS's dialogue. @param {number} id */
  async function tellEnd(id) {
    const [{ startedAt }] = /** @type {any[]} */ (
      Object.values(around.browser.session.data.sessions)
    );
    await around.browser.send('page_ended', { stamp: startedAt }, around.browser.senderOf(id));
    await settle();
  }

  beforeEach(begin);

  it('is signed in to again for a page that somebody asks for, whatever is set for its end', async () => {
    await around.open(targetOf(invoice), { how: 'new_page' });
    assert.equal(asked(), 1);
    await around.arrive(newest(), signInPage);
    assert.equal(asked(), 2);
    assert.equal(around.host.asked('open_console').params.to, consolePage);
  });

  it('is signed in to again where somebody goes to a tab of it that is still to be loaded', async () => {
    const tab = around.browser.openTabs.get(newest());
    tab.status = 'unloaded';
    await around.open(targetOf(invoice), { tabId: 1 });
    await around.arrive(tab.id, signInPage);
    assert.equal(asked(), 2);
    assert.equal(tab.active, true);
  });

  it('is signed in to again where its page tells that it is over once somebody has gone there', async () => {
    const tab = around.browser.openTabs.get(newest());
    around.browser.lookAt(1);
    await around.open(targetOf(invoice));
    await around.clock.advance(9000);
    await tellEnd(tab.id);
    assert.equal(asked(), 2);
    assert.deepEqual([tab.pendingUrl, tab.active], [signInUrl('token-2'), true]);
  });

  it('is signed in to beside what is typed on that page', async () => {
    const tab = newest();
    await around.open(targetOf(invoice));
    around.browser.inPages.set(tab, { typing: true });
    await tellEnd(tab);
    assert.equal(asked(), 2);
    assert.equal(around.browser.openTabs.get(tab).url, consolePage);
    assert.equal(around.browser.openTabs.get(newest()).pendingUrl, signInUrl('token-2'));
  });

  it('waits for a word where its page tells that later, or in a tab that is no longer in front', async () => {
    const tab = newest();
    await around.open(targetOf(invoice));
    around.browser.lookAt(1);
    await tellEnd(tab);
    assert.equal(asked(), 1);
    await around.open(targetOf(invoice));
    assert.equal(asked(), 2);
    await around.arrive(tab, consolePage);
    await around.open(targetOf(invoice));
    await around.clock.advance(11_000);
    await tellEnd(tab);
    assert.equal(asked(), 2);
  });

  it('waits for a word where another window is in front by then', async () => {
    const tab = newest();
    await around.open(targetOf(invoice));
    const windowId = around.browser.tabs.addWindow({ incognito: true });
    around.browser.lookAt(around.browser.addTab({ windowId, url: 'https://example.org/' }).id);
    await tellEnd(tab);
    assert.equal(asked(), 1);
    assert.equal(around.browser.tabs.front, windowId);
  });

  it('waits for a word where somebody has opened the popup by then, which a page in front would close', async () => {
    await around.open(targetOf(invoice));
    await around.clock.advance(1000);
    around.browser.openPopup();
    await tellEnd(newest());
    assert.equal(asked(), 1);
  });

  it('stays left where somebody signs out of it right after they have gone there', async () => {
    const tab = newest();
    await around.open(targetOf(invoice));
    const signOut = 'https://us-west-2.console.aws.amazon.com/console/logout!doLogout';
    await around.arrive(tab, signOut);
    await around.arrive(tab, signInPage);
    assert.equal(asked(), 1);
  });

  it('waits for a word once the browser was started again', async () => {
    await around.open(targetOf(invoice));
    around.die();
    around.browser.restart();
    await around.start();
    await around.arrive(newest(), signInPage);
    assert.equal(around.browser.openTabs.get(newest()).active, true);
    assert.equal(asked(), 1);
  });

  it('is signed in to again once, whichever is first: who goes there or what its page tells', async () => {
    for (let turns = -60; turns < 120; turns++) {
      await begin();
      const tab = newest();
      around.browser.lookAt(1);
      await settle();
      const acts = [() => void tellEnd(tab), () => void around.open(targetOf(invoice))];
      if (turns < 0) acts.reverse();
      acts[0]?.();
      for (let turn = 0; turn < Math.abs(turns); turn++) await undefined;
      acts[1]?.();
      await settle();
      assert.equal(asked(), 2, `${turns} turns later`);
    }
  });

  it('asks for the portal’s sign-in for that page', async () => {
    around.host.answers.open_console = () => ({
      error: { code: 'sign_in_needed', message: '', hint: '' },
    });
    await around.open(targetOf(invoice), { how: 'new_page' });
    await around.arrive(newest(), signInPage);
    const request = around.host.asked('sign_in').id;
    around.host.port.say({
      event: 'grant_page',
      data: { request, portal: 'acme', url: grantPage },
    });
    await settle();
    assert.equal(around.browser.calls('tabs.create').at(-1).url, grantPage);
  });

  it('takes no focus for a page that was opened behind', async () => {
    await around.open(targetOf(invoice), { how: 'background' });
    const behind = newest();
    await around.arrive(behind, signInPage);
    assert.equal(asked(), 2);
    assert.equal(around.browser.openTabs.get(behind).active, false);
  });

  it('waits for a word where the page had come and the end came later', async () => {
    await around.open(targetOf(invoice), { how: 'new_page' });
    await around.arrive(newest(), consolePage);
    await around.arrive(newest(), signInPage);
    assert.equal(asked(), 1);
  });
});

describe('a page that somebody asks for in a session that AWS has ended meanwhile', () => {
  /** @type {FakeSessionEnd} */
  let around;
  /** @type {number} the session's tab */
  let tab;

  beforeEach(async () => {
    around = new FakeSessionEnd();
    around.host.answers.resolve_page = ({ to }) => ({ url: to, service: 'sqs' });
    await around.ready();
  });

  /** @returns {Promise<number>} the tab that it is opened in */
  async function ask() {
    const request = { target: targetOf(invoice), how: 'go', tabId: 1, to: queues };
    await around.browser.send('open', request);
    await settle();
    const { id, pendingUrl } = [...around.browser.openTabs.values()].at(-1);
    assert.equal(pendingUrl, queues);
    return id;
  }

  /** @param {string} name of a message */
  async function say(name) {
    const { id } = around.browser.api.runtime;
    const { stamp } = around.browser.pages.of(tab);
    const { url, ...shown } = around.browser.openTabs.get(tab);
    void around.browser.send(name, { stamp }, { id, url, frameId: 0, tab: { url, ...shown } });
    await settle();
  }

  it('leads to the portal’s sign-in, for which an early renewal waits already', async () => {
    tab = await around.opened(consolePage);
    around.refuse('sign_in_needed');
    await say('chip_renew');
    const data = { request: around.host.asked('sign_in').id, portal: 'acme', url: grantPage };
    around.host.port.say({ event: 'grant_page', data });
    await settle();
    const grant = [...around.browser.openTabs.values()].at(-1);
    assert.equal(grant.pendingUrl, grantPage);
    around.browser.navigate(grant.id, grantPage);
    await around.arrive(await ask(), signInPageFor(queues));
    assert.equal(around.browser.openTabs.get(grant.id).active, true);
    const [{ wanted }] = /** @type {any[]} */ (Object.values(around.browser.session.data.signIns));
    assert.equal(wanted.to, queues);
    assert.equal(around.host.count('sign_in'), 1);
  });

  for (const renewal of ['ask', 'automatic'])
    it(`is signed in for, though another page has told of the end: ${renewal}`, async () => {
      around.settings({ renewal });
      tab = await around.opened(consolePage);
      const asked = await ask();
      await say('page_ended');
      await around.arrive(asked, signInPageFor(queues));
      assert.equal(around.asked(), 2);
      assert.equal(around.host.asked('open_console').params.to, queues);
      assert.match(around.browser.openTabs.get(asked).pendingUrl, /SigninToken=token-2$/);
    });
});

describe('a countdown', () => {
  it('goes with its tab, and leaves no timer, no record and no alarm', async () => {
    const around = new FakePlatform();
    await around.ready();
    await around.open(targetOf(invoice));
    const tab = [...around.browser.openTabs.keys()].at(-1) ?? 0;
    around.browser.navigate(tab, consolePage);
    await settle();
    await around.clock.advance(60 * minute + 1);
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
    const [renewal] = /** @type {any[]} */ (Object.values(around.browser.session.data.renewals));
    assert.equal(renewal.phase, 'countdown');
    around.browser.closeTab(tab);
    await settle();
    await around.clock.advance(minute);
    around.browser.events.onAlarm.fire({ name: 'resume' });
    await settle();
    assert.deepEqual(around.browser.session.data.renewals, {});
    assert.equal(around.browser.setAlarms.has('resume'), false);
    // The host is kept for ten minutes.
    await around.clock.advance(10 * minute);
    assert.equal(around.clock.waiting, 0);
  });
});
