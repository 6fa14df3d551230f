import './fakes/fake-words.js';
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { invoice, targetOf } from './fakes/fake-platform.js';

const { PopupActions } = await import('../../extension/src/pages/popup/popup-actions.js');

describe('the popup', () => {
  const request = { target: targetOf(invoice), how: 'go', tabId: 1, to: null };
  /** @type {any} */
  let state;
  /** @type {any[]} */
  let said;
  /** @type {string[]} */
  let pages;
  let closed = 0;
  let words = '';
  /** @type {import('../../extension/src/pages/popup/popup-actions.js').PopupActions} */
  let actions;

  beforeEach(() => {
    const failure = { at: 1, portal: 'acme', request, error: { code: 'portal_unreachable' } };
    state = { intents: {}, signIns: {}, failure };
    said = [];
    pages = [];
    closed = 0;
    /** @type {any} */ (globalThis).chrome.runtime = {
      sendMessage: async (/** @type {any} */ message) => {
        said.push(message);
        // As the background does it, and the storage tells before the answer comes.
        state = { ...state, failure: null, intents: { x: request } };
        return { ok: true, result: null };
      },
    };
    actions = new PopupActions({
      state: () => state,
      from: () => ({ tabId: 7 }),
      openPage: async (url) => void pages.push(url),
      close: () => {
        closed += 1;
      },
      problem: () => undefined,
      say: (line) => {
        words = line;
      },
    });
  });

  it('goes once what was tried again is open', async () => {
    await actions.retry();
    assert.deepEqual(said, [{ name: 'open', params: { ...request, tabId: 7 } }]);
    assert.equal(closed, 0);
    state = { ...state, intents: {} };
    actions.leaveWhenOpen();
    assert.equal(closed, 1);
  });

  it('says of a sign-out only what holds: not beside the name of who has signed in since', async () => {
    const portal = { name: 'acme', signed_in: true, session_expires_at: null };
    state = { ...state, portals: [portal], renewals: {}, sessions: {} };
    await actions.signOut('acme');
    assert.match(words, /^Signed out of acme/);
    actions.leaveWhenOpen();
    assert.match(words, /^Signed out of acme/, 'the state may come later than the answer');
    state = { ...state, portals: [{ ...portal, signed_in: false }] };
    actions.leaveWhenOpen();
    assert.match(words, /^Signed out of acme/);
    state = { ...state, portals: [portal] };
    actions.leaveWhenOpen();
    assert.equal(words, '');
  });

  it('says of an AWS session that was left only what holds', async () => {
    const session = {
      target: targetOf(invoice),
      endedBecause: 'left',
      expiresAt: Date.now() + 60_000,
    };
    state = { ...state, sessions: { s: session } };
    await actions.signOutOfAws({ target: session.target });
    actions.leaveWhenOpen();
    assert.match(words, /^Signed out of the AWS session of invoice/);
    state = { ...state, sessions: { s: { ...session, endedBecause: null } } };
    actions.leaveWhenOpen();
    assert.equal(words, '');
  });

  it('opens the portal’s page of a tenant that is in another cloud', async () => {
    state.portals = [{ name: 'acme', url: 'https://acme.duplocloud.net' }];
    const failure = { error: { code: 'other_cloud' } };
    const row = /** @type {any} */ ({
      target: targetOf(invoice),
      state: 'idle',
      to: null,
      failure,
    });
    await actions.open(row, 'go');
    assert.deepEqual(pages, [`https://acme.duplocloud.net/app/devops/${invoice.id}`]);
    assert.deepEqual(said, []);
    await actions.open({ ...row, failure: null }, 'go');
    assert.equal(said.length, 1);
  });

  it('stays where it fails again', async () => {
    await actions.retry();
    state = { ...state, intents: {}, failure: { at: 2, portal: 'acme', request, error: {} } };
    actions.leaveWhenOpen();
    assert.equal(closed, 0);
  });

  it('goes, too, where the last failure is forgotten only after the answer', async () => {
    /** @type {any} */ (globalThis).chrome.runtime.sendMessage = async () => {
      state = { ...state, intents: { x: request } };
      return { ok: true, result: null };
    };
    await actions.retry();
    actions.leaveWhenOpen();
    assert.equal(closed, 0);
    state = { ...state, failure: null };
    actions.leaveWhenOpen();
    state = { ...state, intents: {} };
    actions.leaveWhenOpen();
    assert.equal(closed, 1);
  });
});
