import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import {
  billing,
  consolePage,
  FakePlatform,
  invoice,
  signInUrl,
  targetOf,
} from './fakes/fake-platform.js';

describe('opening a console', () => {
  /** @type {FakePlatform} */
  let around;
  /** @type {any} */
  let tab;
  const intents = () => Object.values(around.browser.session.data.intents ?? {});
  const failure = () => around.browser.session.data.failure;

  beforeEach(async () => {
    around = new FakePlatform();
    tab = await around.ready();
  });

  it('asks the host once and opens the sign-in URL beside the current tab', async () => {
    await around.open(targetOf(invoice), { tabId: tab.id });
    assert.deepEqual(
      around.host.journal
        .filter(({ method }) => method !== 'record_history')
        .map(({ method, params }) => [method, params]),
      [
        [
          'open_console',
          {
            portal: 'acme',
            role: 'tenant',
            tenant: invoice.id,
            by: 'popup',
            tenant_name: 'invoice',
          },
        ],
      ],
    );
    assert.deepEqual(around.browser.calls('tabs.create'), [
      {
        call: 'tabs.create',
        url: signInUrl('token-1'),
        active: true,
        openerTabId: tab.id,
        index: 1,
        windowId: 1,
      },
    ]);
    assert.deepEqual(intents(), []);
  });

  it('notices a page that is faster than its session is written down', async () => {
    const { tabs } = around.browser.api;
    const { create } = tabs;
    tabs.create = async (/** @type {any} */ properties) => {
      const made = await create.call(tabs, properties);
      around.browser.navigate(made.id, consolePage);
      await settle();
      return made;
    };
    await around.open(targetOf(invoice));
    await settle();
    const [session] = /** @type {any[]} */ (Object.values(around.browser.session.data.sessions));
    assert.equal(session.landed, true);
  });

  it('asks for the administrator role without a tenant', async () => {
    await around.open({ portal: 'acme', role: 'admin', tenant: null, name: '' });
    const params = { portal: 'acme', role: 'admin', by: 'popup' };
    assert.deepEqual(around.host.asked('open_console').params, params);
  });

  it('opens in the background without leaving the page', async () => {
    await around.open(targetOf(invoice), { how: 'background' });
    assert.equal(around.browser.calls('tabs.create')[0].active, false);
  });

  it('never writes a sign-in URL down', async () => {
    await around.open(targetOf(invoice));
    const stored = JSON.stringify([around.browser.session.data, around.browser.local.data]);
    assert.ok(!stored.includes('SigninToken'));
    assert.ok(stored.includes(consolePage));
  });

  for (const url of [
    'https://signin.aws.amazon.com.evil.example/federation?Action=login',
    'http://signin.aws.amazon.com/federation?Action=login',
    'https://signin.aws.amazon.com:8443/federation?Action=login',
    'https://user@signin.aws.amazon.com/federation?Action=login',
    'https://signin.aws.amazon.com/oauth?Action=logout',
    'https://signin.aws.amazon.com/federation?Action=getSigninToken',
    'javascript:alert(1)',
    '',
  ])
    it(`refuses to open ${url || 'nothing'}`, async () => {
      around.host.answers.open_console = () => around.console({ url });
      await around.open(targetOf(invoice));
      assert.deepEqual(around.browser.calls('tabs.create'), []);
      assert.equal(failure().error.code, 'console_url');
    });

  it('keeps a failure for the popup, and says so where none is open', async () => {
    const hint = 'ask an administrator of the portal for access';
    const error = { code: 'portal_forbidden', message: '403', hint };
    around.host.answers.open_console = () => ({ error });
    await around.open(targetOf(invoice));
    assert.deepEqual(failure().error, error);
    assert.deepEqual(failure().request.target, targetOf(invoice));
    assert.equal(around.browser.shown.get(-1)?.text, '!');
    const [note] = around.browser.calls('notifications.create');
    assert.match(
      note.message,
      /^acme doesn’t allow you to open invoice\. Ask an administrator of the portal for access\.$/,
    );
    around.browser.openPopup();
    await settle();
    assert.equal(around.browser.shown.get(-1)?.text, '');
    assert.equal(failure().unseen, false);
  });

  it('remembers which tenants are in another cloud, until they are in AWS', async () => {
    const { open_console: opens } = around.host.answers;
    const elsewhere = () => around.browser.local.data.elsewhere ?? [];
    around.host.answers.open_console = () => ({
      error: { code: 'other_cloud', message: 'invoice is in Azure, not in AWS', hint: '' },
    });
    const tab = around.browser.addTab({ url: 'https://example.org/', incognito: true });
    await around.open(targetOf(billing), { tabId: tab.id });
    assert.deepEqual(elsewhere(), []);
    await around.open(targetOf(invoice));
    assert.deepEqual(elsewhere(), [`acme/tenant/${invoice.id}`]);
    around.host.answers.open_console = /** @type {any} */ (opens);
    await around.open(targetOf(billing));
    assert.deepEqual(elsewhere(), [`acme/tenant/${invoice.id}`]);
    await around.open(targetOf(invoice));
    assert.deepEqual(elsewhere(), []);
  });

  it('marks production where it says elsewhere that it was not opened', async () => {
    await around.browser.send('change_settings', { production: ['invoice'] });
    const error = { code: 'portal_forbidden', message: '403', hint: '' };
    around.host.answers.open_console = () => ({ error });
    await around.open(targetOf(invoice));
    const [note] = around.browser.calls('notifications.create');
    assert.match(note.message, /^acme doesn’t allow you to open PROD invoice\./);
  });

  it('loses nothing where the system shows no notifications', async () => {
    around.browser.api.notifications.create = async () => {
      throw new Error('no notification service');
    };
    around.host.answers.open_console = () => ({
      error: { code: 'busy', message: '', hint: '' },
    });
    await around.open(targetOf(invoice));
    assert.equal(failure().error.code, 'busy');
    assert.deepEqual(intents(), []);
  });

  it('says nothing elsewhere while the popup is open', async () => {
    around.host.answers.open_console = () => ({
      error: { code: 'aws_refused', message: '', hint: '' },
    });
    around.browser.openPopup();
    await around.open(targetOf(invoice));
    assert.deepEqual(around.browser.calls('notifications.create'), []);
    assert.equal(around.browser.shown.get(-1)?.text, '');
    assert.equal(failure().unseen, false);
  });

  it('forgets the failure when it is tried again', async () => {
    const { host } = around;
    host.answers.open_console = () => ({ error: { code: 'busy', message: '', hint: '' } });
    await around.open(targetOf(invoice));
    host.answers.open_console = () => around.console();
    await around.open(failure().request.target);
    assert.equal(failure(), null);
    assert.equal(around.browser.calls('tabs.create').length, 1);
  });

  it('leaves a failure of another tenant that nobody has seen', async () => {
    const { host } = around;
    host.answers.open_console = () => ({ error: { code: 'busy', message: '', hint: '' } });
    await around.open(targetOf(invoice));
    host.answers.open_console = () => around.console();
    await around.open(targetOf(billing));
    assert.deepEqual(failure().request.target, targetOf(invoice));
    assert.equal(around.browser.notes.has('failure'), true);
    around.browser.openPopup();
    await settle();
    await around.open(targetOf(billing), { how: 'new_page' });
    assert.equal(failure(), null);
  });

  it('tells that the host was lost in the middle', async () => {
    delete around.host.answers.open_console;
    await around.open(targetOf(invoice));
    around.host.port.die('Native host has exited.');
    await settle();
    assert.equal(failure().error.code, 'host_lost');
    assert.deepEqual(intents(), []);
  });

  it('opens once, however often the same is asked while it is under way', async () => {
    delete around.host.answers.open_console;
    await around.open(targetOf(invoice));
    await around.open(targetOf(invoice));
    assert.equal(around.host.count('open_console'), 1);
    around.host.answer('open_console', around.console());
    await settle();
    assert.equal(around.browser.calls('tabs.create').length, 1);
  });

  it('puts what was opened first among the recents', async () => {
    await around.open(targetOf(invoice));
    await around.open(targetOf(billing));
    assert.deepEqual(around.browser.local.data.recents, [
      `acme/tenant/${billing.id}`,
      `acme/tenant/${invoice.id}`,
    ]);
  });

  it('answers nobody but our own pages', async () => {
    const request = { target: targetOf(invoice), how: 'go', tabId: tab.id };
    const { id } = around.browser.api.runtime;
    for (const sender of [
      { id, url: 'https://evil.example/src/pages/popup/popup.html' },
      { id, url: undefined },
      { id: 'another', url: around.browser.api.runtime.getURL('src/pages/popup/popup.html') },
    ])
      assert.equal(await around.browser.send('open', request, sender), undefined);
    assert.equal(await around.browser.send('toString', {}), undefined);
    await settle();
    assert.deepEqual(around.host.journal, []);
  });

  it('keeps the eight that were opened last, each once', async () => {
    const ids = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '5'];
    for (const id of ids) await around.open({ ...targetOf(invoice), tenant: id });
    const recents = around.browser.local.data.recents.map((/** @type {string} */ key) =>
      key.slice(-1),
    );
    assert.deepEqual(recents, ['5', '9', '8', '7', '6', '4', '3', '2']);
  });

  it('opens two pages of one tenant beside each other', async () => {
    const { open_console: answer } = around.host.answers;
    delete around.host.answers.open_console;
    const target = targetOf(invoice);
    for (const to of ['s3', 'sqs', 's3'])
      await around.browser.send('open', { target, how: 'new', tabId: tab.id, to });
    await settle();
    around.host.answers.open_console = /** @type {any} */ (answer);
    const asked = around.host.journal.filter(({ method }) => method === 'open_console');
    assert.deepEqual(
      asked.map(({ params }) => params.to),
      ['s3', 'sqs'],
    );
  });
});
