import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Questions } from '../../extension/src/background/opening/questions.js';
import { billing, consolePage, targetOf } from './fakes/fake-platform.js';
import { storesWith } from './fakes/fake-stores.js';

const own = 'chrome-extension://own/';
const labelled = consolePage.replace('us-west-2', '123456789012-ab12cd34.us-west-2');
const request = { target: targetOf(billing), how: 'go', tabId: 1, renews: 'r' };

/**
 * @param {any} question laid over one in tab 5 that is about the session `s`
 * @param {any} [given] tabs, the session `s`, settings
 */
function asking(
  question,
  { tabs = [{ id: 5, windowId: 1 }], session, settings = {}, pages = {} } = {},
) {
  const fresh = { id: 'q', kind: 'sign_out', request, store: 'default', tabId: 5, replaces: null };
  const state = { sessions: ['s'], phase: 'asked', optInFailed: false };
  const questions = { q: { ...fresh, ...state, ...question } };
  const { areas, session: memory } = storesWith({ questions });
  /** @type {any[]} what came of it */
  const journal = [];
  const note =
    (/** @type {string} */ what, answer = /** @type {any} */ (undefined)) =>
    async (/** @type {any[]} */ ...args) => {
      journal.push([what, ...args]);
      return answer;
    };
  const parts = {
    api: {
      runtime: { getURL: (/** @type {string} */ path) => own + path },
      tabs: { query: async () => tabs, remove: note('remove'), update: note('update') },
      windows: { update: note('focus') },
    },
    isolation: { learn: note('learn') },
    newId: () => 'new',
    openingTab: {
      lead: note('lead'),
      open: note('open', { id: 9 }),
      openOwn: note('openOwn', { id: 8 }),
    },
    openings: { add: note('add', true) },
    pages: { last: async (/** @type {number} */ id) => pages[id] },
    records: { move: note('move') },
    registry: {
      tab: async (/** @type {number} */ id) => tabs.find((/** @type {any} */ tab) => tab.id === id),
      get: async (/** @type {string} */ key) => (key === 's' ? session : undefined),
      end: note('end'),
    },
    session: memory,
    settings: { read: async () => settings, change: note('change') },
  };
  const made = new Questions(/** @type {any} */ (parts));
  const left = () => areas.session.data.questions;
  return { journal, left, parts, questions: made };
}

const opened = (/** @type {any} */ over = {}) => [
  'add',
  request,
  { replaceTabId: 5, store: 'default', ...over },
];

describe('a page that loads in the tab of a question', () => {
  it('is nobody’s in another tab', async () => {
    const { journal, questions } = asking({});
    assert.equal(await questions.tabLoaded(6, consolePage), false);
    assert.deepEqual(journal, []);
  });

  it('is the question’s own, even where it was answered while it loaded', async () => {
    const { journal, left, questions } = asking({ phase: 'ending' });
    assert.equal(await questions.tabLoaded(5, `${own}src/pages/question/question.html#q`), true);
    assert.deepEqual([journal, left().q.phase], [[], 'ending']);
  });

  it('while it is asked changes nothing', async () => {
    const { journal, left, questions } = asking({});
    assert.equal(await questions.tabLoaded(5, consolePage), true);
    assert.deepEqual([journal, left().q.phase], [[], 'asked']);
  });

  it('after a session was ended lets the console open there', async () => {
    const { journal, left, questions } = asking({ phase: 'ending' });
    assert.equal(await questions.tabLoaded(5, 'https://us-west-2.signin.aws.amazon.com/'), true);
    assert.deepEqual(journal, [['move', 'r', 'running'], opened()]);
    assert.deepEqual(left(), {});
  });

  it('of the console, where multi-session was to be turned on, lets it open there', async () => {
    const session = { store: 'default' };
    const plain = asking({ phase: 'opting_in' }, { session });
    await plain.questions.tabLoaded(5, consolePage);
    assert.deepEqual(plain.journal, [['move', 'r', 'running'], opened()]);
    const multi = asking({ phase: 'opting_in' }, { session });
    await multi.questions.tabLoaded(5, labelled);
    assert.deepEqual(multi.journal[0], ['learn', session, 'multi']);
    assert.deepEqual(multi.journal.at(-1), opened());
  });

  it('of anything else there asks again, and says that it didn’t work', async () => {
    const { journal, left, questions } = asking({ phase: 'opting_in' });
    assert.equal(await questions.tabLoaded(5, 'https://us-west-2.signin.aws.amazon.com/x'), true);
    assert.deepEqual([left().q.phase, left().q.optInFailed], ['asked', true]);
    assert.deepEqual(journal, [
      ['lead', { id: 5, windowId: 1 }, `${own}src/pages/question/question.html#q`],
    ]);
  });
});

