import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { billing, consolePage, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';
import { FakeSessionEnd } from './fakes/fake-session-end.js';

describe('failures of several tenants', () => {
  /** @type {FakePlatform} */
  let around;
  const failure = () => around.browser.session.data.failure;
  const about = () => failure()?.request.target.name ?? null;

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
    around.host.answers.open_console = () => ({ error: { code: 'busy', message: '', hint: '' } });
  });

  it('are kept, and shown one after another, the newest first', async () => {
    const { browser } = around;
    const badge = () => browser.shown.get(-1)?.text;
    await around.open(targetOf(invoice));
    await around.open(targetOf(billing));
    await around.open(targetOf(billing));
    assert.deepEqual([about(), badge()], ['billing', '!']);
    browser.openPopup();
    await settle();
    assert.deepEqual([about(), failure().unseen, badge()], ['billing', false, '!']);
    await browser.send('dismiss_failure', {});
    await settle();
    assert.deepEqual([about(), failure().unseen, badge()], ['invoice', false, '']);
    await browser.send('dismiss_failure', {});
    await settle();
    assert.deepEqual([about(), badge()], [null, '']);
    assert.equal(browser.notes.has('failure'), false);
  });

  it('show the next when the popup is opened again', async () => {
    const { browser, host } = around;
    await around.open(targetOf(invoice));
    await around.open(targetOf(billing));
    const popup = browser.openPopup();
    await settle();
    assert.equal(about(), 'billing');
    popup.fire();
    browser.openPopup();
    await settle();
    assert.equal(about(), 'invoice');
    host.answers.open_console = () => around.console();
    await around.open(targetOf(invoice));
    assert.equal(about(), null);
  });

  it('stay, where nobody has seen them, when a sign-in to the portal starts for another', async () => {
    const { browser, host } = around;
    await around.open(targetOf(billing));
    host.answers.open_console = () => ({
      error: { code: 'sign_in_needed', message: '', hint: '' },
    });
    await around.open(targetOf(invoice));
    assert.equal(host.count('sign_in'), 1);
    assert.deepEqual([about(), failure()?.unseen], ['billing', true]);
    assert.equal(browser.notes.has('failure'), true);
  });

  it('go, though nobody has seen them, once their own target opens', async () => {
    const { host } = around;
    await around.open(targetOf(invoice));
    await around.open(targetOf(billing));
    host.answers.open_console = () => around.console();
    await around.open(targetOf(invoice));
    assert.equal(about(), 'billing');
    await around.open(targetOf(billing));
    assert.equal(failure(), null);
  });
});

it('a failure that nobody has seen stays where a renewal stops at a question', async () => {
  const around = new FakeSessionEnd();
  await around.ready();
  around.settings({ signOutWithoutAsking: true });
  const tab = await around.opened();
  const other = around.browser.addTab({ url: 'https://example.org/' }).id;
  await around.lookAt(other);
  await around.end();
  await around.opened(consolePage, billing);
  around.browser.session.data.modes = { 'default aws': 'single' };
  const accept = around.refuse('busy');
  await around.open(targetOf(invoice), { how: 'background' });
  accept();
  const before = around.asked();
  assert.equal(around.browser.session.data.failure?.unseen, true);
  await around.lookAt(tab);
  assert.equal(around.asked(), before);
  assert.equal(around.browser.session.data.failure?.request.target.name, 'invoice');
});
