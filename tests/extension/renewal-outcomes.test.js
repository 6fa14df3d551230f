import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDue, phaseAfter } from '../../extension/src/background/renewal/renewal-records.js';
import { HostError } from '../../extension/src/host/host-error.js';
import { FakeRenewals, key } from './fakes/fake-renewals.js';

const now = 1_790_000_000_000;
const minute = 60_000;
const first = { id: 1, active: true, url: 'https://us-west-2.console.aws.amazon.com/s3/home' };
const second = { ...first, id: 2, active: false };
const live = { expiresAt: now + minute };
const because = (/** @type {string} */ code) => new HostError(code, 'x');

/** @param {any} [session] @param {any} [renewal] @param {Partial<FakeRenewals>} [given] */
const renewing = (session, renewal, given = {}) =>
  Object.assign(new FakeRenewals(session, renewal), given);

describe('a renewal at a person’s word', () => {
  const plain = { beside: false };

  it('goes on in the tab that was meant, else the first of the session', async () => {
    for (const [tabId, tab] of /** @type {[number | null, any][]} */ ([
      [2, second],
      [7, first],
      [null, first],
    ])) {
      const around = renewing({}, undefined, { shown: [first, second] });
      assert.equal(await around.renewals.reopen(around.session, 'chip', { tabId }), true);
      assert.deepEqual(around.journal, [['clear'], ['run', tab, 'chip', plain]]);
    }
  });

  it('is none where no tab shows AWS’s pages any more', async () => {
    const around = renewing({}, undefined, { shown: [] });
    assert.equal(await around.renewals.reopen(around.session, 'popup'), false);
    assert.deepEqual(around.journal, []);
  });

  it('happens beside a form that somebody types into, unless they give that up', async () => {
    const typing = renewing({}, undefined, { typing: true });
    await typing.renewals.reopen(typing.session, 'chip');
    assert.deepEqual(typing.journal.at(-1), ['run', first, 'chip', { ...plain, beside: true }]);
    await typing.renewals.reopen(typing.session, 'chip', { mayLose: true });
    assert.deepEqual(typing.journal.at(-1), ['run', first, 'chip', plain]);
  });

  it('goes on after the sign-in to the portal, if it is one and its tab is there', async () => {
    const around = renewing({}, undefined, { shown: [first, second] });
    const request = /** @type {any} */ ({ renews: key, tabId: 2 });
    assert.equal(await around.renewals.goOn(request), true);
    assert.deepEqual(around.journal.at(-1), [
      'run',
      second,
      'popup',
      { ...plain, signedIn: true, signOutFirst: false },
    ]);
    await around.renewals.goOn({ ...request, by: 'chip' });
    assert.equal(around.journal.at(-1)[2], 'chip');
    for (const renews of ['gone', null, undefined])
      assert.equal(await around.renewals.goOn({ ...request, renews }), false);
    around.shown = [];
    assert.equal(await around.renewals.goOn(request), false);
  });

  it('waits for that sign-in', async () => {
    const around = renewing({}, { phase: 'running' });
    await around.renewals.waitForSignIn(key);
    assert.equal(around.renewal.phase, 'sign_in');
    const none = renewing({});
    await none.renewals.waitForSignIn(key);
    await none.renewals.waitForSignIn('gone');
    assert.equal(none.renewal, undefined);
  });
});

describe('a renewal that arrived', () => {
  it('is forgotten, and the session’s other tabs follow', async () => {
    const around = renewing({}, { phase: 'running' });
    await around.renewals.landed(around.session);
    assert.equal(around.renewal, undefined);
    assert.deepEqual(around.journal, [['clear'], ['add']]);
  });
});

describe('a renewal that failed', () => {
  /** @param {string} code @param {any} [session] @param {any} [renewal] */
  async function failed(code, session, renewal = { phase: 'running', tabId: 4 }) {
    const around = renewing(session, renewal);
    await around.renewals.failed(key, because(code));
    return around;
  }

  it('is said as what it takes', async () => {
    const signIn = await failed('sign_in_needed');
    assert.deepEqual([signIn.journal, signIn.renewal.phase], [[['signInNeeded']], 'sign_in']);
    const asked = await failed('others_signed_in');
    assert.deepEqual([asked.journal, asked.renewal.phase], [[['ended']], 'asked']);
    const other = await failed('portal_forbidden');
    assert.deepEqual(other.journal, [['failed', 4, because('portal_forbidden')]]);
    assert.equal(other.renewal.phase, 'failed');
    const unreached = await failed('portal_timeout', {}, { phase: 'running', unreached: 2 });
    assert.deepEqual([unreached.renewal.phase, unreached.renewal.unreached], ['waiting', 3]);
  });

  it('before the end is forgotten, so that the end has a try of its own; but for a sign-in', async () => {
    assert.equal((await failed('portal_forbidden', live)).renewal, undefined);
    assert.equal((await failed('sign_in_needed', live)).renewal.phase, 'sign_in');
  });

  it('is nothing where there is none', async () => {
    assert.deepEqual((await failed('portal_forbidden', {}, undefined)).renewal?.phase, 'failed');
    const none = renewing({});
    await none.renewals.failed(key, because('portal_forbidden'));
    await none.renewals.failed('gone', because('portal_forbidden'));
    await none.renewals.refused('gone', because('aws_refused'));
    assert.deepEqual([none.journal, none.renewal], [[], undefined]);
  });

  it('by AWS’s word is one of the tab that signed in', async () => {
    const around = renewing({ signInTabId: 3 });
    await around.renewals.refused(key, because('aws_refused'));
    assert.deepEqual(around.journal, [['failed', 3, because('aws_refused')]]);
    assert.deepEqual([around.renewal.phase, around.renewal.triedAt], ['failed', now]);
  });

  it('waits to be tried again only where nobody was reached', () => {
    for (const code of ['portal_unreachable', 'portal_timeout', 'aws_unreachable', 'deadline'])
      assert.equal(phaseAfter(because(code)), 'waiting');
    for (const code of ['host_lost', 'aws_refused', 'unknown_tenant', ''])
      assert.equal(phaseAfter(because(code)), 'failed');
  });

  it('is tried at once three times by looking, and by use once a minute', () => {
    const due = (/** @type {any} */ over, /** @type {'looked' | 'used'} */ why) =>
      isDue({ phase: 'waiting', unreached: 0, triedAt: now, ...over }, now, why);
    assert.deepEqual(
      [0, 2, 3].map((unreached) => due({ unreached }, 'looked')),
      [true, true, false],
    );
    assert.equal(due({ unreached: 3, triedAt: now - minute }, 'looked'), true);
    assert.equal(due({}, 'used'), false);
    assert.equal(due({ triedAt: now - minute }, 'used'), true);
    for (const phase of ['running', 'failed', 'stopped', 'held', 'countdown'])
      assert.equal(due({ phase, triedAt: 0 }, 'looked'), false);
  });
});

