import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mergeSettings } from '../../extension/src/domain/settings.js';
import { FakeRenewals, key } from './fakes/fake-renewals.js';

const minute = 60_000;
const signIn = 'https://us-west-2.signin.aws.amazon.com/oauth';
const inFront = { id: 1, active: true, url: 'https://us-west-2.console.aws.amazon.com/s3/home' };
const behind = { ...inFront, id: 2, active: false };

/** @param {any} session @param {any} [renewal] @param {Partial<FakeRenewals>} [given] */
async function checked(session, renewal, given = {}) {
  const around = Object.assign(new FakeRenewals(session, renewal), given);
  await around.renewals.check();
  return around;
}

const inMode = (/** @type {string} */ renewal) => {
  return { settings: mergeSettings({ renewal }) };
};

describe('before a session ends', () => {
  const in5 = { expiresAt: 1_790_000_000_000 + 5 * minute };

  it('it is said in time, once, where one of its tabs is there to be renewed', async () => {
    const early = await checked({ expiresAt: in5.expiresAt + 1 });
    assert.deepEqual(early.journal, []);
    const now = await checked(in5);
    assert.deepEqual(now.journal, [['change', key, { warned: true }], ['soon']]);
    const again = await checked({ ...in5, warned: true });
    assert.deepEqual(again.journal, []);
    const nowhere = await checked(in5, undefined, { shown: [] });
    assert.deepEqual(nowhere.journal, [['change', key, { warned: true }]]);
  });
});

describe('at a session’s end', () => {
  const begun = [['noteEnd', 1_790_000_000_000], ['clear']];

  it('the tab in front gets ten seconds', async () => {
    const around = await checked({});
    assert.deepEqual(around.journal, [...begun, ['countdown']]);
    const { phase, tabId, endsAt } = around.renewal;
    assert.deepEqual([phase, tabId, endsAt], ['countdown', 1, around.clock.now() + 10_000]);
    assert.equal(around.clock.waiting, 1);
    await around.clock.advance(9_999);
    assert.equal(around.journal.length, 3);
    await around.clock.advance(1);
    assert.deepEqual(around.journal.at(-1), ['runUnlessTyping', inFront]);
  });

  it('it is written down once', async () => {
    const around = await checked({}, { phase: 'waiting' });
    assert.deepEqual(around.journal, []);
  });

  for (const [what, session, given] of /** @type {[string, any, any][]} */ ([
    ['a person signed out', { endedBecause: 'left' }, {}],
    ['another took its place', { endedBecause: 'replaced' }, {}],
    ['nobody used it', { used: false }, {}],
    ['its sign-in hadn’t arrived', { landed: false }, {}],
    ['none of its tabs is in front', {}, { shown: [behind] }],
    ['none of its tabs is there', {}, { shown: [] }],
    ['renewal is off', {}, inMode('off')],
    ['it is to be asked and there is no tab', {}, { ...inMode('ask'), shown: [] }],
  ]))
    it(`nothing happens where ${what}`, async () => {
      const around = await checked(session, undefined, given);
      assert.deepEqual(around.journal, begun);
      assert.equal(around.renewal.phase, 'waiting');
      assert.equal(around.clock.waiting, 0);
    });

  it('nothing else happens where somebody waits for a page of it', async () => {
    const around = await checked({}, undefined, { ...inMode('ask'), asked: true });
    assert.deepEqual(around.journal, begun);
    const left = await checked({ endedBecause: 'left' }, undefined, { asked: true });
    assert.equal(left.renewal.phase, 'waiting');
  });

  it('it is asked where that is set, with the tab in front, if there is one', async () => {
    const around = await checked({}, undefined, inMode('ask'));
    assert.deepEqual(around.journal, [...begun, ['ended']]);
    assert.deepEqual([around.renewal.phase, around.renewal.tabId], ['asked', 1]);
    const away = await checked({ used: false }, undefined, { ...inMode('ask'), shown: [behind] });
    assert.deepEqual([away.renewal.phase, away.renewal.tabId], ['asked', null]);
    const since = await checked({}, { phase: 'waiting' }, inMode('ask'));
    assert.deepEqual([since.journal, since.renewal.phase], [[['ended']], 'asked']);
  });

  it('it is asked for a production tenant where those are to be confirmed', async () => {
    const { settings } = inMode('automatic');
    const confirmed = { settings: { ...settings, confirmProduction: true } };
    const around = await checked({ plan: 'prod' }, undefined, confirmed);
    assert.equal(around.renewal.phase, 'asked');
    const other = await checked({ plan: 'nonprod' }, undefined, confirmed);
    assert.equal(other.renewal.phase, 'countdown');
  });

  it('a page of AWS’s sign-in is left at once, and a form that is typed into is kept', async () => {
    const asked = { ...inFront, url: signIn };
    const around = await checked({}, undefined, { shown: [behind, asked], typing: true });
    assert.deepEqual(around.journal, [...begun, ['run', asked, 'renewal']]);
    const typing = await checked({}, undefined, { typing: true });
    assert.deepEqual(typing.journal, [...begun, ['hold', 1]]);
  });
});

