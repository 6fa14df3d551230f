import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { billing, consolePage, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

const label = '123456789012-ab12cd34.us-west-2.console.aws.amazon.com';
const otherLabel = label.replace('ab12cd34', 'zz99zz99');
const labelled = `https://${label}/console/home`;
const flavours = /** @type {const} */ (['chromium', 'firefox']);
const foreign = 'https://example.org/runbook';

describe('a tab', () => {
  /** @type {FakePlatform} */
  let around;
  /** The session's. @type {number} */
  let tab;
  const sessions = () => /** @type {any[]} */ (Object.values(around.browser.session.data.sessions));
  const tabIds = () => sessions()[0].tabIds;
  const calls = () =>
    around.browser.journal
      .filter(({ call }) => ['tabs.create', 'tabs.update'].includes(call))
      .map(({ call, id, url }) => (call === 'tabs.update' ? { id, url } : { url }));

  /** @param {any} properties */
  async function add(properties) {
    const { id } = around.browser.addTab(properties);
    await settle();
    return id;
  }

  /** @param {any} tenant @param {string} page */
  async function opened(tenant, page) {
    await around.open(targetOf(tenant));
    const id = [...around.browser.openTabs.keys()].at(-1) ?? 0;
    await around.arrive(id, page);
    return id;
  }

  /** Enter on the session's tenant in another tab. */
  async function enter() {
    around.browser.journal = [];
    await around.open(targetOf(invoice), { tabId: 1 });
    return calls();
  }

  /** @param {'chromium' | 'firefox'} flavour */
  async function begin(flavour, page = consolePage) {
    around = new FakePlatform(flavour);
    await around.ready();
    tab = await opened(invoice, page);
  }

  beforeEach(() => begin('chromium'));

  it('that was led to another site is not gone to: Enter opens the console', async () => {
    await around.arrive(tab, foreign);
    assert.deepEqual(await enter(), [{ url: consolePage }]);
    await around.arrive(3, consolePage);
    assert.deepEqual(await enter(), [{ id: 3, url: undefined }]);
  });

  for (const flavour of flavours)
    it(`opened by a link to another site is not gone to in ${flavour}`, async () => {
      await begin(flavour);
      const child = around.browser.openLink(tab, foreign).id;
      await around.arrive(child, foreign);
      assert.deepEqual(await enter(), [{ id: tab, url: undefined }]);
      await around.arrive(child, consolePage);
      assert.deepEqual(tabIds(), [tab]);
    });

  it('that left on its way to sign in hasn’t arrived', async () => {
    around.browser.local.data.settings = { isolation: 'off' };
    await around.open(targetOf(billing));
    const way = [...around.browser.openTabs.keys()].at(-1) ?? 0;
    await around.arrive(way, foreign);
    assert.equal(sessions()[1].landed, false);
    assert.equal(sessions()[0].endedBecause, null);
  });

  it('that may not be read in a browser without the permission is taken to have arrived', async () => {
    around.browser.hostPermission = false;
    around.browser.local.data.settings = { isolation: 'off' };
    await around.open(targetOf(billing));
    await around.arrive([...around.browser.openTabs.keys()].at(-1) ?? 0, labelled);
    assert.equal(sessions()[1].landed, true);
  });

  for (const flavour of flavours)
    it(`opened by a link to the console belongs to the session in ${flavour}`, async () => {
      await begin(flavour);
      const child = around.browser.openLink(tab, `${consolePage}#child`).id;
      await around.arrive(child, `${consolePage}#child`);
      assert.deepEqual(tabIds(), [tab, child]);
      const aside = await add({ openerTabId: tab, pendingUrl: `${consolePage}#aside` });
      assert.deepEqual(tabIds(), [tab, child, aside]);
    });

  it('of Ctrl+T, which Chromium gives the console as opener, is a person’s own', async () => {
    for (const { page, own } of [
      { page: consolePage, own: consolePage },
      { page: labelled, own: `https://${otherLabel}/console/home` },
    ]) {
      await begin('chromium', page);
      around.browser.lookAt(tab);
      const fresh = around.browser.newTab();
      assert.equal(fresh.openerTabId, tab);
      await settle();
      assert.deepEqual(await enter(), [{ id: tab, url: undefined }]);
      await around.arrive(fresh.id, own);
      assert.deepEqual(tabIds(), [tab]);
      assert.equal(around.browser.shown.get(fresh.id)?.text, undefined);
    }
  });

  it('of Ctrl+T is a person’s own, though they are faster than its first page', async () => {
    around.browser.lookAt(tab);
    const fresh = around.browser.newTab(undefined, false);
    await around.arrive(fresh.id, consolePage);
    assert.deepEqual(tabIds(), [tab]);
    assert.equal(around.browser.shown.get(fresh.id)?.text, undefined);
  });

  it('with the host of a session belongs to it, wherever it came from', async () => {
    await begin('chromium', labelled);
    const own = await add({});
    await around.arrive(own, `https://${label.replace('us-west-2', 'eu-west-1')}/s3/home`);
    assert.deepEqual(tabIds(), [tab, own]);
    assert.equal(around.browser.shown.get(own)?.text, '60m');
  });

  it('keeps its session under the id that Chromium gives it when it frees its memory', async () => {
    around.browser.lookAt(1);
    const renewed = around.browser.discard(tab);
    await settle();
    assert.deepEqual(tabIds(), [renewed]);
    assert.equal(sessions()[0].signInTabId, renewed);
    assert.equal(around.browser.shown.get(renewed)?.text, '60m');
    assert.equal(around.browser.session.data.pages[renewed], consolePage);
    assert.deepEqual(await enter(), [{ id: renewed, url: undefined }]);
  });

  it('is not taken for closed by a badge that is painted while its id changes', async () => {
    around.browser.lookAt(1);
    const renewed = around.browser.discard(tab);
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
    assert.deepEqual(tabIds(), [renewed]);
  });

  it('keeps its question, its renewal and its sign-in under that id, too', async () => {
    const { session } = around.browser;
    session.data.questions = { q: { id: 'q', tabId: tab, request: { tabId: tab } } };
    session.data.signIns = { acme: { portal: 'acme', tabId: tab, openerTabId: tab, wanted: null } };
    session.data.renewals = { r: { tabId: tab, phase: 'sign_in' } };
    session.data.mismatches = { [tab]: { account: '1', name: 'x' } };
    session.data.intents = { i: { id: 'i', tabId: tab, replaceTabId: tab } };
    const now = around.browser.discard(tab);
    await settle();
    const text = JSON.stringify(session.data);
    assert.ok(!new RegExp(`ab(Id|Ids)":\\[?${tab}\\b`, 'i').test(text), text);
    assert.deepEqual(Object.keys(session.data.mismatches), [String(now)]);
  });
});
