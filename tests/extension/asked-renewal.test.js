import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import {
  acme,
  FakePlatform,
  grantPage,
  invoice,
  signInUrl,
  targetOf,
} from './fakes/fake-platform.js';

const minute = 60_000;
const page = 'https://us-west-2.console.aws.amazon.com/s3/buckets/x?region=us-west-2#a=b';

describe('a renewal that a person asks for, with the portal’s session over too', () => {
  /** @type {FakePlatform} */
  let around;
  /** @type {number} the session's tab, in a window of its own */
  let tab;
  const asked = () => around.host.count('open_console');
  const tabsLeft = () => [...around.browser.openTabs.keys()];
  const renewals = () => Object.values(around.browser.session.data.renewals ?? {});
  const signedOut = () => ({ error: { code: 'sign_in_needed', message: '', hint: '' } });

  /** The portal gives its page, and the person authorizes. */
  async function authorize(then = (/** @type {any} */ params) => around.console({}, params)) {
    const data = { request: around.host.asked('sign_in').id, portal: 'acme', url: grantPage };
    around.host.port.say({ event: 'grant_page', data });
    await settle();
    const grant = Number(tabsLeft().at(-1));
    around.browser.navigate(grant, grantPage);
    await settle();
    around.host.answers.open_console = then;
    around.host.answer('sign_in', { portal: acme });
    await settle();
    return grant;
  }

  /** The tab is asked for its chip's button. @param {string} name */
  async function press(name) {
    const { id } = around.browser.api.runtime;
    const { url, ...shown } = around.browser.openTabs.get(tab);
    await around.browser.send(name, {}, { id, url, frameId: 0, tab: { url, ...shown } });
    await settle();
  }

  beforeEach(async () => {
    around = new FakePlatform();
    const first = await around.ready();
    const windowId = around.browser.tabs.addWindow();
    const other = around.browser.addTab({ windowId, url: 'https://example.org/' });
    await around.open(targetOf(invoice), { tabId: other.id });
    tab = Number(tabsLeft().at(-1));
    around.browser.navigate(tab, page);
    await settle();
    around.browser.lookAt(other.id);
    around.browser.lookAt(first.id);
    around.host.answers.open_console = signedOut;
    await around.clock.advance(9 * 60 * minute);
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
  });

  it('leads to the portal’s page, then to the same page in the same tab, in front', async () => {
    await around.open(targetOf(invoice));
    assert.equal(around.host.count('sign_in'), 1);
    const grant = await authorize();
    assert.equal(asked(), 3);
    assert.equal(around.host.asked('open_console').params.to, page);
    const { pendingUrl, active, windowId } = around.browser.openTabs.get(tab);
    assert.deepEqual([pendingUrl, active], [signInUrl('token-2'), true]);
    assert.equal(around.browser.tabs.front, windowId);
    assert.ok(!tabsLeft().includes(grant));
    assert.deepEqual(around.browser.session.data.signIns, {});
    around.browser.navigate(tab, page);
    await settle();
    assert.deepEqual(renewals(), []);
  });

  it('leads on from the chip, again and again, whatever was cancelled before', async () => {
    await press('chip_reopen_now');
    assert.equal(around.host.count('sign_in'), 1);
    await around.browser.send('cancel_sign_in', { portal: 'acme' });
    around.host.answer('sign_in', { error: { code: 'cancelled', message: '', hint: '' } });
    await settle();
    await press('chip_reopen_now');
    assert.equal(around.host.count('sign_in'), 2);
    await authorize();
    assert.equal(around.browser.openTabs.get(tab).pendingUrl, signInUrl('token-2'));
  });

  it('leads on from a notification', async () => {
    around.browser.events.onClicked.fire(`renew default acme/tenant/${invoice.id}`);
    await settle();
    assert.equal(around.host.count('sign_in'), 1);
  });

  it('opens a new tab where the session’s was closed meanwhile', async () => {
    await around.open(targetOf(invoice));
    around.browser.closeTab(tab);
    const grant = await authorize();
    assert.equal(around.browser.openTabs.get(grant).pendingUrl, signInUrl('token-2'));
    assert.equal(around.host.asked('open_console').params.to, page);
  });

  it('asks again, and tries no further, where the portal refuses even after the sign-in', async () => {
    await around.open(targetOf(invoice));
    await authorize(signedOut);
    assert.equal(asked(), 3);
    assert.equal(around.host.count('sign_in'), 1);
    assert.match(
      around.browser.calls('notifications.create').at(-1).message,
      /once you have signed in/,
    );
    assert.ok(tabsLeft().includes(tab));
  });

  it('asks nothing of the portal where nobody asked', async () => {
    around.browser.lookAt(tab);
    await settle();
    assert.equal(asked(), 2);
    assert.equal(around.host.count('sign_in'), 0);
  });
});
