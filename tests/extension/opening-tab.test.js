import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OpeningTab } from '../../extension/src/background/opening/opening-tab.js';
import { storesWith } from './fakes/fake-stores.js';

const url = 'https://us-west-2.signin.aws.amazon.com/federation?Action=login';
const page = 'https://us-west-2.console.aws.amazon.com/s3/home';
const tab = (/** @type {number} */ id, over = {}) => {
  return {
    id,
    windowId: 1,
    index: id,
    incognito: false,
    active: false,
    url: 'https://a.example/',
    ...over,
  };
};

/** The first window is in front. @param {any[]} tabs that there are */
function openingWith(...tabs) {
  const { areas, session } = storesWith({ intents: { i: { id: 'i' } } });
  /** @type {any[]} what came of it */
  const journal = [];
  const api = {
    tabs: {
      query: async (/** @type {any} */ { active, lastFocusedWindow }) =>
        lastFocusedWindow ? [tab(90)] : tabs.filter((one) => !active || one.active),
      create: async (/** @type {any} */ how) => {
        journal.push(['create', how]);
        return tab(50, { windowId: how.windowId ?? 1 });
      },
      update: async (/** @type {number} */ id, /** @type {any} */ how) => {
        journal.push(['update', id, how]);
        return tab(id);
      },
      remove: async (/** @type {number} */ id) => void journal.push(['remove', id]),
    },
    windows: {
      update: async (/** @type {number} */ id) => void journal.push(['focus', id]),
      create: async (/** @type {any} */ how) => {
        journal.push(['window', how]);
        return { tabs: [tab(60)] };
      },
    },
  };
  const registry = { tab: async (/** @type {number} */ id) => tabs.find((one) => one.id === id) };
  const opening = new OpeningTab(/** @type {any} */ ({ api, registry, session }));
  return { areas, journal, opening };
}

describe('a new tab for a console', () => {
  /** @param {any[]} from @param {any} [how] @param {any[]} [tabs] */
  async function opened(from, { active = true, store = 'default' } = {}, tabs = []) {
    const { journal, opening } = openingWith(...tabs);
    await opening.open(from, url, active, store);
    return journal;
  }

  it('comes right of the first tab whose window can have it', async () => {
    const created = { url, active: true, openerTabId: 2, index: 3, windowId: 1 };
    assert.deepEqual(await opened([tab(2), tab(4)]), [['create', created]]);
    const secret = tab(1, { incognito: true });
    assert.deepEqual(await opened([undefined, secret, tab(2)]), [['create', created]]);
    assert.deepEqual(await opened([tab(2)], { active: false }), [
      ['create', { ...created, active: false }],
    ]);
  });

  it('brings its window to the front where the user is in another', async () => {
    const journal = await opened([tab(2, { windowId: 2 })]);
    assert.deepEqual(journal.at(-1), ['focus', 2]);
  });

  it('comes wherever the browser likes where nobody is anywhere', async () => {
    assert.deepEqual(await opened([undefined], {}, [tab(1, { active: true })]), [
      ['create', { url, active: true }],
    ]);
  });

  it('comes beside the tab used last where the one that was meant is private, and brings its window to the front', async () => {
    const secret = tab(1, { incognito: true, windowId: 1, active: true, lastAccessed: 99 });
    const fronts = [
      tab(2, { windowId: 2, active: true, lastAccessed: 5 }),
      tab(3, { windowId: 3, active: true, lastAccessed: 9 }),
      tab(4, { windowId: 4, active: true }),
      tab(5, { windowId: 3, lastAccessed: 50 }),
    ];
    const created = { url, active: true, openerTabId: 3, index: 4, windowId: 3 };
    assert.deepEqual(await opened([secret], {}, [secret, ...fronts]), [
      ['create', created],
      ['focus', 3],
    ]);
    const quiet = await opened([secret], { active: false }, [secret, ...fronts]);
    assert.deepEqual(quiet, [['create', { ...created, active: false }]]);
  });

  it('takes a window of its own where a private one is needed and there is none', async () => {
    const made = ['window', { url, incognito: true, focused: true }];
    assert.deepEqual(await opened([tab(1)], { store: 'private' }, [tab(1, { active: true })]), [
      made,
    ]);
    assert.deepEqual(await opened([undefined], { store: 'firefox-private' }), [made]);
  });

  it('is given the cookies that it is to have, where its window has others', async () => {
    const store = 'firefox-container-3';
    const plain = tab(1, { cookieStoreId: 'firefox-default' });
    const [[, contained] = []] = await opened([plain], { store });
    assert.equal(contained.cookieStoreId, store);
    const [[, own] = []] = await opened([tab(1, { cookieStoreId: store })], { store });
    assert.equal(own.cookieStoreId, store);
    const [[, same] = []] = await opened([plain], { store: 'firefox-default' });
    assert.equal('cookieStoreId' in same, false);
  });
});

