import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { tenantsOf } from '../../extension/src/domain/tenant-table.js';
import { settle } from './fakes/fake-clock.js';
import { acme, FakePlatform, invoice } from './fakes/fake-platform.js';

const hour = 60 * 60_000;

describe('what is known of a portal', () => {
  /** @type {FakePlatform} */
  let around;
  const known = () => around.browser.local.data.portalData.acme;
  /** @param {string} name @param {boolean} administrator */
  const signedInAs = (name, administrator, over = {}) => {
    const portal = { ...acme, user: name, session_expires_at: 1_790_000_000, ...over };
    const user = { name, administrator };
    around.host.answers.list_portals = () => ({ portals: [portal] });
    around.host.answers.list_tenants = () => ({ portal, tenants: [invoice] });
    around.host.answers.get_portal = () => ({ portal, user, features: { admin_jit: true } });
    return portal;
  };
  const refresh = async () => {
    await around.browser.send('refresh', { force: false });
    await settle();
  };

  beforeEach(async () => {
    around = new FakePlatform();
    signedInAs('bob@example.com', false);
    await around.ready();
  });

  it('is read once in a while, roles and flags once a day', async () => {
    await refresh();
    assert.equal(around.host.count('list_tenants'), 0);
    await around.clock.advance(hour);
    await refresh();
    assert.equal(around.host.count('list_tenants'), 1);
    assert.equal(around.host.count('get_portal'), 0);
    await around.clock.advance(24 * hour);
    await refresh();
    assert.equal(around.host.count('get_portal'), 1);
  });

  it('is read as the popup opens after a minute, so that the click finds a connection', async () => {
    await around.clock.advance(59_000);
    await refresh();
    assert.equal(around.host.count('list_tenants'), 0);
    await around.clock.advance(1_000);
    await refresh();
    assert.equal(around.host.count('list_tenants'), 1);
  });

  it('is read at once where somebody else has signed in, at a terminal too', async () => {
    signedInAs('alice@example.com', true);
    await refresh();
    assert.equal(known().user.administrator, true);
    assert.equal(around.host.count('list_tenants'), 1);
  });

  it('is read at once where the same person signed in anew and is an administrator now', async () => {
    signedInAs('bob@example.com', true, { session_expires_at: 1_790_003_600 });
    await refresh();
    assert.equal(known().user.administrator, true);
  });

  it('is read at once where somebody signed out and in again whose end nobody knows', async () => {
    const endless = { session_expires_at: null };
    signedInAs('bob@example.com', false, endless);
    await refresh();
    signedInAs('bob@example.com', false, { ...endless, signed_in: false });
    await refresh();
    signedInAs('bob@example.com', true, endless);
    await refresh();
    assert.equal(known().user.administrator, true);
  });

  describe('of which an answer about its features was lost', () => {
    const nothing = { admin_jit: false, duplo_ops: false, aws: true, otp_needed: false };
    const lost = { ...nothing, default_region: null, partition: null, regions: [] };
    const answer = (/** @type {any} */ features, administrator = true) => {
      const user = { name: 'alice@example.com', administrator };
      around.host.answers.get_portal = () => ({ portal: acme, user, features });
    };

    it('keeps what it offered before, and asks again soon', async () => {
      signedInAs('alice@example.com', true);
      await refresh();
      answer(lost);
      await around.clock.advance(25 * hour);
      await refresh();
      assert.deepEqual(known().features, { admin_jit: true });
      answer({ ...lost, admin_jit: true, duplo_ops: true });
      await around.clock.advance(hour / 10);
      await refresh();
      assert.equal(known().features.duplo_ops, true);
    });

    it('offers an administrator the console, since the portal’s own answer decides', async () => {
      signedInAs('alice@example.com', true);
      answer(lost);
      await refresh();
      assert.deepEqual(known().features, { ...lost, admin_jit: true });
    });

    it('offers it to nobody else, nor where a policy hides it', async () => {
      signedInAs('alice@example.com', false);
      answer(lost, false);
      await refresh();
      assert.equal(known().features.admin_jit, false);
      around.browser.managed.data.hide = ['administrator'];
      signedInAs('carol@example.com', true);
      answer(lost);
      await refresh();
      assert.equal(known().features.admin_jit, false);
    });

    it('is believed where it names a region, or that there is no AWS', async () => {
      for (const features of [
        { ...lost, regions: ['us-west-2'] },
        { ...lost, aws: false },
      ]) {
        signedInAs(`${features.aws}@example.com`, true);
        answer(features);
        await refresh();
        assert.deepEqual(known().features, features);
      }
    });
  });

  it('is read after a sign-in even while it is being read for the one before', async () => {
    await around.clock.advance(hour);
    delete around.host.answers.list_tenants;
    void around.browser.send('refresh', { force: false });
    await settle();
    const { id } = around.host.asked('list_tenants');
    const alice = signedInAs('alice@example.com', true);
    around.host.answers.sign_in = () => ({ portal: alice });
    await around.browser.send('sign_in', { portal: 'acme', tabId: null });
    await settle();
    around.host.port.answer(id, { portal: acme, tenants: [] });
    await settle();
    assert.equal(around.browser.local.data.portals[0].user, 'alice@example.com');
    assert.equal(known().user.name, 'alice@example.com');
    assert.deepEqual(tenantsOf(known()), [invoice]);
  });

  it('ends what was said of a sign-in that failed, once somebody is signed in', async () => {
    const failed = { at: 0, portal: 'acme', error: { code: 'sign_in_timeout' }, unseen: false };
    const request = { target: { portal: 'acme', role: 'tenant' } };
    const failure = () => around.browser.session.data.failure;
    for (const asked of [null, request]) {
      await around.browser.session.set({ failure: { ...failed, request: asked } });
      await refresh();
      assert.equal(failure(), null);
    }
    await around.browser.session.set({ failure: { ...failed, error: { code: 'busy' }, request } });
    await refresh();
    assert.equal(failure().error.code, 'busy');
    signedInAs('bob@example.com', false, { signed_in: false });
    await around.browser.session.set({ failure: { ...failed, request: null } });
    await refresh();
    assert.equal(failure().error.code, 'sign_in_timeout');
  });

  it('stays signed out where the list was asked for before', async () => {
    const signedIn = signedInAs('bob@example.com', false);
    delete around.host.answers.list_portals;
    void around.browser.send('refresh', { force: false });
    await settle();
    const { id } = around.host.asked('list_portals');
    const left = { ...acme, signed_in: false, user: null };
    around.host.answers.sign_out = () => ({ portal: left });
    await around.browser.send('sign_out', { portal: 'acme' });
    await settle();
    around.host.answers.list_portals = () => ({ portals: [left] });
    around.host.port.answer(id, { portals: [signedIn] });
    await settle();
    assert.equal(around.browser.local.data.portals[0].signed_in, false);
  });

  it('stays signed out where the tenants’ list comes in that moment', async () => {
    const signedIn = signedInAs('bob@example.com', false, { session_expires_at: 1_790_003_600 });
    delete around.host.answers.list_tenants;
    void around.browser.send('refresh', { force: true });
    await settle();
    void around.browser.send('sign_out', { portal: 'acme' });
    await settle();
    around.host.answer('list_tenants', { portal: signedIn, tenants: [] });
    around.host.answer('sign_out', { portal: { ...acme, signed_in: false, user: null } });
    await settle();
    assert.equal(around.browser.local.data.portals[0].signed_in, false);
  });

  it('tells nobody an administrator for who signed in before', async () => {
    signedInAs('alice@example.com', true);
    await refresh();
    signedInAs('bob@example.com', false);
    around.host.answers.get_portal = () => ({
      error: { code: 'portal_timeout', message: '', hint: '' },
    });
    await refresh();
    assert.equal(known().user, null);
  });

  it('stays where the host can’t be asked, which is said until it can', async () => {
    const before = known();
    const error = { code: 'config', message: 'x', hint: 'y' };
    around.host.answers.list_portals = () => ({ error });
    const reply = await around.browser.send('refresh', { force: true });
    assert.equal(reply.error.code, 'config');
    assert.deepEqual(around.browser.session.data.hostError, error);
    assert.deepEqual(known(), before);
    signedInAs('bob@example.com', false);
    await refresh();
    assert.equal(around.browser.session.data.hostError, null);
  });

  it('is read again by force after ten seconds, and not before', async () => {
    const forced = async () => {
      await around.browser.send('refresh', { force: true });
      return around.host.count('list_tenants');
    };
    assert.equal(await forced(), 0);
    await around.clock.advance(9_999);
    assert.equal(await forced(), 0);
    await around.clock.advance(1);
    assert.equal(await forced(), 1);
  });

  it('leaves the list as it was where the portal fails, and says so until it answers', async () => {
    await around.clock.advance(hour);
    const failed = { code: 'portal_timeout', message: '', hint: '' };
    around.host.answers.list_tenants = () => ({ error: failed });
    await refresh();
    assert.deepEqual(around.browser.session.data.portalErrors, { acme: failed });
    assert.deepEqual(tenantsOf(known()), [invoice]);
    signedInAs('bob@example.com', false);
    await refresh();
    assert.deepEqual(around.browser.session.data.portalErrors, {});
    around.host.answers.list_tenants = () => ({ error: { ...failed, code: 'sign_in_needed' } });
    await around.clock.advance(hour);
    await refresh();
    assert.equal(around.browser.local.data.portals[0].signed_in, false);
    assert.deepEqual(around.browser.session.data.portalErrors, {});
  });
});
