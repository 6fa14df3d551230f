import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, it } from 'node:test';
import { ClipboardClearer } from '../../extension/src/background/clipboard-clearer.js';
import { digestOf } from '../../extension/src/domain/clipboard-secret.js';
import { settle } from './fakes/fake-clock.js';
import { billing, FakePlatform, invoice, signInUrl, targetOf } from './fakes/fake-platform.js';

/** @param {string} method @param {string} name @returns {any} that example's result of the contract */
function example(method, name) {
  const file = new URL(`../contract/${method}.json`, import.meta.url);
  const { cases } = JSON.parse(readFileSync(file, 'utf8'));
  const found = cases.find((/** @type {any} */ one) => one.name === name);
  assert.ok(found, name);
  return found.reply.result;
}

const keys = example('get_credentials', 'a tenant by its GUID');
const token = example('get_kubernetes_credentials', 'a tenant by its GUID');
const preview = example('preview_aws_profile', 'into a missing file');
const admin = { portal: 'acme', role: 'admin', tenant: null, name: '' };
const asked = { by: 'popup' };
const tenantParams = { portal: 'acme', role: 'tenant', tenant: invoice.id };

describe('access of a tenant or role', () => {
  /** @type {FakePlatform} */
  let around;
  const ask = (/** @type {string} */ name, /** @type {object} */ params) =>
    around.browser.send(name, params);
  const stored = () => JSON.stringify([around.browser.session.data, around.browser.local.data]);

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
  });

  it('is asked of the host with what the method needs, and its answer handed on', async () => {
    const { host } = around;
    host.answers.get_credentials = () => keys;
    host.answers.preview_aws_profile = () => preview;
    host.answers.get_session_length = () => example('get_session_length', "a tenant's");
    const target = targetOf(invoice);
    const reply = await ask('get_credentials', { target, fresh: false });
    assert.deepEqual(reply, { ok: true, result: keys });
    const named = { ...asked, tenant_name: 'invoice' };
    assert.deepEqual(host.asked('get_credentials').params, { ...tenantParams, ...named });
    await ask('get_credentials', { target: admin, fresh: true });
    const adminParams = { portal: 'acme', role: 'admin' };
    assert.deepEqual(host.asked('get_credentials').params, {
      ...adminParams,
      ...asked,
      fresh: true,
    });
    await ask('preview_aws_profile', { target, name: 'work', region: 'eu-west-1' });
    const chosen = { name: 'work', region: 'eu-west-1' };
    assert.deepEqual(host.asked('preview_aws_profile').params, { ...tenantParams, ...chosen });
    const length = await ask('get_session_length', { target });
    assert.equal(length.result.seconds, 1800);
    assert.deepEqual(host.asked('get_session_length').params, tenantParams);
  });

  it('writes, lists and removes profiles by their name', async () => {
    const { host } = around;
    const list = example('list_aws_profiles', 'those that jit-console wrote');
    host.answers.add_aws_profile = () => preview;
    host.answers.list_aws_profiles = () => list;
    host.answers.remove_aws_profile = () =>
      example('remove_aws_profile', 'one that jit-console wrote');
    const target = targetOf(invoice);
    assert.deepEqual((await ask('add_aws_profile', { target, name: 'work' })).result, preview);
    const added = { ...tenantParams, name: 'work', ...asked, tenant_name: 'invoice' };
    assert.deepEqual(host.asked('add_aws_profile').params, added);
    assert.deepEqual((await ask('list_aws_profiles', {})).result, list);
    const removed = await ask('remove_aws_profile', { name: 'work' });
    assert.deepEqual(removed, { ok: true, result: null });
    assert.deepEqual(host.asked('remove_aws_profile').params, { name: 'work' });
  });

  it('teaches which tenants are in another cloud before one is refused, and where one is', async () => {
    const { host } = around;
    const elsewhere = () => around.browser.local.data.elsewhere ?? [];
    host.answers.get_kubernetes = () => ({ enabled: true, other_cloud: null });
    await ask('get_kubernetes', { target: targetOf(invoice) });
    // An older host doesn't say.
    host.answers.get_kubernetes = () => ({ enabled: true });
    await ask('get_kubernetes', { target: targetOf(invoice) });
    assert.deepEqual(elsewhere(), []);
    host.answers.get_kubernetes = () =>
      example('get_kubernetes', 'a tenant of Azure’s without, by its name');
    await ask('get_kubernetes', { target: targetOf(invoice) });
    assert.deepEqual(elsewhere(), [`acme/tenant/${invoice.id}`]);
    host.answers.get_credentials = () => ({
      error: { code: 'other_cloud', message: 'billing is in Azure, not in AWS', hint: '' },
    });
    await ask('get_credentials', { target: targetOf(billing), fresh: false });
    assert.deepEqual(
      elsewhere(),
      [invoice, billing].map(({ id }) => `acme/tenant/${id}`),
    );
    await around.browser.local.set({ elsewhere: [] });
    const tab = around.browser.addTab({ url: 'https://example.org/', incognito: true });
    await around.browser.lookAt(tab.id);
    await ask('get_kubernetes', { target: targetOf(invoice) });
    assert.deepEqual(elsewhere(), []);
  });

  it('is asked of the host for Kubernetes as for AWS', async () => {
    const { host } = around;
    const change = example('add_kube_entry', 'into a missing file');
    const list = example('list_kube_entries', 'those that jit-console wrote');
    host.answers.get_kubernetes = () => ({ enabled: true });
    host.answers.get_kubernetes_credentials = () => token;
    host.answers.preview_kube_entry = () => change;
    host.answers.add_kube_entry = () => change;
    host.answers.list_kube_entries = () => list;
    host.answers.remove_kube_entry = () =>
      example('remove_kube_entry', 'one that jit-console wrote');
    const target = targetOf(invoice);
    assert.deepEqual((await ask('get_kubernetes', { target })).result, { enabled: true });
    assert.deepEqual(host.asked('get_kubernetes').params, { portal: 'acme', tenant: invoice.id });
    const given = await ask('get_kubernetes_credentials', { target, reason: 'ticket 7' });
    assert.deepEqual(given.result, token);
    assert.deepEqual(host.asked('get_kubernetes_credentials').params, {
      ...{ ...tenantParams, ...asked, tenant_name: 'invoice' },
      reason: 'ticket 7',
    });
    assert.deepEqual((await ask('preview_kube_entry', { target })).result, change);
    assert.deepEqual(host.asked('preview_kube_entry').params, tenantParams);
    assert.deepEqual((await ask('add_kube_entry', { target, name: 'work' })).result, change);
    const added = { ...tenantParams, name: 'work', ...asked, tenant_name: 'invoice' };
    assert.deepEqual(host.asked('add_kube_entry').params, added);
    assert.deepEqual((await ask('list_kube_entries', {})).result, list);
    const removed = await ask('remove_kube_entry', { name: 'work' });
    assert.deepEqual(removed, { ok: true, result: null });
    assert.deepEqual(host.asked('remove_kube_entry').params, { name: 'work' });
  });

  it('leaves nothing of keys and addresses in the storage', async () => {
    around.host.answers.get_credentials = () => keys;
    around.host.answers.get_kubernetes_credentials = () => token;
    const target = targetOf(invoice);
    await ask('get_credentials', { target, fresh: false });
    await ask('get_kubernetes_credentials', { target });
    const { result } = await ask('get_console_url', { target });
    assert.equal(result.url, signInUrl('token-1'));
    assert.doesNotMatch(stored(), /ASIATEST|test-secret|test-session|test-token|SigninToken/);
    assert.deepEqual(around.browser.calls('tabs.create'), []);
  });

  it('copies no address that is none of AWS', async () => {
    around.host.answers.open_console = () => around.console({ url: 'https://evil.example/' });
    const reply = await ask('get_console_url', { target: targetOf(invoice) });
    assert.equal(reply.error.code, 'console_url');
  });

  it('shows the portal signed out once its token is no longer taken', async () => {
    const error = { code: 'sign_in_needed', message: 'ended', hint: '' };
    around.host.answers.get_credentials = () => ({ error });
    const reply = await ask('get_credentials', { target: targetOf(invoice), fresh: false });
    assert.deepEqual(reply, { ok: false, error });
    assert.equal(around.browser.local.data.portals[0].signed_in, false);
  });

  it('is not for web pages', async () => {
    const sender = { id: 'hjkepomeflbmibkhbpicfepocdkjcbnb', url: 'https://example.org/' };
    const params = { target: targetOf(invoice), fresh: false };
    assert.equal(await around.browser.send('get_credentials', params, sender), undefined);
    assert.throws(() => around.host.asked('get_credentials'));
  });
});

