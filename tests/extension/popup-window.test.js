import assert from 'node:assert/strict';
import { after, it } from 'node:test';

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
