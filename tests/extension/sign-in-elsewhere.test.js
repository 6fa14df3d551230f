import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import {
  acme,
  FakePlatform,
  grantPage,
  invoice,
  signInUrl,
  targetOf,
} from './fakes/fake-platform.js';
import { error } from './fakes/fake-session-end.js';

describe('a portal’s page that waits while somebody signs in at a terminal', () => {
  /** @type {FakePlatform} */
  let around;
  /** @type {number} the portal's page */
  let grant;
  const stored = () => around.browser.session.data;
  const created = () => around.browser.calls('tabs.create').map(({ url }) => url);

  /** @param {boolean} taken the portal takes the token that the host has */
  function portalTakes(taken, administrator = false) {
    const { answers } = around.host;
    const user = { name: acme.user, administrator };
    const features = { otp_needed: administrator };
    const refuses = error('sign_in_needed');
    answers.list_tenants = () => (taken ? { portal: acme, tenants: [invoice] } : refuses);
    answers.get_portal = () => (taken ? { portal: acme, user, features } : refuses);
    answers.open_console = (params) => (taken ? around.console({}, params) : refuses);
  }

  async function giveGrantPage() {
    const data = { request: around.host.asked('sign_in').id, portal: 'acme', url: grantPage };
    around.host.port.say({ event: 'grant_page', data });
    await settle();
    grant = Number([...around.browser.openTabs.keys()].at(-1));
    await around.arrive(grant, grantPage);
  }

  async function lookAtPopup() {
    const closed = around.browser.openPopup();
    await around.browser.send('refresh', { force: true });
    await settle();
    closed.fire();
  }

  async function begin() {
    around = new FakePlatform();
    await around.ready();
    around.host.answers.cancel = ({ request }) => {
      around.host.port.answer(request, error('cancelled'));
      return {};
    };
    portalTakes(false);
  }

  beforeEach(begin);

  it('goes as the popup opens, and the console that was asked for comes', async () => {
    await around.open(targetOf(invoice));
    await giveGrantPage();
    portalTakes(true);
    for (let times = 0; times < 2; times++) await lookAtPopup();
    assert.deepEqual(created(), [grantPage]);
    assert.equal(around.browser.openTabs.get(grant).pendingUrl, signInUrl('token-1'));
    assert.deepEqual(
      [stored().signIns, stored().intents, stored().failure ?? null],
      [{}, {}, null],
    );
    await around.clock.advance(200_000);
    assert.equal(around.host.count('open_console'), 2);
    assert.equal(around.browser.calls('notifications.create').length, 0);
  });

  it('goes, and nothing else happens, where nothing was asked for', async () => {
    await around.browser.send('sign_in', { portal: 'acme', tabId: 1 });
    await settle();
    await giveGrantPage();
    portalTakes(true);
    await lookAtPopup();
    assert.equal(around.browser.openTabs.has(grant), false);
    assert.deepEqual([stored().signIns, stored().failure ?? null], [{}, null]);
    assert.deepEqual(created(), [grantPage]);
    assert.equal(around.browser.calls('action.openPopup').length, 0);
  });

  it('stays where its tab is used for something else', async () => {
    await around.open(targetOf(invoice));
    await giveGrantPage();
    await around.arrive(grant, 'https://example.org/mine');
    portalTakes(true);
    await lookAtPopup();
    assert.equal(around.browser.openTabs.get(grant).url, 'https://example.org/mine');
    assert.deepEqual(created().at(-1), signInUrl('token-1'));
  });

  it('stays while the portal refuses the token', async () => {
    await around.open(targetOf(invoice));
    await giveGrantPage();
    await lookAtPopup();
    assert.equal(around.browser.openTabs.has(grant), true);
    assert.equal(stored().signIns.acme.wanted.target.name, invoice.name);
  });

  it('stays for an administrator, who gives a one-time password there', async () => {
    portalTakes(true, true);
    await around.clock.advance(25 * 60 * 60_000);
    await lookAtPopup();
    await around.browser.send('sign_in', { portal: 'acme', tabId: 1 });
    await settle();
    await giveGrantPage();
    await lookAtPopup();
    assert.equal(around.browser.openTabs.has(grant), true);
  });

  it('leads once to the console, whenever it is answered itself in that moment', async () => {
    const answers = {
      list_tenants: { portal: acme, tenants: [invoice] },
      sign_in: { portal: acme },
    };
    for (const [first, second] of /** @type {const} */ ([
      ['list_tenants', 'sign_in'],
      ['sign_in', 'list_tenants'],
    ]))
      for (let turns = 0; turns < 60; turns++) {
        await begin();
        await around.open(targetOf(invoice));
        await giveGrantPage();
        portalTakes(true);
        delete around.host.answers.list_tenants;
        void around.browser.send('refresh', { force: true });
        await settle();
        around.host.answer(first, answers[first]);
        for (let turn = 0; turn < turns; turn++) await null;
        around.host.answer(second, answers[second]);
        await settle();
        const tabs = [...around.browser.openTabs.values()];
        const left = tabs.filter(({ pendingUrl, url }) => (pendingUrl ?? url) === grantPage);
        const times = [around.host.count('open_console'), left.length];
        assert.deepEqual(times, [2, 0], `${second} comes ${turns} turns later`);
        assert.deepEqual([stored().signIns, stored().intents], [{}, {}]);
      }
  });
});
