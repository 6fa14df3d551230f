import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';

/** Tabs by id. @type {Record<number, object>} */
const tabs = { 1: { id: 1, windowId: 1 } };
const global = /** @type {any} */ (globalThis);
global.chrome = {
  tabs: {
    getCurrent: async () => ({ id: 1 }),
    query: async () => [tabs[1]],
    get: async (/** @type {number} */ id) => tabs[id] ?? Promise.reject(new Error('No tab')),
  },
};
global.document = { documentElement: { classList: { toggle: () => undefined } } };
const { askedFrom } = await import('../../extension/src/browser.js');
const { openFor } = await import('../../extension/src/pages/popup/opened-page.js');
const { findActiveTab } = await import('../../extension/src/pages/popup/popup-window.js');
after(() => {
  delete global.document;
  delete global.location;
});

/** @param {string} search */
async function from(search) {
  global.location = { search };
  return askedFrom((await findActiveTab()).activeTab);
}

it('a popup in a tab belongs to the tab it was opened from, and else to the one in front', async () => {
  tabs[2] = { id: 2, windowId: 1 };
  assert.deepEqual(await from('?from=2'), { tabId: 2 });
  assert.deepEqual(await from('?from=3'), { tabId: 1 });
  assert.deepEqual(await from(''), { tabId: 1 });
});

it('a popup in a tab stays a private window’s, though that is closed by now', async () => {
  for (const store of ['private', 'firefox-private'])
    assert.deepEqual(await from(`?from=7&store=${store}`), { tabId: 7, privateStore: store });
  tabs[8] = { id: 8, windowId: 2, incognito: true };
  assert.deepEqual(await from('?from=8&store=private'), { tabId: 8, privateStore: 'private' });
});

describe('a page that is opened from the popup', () => {
  const url = 'https://acme.duplocloud.net/app';

  /** @param {any} tab the popup belongs to @returns {Promise<any[]>} what came of it */
  async function opened(tab) {
    /** @type {any[]} */
    const journal = [];
    const note =
      (/** @type {string} */ call) =>
      async (/** @type {any[]} */ ...args) =>
        void journal.push([call, ...args]);
    global.chrome.tabs.create = note('tab');
    global.chrome.windows = {
      create: note('window'),
      update: note('focus'),
      get: (/** @type {number} */ id) => (id < 5 ? Promise.resolve({ id }) : Promise.reject()),
    };
    await openFor(tab, url);
    return journal;
  }

  it('comes in the window of the tab that it belongs to, in front', async () => {
    const wanted = [
      ['tab', { url, windowId: 2 }],
      ['focus', 2, { focused: true }],
    ];
    assert.deepEqual(await opened({ id: 3, windowId: 2, incognito: true }), wanted);
    assert.deepEqual(await opened({ id: 3, windowId: 2, incognito: false }), wanted);
  });

  it('comes in a private window of its own where that one is gone, and else anywhere', async () => {
    const wanted = [['window', { url, incognito: true, focused: true }]];
    assert.deepEqual(await opened({ id: 3, windowId: 7, incognito: true }), wanted);
    assert.deepEqual(await opened({ id: 3, incognito: true }), wanted);
    assert.deepEqual(await opened({ id: 3, windowId: 7, incognito: false }), [['tab', { url }]]);
    assert.deepEqual(await opened(undefined), [['tab', { url }]]);
  });
});
