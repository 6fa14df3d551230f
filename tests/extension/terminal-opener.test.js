import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { consolePage, FakePlatform, invoice, signInUrl } from './fakes/fake-platform.js';

describe('what a terminal wants opened', () => {
  /** @type {FakePlatform} */
  let around;
  /** What the terminal is told, in order. @type {any[]} */
  let told;
  /** @type {any} */
  let tab;
  /** The terminal has given up. */
  let late = false;

  beforeEach(async () => {
    around = new FakePlatform();
    told = [];
    late = false;
    tab = await around.ready();
    around.host.answers.answer_open = (params) => {
      told.push(params);
      return { wanted: !late };
    };
  });

  /** @param {object} [over] what the host says that is wanted */
  async function want(over = {}) {
    const wanted = { portal: 'acme', role: 'tenant', region: null, to: null, reason: null };
    const tenant = { id: invoice.id, name: null };
    around.host.port.say({
      event: 'open_requested',
      data: { ticket: 7, tenant, ...wanted, ...over },
    });
    await settle();
  }
  const opened = () => around.browser.calls('tabs.create').map(({ url }) => url);
  const asked = () => around.host.asked('open_console').params;

  it('is opened beside the tab in front, which comes before the terminal', async () => {
    await want();
    assert.deepEqual(opened(), [signInUrl('token-1')]);
    assert.equal(around.browser.calls('tabs.create')[0].openerTabId, tab.id);
    assert.deepEqual(
      around.browser.calls('windows.update').map(({ id }) => id),
      [tab.windowId],
    );
    assert.deepEqual([asked().by, asked().tenant_name], ['terminal', 'invoice']);
    const expiresAt = Math.floor(around.clock.now() / 1000) + 3600;
    const session = { outcome: 'opened', expires_at: expiresAt, region: 'us-west-2' };
    assert.deepEqual(told, [
      { ticket: 7, outcome: 'taken' },
      { ticket: 7, ...session },
    ]);
  });

  it('is gone to where its session is live, without asking the host for another', async () => {
    await want();
    const id = [...around.browser.openTabs.keys()].at(-1) ?? 0;
    await around.arrive(id, consolePage);
    around.browser.lookAt(1);
    await settle();
    await want({ ticket: 8 });
    assert.equal(around.host.count('open_console'), 1);
    assert.equal(opened().length, 1);
    assert.equal(told.at(-1).outcome, 'opened');
  });

  it('is the place, the region and the reason that were typed', async () => {
    await want({ to: 'lambda', region: 'eu-west-1', reason: 'OPS-1' });
    const { to, region, reason } = asked();
    assert.deepEqual([to, region, reason], ['lambda', 'eu-west-1', 'OPS-1']);
  });

  it('is found by the name of a tenant that the host doesn’t know', async () => {
    await want({ tenant: { id: null, name: 'invoice' } });
    assert.equal(asked().tenant, invoice.id);
    await want({ tenant: { id: null, name: 'nobody' } });
    assert.equal(told.at(-1).error.code, 'unknown_tenant');
    assert.equal(opened().length, 1);
  });

  it('isn’t opened for a terminal that no longer waits', async () => {
    late = true;
    await want();
    assert.deepEqual(opened(), []);
    assert.equal(told.length, 1);
  });

  it('is said to wait for a question, such as that about an administrator', async () => {
    await around.browser.send('change_settings', { confirmAdministrator: true });
    await want({ role: 'admin', tenant: null });
    assert.equal(told.at(-1).outcome, 'asking');
    assert.equal(around.host.count('open_console'), 0);
  });

  it('is said to wait for the sign-in to the portal', async () => {
    around.host.answers.open_console = () => ({
      error: { code: 'sign_in_needed', message: 'the session on acme has ended', hint: '' },
    });
    await want();
    assert.equal(told.at(-1).outcome, 'signing_in');
  });

  it('is said to have failed, in the host’s own words', async () => {
    const error = { code: 'portal_forbidden', message: 'acme refuses', hint: 'ask for access' };
    around.host.answers.open_console = () => ({ error });
    await want();
    assert.deepEqual(told.at(-1), { ticket: 7, outcome: 'failed', error });
  });

  it('isn’t opened in a private window, nor beside one', async () => {
    const incognito = around.browser.addTab({ url: 'https://example.org/', incognito: true });
    around.browser.lookAt(incognito.id);
    await settle();
    await want();
    assert.equal(around.browser.calls('tabs.create')[0].openerTabId === incognito.id, false);
    assert.equal(asked().private, undefined);
  });
});