describe('the answer to a question', () => {
  /** @param {any} question @param {any} answer @param {any} [given] */
  async function answered(question, answer, given) {
    const { journal, left, questions } = asking(question, given);
    await questions.answer({ id: 'q', ...answer });
    return { journal, left: left() };
  }

  it('counts once, and only for a question that is there', async () => {
    const late = await answered({ phase: 'ending' }, { answer: 'continue' });
    assert.deepEqual(late.journal, []);
    const other = await answered({}, { id: 'x', answer: 'continue' });
    assert.deepEqual(other.journal, []);
  });

  it('opens by way of AWS’s logout, and is remembered only where that was wanted', async () => {
    const { journal, left } = await answered({}, { answer: 'continue' });
    assert.deepEqual(journal, [['move', 'r', 'running'], opened({ signOutFirst: true })]);
    assert.deepEqual(left, {});
    const kept = await answered({}, { answer: 'continue', remember: true });
    assert.deepEqual(kept.journal[0], ['change', { signOutWithoutAsking: true }]);
  });

  it('about an administrator’s role opens it as confirmed, ending nothing', async () => {
    const { journal } = await answered({ kind: 'administrator' }, { answer: 'continue' });
    const confirmed = { ...request, confirmed: true };
    assert.deepEqual(journal.at(-1), ['add', confirmed, { replaceTabId: 5, store: 'default' }]);
  });

  it('ends the session that was chosen, of those that were offered', async () => {
    const session = { destination: consolePage, labelHost: new URL(labelled).hostname };
    const tabs = [{ id: 5, windowId: 1 }];
    const { journal, left } = await answered(
      { kind: 'session_limit' },
      { answer: 'continue', session: 's' },
      { session, tabs },
    );
    const url = `https://${session.labelHost}/console/logout!doLogout`;
    assert.deepEqual(journal, [
      ['end', session, 'left'],
      ['lead', tabs[0], url],
    ]);
    assert.equal(left.q.phase, 'ending');
    for (const key of ['other', undefined]) {
      const not = await answered(
        { kind: 'session_limit' },
        { answer: 'continue', session: key },
        { session },
      );
      assert.deepEqual(not.journal, []);
    }
  });

  it('leads to AWS’s own switch, in a tab with the session’s cookies', async () => {
    const session = { destination: consolePage };
    const url = `https://us-west-2.signin.aws.amazon.com/sessions/v1/opt-in?redirect_uri=${encodeURIComponent(consolePage)}`;
    const here = await answered({}, { answer: 'multi_session' }, { session });
    assert.deepEqual(here.journal, [['lead', { id: 5, windowId: 1 }, url]]);
    assert.deepEqual([here.left.q.phase, here.left.q.tabId], ['opting_in', 5]);
    const tabs = [
      { id: 5, windowId: 1 },
      { id: 1, windowId: 2, incognito: true },
    ];
    const away = await answered(
      { store: 'private' },
      { answer: 'multi_session' },
      { session, tabs },
    );
    assert.deepEqual(away.journal, [
      ['open', [tabs[1], tabs[0]], url, true, 'private'],
      ['remove', 5],
    ]);
    assert.deepEqual([away.left.q.tabId, away.left.q.replaces], [9, null]);
  });

  it('is given in another window’s tab, which goes', async () => {
    const tabs = [
      { id: 5, windowId: 1 },
      { id: 6, windowId: 2 },
    ];
    const session = { destination: consolePage };
    const led = await answered({ replaces: 6 }, { answer: 'multi_session' }, { session, tabs });
    assert.deepEqual(
      led.journal.map(([what, one]) => [what, one.id ?? one]),
      [
        ['lead', 6],
        ['remove', 5],
      ],
    );
    const open = await answered({ replaces: 6 }, { answer: 'continue' }, { tabs });
    assert.deepEqual(open.journal.slice(1), [
      opened({ replaceTabId: 6, signOutFirst: true }),
      ['remove', 5],
    ]);
  });

  it('of no closes the tab, or brings back the console that it had', async () => {
    const { journal, left } = await answered({}, { answer: 'cancel' });
    assert.deepEqual(
      [journal, left],
      [
        [
          ['remove', 5],
          ['move', 'r', 'stopped'],
        ],
        {},
      ],
    );
    const back = await answered({}, { answer: 'cancel' }, { pages: { 5: consolePage } });
    assert.deepEqual(back.journal[0], ['update', 5, { url: consolePage }]);
    const renews = { request: { ...request, renews: 's' } };
    const session = { labelHost: new URL(labelled).hostname };
    const its = await answered(
      renews,
      { answer: 'cancel' },
      { pages: { 5: consolePage }, session },
    );
    assert.deepEqual(its.journal[0], ['update', 5, { url: labelled }]);
  });

  it('of no leads back to the private window that it was asked from', async () => {
    const tabs = [
      { id: 5, windowId: 1 },
      { id: 1, windowId: 2, incognito: true },
    ];
    const { journal } = await answered({}, { answer: 'cancel' }, { tabs });
    assert.deepEqual(journal.at(-1), ['focus', 2, { focused: true }]);
    const firefox = [tabs[0], { ...tabs[1], cookieStoreId: 'firefox-private' }];
    const stays = await answered({}, { answer: 'cancel' }, { tabs: firefox });
    assert.deepEqual(
      stays.journal.map(([what]) => what),
      ['remove', 'move'],
    );
  });
});

