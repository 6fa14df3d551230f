import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { columnsOf } from '../../extension/src/domain/tenant-table.js';
import { settle } from './fakes/fake-clock.js';
import {
  acme,
  FakePlatform,
  grantPage,
  invoice,
  signInUrl,
  targetOf,
} from './fakes/fake-platform.js';

const ended = { error: { code: 'sign_in_needed', message: 'the session has ended', hint: '' } };

describe('sign-in', () => {
  /** @type {FakePlatform} */
  let around;
  /** @type {any} */
  let tab;
  /** Portals' page in its tab. */
  const grantTab = 2;
  const created = () => around.browser.calls('tabs.create');
  const removed = () => around.browser.calls('tabs.remove').map(({ id }) => id);
  const stored = () => around.browser.session.data;

  /** @param {string} [url] */
  async function giveGrantPage(url = grantPage) {
    const request = around.host.asked('sign_in').id;
    around.host.port.say({ event: 'grant_page', data: { request, portal: 'acme', url } });
    await settle();
  }

  /** @param {any} [answer] */
  async function finish(answer = { portal: acme }) {
    around.host.answer('sign_in', answer);
    await settle();
  }

  async function signInAlone() {
    await around.browser.send('sign_in', { portal: 'acme', tabId: tab.id });
    await settle();
    await giveGrantPage();
  }

  beforeEach(async () => {
    around = new FakePlatform();
    tab = await around.ready();
  });

  it('on its own: page beside the tab, closed once the token is in, lists read anew', async () => {
    await signInAlone();
    assert.equal(created().length, 1);
    const { url, active, openerTabId, index } = created()[0];
    assert.deepEqual([url, active, openerTabId, index], [grantPage, true, tab.id, 1]);
    around.host.journal = around.host.journal.filter(({ method }) => method === 'sign_in');
    await finish();
    assert.deepEqual(removed(), [grantTab]);
    assert.deepEqual(stored().signIns, {});
    assert.equal(around.host.count('list_tenants'), 1);
    assert.equal(around.host.count('get_portal'), 1);
  });

  it('keeps the list in sight while it is read anew', async () => {
    delete around.host.answers.list_tenants;
    await signInAlone();
    await finish();
    assert.equal(around.host.count('list_tenants'), 1);
    const { names } = columnsOf(around.browser.local.data.portalData.acme);
    assert.deepEqual(names, ['billing', 'invoice']);
  });

  it('goes on where any other tab is closed', async () => {
    await signInAlone();
    around.browser.closeTab(around.browser.addTab().id);
    await settle();
    await finish();
    assert.deepEqual(removed(), [grantTab]);
  });

  it('does not warn of a blocked page before one is', async () => {
    await signInAlone();
    assert.equal(stored().signIns.acme.mayBeBlocked, false);
  });

  it('for a tenant: leads from the ended session over the page to exactly that tenant', async () => {
    around.host.answers.open_console = () => ended;
    await around.open(targetOf(invoice), { tabId: tab.id });
    await giveGrantPage();
    around.host.answers.open_console = () => around.console();
    await finish();
    assert.deepEqual(around.host.asked('open_console').params.tenant, invoice.id);
    assert.deepEqual(around.browser.calls('tabs.update'), [
      { call: 'tabs.update', id: grantTab, url: signInUrl('token-1'), active: true },
    ]);
    assert.equal(created().length, 1);
    assert.deepEqual(removed(), []);
    assert.deepEqual(stored().intents, {});
    assert.deepEqual(stored().signIns, {});
  });

  it('is asked for once: a second refusal is a failure', async () => {
    around.host.answers.open_console = () => ended;
    await around.open(targetOf(invoice));
    await giveGrantPage();
    await finish();
    assert.equal(around.host.count('sign_in'), 1);
    assert.equal(around.host.count('open_console'), 2);
    assert.equal(stored().failure.error.code, 'sign_in_needed');
    assert.deepEqual(removed(), [grantTab]);
  });

  it('remembers only the tenant asked for last while it waits', async () => {
    around.host.answers.open_console = () => ended;
    await around.open(targetOf(invoice));
    await giveGrantPage();
    await around.open({ ...targetOf(invoice), tenant: 'another', name: 'another' });
    assert.equal(around.host.count('sign_in'), 1);
    around.host.answers.open_console = () => around.console();
    await finish();
    assert.equal(around.host.asked('open_console').params.tenant, 'another');
  });

  it('asks as an administrator for an administrator’s console', async () => {
    around.host.answers.open_console = () => ended;
    await around.open({ portal: 'acme', role: 'admin', tenant: null, name: '' });
    assert.equal(around.host.asked('sign_in').params.admin, true);
  });

  it('asks administrators of a portal with one-time passwords as such', async () => {
    const { data } = around.browser.local;
    const known = { user: { administrator: true }, features: { otp_needed: true } };
    data.portalData = { acme: { ...data.portalData.acme, ...known } };
    await signInAlone();
    assert.equal(around.host.asked('sign_in').params.admin, true);
  });

  for (const url of [
    'https://acme.duplocloud.net.evil.example/app/user/verify-token',
    'http://acme.duplocloud.net/app/user/verify-token',
    'https://acme.duplocloud.net@evil.example/',
    'javascript:alert(1)',
  ])
    it(`opens no page that is not the portal’s: ${url}`, async () => {
      await around.browser.send('sign_in', { portal: 'acme', tabId: tab.id });
      await settle();
      await giveGrantPage(url);
      const request = around.host.asked('sign_in').id;
      assert.deepEqual(around.host.asked('cancel').params, { request });
      await finish({ error: { code: 'cancelled', message: '', hint: '' } });
      assert.deepEqual(created(), []);
      assert.equal(stored().failure.error.code, 'grant_url');
      assert.deepEqual(stored().signIns, {});
    });

  it('is cancelled at the user’s word, and nothing is said to have failed', async () => {
    await signInAlone();
    await around.browser.send('cancel_sign_in', { portal: 'acme' });
    assert.equal(around.host.count('cancel'), 1);
    await finish({ error: { code: 'cancelled', message: '', hint: '' } });
    assert.deepEqual(removed(), [grantTab]);
    assert.deepEqual(stored().signIns, {});
    assert.equal(stored().failure ?? null, null);
  });

  it('is cancelled by closing its tab', async () => {
    await signInAlone();
    around.browser.closeTab(grantTab);
    await settle();
    assert.equal(around.host.count('cancel'), 1);
    await finish({ error: { code: 'cancelled', message: '', hint: '' } });
    assert.deepEqual(stored().signIns, {});
    assert.equal(stored().failure ?? null, null);
  });

  for (const code of ['sign_in_refused', 'sign_in_timeout', 'token_rejected', 'host_lost'])
    it(`tells of ${code} with what was wanted, and closes the page`, async () => {
      around.host.answers.open_console = () => ended;
      await around.open(targetOf(invoice));
      await giveGrantPage();
      if (code === 'host_lost') around.host.port.die('Native host has exited.');
      else await finish({ error: { code, message: '', hint: '' } });
      await settle();
      assert.equal(stored().failure.error.code, code);
      assert.equal(stored().failure.request.target.tenant, invoice.id);
      assert.deepEqual(removed(), [grantTab]);
      assert.deepEqual(stored().signIns, {});
    });

  it('says at once what to allow where Chromium may block the hand-over', async () => {
    around.host.answers.list_portals = () => ({ portals: [{ ...acme, handover: null }] });
    await around.browser.send('refresh', { force: false });
    around.host.answers.list_tenants = () => ({ portal: { ...acme, handover: null }, tenants: [] });
    await signInAlone();
    const [note] = around.browser.calls('notifications.create');
    assert.match(note.message, /apps and services on this device.*Allow/);
    assert.equal(stored().signIns.acme.mayBeBlocked, true);
  });

  it('is over where nothing came of it while the browser was away', async () => {
    await signInAlone();
    around.die();
    around.clock.jump(215_001);
    await around.start();
    const { code, message } = stored().failure.error;
    // The sentence of that code says it all.
    assert.deepEqual({ code, message }, { code: 'sign_in_timeout', message: '' });
    assert.deepEqual(stored().signIns, {});
  });

  it('succeeds where the portal was slow to say that the token is good', async () => {
    await signInAlone();
    await around.clock.advance(193_000);
    await finish();
    assert.deepEqual(stored().signIns, {});
    assert.equal(stored().failure ?? null, null);
    assert.equal(around.host.count('list_tenants') > 0, true);
  });

  it('goes on with a new host where the worker died, unless its page is gone', async () => {
    await signInAlone();
    await around.restart();
    assert.equal(around.host.count('sign_in'), 2);
    assert.equal(stored().signIns.acme.tabId, grantTab);
    around.die();
    around.browser.openTabs.delete(grantTab);
    await around.start();
    assert.equal(around.host.count('sign_in'), 2);
    assert.deepEqual(stored().signIns, {});
    assert.equal(stored().failure ?? null, null);
  });

  it('asks as an administrator for nothing less', async () => {
    around.host.answers.open_console = () => ended;
    await around.open(targetOf(invoice));
    assert.equal(around.host.asked('sign_in').params.admin, false);
  });

  it('says nothing of it where the portal is known to hand over by redirect', async () => {
    await signInAlone();
    assert.deepEqual(around.browser.calls('notifications.create'), []);
    assert.equal(stored().signIns.acme.mayBeBlocked, false);
  });

  for (const version of [141, null])
    it(`says nothing of it in ${version ? `Chromium ${version}` : 'Firefox'}`, async () => {
      around = new FakePlatform();
      around.chromiumVersion = version;
      around.host.answers.list_portals = () => ({ portals: [{ ...acme, handover: null }] });
      around.host.answers.list_tenants = () => ({
        portal: { ...acme, handover: null },
        tenants: [],
      });
      tab = await around.ready();
      await signInAlone();
      assert.deepEqual(around.browser.calls('notifications.create'), []);
    });
});