// Browsers have it; Node 18 doesn't.
globalThis.crypto ??= /** @type {Crypto} */ (webcrypto);

describe('a secret in the clipboard', () => {
  /** @type {FakePlatform} */
  let around;
  /** @type {any[]} */
  let pages;
  const ring = async () => {
    around.browser.events.onAlarm.fire({ name: 'clear-clipboard' });
    await settle();
  };

  beforeEach(async () => {
    around = new FakePlatform();
    pages = [];
    around.browser.api.offscreen = {
      Reason: { CLIPBOARD: 'CLIPBOARD' },
      closeDocument: async () => {
        throw new Error('No current offscreen document.');
      },
      createDocument: async (/** @type {any} */ page) => pages.push(page),
    };
    await around.ready();
  });

  it('is looked for a minute later, even by another worker, with nothing but its digest', async () => {
    const digest = await digestOf('a secret');
    await around.browser.send('clear_clipboard_later', { digest });
    assert.deepEqual(around.browser.setAlarms.get('clear-clipboard'), { delayInMinutes: 1 });
    await around.restart();
    await ring();
    assert.deepEqual(
      pages.map(({ url, reasons }) => ({ url, reasons })),
      [{ url: `src/pages/clipboard/clipboard-clearer.html#${digest}`, reasons: ['CLIPBOARD'] }],
    );
    await ring();
    assert.equal(pages.length, 1);
  });

  for (const [held, left] of [
    ['a secret', ''],
    ['something else', 'something else'],
  ])
    it(`is ${left ? 'left alone where it is another text' : 'cleared'} in Firefox`, async () => {
      delete around.browser.api.offscreen;
      let clipboard = held;
      const fake = {
        readText: async () => clipboard,
        writeText: async (/** @type {string} */ text) => {
          clipboard = text;
        },
      };
      const given = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
      Object.defineProperty(globalThis, 'navigator', {
        value: { clipboard: fake },
        configurable: true,
      });
      try {
        const { api } = around.browser;
        const clearer = new ClipboardClearer({ api, storage: api.storage });
        await clearer.later(await digestOf('a secret'));
        await clearer.ring();
        assert.equal(clipboard, left);
      } finally {
        if (given) Object.defineProperty(globalThis, 'navigator', given);
        else Reflect.deleteProperty(globalThis, 'navigator');
      }
    });
});
