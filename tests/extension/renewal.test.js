import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import {
  acme,
  billing,
  consolePage,
  FakePlatform,
  invoice,
  signInUrl,
  targetOf,
} from './fakes/fake-platform.js';

const minute = 60_000;
const label = '123456789012-ab12cd34.us-west-2.console.aws.amazon.com';
const deep = 's3/buckets/x?region=us-west-2&tab=objects#a=b;c=d%2Fe';

describe('the end of a session', () => {
  /** @type {FakePlatform} */
  let around;
  const asked = () => around.host.count('open_console');
  const updates = () => around.browser.calls('tabs.update');
  const notes = () => around.browser.calls('notifications.create');
  const phase = () =>
    /** @type {any} */ (Object.values(around.browser.session.data.renewals ?? {}))[0]?.phase;
  const error = (/** @type {string} */ code) => ({ error: { code, message: '', hint: '' } });

  /** @param {any} [change] settings */
  function settings(change) {
    around.browser.local.data.settings = change;
  }

  /**
   * A session that lasts ten minutes, its tab in front.
   * @param {string} [page]
   * @param {any} [tenant]
   * @returns {Promise<number>} its tab
   */
  async function opened(page = `https://${label}/${deep}`, tenant = invoice) {
    const { now } = around.clock;
    around.host.answers.open_console = (params) =>
      around.console({ expires_at: now() / 1000 + 600 }, params);
    await around.open(targetOf(tenant));
    const { id } = [...around.browser.openTabs.values()].at(-1);
    await arrive(id, page);
    around.browser.lookAt(id);
    await settle();
    return id;
  }

  /** @param {number} id @param {string} page */
  async function arrive(id, page) {
    around.browser.navigate(id, page);
    await settle();
  }

  /** Moves on past the end, by way of the badge's last change. */
  async function end() {
    await around.clock.advance(10 * minute);
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
  }

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
  });

  it('gives the tab in front a countdown, then the same page in the same tab', async () => {
    const tab = await opened();
    await end();
    assert.equal(phase(), 'countdown');
    assert.equal(asked(), 1);
    await around.clock.advance(9_000);
    assert.equal(asked(), 1);
    await around.clock.advance(1_000);
    assert.equal(asked(), 2);
    const noted = around.host.journal.filter(({ method }) => method === 'record_history');
    assert.deepEqual(
      noted.map(({ params }) => [params.what, params.by]),
      [
        ['opened', 'popup'],
        ['ended', 'popup'],
        ['renewed', 'renewal'],
      ],
    );
    const { to } = around.host.asked('open_console').params;
    assert.equal(to, `https://us-west-2.console.aws.amazon.com/${deep}`);
    assert.deepEqual(updates(), [{ call: 'tabs.update', id: tab, url: signInUrl('token-2') }]);
  });

  it('brings the page back although the worker dies during the countdown', async () => {
    const tab = await opened();
    await end();
    around.browser.killWorker();
    // Nothing but an alarm wakes a worker while its page is only being looked at.
    const [wake] = [...around.browser.setAlarms].filter(([, when]) => when.periodInMinutes);
    assert.ok(wake, 'no alarm rings');
    await around.clock.advance(30_000);
    await around.start();
    assert.deepEqual(updates(), [{ call: 'tabs.update', id: tab, url: signInUrl('token-2') }]);
  });

  it('leaves the page to a user who stops the countdown, for as long as they like', async () => {
    const tab = await opened();
    await end();
    const sender = senderOf(tab);
    await around.browser.send('chip_stop_countdown', {}, sender);
    await around.clock.advance(60 * minute);
    around.browser.lookAt(1);
    around.browser.lookAt(tab);
    await settle();
    assert.equal(asked(), 1);
    await around.browser.send('chip_reopen_now', {}, sender);
    await settle();
    assert.equal(asked(), 2);
  });

  it('waits where no tab of it is in front, until one is looked at', async () => {
    const tab = await opened();
    around.browser.lookAt(1);
    await end();
    await around.clock.advance(60 * minute);
    assert.equal(asked(), 1);
    assert.equal(around.browser.setAlarms.has('resume'), false, 'nothing rings for what waits');
    around.browser.lookAt(tab);
    await settle();
    assert.equal(asked(), 2);
    assert.equal(updates().length, 1);
  });

  it('goes on after a press on Stop that came too late', async () => {
    const tab = await opened();
    around.browser.lookAt(1);
    await end();
    await around.browser.send('chip_stop_countdown', {}, senderOf(tab));
    around.browser.lookAt(tab);
    await settle();
    assert.equal(asked(), 2);
  });

  it('goes back to waiting where the user leaves the tab during the countdown', async () => {
    await opened();
    await end();
    around.browser.lookAt(1);
    await around.clock.advance(11_000);
    assert.equal(asked(), 1);
    assert.equal(phase(), 'waiting');
  });

  it('never reloads a form in which somebody types, before or during the countdown', async () => {
    const tab = await opened();
    await end();
    around.browser.inPages.set(tab, { typing: true });
    await around.clock.advance(11_000);
    assert.equal(phase(), 'held');
    around.browser.lookAt(1);
    around.browser.lookAt(tab);
    await settle();
    assert.equal(asked(), 1);
    await around.browser.send('chip_reopen_anyway', {}, senderOf(tab));
    await settle();
    assert.equal(asked(), 2);
  });

  it('takes a page of AWS’s sign-in for the end, and goes on without a countdown', async () => {
    const tab = await opened();
    const oauth = new URL('https://us-west-2.signin.aws.amazon.com/oauth?response_type=code');
    oauth.searchParams.set('redirect_uri', `https://${label}/s3/buckets/x?region=us-west-2`);
    await arrive(tab, oauth.href);
    assert.equal(asked(), 2);
    const { to } = around.host.asked('open_console').params;
    assert.equal(to, `https://us-west-2.console.aws.amazon.com/${deep}`);
  });

  it('comes early where the page says so, if it is a page of this session', async () => {
    const tab = await opened();
    const [session] = /** @type {any[]} */ (Object.values(around.browser.session.data.sessions));
    const say = (/** @type {number} */ stamp) =>
      around.browser.send('page_ended', { stamp }, senderOf(tab));
    await say(session.startedAt - 1);
    assert.equal(phase(), undefined);
    await say(session.startedAt);
    assert.equal(phase(), 'countdown');
  });

  it('is left to itself after a sign-out by the user', async () => {
    const tab = await opened();
    await around.browser.send('chip_sign_out', {}, senderOf(tab));
    await arrive(tab, `https://${label}/console/logout!doLogout`);
    await end();
    await around.clock.advance(minute);
    assert.equal(asked(), 1);
    assert.equal(updates()[0].url, `https://${label}/console/logout!doLogout`);
  });

  it('loads the session’s other tabs anew, but for forms, with one sign-in', async () => {
    const tab = await opened();
    const others = [0, 1, 2].map(() => around.browser.addTab({ openerTabId: tab }).id);
    await settle();
    for (const id of others) await arrive(id, `https://${label}/ec2/home#${id}`);
    around.browser.inPages.set(others[2], { typing: true });
    await end();
    await arrive(others[1], 'https://us-west-2.signin.aws.amazon.com/oauth?response_type=code');
    await around.clock.advance(10_000);
    await arrive(tab, `https://${label}/${deep}`);
    assert.equal(asked(), 2);
    assert.deepEqual(around.browser.calls('tabs.reload'), [{ call: 'tabs.reload', id: others[0] }]);
    assert.deepEqual(updates().at(-1), {
      call: 'tabs.update',
      id: others[1],
      url: `https://${label}/ec2/home#${others[1]}`,
    });
  });

  it('is not followed by another try where nobody used what the first brought', async () => {
    const tab = await opened();
    await end();
    await around.clock.advance(10_000);
    await arrive(tab, `https://${label}/${deep}`);
    await end();
    await around.clock.advance(60 * minute);
    assert.equal(asked(), 2);
    await around.browser.send('page_used', {}, senderOf(tab));
    await around.clock.advance(10_000);
    assert.equal(asked(), 3);
  });

  it('does not go round where AWS asks to sign in again at once', async () => {
    const tab = await opened();
    const oauth = 'https://us-west-2.signin.aws.amazon.com/oauth?response_type=code';
    await arrive(tab, oauth);
    assert.equal(asked(), 2);
    for (let times = 0; times < 5; times++) {
      await arrive(tab, oauth);
      await arrive(tab, `https://${label}/${deep}`);
      await arrive(tab, oauth);
      await around.clock.advance(minute);
    }
    assert.equal(asked(), 2);
  });

  for (const code of ['portal_forbidden', 'host_lost', 'aws_refused', 'unknown_tenant'])
    it(`is tried once where the answer is ${code}, and said`, async () => {
      const tab = await opened();
      around.host.answers.open_console = () => error(code);
      await end();
      await around.clock.advance(60 * minute);
      for (let times = 0; times < 3; times++) {
        around.browser.lookAt(1);
        around.browser.lookAt(tab);
        await settle();
      }
      assert.equal(asked(), 2);
      assert.equal(phase(), 'failed');
      assert.equal(around.browser.session.data.failure.error.code, code);
      const { result } = await around.browser.send('chip_state', {}, senderOf(tab));
      assert.equal(result.phase, 'failed');
      assert.deepEqual(updates(), []);
      assert.ok(around.browser.openTabs.has(tab));
    });

  it('is tried again when its tab is looked at again, where nobody could be reached', async () => {
    const tab = await opened();
    const { open_console: answer } = around.host.answers;
    around.host.answers.open_console = () => error('portal_unreachable');
    await end();
    await around.clock.advance(60 * minute);
    assert.equal(asked(), 2);
    around.host.answers.open_console = /** @type {any} */ (answer);
    around.browser.lookAt(1);
    around.browser.lookAt(tab);
    await settle();
    assert.equal(asked(), 3);
    assert.equal(updates().length, 1);
  });

  it('is tried again when its window is come back to, where nobody could be reached', async () => {
    const tab = await opened();
    const { open_console: answer } = around.host.answers;
    around.host.answers.open_console = () => error('portal_unreachable');
    await end();
    await around.clock.advance(60 * minute);
    around.host.answers.open_console = /** @type {any} */ (answer);
    const { windowId } = around.browser.openTabs.get(tab);
    around.browser.events.onFocusChanged.fire(around.browser.api.windows.WINDOW_ID_NONE);
    await settle();
    assert.equal(asked(), 2);
    around.browser.events.onFocusChanged.fire(windowId);
    await settle();
    assert.equal(asked(), 3);
    assert.deepEqual(updates(), [{ call: 'tabs.update', id: tab, url: signInUrl('token-2') }]);
  });

  it('is tried again when its page is used, once a minute at most, for as long as nobody is reached', async () => {
    const tab = await opened();
    const { open_console: answer } = around.host.answers;
    around.host.answers.open_console = () => error('portal_unreachable');
    await end();
    await around.clock.advance(10_000);
    assert.equal(asked(), 2);
    for (let minutes = 1; minutes <= 5; minutes++) {
      await around.clock.advance(minute);
      for (let times = 0; times < 3; times++)
        await around.browser.send('page_used', {}, senderOf(tab));
      await settle();
      assert.equal(asked(), 2 + minutes);
    }
    assert.equal(phase(), 'waiting');
    around.host.answers.open_console = /** @type {any} */ (answer);
    await around.clock.advance(minute);
    await around.browser.send('page_used', {}, senderOf(tab));
    await settle();
    assert.equal(updates().length, 1);
  });

  it('is tried again when the network is back, where nobody could be reached', async () => {
    const network = new EventTarget();
    Object.assign(globalThis, { addEventListener: network.addEventListener.bind(network) });
    try {
      await around.restart();
    } finally {
      Reflect.deleteProperty(globalThis, 'addEventListener');
    }
    const tab = await opened();
    const { open_console: answer } = around.host.answers;
    around.host.answers.open_console = () => error('portal_unreachable');
    await end();
    await around.clock.advance(60 * minute);
    around.host.answers.open_console = /** @type {any} */ (answer);
    around.browser.lookAt(1);
    network.dispatchEvent(new Event('online'));
    await settle();
    assert.equal(asked(), 2, 'nobody looks at it');
    Object.assign(around.browser.openTabs.get(1), { active: false });
    Object.assign(around.browser.openTabs.get(tab), { active: true });
    network.dispatchEvent(new Event('online'));
    await settle();
    assert.equal(asked(), 3);
    assert.deepEqual(updates(), [{ call: 'tabs.update', id: tab, url: signInUrl('token-2') }]);
  });

  it('is announced, too, where notifications have no buttons, and goes on', async () => {
    around.browser.refusesButtons = true;
    await opened();
    around.host.answers.open_console = () => error('sign_in_needed');
    await end();
    await around.clock.advance(10_000);
    assert.match(notes().at(-1).id, /^portal acme/);
    assert.deepEqual(around.browser.session.data.intents, {});
  });

  it('asks once to sign in where the portal’s session is over too, then everything goes on', async () => {
    const first = await opened();
    const second = await opened(
      'https://210987654321-zz12cd34.us-west-2.console.aws.amazon.com/console/home',
      billing,
    );
    const { open_console: answer } = around.host.answers;
    around.host.answers.open_console = () => error('sign_in_needed');
    await end();
    await around.clock.advance(10_000);
    around.browser.lookAt(first);
    await settle();
    const requests = notes().filter(({ id }) => id.startsWith('portal '));
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
    around.host.answers.open_console = /** @type {any} */ (answer);
    around.host.answer('sign_in', { portal: acme });
    await settle();
    const reopened = updates().filter(({ url }) => url?.includes('SigninToken'));
    assert.deepEqual(reopened.map(({ id }) => id).sort(), [first, second].sort());
  });

  it('goes on after the sign-in though another’s tab shows something else by now', async () => {
    const first = await opened();
    const second = await opened(
      'https://210987654321-zz12cd34.us-west-2.console.aws.amazon.com/console/home',
      billing,
    );
    const { open_console: answer } = around.host.answers;
    around.host.answers.open_console = () => error('sign_in_needed');
    await end();
    await around.clock.advance(10_000);
    around.browser.lookAt(first);
    await settle();
    await arrive(first, 'https://example.org/');
    around.browser.events.onClicked.fire('portal acme');
    await settle();
    around.host.answers.open_console = /** @type {any} */ (answer);
    around.host.answer('sign_in', { portal: acme });
    await settle();
    const reopened = updates().filter(({ url }) => url?.includes('SigninToken'));
    assert.deepEqual(
      reopened.map(({ id }) => id),
      [second],
    );
  });

  it('is announced, and renewed at a word', async () => {
    settings({ warnMinutes: 3 });
    const tab = await opened();
    await around.clock.advance(6 * minute);
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
    assert.deepEqual(notes(), []);
    await around.clock.advance(minute + 1);
    around.browser.events.onAlarm.fire({ name: 'badge' });
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
    assert.equal(notes().length, 1);
    assert.match(notes()[0].id, /^renew default acme\/tenant\//);
    const { title, message } = around.browser.notes.get(notes()[0].id);
    assert.match(title, /^invoice: AWS session ends at \d/);
    assert.match(message, /^Renewing signs in again through acme/);
    around.browser.events.onButtonClicked.fire(notes()[0].id, 0);
    await settle();
    assert.equal(asked(), 2);
    assert.equal(updates().at(-1).id, tab);
  });

  it('has a try of its own after one before it that failed', async () => {
    const tab = await opened();
    around.host.answers.open_console = () => error('portal_forbidden');
    await around.browser.send('chip_renew', {}, senderOf(tab));
    await settle();
    assert.equal(asked(), 2);
    assert.equal(around.browser.session.data.failure.error.code, 'portal_forbidden');
    await end();
    assert.equal(phase(), 'countdown');
  });

  it('is left alone with renewal off, and asked about with ask; for a portal too', async () => {
    settings({ renewal: 'off' });
    await opened();
    await end();
    await around.clock.advance(minute);
    assert.equal(asked(), 1);
    settings({ renewal: 'off', renewalByPortal: { acme: 'ask' } });
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
    assert.equal(phase(), 'asked');
    assert.equal(asked(), 1);
    assert.equal(around.browser.notes.get(notes().at(-1).id).title, 'invoice: AWS session ended');
    around.browser.events.onClicked.fire(notes().at(-1).id);
    await settle();
    assert.equal(asked(), 2);
  });

  it('is followed, at a word, in the tab that was used last', async () => {
    settings({ renewal: 'off' });
    const tab = await opened();
    const { id } = around.browser.addTab({ openerTabId: tab, pendingUrl: `https://${label}/ec2` });
    await arrive(id, `https://${label}/ec2`);
    for (const last of [id, tab]) {
      around.browser.lookAt(last);
      around.browser.lookAt(1);
      await settle();
    }
    await end();
    await around.open(targetOf(invoice));
    assert.equal(updates().at(-1).id, tab);
  });

  it('shows a countdown in a notification where there is no chip, which stops it', async () => {
    settings({ chip: false });
    await opened();
    await end();
    const [note] = notes().filter(({ id }) => id.startsWith('countdown '));
    around.browser.events.onClicked.fire(note.id);
    await settle();
    await around.clock.advance(minute);
    assert.equal(asked(), 1);
  });

  it('is seen by a worker that was dead, once', async () => {
    await opened();
    around.browser.killWorker();
    await around.clock.advance(3 * 60 * minute);
    await around.start();
    assert.equal(phase(), 'countdown');
    await around.restart();
    await around.clock.advance(10_000);
    await around.restart();
    assert.equal(asked(), 2);
  });

  it('is followed from the popup in the tab that is still there', async () => {
    settings({ renewal: 'off' });
    const tab = await opened();
    await end();
    await around.open(targetOf(invoice));
    assert.equal(asked(), 2);
    assert.deepEqual(updates().at(-1), {
      call: 'tabs.update',
      id: tab,
      url: signInUrl('token-2'),
      active: true,
    });
    assert.equal(around.browser.calls('tabs.create').length, 1);
  });

  it('reopens nothing in a tab that shows something else by now', async () => {
    const tab = await opened();
    await arrive(tab, 'https://example.org/');
    await end();
    await around.clock.advance(minute);
    assert.equal(asked(), 1);
  });

  it('is told to the chip in each of the session’s tabs', async () => {
    const tab = await opened(consolePage);
    const { result } = await around.browser.send('chip_state', {}, senderOf(tab));
    assert.equal(result.phase, 'live');
    assert.equal(result.name, 'invoice');
    assert.match(result.colour, /^#[0-9a-f]{6}$/);
    await end();
    const told = around.browser.calls('tabs.sendMessage').at(-1);
    assert.deepEqual([told.id, told.name, told.params.phase], [tab, 'chip_changed', 'countdown']);
    assert.equal(told.params.countdown.endsAt, around.clock.now() + 10_000);
  });

  it('is called by the administrator’s role in words on the chip', async () => {
    const target = /** @type {const} */ ({ portal: 'acme', role: 'admin', tenant: null, name: '' });
    await around.browser.send('open', { target, how: 'go', tabId: 1, confirmed: true });
    await settle();
    const tab = /** @type {number} */ ([...around.browser.openTabs.keys()].at(-1));
    await arrive(tab, consolePage);
    const { result } = await around.browser.send('chip_state', {}, senderOf(tab));
    assert.equal(result.name, 'Administrator console');
  });

  /** @param {number} tab @param {object} [over] */
  function senderOf(tab, over = {}) {
    const { id } = around.browser.api.runtime;
    const { url } = around.browser.openTabs.get(tab);
    return { id, url, frameId: 0, tab: around.browser.openTabs.get(tab), ...over };
  }

  it('takes orders only from the top frame of console pages, and only the few that they may give', async () => {
    const tab = await opened();
    for (const over of [
      { frameId: 3 },
      { url: 'https://evil.example/' },
      { url: 'https://us-west-2.signin.aws.amazon.com/oauth' },
      { id: 'another' },
      { tab: undefined },
    ])
      assert.equal(await around.browser.send('chip_state', {}, senderOf(tab, over)), undefined);
    for (const name of ['open', 'sign_out', 'refresh', 'remove_portal', 'change_settings'])
      assert.equal(await around.browser.send(name, {}, senderOf(tab)), undefined);
  });
});
