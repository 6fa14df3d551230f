import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ended,
  holding,
  joinedBy,
  keyFor,
  observe,
  withoutTab,
} from '../../extension/src/domain/session-tabs.js';
import { consolePage } from './fakes/fake-platform.js';

const host = (/** @type {string} */ label, region = 'us-west-2') =>
  `${label}.${region}.console.aws.amazon.com`;
const own = host('123456789012-ab12cd34');
const another = host('123456789012-zz99zz99');
const pageOn = (/** @type {string} */ name) => `https://${name}/s3/home`;
const signIn = 'https://us-west-2.signin.aws.amazon.com/oauth?response_type=code';
const signOut = 'https://us-west-2.console.aws.amazon.com/console/logout!doLogout';

/** @param {object} [over] @returns {any} a session that was signed in to in tab 1 */
function session(over = {}) {
  const tabs = { tabIds: [1], signInTabId: 1, askedTabId: null };
  const state = { landed: true, labelHost: null, endedBecause: null, startedAt: 5, account: null };
  return { store: 'default', ...tabs, ...state, ...over };
}

/**
 * @param {any} sessions
 * @param {string | undefined} url
 * @param {object} [over]
 * @returns {any} the sessions by key, and what was seen
 */
function seen(sessions, url, over = {}) {
  const { sessions: after, observation } = observe(sessions, {
    tabId: 1,
    url,
    loaded: true,
    ...over,
  });
  return { ...after, event: observation?.event };
}

describe('what a tab’s page shows about its session', () => {
  it('is nothing where the tab belongs to none', () => {
    const all = { a: session({ tabIds: [2] }) };
    assert.deepEqual(observe(all, { tabId: 1, url: consolePage, loaded: true }), {
      sessions: all,
      observation: null,
    });
  });

  it('is that the sign-in has arrived: loaded, in its tab, on the console', () => {
    const all = { a: session({ landed: false, endedBecause: 'signed_out' }) };
    for (const [url, over] of /** @type {[string | undefined, object][]} */ ([
      [consolePage, { loaded: false }],
      [undefined, {}],
      ['https://example.org/', {}],
      ['https://example.org/', { blind: true }],
    ])) {
      const { a, event } = seen(all, url, over);
      assert.deepEqual([a.landed, event], [false, null], `${url} ${JSON.stringify(over)}`);
    }
    const { a, event } = seen(all, consolePage);
    assert.deepEqual([a.landed, a.endedBecause, event], [true, null, 'landed']);
    const unseen = seen(all, undefined, { blind: true });
    assert.deepEqual([unseen.a.landed, unseen.event], [true, 'landed']);
  });

  it('is not that it has arrived in a tab beside', () => {
    const all = { a: session({ landed: false, tabIds: [1, 2] }) };
    assert.equal(seen(all, consolePage, { tabId: 2 }).event, null);
    assert.equal(seen(all, signIn, { tabId: 2 }).a.endedBecause, null);
  });

  it('is the host that multi-session gave it, on arriving or since', () => {
    const arrived = seen({ a: session({ landed: false }) }, pageOn(own));
    assert.equal(arrived.a.labelHost, own);
    const since = seen({ a: session() }, pageOn(own));
    assert.deepEqual([since.a.labelHost, since.event], [own, null]);
    const elsewhere = seen({ a: session({ labelHost: own }) }, consolePage);
    assert.equal(elsewhere.a.labelHost, own);
  });

  it('is its end where AWS asks to sign in, once', () => {
    const { a, event } = seen({ a: session() }, signIn);
    assert.deepEqual([a.endedBecause, event], ['signed_out', 'ended']);
    assert.equal(seen({ a: session() }, signIn, { loaded: false }).a.endedBecause, null);
    const again = seen({ a: session({ endedBecause: 'replaced' }) }, signIn);
    assert.deepEqual([again.a.endedBecause, again.event], ['replaced', null]);
  });

  it('is a sign-out, which counts before the page is loaded, and once', () => {
    const { a, event } = seen({ a: session() }, signOut, { loaded: false });
    assert.deepEqual([a.endedBecause, event], ['left', 'left']);
    const again = seen({ a: session({ endedBecause: 'left' }) }, signOut);
    assert.deepEqual([again.a.endedBecause, again.event], ['left', null]);
    const before = seen({ a: session({ landed: false }) }, signOut, { loaded: false });
    assert.deepEqual([before.a.endedBecause, before.event], [null, null]);
  });

  it('is no arrival of a sign-in that failed, on the host of a session in another account', () => {
    const all = {
      a: session({ landed: false, endedBecause: 'signed_out', account: '123456789012' }),
    };
    const other = pageOn(host('999999999999-ab12cd34'));
    assert.deepEqual([seen(all, other).a, seen(all, other).event], [all.a, null]);
    assert.equal(seen(all, pageOn(own)).event, 'landed');
    for (const over of [{ account: null }, { endedBecause: null }])
      assert.equal(seen({ a: { ...all.a, ...over } }, other).event, 'landed');
  });

  it('is that somebody has the page that they waited for', () => {
    const all = { a: session({ askedTabId: 1 }) };
    assert.equal(seen(all, consolePage).a.askedTabId, null);
    assert.equal(seen(all, consolePage, { loaded: false }).a.askedTabId, 1);
    assert.equal(seen(all, signIn).a.askedTabId, 1);
    const beside = { a: session({ askedTabId: 1, tabIds: [1, 2] }) };
    assert.equal(seen(beside, consolePage, { tabId: 2 }).a.askedTabId, 1);
  });
});

