import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SessionPages } from '../../extension/src/background/sessions/session-pages.js';
import { FakeClock } from './fakes/fake-clock.js';
import { consolePage } from './fakes/fake-platform.js';
import { storesWith } from './fakes/fake-stores.js';

const label = '123456789012-ab12cd34';
const labelled = consolePage.replace('us-west-2', `${label}.us-west-2`);
const signIn = 'https://us-west-2.signin.aws.amazon.com/oauth';

/** @param {any[]} [tabs] @param {any} [executeScript] */
function pagesWith(tabs = [], executeScript = async () => []) {
  const { areas, session } = storesWith();
  const registry = {
    tabs: async (/** @type {number[]} */ ids) => tabs.filter(({ id }) => ids.includes(id)),
  };
  const api = { scripting: { executeScript } };
  const clock = new FakeClock();
  const pages = new SessionPages(/** @type {any} */ ({ api, clock, registry, session }));
  return { area: areas.session, clock, pages };
}

describe('the tabs of a session that show AWS’s pages', () => {
  /** @param {any[]} tabs */
  const shown = async (...tabs) => {
    const session = /** @type {any} */ ({ tabIds: [...tabs.map(({ id }) => id), 99] });
    return (await pagesWith(tabs).pages.shown(session)).map(({ id }) => id);
  };

  it('begin with the one in front, then come by when they were used last', async () => {
    const url = consolePage;
    assert.deepEqual(
      await shown(
        { id: 1, url },
        { id: 2, url, lastAccessed: 5 },
        { id: 3, url, lastAccessed: 9 },
        { id: 4, url: signIn, lastAccessed: 7 },
        { id: 5, url, active: true, lastAccessed: 1 },
      ),
      [5, 3, 4, 2, 1],
    );
  });

  it('are not those that show something else, or can’t be read', async () => {
    const tabs = [{ id: 1, url: 'https://example.org/' }, { id: 2 }, { id: 3, url: consolePage }];
    assert.deepEqual(await shown(...tabs), [3]);
  });
});

describe('the page that a tab is brought back to', () => {
  it('is its last one of the console, without the session’s label', async () => {
    const { pages } = pagesWith();
    await pages.remember(1, labelled);
    await pages.remember(2, `${consolePage}#two`);
    for (const url of [
      signIn,
      'https://example.org/',
      undefined,
      `https://${label}.us-west-2.console.aws.amazon.com/console/logout!doLogout`,
    ])
      await pages.remember(1, url);
    assert.equal(await pages.last(1), consolePage);
    assert.equal(await pages.last(2), `${consolePage}#two`);
    assert.equal(await pages.last(3), undefined);
  });

  it('is forgotten with the tab, and with it who was signed in there', async () => {
    const { area, pages } = pagesWith();
    area.data.mismatches = { 1: { name: 'x' }, 2: { name: 'y' } };
    await pages.remember(1, consolePage);
    await pages.remember(2, consolePage);
    await pages.forget(1);
    assert.deepEqual(area.data.pages, { 2: consolePage });
    assert.deepEqual(area.data.mismatches, { 2: { name: 'y' } });
  });
});

describe('a form that somebody types into', () => {
  const typing = (/** @type {any} */ answer) => pagesWith([], answer).pages.isTyping(7);

  it('is one in any frame of the page', async () => {
    const frames = (/** @type {[boolean, boolean][]} */ ...all) =>
      typing(async () =>
        all.map(([watched, holdsText], frameId) => ({ frameId, result: { watched, holdsText } })),
      );
    assert.equal(await frames([true, false], [true, true]), true);
    assert.equal(await frames([true, false], [true, false]), false);
    // A frame that came late holds what the page has filled in; where nothing is watched nobody knows.
    assert.equal(await frames([true, false], [false, true]), false);
    assert.equal(await frames([false, false], [false, true]), true);
    assert.equal(await typing(async () => [{ frameId: 0 }]), false);
    assert.equal(await typing(async () => []), false);
    /** @type {any} */
    let asked;
    await typing(async (/** @type {any} */ how) => {
      asked = how;
      return [];
    });
    assert.deepEqual(asked.target, { tabId: 7, allFrames: true });
  });

  it('is none where the page may not be asked, or doesn’t answer', async () => {
    assert.equal(await typing(() => Promise.reject(new Error('no'))), false);
    const { clock, pages } = pagesWith([], () => new Promise(() => undefined));
    const silent = pages.isTyping(7);
    await clock.advance(10_000);
    assert.equal(await silent, false);
  });
});
