import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { acme, billing, invoice, signInUrl, targetOf } from './fakes/fake-platform.js';
import { error, FakeSessionEnd, otherPage } from './fakes/fake-session-end.js';

const minute = 60_000;

describe('a renewal that fails', () => {
  /** @type {FakeSessionEnd} */
  let around;

  beforeEach(async () => {
    around = new FakeSessionEnd();
    await around.ready();
  });

  for (const code of ['portal_forbidden', 'host_lost', 'aws_refused', 'unknown_tenant'])
    it(`is tried once where the answer is ${code}, and said`, async () => {
      const tab = await around.opened();
      around.host.answers.open_console = () => error(code);
      await around.end();
      await around.clock.advance(60 * minute);
      for (let times = 0; times < 3; times++) {
        around.browser.lookAt(1);
        await around.lookAt(tab);
      }
      assert.equal(around.asked(), 2);
      assert.equal(around.phase(), 'failed');
      assert.equal(around.browser.session.data.failure.error.code, code);
      const { result } = await around.browser.send('chip_state', {}, around.browser.senderOf(tab));
      assert.equal(result.phase, 'failed');
      assert.deepEqual(around.updates(), []);
      assert.ok(around.browser.openTabs.has(tab));
    });

  it('is tried again when its tab is looked at again, where nobody could be reached', async () => {
    const tab = await around.opened();
    const answerAgain = around.refuse('portal_unreachable');
    await around.end();
    await around.clock.advance(60 * minute);
    assert.equal(around.asked(), 2);
    answerAgain();
    around.browser.lookAt(1);
    await around.lookAt(tab);
    assert.equal(around.asked(), 3);
    assert.equal(around.updates().length, 1);
  });

  it('is tried again when its window is come back to, where nobody could be reached', async () => {
    const tab = await around.opened();
    const answerAgain = around.refuse('portal_unreachable');
    await around.end();
    await around.clock.advance(60 * minute);
    answerAgain();
    const { windowId } = around.browser.openTabs.get(tab);
    around.browser.events.onFocusChanged.fire(around.browser.api.windows.WINDOW_ID_NONE);
    await settle();
    assert.equal(around.asked(), 2);
    around.browser.events.onFocusChanged.fire(windowId);
    await settle();
    assert.equal(around.asked(), 3);
    assert.deepEqual(around.updates(), [
      { call: 'tabs.update', id: tab, url: signInUrl('token-2') },
    ]);
  });

  it('is tried again when its page is used, once a minute at most, for as long as nobody is reached', async () => {
    const tab = await around.opened();
    const answerAgain = around.refuse('portal_unreachable');
    await around.end();
    await around.clock.advance(10_000);
    assert.equal(around.asked(), 2);
    for (let minutes = 1; minutes <= 5; minutes++) {
      await around.clock.advance(minute);
      for (let times = 0; times < 3; times++)
        await around.browser.send('page_used', {}, around.browser.senderOf(tab));
      await settle();
      assert.equal(around.asked(), 2 + minutes);
    }
    assert.equal(around.phase(), 'waiting');
    answerAgain();
    await around.clock.advance(minute);
    await around.browser.send('page_used', {}, around.browser.senderOf(tab));
    await settle();
    assert.equal(around.updates().length, 1);
  });

  it('is tried again when the network is back, where nobody could be reached', async () => {
    const network = new EventTarget();
    Object.assign(globalThis, { addEventListener: network.addEventListener.bind(network) });
    try {
      await around.restart();
    } finally {
      Reflect.deleteProperty(globalThis, 'addEventListener');
    }
    const tab = await around.opened();
    const answerAgain = around.refuse('portal_unreachable');
    await around.end();
    await around.clock.advance(60 * minute);
    answerAgain();
    around.browser.lookAt(1);
    network.dispatchEvent(new Event('online'));
    await settle();
    assert.equal(around.asked(), 2, 'nobody looks at it');
    Object.assign(around.browser.openTabs.get(1), { active: false });
    Object.assign(around.browser.openTabs.get(tab), { active: true });
    network.dispatchEvent(new Event('online'));
    await settle();
    assert.equal(around.asked(), 3);
    assert.deepEqual(around.updates(), [
      { call: 'tabs.update', id: tab, url: signInUrl('token-2') },
    ]);
  });

  it('is announced, too, where notifications have no buttons, and goes on', async () => {
    around.browser.refusesButtons = true;
    await around.opened();
    around.host.answers.open_console = () => error('sign_in_needed');
    await around.end();
    await around.clock.advance(10_000);
    assert.match(around.notes().at(-1).id, /^portal acme/);
    assert.deepEqual(around.browser.session.data.intents, {});
  });

  it('asks once to sign in where the portal’s session is over too, then everything goes on', async () => {
    const first = await around.opened();
    const second = await around.opened(otherPage, billing);
    const answerAgain = around.refuse('sign_in_needed');
    await around.end();
    await around.clock.advance(10_000);
    await around.lookAt(first);
    const requests = around.notes().filter(({ id }) => id.startsWith('portal '));
    assert.deepEqual(new Set(requests.map(({ id }) => id)), new Set(['portal acme']));
    assert.equal(around.host.count('sign_in'), 0);
    assert.equal(around.browser.shown.get(first)?.text, '!');
    assert.match(
      around.browser.shown.get(first)?.title,
      /^Sign in to acme to continue with invoice/,
    );

    around.browser.events.onClicked.fire('portal acme');
    await settle();
    assert.equal(around.host.count('sign_in'), 1);
    answerAgain();
    around.host.answer('sign_in', { portal: acme });
    await settle();
    const reopened = around.updates().filter(({ url }) => url?.includes('SigninToken'));
    assert.deepEqual(reopened.map(({ id }) => id).sort(), [first, second].sort());
  });

  it('goes on after the sign-in though another’s tab shows something else by now', async () => {
    const first = await around.opened();
    const second = await around.opened(otherPage, billing);
    const answerAgain = around.refuse('sign_in_needed');
    await around.end();
    await around.clock.advance(10_000);
    await around.lookAt(first);
    await around.arrive(first, 'https://example.org/');
    around.browser.events.onClicked.fire('portal acme');
    await settle();
    answerAgain();
    around.host.answer('sign_in', { portal: acme });
    await settle();
    const reopened = around.updates().filter(({ url }) => url?.includes('SigninToken'));
    assert.deepEqual(
      reopened.map(({ id }) => id),
      [second],
    );
  });

  it('leaves its session to the page of it that somebody opens meanwhile', async () => {
    const tab = await around.opened();
    const answerAgain = around.refuse('sign_in_needed');
    await around.end();
    await around.clock.advance(10_000);
    const request = { target: targetOf(invoice), how: 'new', tabId: tab, to: 'sqs' };
    await around.browser.send('open', request);
    await settle();
    assert.equal(around.host.count('sign_in'), 1);
    answerAgain();
    const before = around.asked();
    around.host.answer('sign_in', { portal: acme });
    await settle();
    assert.equal(
      around.asked(),
      before + 1,
      'one sign-in, so that neither takes the place of the other',
    );
    assert.equal(around.host.asked('open_console').params.to, 'sqs');
  });

  it('has a try of its own after one before it that failed', async () => {
    const tab = await around.opened();
    around.host.answers.open_console = () => error('portal_forbidden');
    await around.browser.send('chip_renew', {}, around.browser.senderOf(tab));
    await settle();
    assert.equal(around.asked(), 2);
    assert.equal(around.browser.session.data.failure.error.code, 'portal_forbidden');
    await around.end();
    assert.equal(around.phase(), 'countdown');
  });
});
