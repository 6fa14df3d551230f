import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { factsInPage, whoseRole } from '../../extension/src/domain/page-identity.js';
import { settle } from './fakes/fake-clock.js';
import { billing, consolePage, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

const label = '123456789012-ab12cd34.us-west-2.console.aws.amazon.com';

/** @param {string} role @param {object} [over] */
function metaTag(role, over = {}) {
  const sessionARN = `arn:aws:sts::123456789012:assumed-role/${role}/bob@example.com`;
  return JSON.stringify({ accountId: '123456789012', sessionARN, ...over });
}

describe('who is signed in', () => {
  /** @type {FakePlatform} */
  let around;
  /** @type {number} */
  let tab;
  const badge = () => around.browser.shown.get(tab);
  const mode = () => Object.values(around.browser.session.data.modes ?? {});

  /** @param {string | undefined} told @param {string} [page] */
  async function load(told, page = consolePage) {
    around.browser.inPages.set(tab, told === undefined ? {} : { told });
    around.browser.navigate(tab, page);
    await settle();
  }

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
    await around.open(targetOf(invoice));
    tab = [...around.browser.openTabs.keys()].at(-1) ?? 0;
  });

  it('is nobody’s business where it is who it should be', async () => {
    await load(metaTag('duploservices-invoice'));
    assert.equal(badge()?.text, '60m');
  });

  it('is said at once where it is another tenant’s role', async () => {
    await load(metaTag('duploservices-billing'));
    assert.equal(badge()?.text, '≠');
    assert.match(badge()?.title, /signed in as duploservices-billing\/bob@example.com in account/);
    await load(metaTag('duploservices-invoice'));
    assert.equal(badge()?.text, '60m');
  });

  it('is said where it changes, whatever the roles are called', async () => {
    await load(metaTag('some-role'));
    assert.equal(badge()?.text, '60m');
    await load(metaTag('another-role'));
    assert.equal(badge()?.text, '≠');
    const { id } = around.browser.api.runtime;
    const sender = { id, url: consolePage, frameId: 0, tab: { id: tab } };
    const { result } = await around.browser.send('chip_state', {}, sender);
    assert.deepEqual(result.mismatch, {
      account: '123456789012',
      name: 'another-role/bob@example.com',
    });
  });

  it('may be another of the portal’s users after the next sign-in', async () => {
    await load(metaTag('duploservices-invoice'));
    const first = tab;
    await around.clock.advance(61 * 60_000);
    around.browser.lookAt(1);
    await around.open(targetOf(invoice), { tabId: 1, how: 'new_page' });
    const { tabIds } = /** @type {any} */ (Object.values(around.browser.session.data.sessions)[0]);
    tab = tabIds.at(-1);
    // A page of before, loaded on the way, says nothing of whom this sign-in brings.
    around.browser.inPages.set(first, { told: metaTag('duploservices-invoice') });
    around.browser.navigate(first, consolePage);
    await settle();
    await load(metaTag('duploservices-invoice').replace('bob@', 'alice@'));
    assert.equal(badge()?.text, '60m');
  });

  it('leads to no tab that shows somebody else: opening the tenant signs in', async () => {
    await load(metaTag('duploservices-billing'));
    const before = around.host.count('open_console');
    around.browser.lookAt(1);
    await around.open(targetOf(invoice));
    assert.equal(around.host.count('open_console'), before + 1);
  });

  it('is left open where the page does not tell', async () => {
    for (const told of [
      undefined,
      '',
      '{',
      'null',
      '{}',
      '{"sessionARN": 5}',
      'x'.repeat(20_000),
    ]) {
      await load(told);
      assert.equal(badge()?.text, '60m', told);
    }
  });

  it('comes with how AWS keeps sessions, by the page’s word before its address', async () => {
    await load(metaTag('duploservices-invoice', { prismModeEnabled: true }));
    assert.deepEqual(mode(), ['multi']);
    await load(undefined);
    assert.deepEqual(mode(), ['single']);
    await load(undefined, `https://${label}/console/home`);
    assert.deepEqual(mode(), ['multi']);
  });

  describe('tells which account the tenant is in', () => {
    const accounts = () => around.browser.local.data.accounts ?? {};
    const known = { [`acme/tenant/${invoice.id}`]: '123456789012' };

    it('by the host’s word', () => {
      assert.deepEqual(accounts(), known);
    });

    it('by the page’s word, or by its host', async () => {
      around.browser.local.data.accounts = {};
      await load(undefined);
      assert.deepEqual(accounts(), {});
      await load(metaTag('duploservices-invoice'));
      assert.deepEqual(accounts(), known);
      around.browser.local.data.accounts = {};
      await load(undefined, `https://${label}/console/home`);
      assert.deepEqual(accounts(), known);
    });

    it('unless somebody else is signed in there', async () => {
      around.browser.local.data.accounts = {};
      await load(metaTag('duploservices-billing'), `https://${label}/console/home`);
      assert.deepEqual(accounts(), {});
    });

    it('until its portal is removed', async () => {
      await load(metaTag('duploservices-invoice'));
      around.host.answers.list_portals = () => ({ portals: [] });
      await around.browser.send('refresh', { force: true });
      assert.deepEqual(accounts(), {});
    });
  });

  it('knows roles by the longest tenant name that fits', () => {
    assert.equal(
      whoseRole('duploservices-invoice-prod/bob', ['prod', 'invoice-prod']),
      'invoice-prod',
    );
    assert.equal(whoseRole('administrator/bob', ['prod']), null);
  });

  it('reads only role sessions out of the page', () => {
    assert.deepEqual(factsInPage(metaTag('a', { prismModeEnabled: 'yes' })), {
      who: { account: '123456789012', name: 'a/bob@example.com' },
      multiSession: null,
    });
    assert.equal(factsInPage('{"sessionARN":"arn:aws:iam::123456789012:user/bob"}'), null);
  });
});

