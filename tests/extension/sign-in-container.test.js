import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import {
  acme,
  consolePage,
  FakePlatform,
  grantPage,
  invoice,
  targetOf,
} from './fakes/fake-platform.js';

const work = 'firefox-container-77';

describe('the container of the sign-in’s page in Firefox', () => {
  /** @type {FakePlatform} */
  let around;
  const newest = () => [...around.browser.openTabs.values()].at(-1);

  /** @param {number | null} tabId @returns {Promise<any>} the tab of the portal's page */
  async function signInFrom(tabId) {
    await around.browser.send('sign_in', { portal: 'acme', tabId });
    await settle();
    const data = { request: around.host.asked('sign_in').id, portal: 'acme', url: grantPage };
    around.host.port.say({ event: 'grant_page', data });
    await settle();
    const grant = { ...newest() };
    around.browser.navigate(grant.id, grantPage);
    await settle();
    around.host.answer('sign_in', { portal: acme });
    await settle();
    return grant;
  }

  /** @returns {Promise<number>} a console's tab, in the tenant's own container */
  async function consoleTab() {
    await around.open(targetOf(invoice));
    const { id } = newest();
    around.browser.navigate(id, consolePage);
    await settle();
    return id;
  }

  beforeEach(async () => {
    around = new FakePlatform('firefox');
    await around.ready();
  });

  it('is that of the tab it is asked from', async () => {
    const own = around.browser.addTab({ cookieStoreId: work });
    const grant = await signInFrom(own.id);
    assert.equal(grant.cookieStoreId, work);
    const [created] = around.browser.calls('tabs.create').filter(({ url }) => url === grantPage);
    assert.equal(created.cookieStoreId, work);
  });

  it('is never a tenant’s own, where nobody is logged in to the portal', async () => {
    const grant = await signInFrom(await consoleTab());
    assert.equal(grant.cookieStoreId, 'firefox-default');
  });

  it('is the one of the portal’s last sign-in where it is asked from a console, or from no tab', async () => {
    const own = around.browser.addTab({ cookieStoreId: work });
    await signInFrom(own.id);
    assert.equal((await signInFrom(await consoleTab())).cookieStoreId, work);
    assert.equal((await signInFrom(null)).cookieStoreId, work);
  });

  it('is the usual one where that container is gone', async () => {
    const own = around.browser.addTab({ cookieStoreId: work });
    await signInFrom(own.id);
    const { tabs } = around.browser.api;
    const { create } = tabs;
    tabs.create = async (/** @type {any} */ options) => {
      if (options.cookieStoreId === work) throw new Error(`No cookie store exists with ID ${work}`);
      return create(options);
    };
    assert.equal((await signInFrom(await consoleTab())).cookieStoreId, 'firefox-default');
  });

  it('of a private window is remembered nowhere', async () => {
    const windowId = around.browser.tabs.addWindow({ incognito: true });
    const own = around.browser.addTab({ windowId });
    const before = structuredClone({ ...around.browser.local.data });
    const grant = await signInFrom(own.id);
    assert.equal(grant.cookieStoreId, 'firefox-private');
    assert.deepEqual(Object.keys(around.browser.local.data), Object.keys(before));
  });
});
