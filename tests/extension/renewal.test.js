import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { signInUrl } from './fakes/fake-platform.js';
import { deep, FakeSessionEnd, label } from './fakes/fake-session-end.js';

const minute = 60_000;

describe('the end of a session', () => {
  /** @type {FakeSessionEnd} */
  let around;

  beforeEach(async () => {
    around = new FakeSessionEnd();
    await around.ready();
  });

  it('gives the tab in front a countdown, then the same page in the same tab', async () => {
    const tab = await around.opened();
    await around.end();
    assert.equal(around.phase(), 'countdown');
    assert.equal(around.asked(), 1);
    await around.clock.advance(9_000);
    assert.equal(around.asked(), 1);
    await around.clock.advance(1_000);
    assert.equal(around.asked(), 2);
    const noted = around.host.journal.filter(({ method }) => method === 'record_history');
    assert.deepEqual(
      noted.map(({ params }) => [params.what, params.by]),
      [['ended', 'popup']],
    );
    const openings = around.host.journal.filter(({ method }) => method === 'open_console');
    assert.deepEqual(
      openings.map(({ params }) => [params.what, params.by]),
      [
        [undefined, 'popup'],
        ['renewed', 'renewal'],
      ],
    );
    const { to } = around.host.asked('open_console').params;
    assert.equal(to, `https://us-west-2.console.aws.amazon.com/${deep}`);
    assert.deepEqual(around.updates(), [
      { call: 'tabs.update', id: tab, url: signInUrl('token-2') },
    ]);
  });

  it('counts down after a sleep though something else is painted before its alarm rings', async () => {
    const tab = await around.opened();
    around.clock.jump(11 * minute);
    await around.browser.api.storage.local.set({ settings: { warnMinutes: 3 } });
    await settle();
    assert.equal(around.browser.shown.get(tab)?.text, 'end');
    assert.equal(around.phase(), 'countdown');
  });

  it('brings the page back although the worker dies during the countdown', async () => {
    const tab = await around.opened();
    await around.end();
    around.browser.killWorker();
    // Nothing but an alarm wakes a worker while its page is only being looked at.
    const [wake] = [...around.browser.setAlarms].filter(([, when]) => when.periodInMinutes);
    assert.ok(wake, 'no alarm rings');
    await around.clock.advance(30_000);
    await around.start();
    assert.deepEqual(around.updates(), [
      { call: 'tabs.update', id: tab, url: signInUrl('token-2') },
    ]);
  });

  it('leaves the page to a user who stops the countdown, for as long as they like', async () => {
    const tab = await around.opened();
    await around.end();
    const sender = around.browser.senderOf(tab);
    await around.browser.send('chip_stop_countdown', {}, sender);
    await around.clock.advance(60 * minute);
    around.browser.lookAt(1);
    await around.lookAt(tab);
    assert.equal(around.asked(), 1);
    await around.browser.send('chip_reopen_now', {}, sender);
    await settle();
    assert.equal(around.asked(), 2);
  });

  it('waits where no tab of it is in front, until one is looked at', async () => {
    const tab = await around.opened();
    around.browser.lookAt(1);
    await around.end();
    await around.clock.advance(60 * minute);
    assert.equal(around.asked(), 1);
    assert.equal(around.browser.setAlarms.has('resume'), false, 'nothing rings for what waits');
    await around.lookAt(tab);
    assert.equal(around.asked(), 2);
    assert.equal(around.updates().length, 1);
  });

  it('goes on after a press on Stop that came too late', async () => {
    const tab = await around.opened();
    around.browser.lookAt(1);
    await around.end();
    await around.browser.send('chip_stop_countdown', {}, around.browser.senderOf(tab));
    await around.lookAt(tab);
    assert.equal(around.asked(), 2);
  });

  it('goes back to waiting where the user leaves the tab during the countdown', async () => {
    await around.opened();
    await around.end();
    around.browser.lookAt(1);
    await around.clock.advance(11_000);
    assert.equal(around.asked(), 1);
    assert.equal(around.phase(), 'waiting');
  });

  it('never reloads a form in which somebody types, before or during the countdown', async () => {
    const tab = await around.opened();
    await around.end();
    around.browser.inPages.set(tab, { typing: true });
    await around.clock.advance(11_000);
    assert.equal(around.phase(), 'held');
    around.browser.lookAt(1);
    await around.lookAt(tab);
    assert.equal(around.asked(), 1);
    await around.browser.send('chip_reopen_anyway', {}, around.browser.senderOf(tab));
    await settle();
    assert.equal(around.asked(), 2);
  });

  it('takes a page of AWS’s sign-in for the end, and goes on without a countdown', async () => {
    const tab = await around.opened();
    const oauth = new URL('https://us-west-2.signin.aws.amazon.com/oauth?response_type=code');
    oauth.searchParams.set('redirect_uri', `https://${label}/s3/buckets/x?region=us-west-2`);
    await around.arrive(tab, oauth.href);
    assert.equal(around.asked(), 2);
    const { to } = around.host.asked('open_console').params;
    assert.equal(to, `https://us-west-2.console.aws.amazon.com/${deep}`);
  });

  it('comes early where the page says so, if it is a page of this session', async () => {
    const tab = await around.opened();
    const [session] = /** @type {any[]} */ (Object.values(around.browser.session.data.sessions));
    const say = (/** @type {number} */ stamp) =>
      around.browser.send('page_ended', { stamp }, around.browser.senderOf(tab));
    await say(session.startedAt - 1);
    assert.equal(around.phase(), undefined);
    await say(session.startedAt);
    assert.equal(around.phase(), 'countdown');
  });

  it('is left to itself after a sign-out by the user', async () => {
    const tab = await around.opened();
    await around.browser.send('chip_sign_out', {}, around.browser.senderOf(tab));
    await around.arrive(tab, `https://${label}/console/logout!doLogout`);
    await around.end();
    await around.clock.advance(minute);
    assert.equal(around.asked(), 1);
    assert.equal(around.updates()[0].url, `https://${label}/console/logout!doLogout`);
  });

  it('loads the session’s other tabs anew, but for forms, with one sign-in', async () => {
    const tab = await around.opened();
    const others = [0, 1, 2].map(() => around.browser.addTab({ openerTabId: tab }).id);
    await settle();
    for (const id of others) await around.arrive(id, `https://${label}/ec2/home#${id}`);
    around.browser.inPages.set(others[2], { typing: true });
    await around.end();
    await around.arrive(
      others[1],
      'https://us-west-2.signin.aws.amazon.com/oauth?response_type=code',
    );
    await around.clock.advance(10_000);
    await around.arrive(tab, `https://${label}/${deep}`);
    assert.equal(around.asked(), 2);
    assert.deepEqual(around.browser.calls('tabs.reload'), [{ call: 'tabs.reload', id: others[0] }]);
    assert.deepEqual(around.updates().at(-1), {
      call: 'tabs.update',
      id: others[1],
      url: `https://${label}/ec2/home#${others[1]}`,
    });
  });

  it('is not followed by another try where nobody used what the first brought', async () => {
    const tab = await around.opened();
    await around.end();
    await around.clock.advance(10_000);
    await around.arrive(tab, `https://${label}/${deep}`);
    await around.end();
    await around.clock.advance(60 * minute);
    assert.equal(around.asked(), 2);
    await around.browser.send('page_used', {}, around.browser.senderOf(tab));
    await around.clock.advance(10_000);
    assert.equal(around.asked(), 3);
  });

  it('does not go round where AWS asks to sign in again at once', async () => {
    const tab = await around.opened();
    const oauth = 'https://us-west-2.signin.aws.amazon.com/oauth?response_type=code';
    await around.arrive(tab, oauth);
    assert.equal(around.asked(), 2);
    for (let times = 0; times < 5; times++) {
      await around.arrive(tab, oauth);
      await around.arrive(tab, `https://${label}/${deep}`);
      await around.arrive(tab, oauth);
      await around.clock.advance(minute);
    }
    assert.equal(around.asked(), 2);
  });

  it('is seen by a worker that was dead, once', async () => {
    await around.opened();
    around.browser.killWorker();
    await around.clock.advance(3 * 60 * minute);
    await around.start();
    assert.equal(around.phase(), 'countdown');
    await around.restart();
    await around.clock.advance(10_000);
    await around.restart();
    assert.equal(around.asked(), 2);
  });

  it('reopens nothing in a tab that shows something else by now', async () => {
    const tab = await around.opened();
    await around.arrive(tab, 'https://example.org/');
    await around.end();
    await around.clock.advance(minute);
    assert.equal(around.asked(), 1);
  });
});
