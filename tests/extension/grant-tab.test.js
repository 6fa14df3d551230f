import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { acme, FakePlatform, grantPage, invoice, targetOf } from './fakes/fake-platform.js';

const elsewhere = 'https://example.org/mail';
const error = (/** @type {string} */ code) => ({ error: { code, message: '', hint: '' } });

describe('the tab of a sign-in', () => {
  /** @type {FakePlatform} */
  let around;
  /** Where the person was. @type {number} */
  let first;
  /** @type {number} */
  let grant;
  const there = () => [...around.browser.openTabs.keys()];
  const front = () => [...around.browser.openTabs.values()].find(({ active }) => active);
  const signIns = () => around.browser.session.data.signIns;
  const lists = () => around.browser.calls('action.openPopup').length;

  async function givePage() {
    const data = { request: around.host.asked('sign_in').id, portal: 'acme', url: grantPage };
    around.host.port.say({ event: 'grant_page', data });
    await settle();
    return Number(there().at(-1));
  }

  /** @param {any} answer */
  async function finish(answer = { portal: acme }) {
    around.host.answer('sign_in', answer);
    await settle();
  }

  /** @param {string} name */
  async function ask(name) {
    await around.browser.send(name, { portal: 'acme', tabId: first });
    await settle();
  }

  beforeEach(async () => {
    around = new FakePlatform();
    first = (await around.ready()).id;
    await ask('sign_in');
    grant = await givePage();
    await around.arrive(grant, grantPage);
  });

  it('is closed at Cancel while it shows the portal, even if the host never answers', async () => {
    await ask('cancel_sign_in');
    assert.deepEqual(there(), [first]);
    assert.deepEqual(signIns(), {});
  });

  it('is one, however soon somebody asks again while the browser opens it', async () => {
    await ask('cancel_sign_in');
    await finish(error('cancelled'));
    await ask('sign_in');
    void givePage();
    await ask('show_sign_in');
    await settle();
    assert.equal(there().length, 2);
    assert.equal(signIns().acme.tabId, there().at(-1));
  });

  it('is closed where the Cancel comes while the browser opens it', async () => {
    await ask('cancel_sign_in');
    await finish(error('cancelled'));
    await ask('sign_in');
    const { gate } = around.browser;
    gate.watch = (name, _, done) => {
      if (name !== 'tabs.create' || done) return;
      gate.watch = null;
      void around.browser.send('cancel_sign_in', { portal: 'acme' });
    };
    await givePage();
    assert.deepEqual(there(), [first]);
    assert.deepEqual(signIns(), {});
  });

  it('leads to a new page when somebody signs in again after a Cancel, once the host has let go', async () => {
    await ask('cancel_sign_in');
    await ask('sign_in');
    assert.equal(around.host.count('sign_in'), 1);
    await finish(error('cancelled'));
    assert.equal(around.host.count('sign_in'), 2);
    const again = await givePage();
    assert.deepEqual(there(), [first, again]);
    assert.equal(signIns().acme.tabId, again);
    await finish();
    assert.deepEqual(there(), [first]);
  });

  for (const code of ['cancelled', 'sign_in_timeout', 'host_lost'])
    it(`is left alone at ${code} once it shows something else`, async () => {
      await around.arrive(grant, elsewhere);
      if (code === 'cancelled') await ask('cancel_sign_in');
      await finish(error(code));
      assert.deepEqual(there(), [first, grant]);
      assert.deepEqual(signIns(), {});
    });

  it('is closed where its address can be read and is the portal’s, after a login too', async () => {
    await around.arrive(grant, 'https://login.example/');
    await around.arrive(grant, grantPage);
    around.browser.lookAt(grant);
    around.browser.openPopup();
    await ask('cancel_sign_in');
    assert.deepEqual(there(), [first]);
  });

  for (const code of ['sign_in_refused', 'token_rejected'])
    it(`is closed at ${code}, which it brought about itself`, async () => {
      await around.arrive(grant, 'http://127.0.0.1:40123/');
      await finish(error(code));
      assert.deepEqual(there(), [first]);
    });

  for (const [what, answer] of /** @type {const} */ ([
    ['the list follows', { portal: acme }],
    ['the token is refused', error('token_rejected')],
  ]))
    it(`is left alone where it has shown something else for long, and ${what}`, async () => {
      await around.arrive(grant, elsewhere);
      await around.arrive(grant, `${elsewhere}/2`);
      await around.clock.advance(10_000);
      await finish(answer);
      assert.deepEqual(there(), [first, grant]);
      assert.equal(around.browser.openTabs.get(grant).url, `${elsewhere}/2`);
      assert.deepEqual(signIns(), {});
    });

  it('does not become the console where it has shown something else for long', async () => {
    around.host.answers.open_console = () => error('sign_in_needed');
    await around.open(targetOf(invoice), { tabId: first });
    around.host.answers.open_console = () => around.console();
    await around.arrive(grant, elsewhere);
    await around.clock.advance(10_000);
    await finish();
    assert.equal(around.browser.openTabs.get(grant).url, elsewhere);
    const shown = front();
    assert.deepEqual(there(), [first, grant, shown.id]);
    assert.match(shown.pendingUrl ?? shown.url, /federation/);
  });

  for (const isLoading of [true, false])
    it(`makes place where a login came first and the host’s page ${isLoading ? 'is still loading' : 'has come'}`, async () => {
      await around.arrive(grant, 'https://login.example/');
      await around.arrive(grant, grantPage);
      await around.clock.advance(60_000);
      if (isLoading) around.browser.tabs.begin(grant, 'http://127.0.0.1:40123/');
      else await around.arrive(grant, 'http://127.0.0.1:40123/');
      await settle();
      await around.clock.advance(isLoading ? 20_000 : 1000);
      await finish();
      assert.deepEqual(there(), [first]);
      assert.equal(lists(), 1);
    });

  for (const isInFront of [true, false])
    it(`makes place after a login, without a redirect, ${isInFront ? 'in front' : 'but not behind another'}`, async () => {
      await around.arrive(grant, 'https://login.example/');
      await around.arrive(grant, grantPage);
      await around.clock.advance(60_000);
      if (!isInFront) around.browser.lookAt(first);
      await finish({ portal: { ...acme, handover: 'post' } });
      assert.equal(there().includes(grant), !isInFront);
    });

  it('is asked in again in a new tab once it shows something else', async () => {
    await around.arrive(grant, elsewhere);
    await ask('sign_in');
    const again = Number(there().at(-1));
    assert.notEqual(again, grant);
    assert.equal(around.host.count('sign_in'), 1);
    const { url, active } = around.browser.calls('tabs.create').at(-1);
    assert.deepEqual({ url, active }, { url: grantPage, active: true });
    await around.arrive(again, grantPage);
    around.browser.closeTab(grant);
    await settle();
    assert.equal(signIns().acme.tabId, again);
    await finish();
    assert.deepEqual(there(), [first]);
  });

  it('is asked in again in a new tab, too, where its page had come before the browser told of the tab', async () => {
    await ask('cancel_sign_in');
    await finish(error('cancelled'));
    await ask('sign_in');
    const { gate } = around.browser;
    gate.watch = (name, _, done) => {
      if (name !== 'tabs.create' || !done) return;
      gate.watch = null;
      around.browser.navigate(Number(there().at(-1)), grantPage);
    };
    const early = await givePage();
    await around.arrive(early, elsewhere);
    await ask('sign_in');
    const again = Number(there().at(-1));
    assert.notEqual(again, early);
    assert.equal(signIns().acme.tabId, again);
  });

  it('comes to the front where it opens again in another window than the person is in', async () => {
    await around.arrive(grant, elsewhere);
    const { tabs } = around.browser;
    const own = around.browser.addTab({ windowId: tabs.addWindow({ focused: true }) });
    await ask('sign_in');
    const { windowId } = around.browser.openTabs.get(signIns().acme.tabId);
    assert.notEqual(windowId, own.windowId);
    assert.equal(tabs.front, windowId);
  });

  it('is what a page of a new host opens in only while it shows the portal', async () => {
    await around.arrive(grant, elsewhere);
    await around.restart();
    const again = await givePage();
    assert.deepEqual(there(), [first, grant, again]);
    assert.equal(around.browser.openTabs.get(grant).url, elsewhere);
  });

  it('is known to the popup to have gone on', async () => {
    assert.equal(signIns().acme.page, 'shown');
    await around.arrive(grant, elsewhere);
    assert.equal(signIns().acme.page, 'left');
  });

  it('goes with its portal when that is removed', async () => {
    around.host.answers.remove_portal = () => ({});
    await ask('remove_portal');
    assert.deepEqual(there(), [first]);
    assert.deepEqual(signIns(), {});
  });

  it('makes place for the list once the person has authorized', async () => {
    await around.arrive(grant, 'http://127.0.0.1:40123/');
    await finish();
    assert.deepEqual(there(), [first]);
    assert.equal(lists(), 1);
  });

  it('makes place for a list in a tab where the browser opens no popup', async () => {
    around.browser.gate.refuseOnce('action.openPopup', 'Could not find an active browser window.');
    await finish();
    assert.match(front().url, /src\/pages\/popup\/popup\.html\?from=1$/);
    assert.ok(!there().includes(grant));
  });

  it('makes place for no list where a console follows, or nobody authorized', async () => {
    around.host.answers.open_console = () => error('sign_in_needed');
    await around.open(targetOf(invoice), { tabId: first });
    around.host.answers.open_console = () => around.console();
    await finish();
    assert.equal(lists(), 0);
    assert.equal(front().id, grant);
    await ask('sign_in');
    await ask('cancel_sign_in');
    await finish();
    assert.equal(lists(), 0);
  });

  it('is closed where what was wanted is being opened already', async () => {
    around.host.answers.open_console = () => error('sign_in_needed');
    await around.open(targetOf(invoice), { tabId: first });
    delete around.host.answers.open_console;
    await around.open(targetOf(invoice), { tabId: first });
    await finish();
    assert.ok(!there().includes(grant));
  });
});

for (const flavour of /** @type {const} */ (['chromium', 'firefox']))
  it(`a sign-in asked for from no tab is shown in the ordinary window, in ${flavour}`, async () => {
    const around = new FakePlatform(flavour);
    const ordinary = await around.ready();
    const windowId = around.browser.tabs.addWindow({ incognito: true });
    around.browser.lookAt(around.browser.addTab({ windowId, url: elsewhere }).id);
    await around.browser.send('sign_in', { portal: 'acme', tabId: null });
    await settle();
    const data = { request: around.host.asked('sign_in').id, portal: 'acme', url: grantPage };
    around.host.port.say({ event: 'grant_page', data });
    await settle();
    const shown = [...around.browser.openTabs.values()].at(-1);
    assert.equal(around.browser.calls('tabs.create').at(-1)?.url, grantPage);
    assert.equal(shown?.windowId, ordinary.windowId);
    assert.equal(around.browser.tabs.front, ordinary.windowId);
  });
