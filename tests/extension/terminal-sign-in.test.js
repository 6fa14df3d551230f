import './fakes/fake-words.js';
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { isSignedOut } from '../../extension/src/pages/shared/page.js';
import { settle } from './fakes/fake-clock.js';
import { acme, signInUrl } from './fakes/fake-platform.js';
import { key } from './fakes/fake-renewals.js';
import { error, FakeSessionEnd } from './fakes/fake-session-end.js';

const minute = 60_000;
const soon = 1_790_003_600;

describe('a sign-in to the portal at a terminal, while a session waits for one', () => {
  /** @type {FakeSessionEnd} */
  let around;
  /** @type {number} */
  let tab;
  const state = () => ({ ...around.browser.local.data, ...around.browser.session.data });
  const saysSignedOut = () => isSignedOut(/** @type {any} */ (state()), 'acme', around.clock.now());
  const titleOf = () => around.browser.shown.get(tab)?.title;

  /** As the popup does once it is open. */
  async function lookAtPopup() {
    const closed = around.browser.openPopup();
    await around.browser.send('refresh', { force: true });
    await settle();
    closed.fire();
  }

  /** The portal takes a token or doesn't, whatever the host believes. @param {boolean} taken */
  function portalTakes(taken, over = {}) {
    const portal = { ...acme, ...over };
    const { answers } = around.host;
    answers.list_portals = () => ({ portals: [portal] });
    answers.list_tenants = () => (taken ? { portal, tenants: [] } : error('sign_in_needed'));
    const user = { name: portal.user, administrator: false };
    answers.get_portal = () =>
      taken ? { portal, user, features: { otp_needed: true } } : error('sign_in_needed');
    answers.open_console = (params) =>
      taken ? around.console({}, params) : error('sign_in_needed');
  }

  /** The session ends in front, and the portal's has ended before. */
  async function endBoth() {
    tab = await around.opened();
    portalTakes(false);
    await around.end();
    await around.clock.advance(10_000);
    await settle();
    assert.equal(around.phase(), 'sign_in');
  }

  beforeEach(async () => {
    around = new FakeSessionEnd();
    await around.ready();
  });

  for (const [how, over] of /** @type {const} */ ([
    ['with another end', { session_expires_at: soon }],
    ['whose end nobody knows', {}],
    ['of somebody else', { user: 'alice@example.com' }],
  ]))
    it(`${how}, has the page go on once the popup is opened`, async () => {
      await endBoth();
      assert.match(titleOf(), /Sign in to acme/);
      portalTakes(true, over);
      await lookAtPopup();
      assert.equal(saysSignedOut(), false);
      assert.equal(around.phase(), 'running');
      assert.deepEqual(around.updates().at(-1).url, signInUrl('token-2'));
      assert.doesNotMatch(titleOf(), /Sign in to acme/);
      assert.equal(around.browser.notes.has('portal acme'), false);
    });

  it('signs in once for that end, and takes no focus', async () => {
    await endBoth();
    around.browser.lookAt(1);
    await settle();
    portalTakes(true);
    for (let times = 0; times < 3; times++) await lookAtPopup();
    assert.equal(around.asked(), 3);
    assert.equal(around.browser.openTabs.get(1).active, true);
    assert.equal(around.browser.calls('windows.update').length, 0);
  });

  it('is none while the portal refuses the token that the host still keeps', async () => {
    await endBoth();
    for (let times = 0; times < 3; times++) await lookAtPopup();
    assert.equal(around.asked(), 2);
    assert.equal(around.phase(), 'sign_in');
    assert.equal(saysSignedOut(), true);
  });

  it('is none while the portal isn’t reached', async () => {
    await endBoth();
    around.host.answers.list_tenants = () => error('portal_unreachable');
    await lookAtPopup();
    assert.equal(around.phase(), 'sign_in');
  });

  it('lets the page wait for a look where its tab shows something else', async () => {
    await endBoth();
    await around.arrive(tab, 'https://example.com/');
    portalTakes(true);
    await lookAtPopup();
    assert.equal(saysSignedOut(), false);
    assert.equal(around.asked(), 2);
  });

  it('brings no session back that its user has ended', async () => {
    await endBoth();
    const sessions = { [key]: { ...state().sessions[key], endedBecause: 'left' } };
    await around.browser.session.set({ sessions });
    portalTakes(true);
    await lookAtPopup();
    assert.equal(around.asked(), 2);
    assert.equal(saysSignedOut(), false);
  });

  it('leaves the end to come its own try, where a renewal before it waits', async () => {
    tab = await around.opened();
    portalTakes(false);
    await around.browser.send('chip_renew', {}, around.browser.senderOf(tab));
    await settle();
    await around.browser.send('cancel_sign_in', { portal: 'acme' });
    await settle();
    assert.equal(saysSignedOut(), true);
    portalTakes(true);
    await lookAtPopup();
    assert.equal(saysSignedOut(), false);
    assert.equal(around.asked(), 2);
    await around.end();
    await around.clock.advance(10_000);
    assert.equal(around.asked(), 3);
  });

  it('is no administrator’s, where these give a one-time password', async () => {
    await endBoth();
    const { [key]: session } = state().sessions;
    const target = { ...session.target, role: 'administrator', tenant: null };
    const admin = 'default acme/administrator/';
    const renewals = { [admin]: state().renewals[key] };
    await around.browser.session.set({ sessions: { [admin]: { ...session, target } }, renewals });
    portalTakes(true);
    for (let times = 0; times < 3; times++) {
      await lookAtPopup();
      await around.clock.advance(minute);
    }
    assert.equal(around.asked(), 2);
    assert.equal(around.phase(), 'sign_in');
  });
});
