import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { FakePlatform, invoice } from './fakes/fake-platform.js';

describe('credentials that a terminal wants lent', () => {
  /** @type {FakePlatform} */
  let around;
  /** What the terminal is told, in order. @type {any[]} */
  let told;
  /** The terminal has given up. */
  let late = false;
  /** @type {any} */
  let tab;

  beforeEach(async () => {
    around = new FakePlatform();
    told = [];
    late = false;
    tab = await around.ready();
    around.host.answers.answer_lease = (params) => {
      told.push(params);
      return { wanted: !late };
    };
  });

  /** @param {object} [over] what the host says that is wanted @returns {Promise<any>} the question's tab */
  async function want(over = {}) {
    const wanted = {
      portal: 'acme',
      role: 'tenant',
      minutes: 15,
      folder: '/home/bob',
      reason: null,
    };
    const tenant = { id: invoice.id, name: 'invoice' };
    around.host.port.say({
      event: 'lease_requested',
      data: { ticket: 7, tenant, program: './report.py', ...wanted, ...over },
    });
    await settle();
    return [...around.browser.openTabs.values()].at(-1);
  }
  const asked = async () => (await around.browser.api.storage.session.get('leases')).leases ?? {};
  const answer = async (/** @type {boolean} */ lend) =>
    (await around.browser.send('answer_lease', { id: idOf(), lend })).result;
  const idOf = () => around.browser.calls('tabs.create').at(-1).url.split('#')[1];
  const outcomes = () => told.map(({ outcome }) => outcome);

  it('are asked about in a tab of its own, which comes before the terminal', async () => {
    await want();
    assert.deepEqual(told, [{ ticket: 7, outcome: 'taken' }]);
    const [{ url, openerTabId }] = around.browser.calls('tabs.create');
    assert.match(url, /\/src\/pages\/question\/lease\.html#/);
    assert.equal(openerTabId, tab.id);
    assert.deepEqual(
      around.browser.calls('windows.update').map(({ id }) => id),
      [tab.windowId],
    );
  });

  for (const [lend, outcome] of /** @type {const} */ ([
    [true, 'allowed'],
    [false, 'refused'],
  ]))
    it(`are ${outcome} by that button, and the tab goes`, async () => {
      const question = await want();
      assert.deepEqual(await answer(lend), { wanted: true });
      assert.deepEqual(told.at(-1), { ticket: 7, outcome });
      assert.equal(around.browser.openTabs.has(question.id), false);
      assert.deepEqual(await answer(true), { wanted: false });
      assert.equal(told.length, 2);
    });

  it('are refused by closing the tab', async () => {
    const question = await want();
    around.browser.closeTab(question.id);
    await settle();
    assert.deepEqual(outcomes(), ['taken', 'refused']);
  });

  it('aren’t asked about for a terminal that no longer waits', async () => {
    late = true;
    await want();
    assert.deepEqual(around.browser.calls('tabs.create'), []);
    assert.deepEqual(outcomes(), ['taken']);
  });

  it('aren’t asked about any more once the terminal withdrew them, and a press then lends nothing', async () => {
    await want({ ticket: 8 });
    const other = idOf();
    await want();
    around.host.port.say({ event: 'lease_withdrawn', data: { ticket: 7 } });
    await settle();
    assert.deepEqual(Object.keys(await asked()), [other]);
    assert.deepEqual(await answer(true), { wanted: false });
    assert.deepEqual(outcomes(), ['taken', 'taken']);
  });

  it('aren’t asked about where the terminal withdrew them before the page was there', async () => {
    const wanted = { portal: 'acme', role: 'tenant', minutes: 15, folder: '/', reason: null };
    const tenant = { id: invoice.id, name: 'invoice' };
    const data = { ticket: 7, tenant, program: './report.py', ...wanted };
    around.host.answers.answer_lease = async (/** @type {any} */ said) => {
      told.push(said);
      around.host.port.say({ event: 'lease_withdrawn', data: { ticket: 7 } });
      return { wanted: true };
    };
    around.host.port.say({ event: 'lease_requested', data });
    await settle();
    assert.deepEqual(await asked(), {});
  });

  it('aren’t said to be lent where the terminal stopped waiting meanwhile', async () => {
    const question = await want();
    late = true;
    assert.deepEqual(await answer(true), { wanted: false });
    assert.equal(around.browser.openTabs.has(question.id), true);
  });

  it('are asked about in no private window', async () => {
    const incognito = around.browser.addTab({ url: 'https://example.org/', incognito: true });
    around.browser.lookAt(incognito.id);
    await settle();
    const question = await want();
    assert.equal(question.incognito ?? false, false);
    assert.notEqual(around.browser.calls('tabs.create')[0]?.openerTabId, incognito.id);
  });

  it('are no longer asked about once the worker that heard of them died', async () => {
    await want();
    await around.restart();
    await settle();
    assert.deepEqual(await asked(), {});
  });
});