describe('a page of ours', () => {
  /** @param {any[]} from @param {...any} tabs */
  async function own(from, ...tabs) {
    const { journal, opening } = openingWith(...tabs);
    await opening.openOwn(from, 'own');
    return journal;
  }

  it('comes in front beside the first tab whose window shows it', async () => {
    const secret = tab(1, { incognito: true });
    const beside = { url: 'own', active: true, openerTabId: 2, index: 3, windowId: 1 };
    assert.deepEqual(await own([secret, tab(2)]), [['create', beside]]);
    const firefox = tab(7, { incognito: true, cookieStoreId: 'firefox-private' });
    assert.equal((await own([firefox]))[0][1].openerTabId, 7);
  });

  it('takes a window of its own where all there are are private', async () => {
    const secret = tab(1, { incognito: true, active: true });
    assert.deepEqual(await own([secret], secret), [
      ['window', { url: 'own', incognito: false, focused: true }],
    ]);
    assert.deepEqual(await own([undefined]), [['create', { url: 'own', active: true }]]);
  });
});

describe('the tab that becomes a console', () => {
  const answer = /** @type {any} */ ({
    url,
    destination: page,
    expires_at: 7,
    region: 'us-west-2',
    partition: 'aws',
    account: '1',
  });
  const intent = (over = {}) =>
    /** @type {any} */ ({
      id: 'i',
      how: 'go',
      tabId: 1,
      replaceTabId: 2,
      store: 'default',
      ...over,
    });

  /** @param {any} over @param {any[]} tabs */
  async function shown(over, ...tabs) {
    const { areas, journal, opening } = openingWith(...tabs);
    await opening.show(intent(over), answer);
    return { journal, written: areas.session.data.intents.i };
  }

  it('is the one that led to it, in front, if it has the cookies', async () => {
    const { journal, written } = await shown({}, tab(1), tab(2));
    assert.deepEqual(journal, [
      ['focus', 1],
      ['update', 2, { url, active: true }],
    ]);
    assert.deepEqual(written.answer.knownTabs, [1, 2]);
    assert.deepEqual(written.answer.facts, {
      destination: page,
      expiresAt: 7000,
      region: 'us-west-2',
      partition: 'aws',
      account: '1',
    });
    const quiet = await shown({ how: 'background' }, tab(1), tab(2));
    assert.deepEqual(quiet.journal, [['update', 2, { url }]]);
  });

  it('takes the place of one that has others, and comes beside where it was asked from', async () => {
    const { journal } = await shown({ store: 'firefox-container-1' }, tab(1), tab(2));
    assert.deepEqual(
      journal.map(([what]) => what),
      ['create', 'remove'],
    );
    assert.equal(journal[0][1].openerTabId, 2);
    assert.deepEqual(journal[1], ['remove', 2]);
    const gone = await shown({}, tab(1));
    assert.deepEqual(
      gone.journal.map(([what, how]) => [what, how.openerTabId]),
      [['create', 1]],
    );
  });

  it('is found again after the worker’s death, where it had come', async () => {
    const known = { answer: { knownTabs: [1, 2] } };
    const found = async (/** @type {any} */ over, /** @type {any[]} */ ...tabs) =>
      (await openingWith(...tabs).opening.openedBefore(intent({ ...known, ...over })))?.id;
    assert.equal(await found({ answer: null }, tab(2, { url: page })), undefined);
    assert.equal(await found({}, tab(2, { url: page })), 2);
    assert.equal(await found({}, tab(2, { pendingUrl: url })), 2);
    assert.equal(await found({}, tab(2), tab(3, { url: page })), undefined);
    const fresh = { replaceTabId: null };
    assert.equal(await found(fresh, tab(1, { url: page }), tab(3, { url: page })), 3);
    assert.equal(await found(fresh, tab(3), tab(4, { pendingUrl: url })), 4);
    assert.equal(await found(fresh, tab(3, { url: undefined, openerTabId: 1 })), 3);
    assert.equal(await found(fresh, tab(3, { openerTabId: 2 })), undefined);
    assert.equal(await found({ ...fresh, tabId: null }, tab(3, { openerTabId: null })), undefined);
  });
});
