import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { acme, FakePlatform, grantPage, invoice, targetOf } from './fakes/fake-platform.js';

const minute = 60_000;
const label = '123456789012-ab12cd34.us-west-2.console.aws.amazon.com';
const page = `https://${label}/s3/buckets/x?region=us-west-2#a=b`;
const plainPage = 'https://us-west-2.console.aws.amazon.com/s3/buckets/x?region=us-west-2#a=b';

describe('a page with a form that was typed into, at its session’s end', () => {
  /** @type {FakePlatform} */
  let around;
  /** @type {number} */
  let tab;
  const phases = () =>
    Object.values(around.browser.session.data.renewals ?? {}).map(({ phase }) => phase);
  const created = () => around.browser.calls('tabs.create');
  const notes = () => around.browser.calls('notifications.create');
  /** What happened to the page itself. */
  const touched = () =>
    around.browser.journal.filter(
      ({ call, id, url }) => id === tab && (call === 'tabs.reload' || url !== undefined),
    );
  const sessions = () => /** @type {any[]} */ (Object.values(around.browser.session.data.sessions));

  /** @param {string} name */
  async function press(name) {
    const reply = await around.browser.send(name, {}, around.browser.senderOf(tab));
    await settle();
    return reply.result;
  }

  /** Moves on past the end of the session. */
  async function end() {
    await around.clock.advance(10 * minute);
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
  }

  /** The tab opened beside has come to the console. */
  async function arrive() {
    const { openerTabId, active } = created().at(-1);
    assert.deepEqual({ openerTabId, active }, { openerTabId: tab, active: true });
    const id = Number([...around.browser.openTabs.keys()].at(-1));
    around.browser.navigate(id, page);
    await settle();
  }

  /** The page is as it was, and its session lives. */
  async function assertKept() {
    assert.equal(around.host.asked('open_console').params.to, plainPage);
    assert.deepEqual(touched(), []);
    await arrive();
    assert.deepEqual(touched(), []);
    assert.deepEqual(phases(), []);
    assert.equal((await press('chip_state')).phase, 'live');
    assert.equal(sessions().length, 1);
  }

  beforeEach(async () => {
    around = new FakePlatform();
    const { now } = around.clock;
    await around.ready();
    around.host.answers.open_console = (params) =>
      around.console({ expires_at: now() / 1000 + 600 }, params);
    await around.open(targetOf(invoice));
    tab = Number([...around.browser.openTabs.keys()].at(-1));
    around.browser.navigate(tab, page);
    around.browser.lookAt(tab);
    await settle();
    around.browser.inPages.set(tab, { typing: true });
    around.browser.journal = [];
  });

  it('is kept by a sign-in in another tab, after which it works again', async () => {
    await end();
    assert.deepEqual(phases(), ['held']);
    await press('chip_sign_in_beside');
    await assertKept();
  });

  it('is lost only where that was chosen', async () => {
    await end();
    await press('chip_reopen_anyway');
    assert.equal(created().length, 0);
    assert.equal(touched().length, 1);
  });

  it('is kept by Enter in the popup', async () => {
    await end();
    await around.open(targetOf(invoice), { tabId: 1 });
    await assertKept();
  });

  it('is kept by the notification, which says so', async () => {
    await end();
    const { id, message } = notes().at(-1);
    assert.match(message, /unsaved input would be lost/);
    around.browser.events.onClicked.fire(id);
    await settle();
    await assertKept();
  });

  it('is kept by the notification that comes before the end', async () => {
    around.browser.local.data.settings = { warnMinutes: 3 };
    await around.clock.advance(8 * minute);
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
    around.browser.events.onClicked.fire(notes().at(-1).id);
    await settle();
    await assertKept();
  });

  for (const name of ['chip_renew', 'chip_reopen_now'])
    it(`is kept by ${name}, which was offered while nothing was typed`, async () => {
      around.browser.inPages.set(tab, {});
      await end();
      assert.deepEqual(phases(), ['countdown']);
      around.browser.inPages.set(tab, { typing: true });
      await press(name);
      await assertKept();
    });

  it('is kept where the portal wants a sign-in first', async () => {
    await end();
    const { open_console: answer } = around.host.answers;
    around.host.answers.open_console = () => ({ error: { code: 'sign_in_needed' } });
    await press('chip_sign_in_beside');
    const data = { request: around.host.asked('sign_in').id, portal: 'acme', url: grantPage };
    around.host.port.say({ event: 'grant_page', data });
    await settle();
    around.browser.navigate(Number([...around.browser.openTabs.keys()].at(-1)), grantPage);
    around.host.answers.open_console = /** @type {any} */ (answer);
    around.host.answer('sign_in', { portal: acme });
    await settle();
    await assertKept();
  });

  it('says what failed where the sign-in in another tab did', async () => {
    await end();
    around.host.answers.open_console = () => ({ error: { code: 'portal_forbidden' } });
    await press('chip_sign_in_beside');
    assert.equal(around.browser.session.data.failure.error.code, 'portal_forbidden');
    assert.deepEqual(touched(), []);
    around.host.answers.open_console = (params) => around.console({}, params);
    await press('chip_renew');
    await assertKept();
  });
});

describe('a sign-in whose tab is closed on the way', () => {
  it('is no session: Enter signs in again, and doesn’t go to a page of the one before', async () => {
    const around = new FakePlatform();
    await around.ready();
    await around.open(targetOf(invoice));
    const tab = Number([...around.browser.openTabs.keys()].at(-1));
    around.browser.navigate(tab, page);
    await settle();
    await around.clock.advance(61 * minute);
    around.browser.inPages.set(tab, { typing: true });
    await around.open(targetOf(invoice), { tabId: 1 });
    around.browser.closeTab(Number([...around.browser.openTabs.keys()].at(-1)));
    await settle();
    const asked = around.host.count('open_console');
    await around.open(targetOf(invoice), { tabId: 1 });
    assert.equal(around.host.count('open_console'), asked + 1);
  });
});
