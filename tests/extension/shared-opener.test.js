import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { sharedLink, sharedPages } from '../../extension/src/domain/shared-pages.js';
import { settle } from './fakes/fake-clock.js';
import { acme, billing, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

const region = 'us-west-2';
const pageOf = (/** @type {string} */ path) => `https://${region}.console.aws.amazon.com/${path}`;
const hostOf = (/** @type {string} */ label) =>
  `123456789012-${label}.${region}.console.aws.amazon.com`;

/** @param {{ id: string, name: string }} tenant @param {string} path @param {object} [other] */
const shared = ({ id, name }, path, other = {}) =>
  /** @type {any} */ ({
    host: acme.host,
    role: 'tenant',
    tenant: id,
    name,
    region,
    page: pageOf(path),
    ...other,
  });

for (const flavour of /** @type {const} */ (['chromium', 'firefox']))
  describe(`several pages for colleagues, in ${flavour}`, () => {
    /** @type {FakePlatform} */
    let around;
    const asked = () =>
      around.host.journal.filter(({ method }) => method === 'open_console').map((r) => r.params);
    const queue = () => around.browser.session.data.sharedQueue ?? null;
    const newest = () => [...around.browser.openTabs.keys()].at(-1) ?? 0;

    /** @param {any[]} pages */
    async function open(pages) {
      await around.browser.send('open_shared', { text: sharedLink(pages), tabId: 1 });
      await settle();
    }

    beforeEach(async () => {
      around = new FakePlatform(flavour);
      around.host.answers.resolve_page = ({ to }) => ({ url: to, region, kind: 'url' });
      await around.ready();
    });

    it('are those of the window, in its order, without a session and without secrets', async () => {
      await around.open(targetOf(invoice));
      const tab = newest();
      await around.arrive(
        tab,
        `https://${hostOf('ab12cd34')}/s3/home?region=us-west-2&SigninToken=x#a`,
      );
      around.browser.addTab({ url: pageOf('by/hand') });
      const other = around.browser.tabs.addWindow();
      const link = around.browser.addTab({
        windowId: other,
        url: `https://${hostOf('ab12cd34')}/ec2/home`,
      });
      await around.arrive(link.id, `https://${hostOf('ab12cd34')}/ec2/home`);
      const { windowId } = around.browser.openTabs.get(tab);
      const { result } = await around.browser.send('share_pages', { windowId });
      assert.deepEqual([result.count, result.leftOut], [1, 1]);
      assert.deepEqual(sharedPages(result.text).pages, [
        shared(invoice, 's3/home?region=us-west-2#a'),
      ]);
      assert.match(result.text, /invoice · acme · us-west-2 · https:\/\/us-west-2\.console/);
      assert.doesNotMatch(result.text, /SigninToken|ab12cd34|by\/hand|ec2/);
      const elsewhere = await around.browser.send('share_pages', { windowId: 99 });
      assert.deepEqual(elsewhere.result, { text: '', count: 0, leftOut: 0 });
    });

    it('of a private window stay out of an ordinary window’s text', async () => {
      await around.open(targetOf(invoice));
      await around.arrive(newest(), `https://${hostOf('ab12cd34')}/s3/home`);
      const windowId = around.browser.tabs.addWindow({ incognito: true });
      const tab = around.browser.addTab({ windowId, incognito: true, url: 'https://example.org/' });
      await around.open(targetOf(billing), { tabId: tab.id });
      await around.arrive(newest(), `https://${hostOf('zz12cd34')}/ec2/home`);
      const front = around.browser.openTabs.get(1).windowId;
      const { result } = await around.browser.send('share_pages', { windowId: front });
      assert.deepEqual(
        sharedPages(result.text).pages.map(({ name }) => name),
        ['invoice'],
      );
    });

    it('are listed first with what may be opened, and nothing opens by that', async () => {
      const missing = '9c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a19';
      const text = sharedLink([
        shared(invoice, 's3/home', { name: 'billing' }),
        shared(billing, 'ec2/home', { tenant: missing }),
        shared(billing, 'ec2/home', { host: 'other.example' }),
        shared(billing, 'ec2/home', { role: 'admin', tenant: null, name: '' }),
      ]);
      const { result } = await around.browser.send('check_shared', { text });
      assert.deepEqual(
        result.pages.map((/** @type {any} */ { access, target }) => [access, target?.name]),
        [
          ['open', 'invoice'],
          ['no_tenant', ''],
          ['no_portal', undefined],
          ['no_role', ''],
        ],
      );
      assert.deepEqual(asked(), []);
      assert.equal(queue(), null);
    });

    it('open one sign-in after another, each page of a tenant in its own session', async () => {
      const missing = { ...billing, id: '9c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a19' };
      await open([
        shared(invoice, 's3/home'),
        shared(missing, 'ec2/home'),
        shared(invoice, 'sqs/home'),
        shared(billing, 'iam/home'),
      ]);
      assert.deepEqual(
        asked().map(({ to }) => to),
        [pageOf('s3/home')],
      );
      await around.arrive(newest(), `https://${hostOf('ab12cd34')}/s3/home`);
      // Its second page needs no sign-in; then it is the next tenant's turn.
      const urls = around.browser.calls('tabs.create').map(({ url, active }) => [url, active]);
      assert.deepEqual(urls[1], [`https://${hostOf('ab12cd34')}/sqs/home`, false]);
      assert.deepEqual(
        asked().map(({ to, tenant }) => [to, tenant]),
        [
          [pageOf('s3/home'), invoice.id],
          [pageOf('iam/home'), billing.id],
        ],
      );
      assert.notEqual(queue(), null);
      await around.arrive(newest(), `https://${hostOf('zz12cd34')}/iam/home`);
      assert.equal(queue(), null);
      assert.equal(around.browser.setAlarms.has('shared-pages'), false);
      const active = around.browser.calls('tabs.create').map((call) => call.active);
      assert.deepEqual(active, [true, false, false]);
    });

    it('go on where one fails', async () => {
      around.host.answers.open_console = (params) =>
        params.tenant === invoice.id
          ? { error: { code: 'tenant_jit_off', message: 'refused', hint: '' } }
          : around.console({}, params);
      await open([shared(invoice, 's3/home'), shared(billing, 'iam/home')]);
      assert.deepEqual(
        asked().map(({ tenant }) => tenant),
        [invoice.id, billing.id],
      );
      assert.equal(around.browser.session.data.failure.error.code, 'tenant_jit_off');
    });

    it('go on after the worker’s death, at their alarm', async () => {
      await open([shared(invoice, 's3/home'), shared(billing, 'iam/home')]);
      const tab = newest();
      await around.restart();
      await around.arrive(tab, `https://${hostOf('ab12cd34')}/s3/home`);
      around.browser.events.onAlarm.fire({ name: 'shared-pages' });
      await settle();
      assert.deepEqual(
        asked().map(({ tenant }) => tenant),
        [invoice.id, billing.id],
      );
    });

    it('don’t wait for one that never arrives', async () => {
      await open([shared(invoice, 's3/home'), shared(billing, 'iam/home')]);
      around.clock.jump(61_000);
      around.browser.events.onAlarm.fire({ name: 'shared-pages' });
      await settle();
      assert.deepEqual(
        asked().map(({ tenant }) => tenant),
        [invoice.id, billing.id],
      );
    });

    it('open nothing from a text that holds none, or from a page of the web', async () => {
      await around.browser.send('open_shared', { text: '#jit-console=1.3.abc', tabId: 1 });
      const tab = around.browser.addTab({ url: pageOf('s3/home') });
      const text = sharedLink([shared(invoice, 's3/home')]);
      const sender = around.browser.senderOf(tab.id);
      assert.equal(await around.browser.send('open_shared', { text, tabId: 1 }, sender), undefined);
      await around.arrive(tab.id, text);
      assert.deepEqual(asked(), []);
      assert.equal(queue(), null);
    });
  });
