import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Production } from '../../extension/src/background/sessions/production.js';
import { TabGroups } from '../../extension/src/background/sessions/tab-groups.js';
import { TargetColours } from '../../extension/src/background/sessions/target-colours.js';
import { nearestGroupColour } from '../../extension/src/domain/browser-colours.js';
import { settingsDefaults } from '../../extension/src/domain/settings.js';
import { palette } from '../../extension/src/domain/target-colour.js';
import { billing, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';
import { storesWith } from './fakes/fake-stores.js';

class FakeGroups {
  /** @type {Map<number, any>} */
  openTabs = new Map();
  /** @type {any[]} */
  groups = [];

  tabs = {
    get: async (/** @type {number} */ id) => {
      const tab = this.openTabs.get(id);
      if (!tab) throw new Error('No tab');
      return tab;
    },
    group: async (/** @type {any} */ { tabIds, groupId, createProperties }) => {
      const id = groupId ?? this.groups.push({ ...createProperties, id: this.groups.length + 1 });
      this.openTabs.get(tabIds).groupId = id;
      return id;
    },
  };
  tabGroups = {
    query: async (/** @type {any} */ { title, windowId }) =>
      this.groups.filter((group) => group.title === title && group.windowId === windowId),
    update: async (/** @type {number} */ id, /** @type {any} */ change) =>
      Object.assign(this.groups[id - 1], change),
  };

  /** @param {number} id @param {object} [over] */
  tab(id, over = {}) {
    this.openTabs.set(id, { id, windowId: 1, groupId: -1, pinned: false, ...over });
  }
}

/** @param {any} tenant @param {number[]} tabIds */
const session = (tenant, ...tabIds) => /** @type {any} */ ({ target: targetOf(tenant), tabIds });

/** @param {Partial<import('../../extension/src/types.js').Settings>} [over] */
function start(over = {}) {
  const fake = new FakeGroups();
  const settings = { read: async () => ({ ...settingsDefaults, tabGroups: true, ...over }) };
  const stores = /** @type {any} */ ({ ...storesWith(), settings });
  const production = new Production(stores);
  const targetColours = new TargetColours(stores);
  const parts = /** @type {any} */ ({ api: fake, production, settings, targetColours });
  return { fake, groups: new TabGroups(parts) };
}

describe('tab groups', () => {
  it('hold the tabs of one tenant in one window, with its name and colour', async () => {
    const { fake, groups } = start({ colours: { [`acme/tenant/${invoice.id}`]: '#d01884' } });
    for (const id of [1, 2, 3]) fake.tab(id);
    fake.tab(4, { windowId: 2 });
    const after = { a: session(invoice, 1, 2, 4), b: session(billing, 3) };
    await groups.follow({}, after);
    assert.deepEqual(
      [...fake.openTabs.values()].map(({ groupId }) => groupId),
      [1, 1, 3, 2],
    );
    assert.equal(fake.groups[0].title, 'invoice · acme');
    assert.equal(fake.groups[0].color, 'pink');
    assert.equal(fake.groups[1].windowId, 2);
  });

  it('say that a tenant is production, in red unless the user chose another colour', async () => {
    const live = { ...session(invoice, 1), plan: 'prod' };
    const { fake, groups } = start();
    fake.tab(1);
    await groups.follow({}, { a: live });
    assert.deepEqual(fake.groups, [
      { id: 1, windowId: 1, title: 'PROD invoice · acme', color: 'red' },
    ]);
    const chosen = start({ colours: { [`acme/tenant/${invoice.id}`]: '#1d4ed8' } });
    chosen.fake.tab(1);
    await chosen.groups.follow({}, { a: live });
    assert.deepEqual(chosen.fake.groups, [
      { id: 1, windowId: 1, title: 'PROD invoice · acme', color: 'blue' },
    ]);
  });

  it('are made as consoles open', async () => {
    const around = new FakePlatform();
    await around.ready();
    /** @type {number[]} */
    const grouped = [];
    around.browser.api.tabGroups = { query: async () => [], update: async () => ({}) };
    around.browser.api.tabs.group = async (/** @type {{ tabIds: number }} */ { tabIds }) =>
      grouped.push(tabIds);
    around.browser.local.data.settings = { tabGroups: true };
    await around.open(targetOf(invoice));
    assert.deepEqual(grouped, [[...around.browser.openTabs.keys()].at(-1)]);
  });

  it('leave a tab alone that was taken out, is pinned, is in another group or is gone', async () => {
    const { fake, groups } = start();
    fake.tab(1);
    fake.tab(2, { pinned: true });
    fake.tab(3, { groupId: 9 });
    await groups.follow({ a: session(invoice, 1) }, { a: session(invoice, 1, 2, 3, 4) });
    assert.deepEqual(
      [...fake.openTabs.values()].map(({ groupId }) => groupId),
      [-1, -1, 9],
    );
    assert.deepEqual(fake.groups, []);
  });

  it('are made only where the user and the browser allow it', async () => {
    const off = start({ tabGroups: false });
    off.fake.tab(1);
    await off.groups.follow({}, { a: session(invoice, 1) });
    assert.deepEqual(off.fake.groups, []);
    const bare = start();
    bare.fake.tab(1);
    /** @type {any} */ (bare.fake).tabGroups = undefined;
    await bare.groups.follow({}, { a: session(invoice, 1) });
    assert.deepEqual(bare.fake.groups, []);
  });

  it('look most like the colours of the palette', () => {
    assert.deepEqual(palette.map(nearestGroupColour).slice(0, 3), ['blue', 'cyan', 'green']);
    for (const [name, colour] of [
      ['red', '#e00000'],
      ['grey', '#666666'],
      ['orange', '#ff9040'],
    ])
      assert.equal(nearestGroupColour(String(colour)), name);
  });
});