describe('a question', () => {
  it('isn’t asked where people said that sessions may end', async () => {
    const { journal, left, questions } = asking({}, { settings: { signOutWithoutAsking: true } });
    const ask = (/** @type {any} */ kind) =>
      questions.ask(/** @type {any} */ (request), { kind, sessions: ['s'] }, 'default', 5);
    await ask('sign_out');
    assert.deepEqual(journal, [opened({ signOutFirst: true })]);
    await ask('session_limit');
    assert.deepEqual(Object.keys(left()), ['q', 'new']);
  });

  it('that can’t be shown isn’t kept, unless its page has come nevertheless', async () => {
    for (const came of [false, true]) {
      const tabs = [{ id: 5, windowId: 1 }];
      const { left, parts, questions } = asking({}, { tabs });
      parts.openingTab.lead = async (/** @type {any} */ tab, /** @type {string} */ url) => {
        if (came) tab.url = url;
        throw new Error('The browser is busy.');
      };
      const obstacle = /** @type {any} */ ({ kind: 'sign_out', sessions: ['s'] });
      const asked = questions.ask(/** @type {any} */ (request), obstacle, 'default', 5);
      if (came) await asked;
      else await assert.rejects(asked, /busy/);
      assert.deepEqual(Object.keys(left()), came ? ['q', 'new'] : ['q']);
    }
  });

  it('comes in the tab that becomes the console, else beside where it is asked from', async () => {
    const url = `${own}src/pages/question/question.html#new`;
    const obstacle = /** @type {any} */ ({ kind: 'sign_out', sessions: ['s'] });
    const from = { id: 1, windowId: 2 };
    const tabs = [{ id: 5, windowId: 1 }, from];
    const here = asking({}, { tabs });
    await here.questions.ask(/** @type {any} */ (request), obstacle, 'default', 5);
    assert.deepEqual(here.journal.at(-1), ['lead', tabs[0], url]);
    assert.equal(here.left().new.tabId, 5);
    const fresh = asking({}, { tabs });
    await fresh.questions.ask(/** @type {any} */ (request), obstacle, 'default', null);
    assert.deepEqual(fresh.journal, [
      ['move', 'r', 'asked'],
      ['openOwn', [undefined, from], url],
    ]);
    assert.deepEqual([fresh.left().new.tabId, fresh.left().new.replaces], [8, null]);
    const secret = asking({}, { tabs: [{ ...tabs[0], incognito: true }, from] });
    await secret.questions.ask(/** @type {any} */ (request), obstacle, 'private', 5);
    assert.deepEqual([secret.left().new.tabId, secret.left().new.replaces], [8, 5]);
  });

  it('goes with its tab, and lives on where only the tab it is to take the place of goes', async () => {
    const gone = asking({});
    await gone.questions.tabClosed(5);
    assert.deepEqual([gone.left(), gone.journal], [{}, [['move', 'r', 'stopped']]]);
    const other = asking({ replaces: 6 });
    await other.questions.tabClosed(7);
    assert.equal(other.left().q.replaces, 6);
    await other.questions.tabClosed(6);
    assert.equal(other.left().q.replaces, null);
    assert.deepEqual(other.journal, []);
  });

  it('goes with its tab, even where the worker died before it learnt which that was', async () => {
    const url = `${own}src/pages/question/question.html#q`;
    const shown = asking({ tabId: null }, { tabs: [{ id: 5, windowId: 1, url }] });
    await shown.questions.sweep();
    assert.equal(shown.left().q.tabId, 5);
    await shown.questions.tabClosed(5);
    assert.deepEqual(shown.left(), {});
    const gone = asking({ tabId: null }, { tabs: [{ id: 6, windowId: 1, url: consolePage }] });
    await gone.questions.sweep();
    assert.deepEqual(gone.left(), {});
  });

  it('leaves no page whose answer leads elsewhere, though the worker died in between', async () => {
    const url = `${own}src/pages/question/question.html`;
    const tabs = [
      { id: 5, url: `${url}#q` },
      { id: 6, url: `${url}#of-another-run-of-the-browser` },
      { id: 9, url: 'https://us-west-2.signin.aws.amazon.com/sessions/v1/opt-in' },
    ];
    const led = asking({ phase: 'opting_in', tabId: 9 }, { tabs });
    await led.questions.sweep();
    assert.deepEqual([led.journal, led.left().q.tabId], [[['remove', 5]], 9]);
    const { journal, questions } = asking({}, { tabs });
    await questions.sweep();
    assert.deepEqual(journal, []);
  });
});