describe('sessions after a restart of the browser', () => {
  /** @type {FakePlatform} */
  let around;

  /** @param {string[]} pages what the tabs show that the browser brings back */
  async function restartBrowser(...pages) {
    around.browser.killWorker();
    around.browser.session.data = {};
    around.browser.openTabs.clear();
    const tabs = pages.map((url) => around.browser.addTab({ url }));
    await around.start();
    return tabs.map(({ id }) => around.browser.shown.get(id)?.text);
  }

  /** @param {any} tenant @param {string} page */
  async function opened(tenant, page) {
    await around.open(targetOf(tenant));
    around.browser.navigate([...around.browser.openTabs.keys()].at(-1) ?? 0, page);
    await settle();
  }

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
  });

  it('are found again by their hosts', async () => {
    await opened(invoice, `https://${label}/console/home`);
    const shown = await restartBrowser(
      `https://${label.replace('us-west-2', 'eu-west-1')}/s3/home`,
      consolePage,
      'https://example.org/',
    );
    assert.deepEqual(shown, ['60m', undefined, undefined]);
  });

  it('are found again on the plain host where there is one', async () => {
    await opened(invoice, consolePage);
    assert.deepEqual(await restartBrowser(consolePage), ['60m']);
  });

  it('are not taken for live once they are over, nor looked for twice', async () => {
    await opened(invoice, consolePage);
    await around.clock.advance(3_600_000);
    assert.deepEqual(await restartBrowser(consolePage), [undefined]);
  });

  it('of private windows are never kept on disk, nor any secret', async () => {
    const own = around.browser.addTab({ incognito: true });
    await around.open(targetOf(billing), { tabId: own.id });
    around.browser.navigate(own.id + 1, consolePage);
    await opened(invoice, consolePage);
    const known = /** @type {any[]} */ (Object.values(around.browser.session.data.sessions));
    assert.deepEqual(known.map(({ store }) => store).sort(), ['default', 'private']);
    const kept = JSON.stringify(around.browser.local.data.keptSessions);
    assert.ok(kept.includes(invoice.id));
    assert.ok(!kept.includes(billing.id));
    assert.ok(!kept.includes('SigninToken'));
  });
});

describe('a tab that goes from one session to another', () => {
  it('belongs to the one whose label its host has', async () => {
    const around = new FakePlatform();
    await around.ready();
    const other = label.replace('ab12cd34', 'zz99zz99');
    await around.open(targetOf(invoice));
    const tab = [...around.browser.openTabs.keys()].at(-1) ?? 0;
    around.browser.navigate(tab, `https://${label}/console/home`);
    await settle();
    await around.open(targetOf(billing));
    around.browser.navigate(tab + 1, `https://${other}/console/home`);
    await settle();
    around.browser.navigate(tab, `https://${other}/s3/home`);
    await settle();
    assert.match(around.browser.shown.get(tab)?.title, /^PRODUCTION: billing on acme/);
  });
});