describe('a tab that shows the label of another session', () => {
  const all = (over = {}, otherOver = {}) => ({
    a: session({ labelHost: own, ...over }),
    b: session({ labelHost: another, tabIds: [2], signInTabId: 2, ...otherOver }),
  });

  it('belongs to that one, whatever its region', () => {
    const { a, b } = seen(all(), pageOn(host('123456789012-zz99zz99', 'eu-west-1')));
    assert.deepEqual([a.tabIds, b.tabIds], [[], [2, 1]]);
  });

  it('stays where no session of its cookies has that label, and before its own has arrived', () => {
    for (const given of [
      all({}, { store: 'private' }),
      all({ landed: false }),
      all({}, { labelHost: null }),
    ])
      assert.deepEqual(seen(given, pageOn(another)).a.tabIds, [1]);
    assert.deepEqual(seen(all(), consolePage).a.tabIds, [1]);
  });
});

describe('a session that lands on the plain host', () => {
  const landing = session({ landed: false });
  const others = (/** @type {object} */ over) => ({
    a: landing,
    b: session({ tabIds: [2], signInTabId: 2, ...over }),
  });

  it('takes the place of the one there', () => {
    assert.equal(seen(others({}), consolePage).b.endedBecause, 'replaced');
    const told = others({ endedBecause: 'signed_out' });
    assert.equal(seen(told, consolePage).b.endedBecause, 'replaced');
  });

  it('leaves those with other cookies or a host of their own, and those not there or left', () => {
    for (const [over, because] of /** @type {[object, string | null][]} */ ([
      [{ store: 'private' }, null],
      [{ labelHost: another }, null],
      [{ landed: false }, null],
      [{ endedBecause: 'left' }, 'left'],
    ]))
      assert.equal(seen(others(over), consolePage).b.endedBecause, because, JSON.stringify(over));
  });

  it('takes nobody’s place on a host of its own', () => {
    assert.equal(seen(others({}), pageOn(own)).b.endedBecause, null);
  });
});

describe('why a session ended', () => {
  const because = (/** @type {any} */ known, /** @type {any} */ reason, startedAt = 5) =>
    ended({ a: session({ endedBecause: known }) }, 'a', session({ startedAt }), reason).a
      ?.endedBecause;

  it('is the reason that says more, in whatever order they come', () => {
    assert.equal(because(null, 'signed_out'), 'signed_out');
    assert.equal(because(null, 'left'), 'left');
    assert.equal(because('signed_out', 'left'), 'left');
    assert.equal(because('left', 'signed_out'), 'left');
    assert.equal(because('replaced', 'left'), 'replaced');
    assert.equal(because('replaced', 'signed_out'), 'replaced');
  });

  it('is not that of the session before, nor of one that is gone', () => {
    assert.equal(because(null, 'left', 4), null);
    assert.deepEqual(ended({}, 'a', session(), 'left'), {});
  });
});

describe('a tab that was closed', () => {
  it('ends the sign-in that it was on its way to, where the session has other tabs', () => {
    const way = (/** @type {object} */ over) =>
      withoutTab({ a: session({ landed: false, tabIds: [1, 2], ...over }) }, 1).a;
    assert.deepEqual([way({})?.endedBecause, way({})?.tabIds], ['signed_out', [2]]);
    assert.equal(way({ landed: true })?.endedBecause, null);
    assert.equal(way({ signInTabId: 2 })?.endedBecause, null);
    assert.equal(way({ tabIds: [1] })?.endedBecause, null);
    assert.equal(way({ endedBecause: 'left' })?.endedBecause, 'left');
  });
});

describe('the session that a tab joins', () => {
  const plain = session({ tabIds: [1] });
  const labelled = session({ tabIds: [2], labelHost: own });
  const all = { a: plain, b: labelled };
  const joined = (/** @type {any} */ sessions, /** @type {string | undefined} */ url, from = 1) =>
    joinedBy(sessions, 'default', url, from);

  it('is that of the tab with the link to it, on the plain host', () => {
    assert.equal(joined(all, consolePage), 'a');
    assert.equal(joined(all, consolePage, 7), undefined);
    assert.equal(joined(all, 'https://example.org/'), undefined);
    assert.equal(joined(all, undefined), undefined);
    assert.equal(joined(all, consolePage, 2), undefined, 'a session that has a host of its own');
    assert.equal(joined({ a: session({ endedBecause: 'left' }) }, consolePage), undefined);
  });

  it('is the one with its label, from wherever it was opened', () => {
    assert.equal(joined(all, pageOn(own), 7), 'b');
    assert.equal(joinedBy(all, 'private', pageOn(own), 2), undefined);
    assert.equal(joined(all, pageOn(another)), undefined);
  });

  it('is none where two could be it', () => {
    const two = /** @type {[string, any][]} */ ([
      ['a', plain],
      ['c', session({ tabIds: [3] })],
    ]);
    assert.equal(keyFor(two, 'default', consolePage), undefined);
    assert.equal(keyFor(two.slice(1), 'default', consolePage), 'c');
  });

  it('is found by its tab', () => {
    assert.equal(holding(all, 2), 'b');
    assert.equal(holding(all, 3), undefined);
    assert.equal(holding(all, undefined), undefined);
  });
});
