import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  localDefaults,
  sessionDefaults,
} from '../../extension/src/background/state/state-store.js';
import { portalState } from '../../extension/src/pages/options/portal-state.js';
import { whoIsSignedIn } from '../../extension/src/pages/popup/popup-who.js';
import { isSignedOut } from '../../extension/src/pages/shared/page.js';
import { settle } from './fakes/fake-clock.js';
import { acme, billing, consolePage, grantPage, invoice, targetOf } from './fakes/fake-platform.js';
import { FakeSessionEnd } from './fakes/fake-session-end.js';
import { useLanguage } from './fakes/fake-words.js';

await import('../../extension/src/chip/chip-words.js');
const { words } = globalThis.jitConsoleChip;

/** What badge, chip, popup and notifications say at one moment: none of them contradicts another. */
describe('what is said in several places', () => {
  /** @type {FakeSessionEnd} */
  let around;
  const session = () => around.browser.session.data;
  const badge = (/** @type {number} */ tab) => around.browser.shown.get(tab) ?? {};
  const shownNotes = () => [...around.browser.notes.keys()];

  /** @param {number} tab @param {string} name */
  async function send(tab, name) {
    const reply = await around.browser.send(name, {}, around.browser.senderOf(tab));
    await settle();
    return reply.result;
  }

  /** @param {number} tab @returns {Promise<string>} the chip's pill and its notice */
  async function chip(tab) {
    const state = await send(tab, 'chip_state');
    const now = around.clock.now();
    return `${words.shortly(state, now)}. ${words.notice(state, now)?.text ?? ''}`;
  }

  /** @returns {any} as the popup sees it */
  const state = () => ({
    ...localDefaults,
    ...sessionDefaults,
    ...around.browser.local.data,
    ...session(),
  });

  async function signIn() {
    await around.browser.send('sign_in', { portal: 'acme', tabId: 1 });
    await settle();
    const data = { request: around.host.asked('sign_in').id, portal: 'acme', url: grantPage };
    around.host.port.say({ event: 'grant_page', data });
    await settle();
    around.host.answer('sign_in', { portal: acme });
    await settle();
  }

  beforeEach(async () => {
    around = new FakeSessionEnd();
    await around.ready();
  });
  afterEach(() => useLanguage('en'));

  it('who is signed in is nobody only until the sign-in, though a tab shows something else by now', async () => {
    const tab = await around.opened();
    const accept = around.refuse('sign_in_needed');
    await around.end();
    await around.clock.advance(10_000);
    await around.lookAt(tab);
    assert.equal(around.phase(), 'sign_in');
    assert.equal(isSignedOut(state(), 'acme', around.clock.now()), true);
    assert.equal(portalState(state(), acme, around.clock.now()), 'Signed out');
    await around.arrive(tab, 'https://example.org/');
    accept();
    await signIn();
    assert.equal(isSignedOut(state(), 'acme', around.clock.now()), false);
    for (const language of ['en', 'de']) {
      useLanguage(language);
      assert.equal(whoIsSignedIn(state(), 'acme', around.clock.now()), 'acme · bob@example.com');
      assert.match(
        portalState(state(), acme, around.clock.now()),
        /^(Signed in as|Angemeldet als) bob@example.com$/,
      );
    }
  });

  for (const ended of /** @type {const} */ (['left', 'replaced']))
    it(`an ended session (${ended}) that somebody wants back is said to come, or not to, and why`, async () => {
      const tab = await around.opened();
      const [key = ''] = Object.keys(session().sessions);
      session().sessions = { [key]: { ...session().sessions[key], endedBecause: ended } };
      assert.match(await chip(tab), ended === 'left' ? /Signed out of AWS/ : /replaced by another/);
      around.host.answers.open_console = () => undefined;
      await send(tab, 'chip_reopen_now');
      assert.equal(await chip(tab), 'Ended. Reopening this page…');
      around.host.answer('open_console', {
        error: { code: 'portal_forbidden', message: '', hint: '' },
      });
      await settle();
      assert.match(
        await chip(tab),
        /could not be reopened: acme doesn’t allow you to open invoice/,
      );
      around.refuse('sign_in_needed');
      await send(tab, 'chip_reopen_now');
      assert.match(await chip(tab), /Sign in to acme to continue/);
      assert.match(badge(tab).title, /^Sign in to acme to continue with invoice/);
    });

  it('a session that was left while it waited for the portal’s sign-in is left, and stays so', async () => {
    const tab = await around.opened();
    const accept = around.refuse('sign_in_needed');
    await around.end();
    await around.clock.advance(10_000);
    assert.match(await chip(tab), /Sign in to acme to continue/);
    assert.deepEqual(shownNotes(), ['portal acme']);
    await send(tab, 'chip_sign_out');
    assert.deepEqual(shownNotes(), [], 'it doesn’t reopen after the sign-in any more');
    assert.equal(await chip(tab), 'Ended. Signed out of AWS');
    assert.match(badge(tab).title, /^invoice on acme, signed out/);
    accept();
    const before = around.asked();
    await signIn();
    assert.equal(around.asked(), before);
    assert.equal(await chip(tab), 'Ended. Signed out of AWS');
  });

  it('a sign-in is asked for in a notification as long as a session waits for it', async () => {
    const first = await around.opened(consolePage, billing);
    const second = await around.opened();
    around.refuse('sign_in_needed');
    await around.end();
    await around.clock.advance(10_000);
    await around.lookAt(first);
    assert.deepEqual(shownNotes(), ['portal acme']);
    around.browser.closeTab(second);
    await settle();
    assert.deepEqual(shownNotes(), ['portal acme']);
    around.browser.closeTab(first);
    await settle();
    assert.deepEqual(shownNotes(), []);
  });

  it('that a session will end isn’t announced any more once it was ended', async () => {
    const tab = await around.opened();
    await around.clock.advance(6 * 60_000);
    await around.ring();
    assert.deepEqual(
      shownNotes().filter((id) => id.startsWith('renew ')),
      [`renew default acme/tenant/${invoice.id}`],
    );
    await send(tab, 'chip_sign_out');
    assert.deepEqual(shownNotes(), []);
  });

  it('no tenant’s failure stays once its console is open', async () => {
    const accept = around.refuse('portal_error');
    await around.open(targetOf(invoice));
    await around.open(targetOf(billing));
    accept();
    await around.opened(consolePage, invoice);
    assert.equal(session().failure.request.target.name, 'billing');
    await around.opened(consolePage, billing);
    assert.equal(session().failure, null);
  });

  for (const code of ['token_rejected', 'listener', 'grant_url', 'other_user'])
    it(`no sign-in is said to have failed (${code}) beside the name of who is in`, async () => {
      around.refuse('sign_in_needed');
      await around.open(targetOf(invoice));
      around.host.answer('sign_in', { error: { code, message: '', hint: '' } });
      await settle();
      assert.equal(session().failure?.error.code, code);
      // Somebody signs in at a terminal.
      around.browser.openPopup();
      await around.browser.send('refresh', { force: true });
      await settle();
      assert.equal(isSignedOut(state(), 'acme', around.clock.now()), false);
      assert.equal(session().failure, null);
    });

  it('no program is said to be missing once it answers', async () => {
    for (const code of ['host_missing', 'host_ended', 'host_too_old', 'host_too_new']) {
      const accept = around.refuse(code);
      await around.open(targetOf(invoice));
      assert.equal(session().failure?.error.code, code);
      accept();
      await around.browser.send('refresh', { force: true });
      await settle();
      assert.equal(session().failure, null, code);
    }
  });
});
