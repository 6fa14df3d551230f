import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { acme, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

describe('what a page of ours asks for', () => {
  /** @type {FakePlatform} */
  let around;
  const ask = (/** @type {string} */ name, /** @type {object} */ params = {}) =>
    around.browser.send(name, params);

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
  });

  it('signs out of the portal at the host', async () => {
    around.host.answers.sign_out = () => ({ portal: { ...acme, signed_in: false } });
    assert.deepEqual(await ask('sign_out', { portal: 'acme' }), { ok: true, result: null });
    assert.deepEqual(around.host.asked('sign_out').params, { portal: 'acme' });
    assert.equal(around.browser.local.data.portals[0].signed_in, false);
  });

  it('adds and removes a portal at the host', async () => {
    const beta = { ...acme, name: 'beta', url: 'https://beta.example', host: 'beta.example' };
    around.host.answers.add_portal = () => ({ portal: beta });
    around.host.answers.list_portals = () => ({ portals: [acme, beta] });
    const added = await ask('add_portal', { url: 'https://beta.example' });
    assert.deepEqual(added, { ok: true, result: { portal: beta } });
    const own = `acme/tenant/${invoice.id}`;
    await around.browser.local.set({
      favourites: ['beta/tenant/x', own],
      recents: [own, 'beta/admin/'],
    });
    around.host.answers.remove_portal = () => ({ removed: beta });
    around.host.answers.list_portals = () => ({ portals: [acme] });
    assert.deepEqual(await ask('remove_portal', { portal: 'beta' }), { ok: true, result: null });
    assert.deepEqual(around.host.asked('remove_portal').params, { portal: 'beta' });
    const names = around.browser.local.data.portals.map((/** @type {any} */ one) => one.name);
    assert.deepEqual(names, ['acme']);
    assert.deepEqual(around.browser.local.data.favourites, [own]);
    assert.deepEqual(around.browser.local.data.recents, [own]);
    assert.deepEqual(Object.keys(around.browser.local.data.portalData), ['acme']);
  });

  it('keeps favourites, each once, the newest first', async () => {
    const keys = () => around.browser.local.data.favourites;
    for (const key of ['a', 'b', 'a']) await ask('set_favourite', { key, favourite: true });
    assert.deepEqual(keys(), ['a', 'b']);
    await ask('set_favourite', { key: 'a', favourite: false });
    assert.deepEqual(keys(), ['b']);
  });

  for (const [name, method, params, answer] of /** @type {const} */ ([
    ['list_history', 'list_history', {}, { entries: [] }],
    ['clear_history', 'clear_history', {}, { cleared: 2 }],
    [
      'run_doctor',
      'doctor',
      { browser: 'chromium' },
      { system: 'x', clean: true, checked: [], findings: [] },
    ],
  ]))
    it(`is given what the host says to ${method}`, async () => {
      around.host.answers[method] = () => answer;
      assert.deepEqual(await ask(name), { ok: true, result: answer });
      assert.deepEqual(around.host.asked(method).params, params);
    });

  it('changes settings, and leaves the others', async () => {
    await ask('change_settings', { chip: false });
    await ask('change_settings', { warnMinutes: 9 });
    assert.deepEqual(around.browser.local.data.settings, { chip: false, warnMinutes: 9 });
  });

  it('is told of a failure by a notification again once no popup is open', async () => {
    around.host.answers.open_console = () => ({ error: { code: 'busy', message: '', hint: '' } });
    const closed = around.browser.openPopup();
    await around.open(targetOf(invoice));
    assert.deepEqual(around.browser.calls('notifications.create'), []);
    closed.fire();
    await around.open(targetOf(invoice));
    assert.equal(around.browser.calls('notifications.create').length, 1);
  });

  it('dismisses a failure', async () => {
    around.host.answers.open_console = () => ({ error: { code: 'busy', message: '', hint: '' } });
    await around.open(targetOf(invoice));
    assert.equal(around.browser.shown.get(-1)?.text, '!');
    await ask('dismiss_failure');
    assert.equal(around.browser.session.data.failure, null);
    await settle();
    assert.equal(around.browser.shown.get(-1)?.text, '');
  });

  it('learns which portal’s list could not be read, and when it can be again', async () => {
    const error = { code: 'portal_timeout', message: 'no answer', hint: 'try again' };
    around.host.answers.list_tenants = () => ({ error });
    await around.clock.advance(60_000);
    await ask('refresh', { force: true });
    assert.deepEqual(around.host.asked('list_tenants').params, { portal: 'acme' });
    assert.deepEqual(around.browser.session.data.portalErrors, { acme: error });
    around.host.answers.list_tenants = () => ({ portal: acme, tenants: [invoice] });
    await around.clock.advance(60_000);
    await ask('refresh', { force: true });
    assert.deepEqual(around.browser.session.data.portalErrors, {});
  });

  it('is shown no list that came for an earlier sign-in', async () => {
    const answers = around.host.answers;
    for (const method of ['list_tenants', 'get_portal']) delete answers[method];
    await around.clock.advance(25 * 3_600_000);
    void ask('refresh', { force: true });
    await settle();
    const [old, details] = ['list_tenants', 'get_portal'].map((one) => around.host.asked(one).id);
    const signedOut = { ...acme, signed_in: false, user: null };
    answers.sign_out = () => ({ portal: signedOut });
    answers.list_portals = () => ({ portals: [signedOut] });
    await ask('sign_out', { portal: 'acme' });
    around.host.port.answer(old, { portal: acme, tenants: [{ ...invoice, name: 'not-yours' }] });
    const user = { name: 'alice', administrator: true, read_only: false };
    around.host.port.answer(details, { portal: acme, user, features: { admin_jit: true } });
    await settle();
    assert.doesNotMatch(JSON.stringify(around.browser.local.data.portalData), /not-yours|alice/);
    assert.equal(around.browser.local.data.portals[0].signed_in, false);
  });

  it('learns whether the host is there', async () => {
    assert.deepEqual(await ask('check_host'), { ok: true, result: { portals: [acme] } });
  });
});