describe('the end of the countdown', () => {
  const over = { phase: 'countdown', endsAt: 1_790_000_000_000 };

  it('comes at its moment, and not before', async () => {
    assert.deepEqual((await checked({}, over)).journal, [['runUnlessTyping', inFront]]);
    const early = await checked({}, { ...over, endsAt: over.endsAt + 1 });
    assert.deepEqual([early.journal, early.clock.waiting], [[], 1]);
  });

  it('is nothing to a tab that isn’t in front any more, or was left', async () => {
    for (const around of [
      await checked({}, over, { shown: [{ ...inFront, active: false }] }),
      await checked({}, over, { shown: [{ ...behind, active: true }] }),
      await checked({ endedBecause: 'replaced' }, over),
    ])
      assert.deepEqual([around.journal, around.renewal.phase], [[], 'waiting']);
  });

  it('can be prevented while it runs, and only then', async () => {
    const around = new FakeRenewals({}, over);
    await around.renewals.stop(9);
    assert.equal(around.renewal.phase, 'countdown');
    await around.renewals.stop(1);
    assert.equal(around.renewal.phase, 'stopped');
    for (const phase of ['waiting', 'asked', 'running']) {
      const other = new FakeRenewals({}, { phase });
      await other.renewals.stop(1);
      assert.equal(other.renewal.phase, phase);
    }
  });
});

describe('a tab that is looked at', () => {
  /** @param {any} session @param {any} renewal @param {any} [given] @param {number} [tab] */
  async function lookedAt(session, renewal, given = {}, tab = 1) {
    const around = Object.assign(new FakeRenewals(session, renewal), given);
    await around.renewals.lookedAt(tab);
    return around.journal;
  }
  const used = ['change', key, { used: true }];

  it('makes its session worth a renewal, and has the one that waited', async () => {
    assert.deepEqual(await lookedAt({}, { phase: 'waiting' }), [
      used,
      ['runUnlessTyping', inFront],
    ]);
    assert.deepEqual(await lookedAt({}, undefined), [used]);
    assert.deepEqual(await lookedAt({}, { phase: 'stopped' }), [used]);
    assert.deepEqual(await lookedAt({}, { phase: 'waiting' }, inMode('ask')), [used]);
    assert.deepEqual(await lookedAt({}, { phase: 'waiting' }, { shown: [behind] }), [used]);
  });

  it('is nothing to a session that was left, or to a tab without one', async () => {
    assert.deepEqual(await lookedAt({ endedBecause: 'left' }, { phase: 'waiting' }), []);
    assert.deepEqual(await lookedAt({}, { phase: 'waiting' }, {}, 9), []);
  });
});

describe('a tab that is used', () => {
  /** @param {any} session @param {any} [renewal] @param {any} [given] */
  async function usedIn(session, renewal, given = {}) {
    const around = Object.assign(new FakeRenewals(session, renewal), given);
    await around.renewals.used(1);
    return around;
  }

  it('makes its session worth a renewal, from now on or at once', async () => {
    const live = { expiresAt: 1_790_000_000_000 + minute, used: false };
    const first = await usedIn(live);
    assert.deepEqual(first.journal, [['change', key, { used: true }]]);
    const again = await usedIn({ ...live, used: true });
    assert.deepEqual(again.journal, []);
    const late = await usedIn({ used: false }, { phase: 'waiting' });
    assert.deepEqual(late.journal, [['change', key, { used: true }], ['countdown']]);
    assert.equal(late.clock.waiting, 1);
    const failed = await usedIn({ used: false }, { phase: 'failed' });
    assert.equal(failed.renewal.phase, 'failed');
    const left = await usedIn({ used: false, endedBecause: 'left' }, { phase: 'waiting' });
    assert.deepEqual(left.journal, []);
  });

  it('has it tried again where nobody was reached, a minute after the last try', async () => {
    const now = 1_790_000_000_000;
    const tried = (/** @type {number} */ ago) => ({ unreached: 1, triedAt: now - ago });
    assert.deepEqual((await usedIn({}, tried(minute - 1))).journal, []);
    assert.deepEqual((await usedIn({}, tried(minute))).journal, [['runUnlessTyping', inFront]]);
  });
});