describe('what waited for a sign-in to the portal', () => {
  /** @param {any} renewal @param {any} [given] @param {string} [portal] */
  async function signedIn(renewal, given = {}, portal = 'acme') {
    const around = renewing({}, renewal, given);
    await around.renewals.signedIn(portal);
    return around.journal;
  }

  it('goes on in its tab, else in the first of the session', async () => {
    const given = { shown: [first, second] };
    assert.deepEqual(await signedIn({ phase: 'sign_in', tabId: 2 }, given), [
      ['signedIn', 'acme'],
      ['runUnlessTyping', second],
    ]);
    const gone = await signedIn({ phase: 'sign_in', tabId: 7 }, given);
    assert.deepEqual(gone.at(-1), ['runUnlessTyping', first]);
    assert.equal((await signedIn({ phase: 'sign_in' }, { shown: [] })).length, 1);
  });

  it('is only what did, and of that portal', async () => {
    assert.equal((await signedIn({ phase: 'failed' })).length, 1);
    assert.equal((await signedIn({ phase: 'sign_in' }, {}, 'beta')).length, 1);
    assert.equal((await signedIn(undefined)).length, 1);
  });
});

describe('the network that is back', () => {
  it('has the tab in front tried again, where nobody was reached', async () => {
    const waits = { phase: 'waiting', unreached: 1, tabId: 1 };
    const tried = async (/** @type {any} */ session, /** @type {any} */ renewal, given = {}) => {
      const around = renewing(session, renewal, given);
      await around.renewals.online();
      return around.journal.length;
    };
    assert.equal(await tried({}, waits), 1);
    assert.equal(await tried({}, { ...waits, unreached: 0 }), 0);
    assert.equal(await tried({}, { ...waits, phase: 'failed' }), 0);
    assert.equal(await tried({}, { ...waits, tabId: 2 }), 0);
    assert.equal(await tried({}, waits, { shown: [{ ...first, active: false }] }), 0);
    assert.equal(await tried({ endedBecause: 'left' }, waits), 0);
    assert.equal(await tried({}, undefined), 0);
  });
});

describe('what is written down of renewals', () => {
  it('is of the present end only', async () => {
    const old = renewing({}, { phase: 'failed', startedAt: 1 });
    assert.equal(await old.records.underWay(old.session), undefined);
    const put = await old.records.put(old.session, { phase: 'held' });
    assert.deepEqual([put.phase, put.unreached, put.tabId], ['held', 0, null]);
    const early = renewing(live, { phase: 'running' });
    assert.equal(await early.records.ofEnd(early.session), undefined);
    assert.equal((await early.records.underWay(early.session))?.phase, 'running');
  });

  it('is swept: of sessions that are gone nothing, and what nobody is busy with has failed', async () => {
    const busy = renewing({}, { phase: 'running' });
    await busy.records.sweep();
    assert.equal(busy.renewal.phase, 'running');
    await busy.lose('intents');
    await busy.records.sweep();
    assert.equal(busy.renewal.phase, 'failed');
    const waiting = renewing({}, { phase: 'waiting' });
    await waiting.lose('intents');
    await waiting.records.sweep();
    assert.equal(waiting.renewal.phase, 'waiting');
    await waiting.lose('sessions');
    await waiting.records.sweep();
    assert.equal(waiting.renewal, undefined);
  });

  it('is moved with the question about it, and begins anew where that is stopped before the end', async () => {
    const around = renewing({}, { phase: 'asked' });
    await around.records.move(key, 'running');
    assert.deepEqual([around.renewal.phase, around.renewal.triedAt], ['running', now]);
    await around.records.move(key, 'stopped');
    assert.equal(around.renewal.phase, 'stopped');
    for (const other of ['gone', null, undefined]) await around.records.move(other, 'asked');
    assert.equal(around.renewal.phase, 'stopped');
    const early = renewing(live, { phase: 'asked' });
    await early.records.move(key, 'stopped');
    assert.equal(early.renewal, undefined);
    await early.records.move(key, 'asked');
    assert.equal(early.renewal, undefined);
  });

  it('tells when the next countdown ends', async () => {
    const around = renewing({}, { phase: 'countdown', endsAt: now + 5 });
    assert.equal(await around.records.nextCountdownEnd(), now + 5);
    await around.records.put(around.session, { phase: 'running' });
    assert.equal(around.renewal.endsAt, null);
    assert.equal(await around.records.nextCountdownEnd(), null);
  });
});
