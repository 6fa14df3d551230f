import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { statusCards } from '../../extension/src/pages/popup/popup-status.js';
import { doubtOf } from '../../extension/src/pages/shared/portal-doubt.js';
import { portalFinder } from '../../extension/src/pages/shared/portal-finder.js';
import { settle } from './fakes/fake-clock.js';
import { makePage } from './fakes/fake-page.js';
import { useLanguage } from './fakes/fake-words.js';

/** The browser of this process. @type {any} */
const { chrome } = globalThis;
const { cases } = JSON.parse(
  readFileSync(new URL('../contract/check_portal.json', import.meta.url), 'utf8'),
);

/** @param {string} name @returns {object} what the host answers */
const errorOf = (name) => cases.find((/** @type {any} */ one) => one.name === name).reply.error;

beforeEach(makePage);
afterEach(() => useLanguage('en'));

describe('the doubt about a portal’s address', () => {
  const offers = { anyway: () => undefined, instead: () => undefined };

  /** @param {object} error @param {string} [language] @returns {Promise<string>} what a person reads */
  async function said(error, language = 'en') {
    useLanguage(language);
    chrome.runtime = { sendMessage: async () => ({ ok: false, error }) };
    const doubt = (await doubtOf('acme.example', offers)) ?? [];
    return doubt.map(({ textContent }) => textContent).join(' | ');
  }

  for (const [name, words, german] of /** @type {const} */ ([
    [
      'a redirect answers',
      /redirect \(302\).* proxy .* VPN/,
      /Weiterleitung \(302\).* Proxy .* VPN/,
    ],
    ['a web page answers', /web page.* proxy .* VPN/, /Webseite.* Proxy .* VPN/],
    ['something else answers', /the error 404\./, /Fehler 404 gemeldet\./],
  ]))
    it(`says what was found: ${name}`, async () => {
      assert.match(await said(errorOf(name)), /^No DuploCloud portal answers at acme\.example\./);
      assert.match(await said(errorOf(name)), words);
      assert.match(await said(errorOf(name), 'de'), german);
    });

  it('says what TLS found wrong, and what a proxy', async () => {
    const hint = 'check its date';
    const message = "the connection to acme.example can't be trusted: certificate has expired";
    const tls = await said({ code: 'portal_tls', message, hint });
    assert.match(tls, /certificate of acme\.example can’t be verified\. Check its date\./);
    assert.match(tls, /\| The connection .*: certificate has expired\./);
    const proxy = "acme.example can't be reached: the proxy refused the connection (403)";
    const refused = { code: 'portal_unreachable', message: proxy, hint: '' };
    assert.match(await said(refused), /the proxy refused the connection \(403\)\./);
    assert.match(await said(refused, 'de'), /Proxy .*\(403\)\./);
    const unknown = { ...refused, message: "acme.example can't be reached: no such name" };
    assert.match(
      await said(unknown, 'de'),
      /^acme\.example ist nicht erreichbar\. Prüfen Sie [^|]*\| Trotzdem/,
    );
  });
});

describe('the search for portals in open tabs', () => {
  /** @type {string[]} */
  let chosen;
  /** @type {any} */
  let finder;
  const result = () => finder.querySelector('[role="status"]');

  beforeEach(() => {
    chosen = [];
    finder = portalFinder((address) => chosen.push(address));
    chrome.permissions = { request: async () => true, remove: async () => true };
    chrome.storage = { local: { get: async () => ({}) } };
    chrome.tabs = { query: async () => [{ url: 'https://portal.corp.example/app/user/login' }] };
  });

  /** @param {any} button */
  async function press(button) {
    button.click();
    await settle();
  }

  it('offers what it found, to be added at a click', async () => {
    await press(finder.withId('portal-find'));
    assert.equal(result().textContent, 'Add portal.corp.example');
    await press(result().children[0]);
    assert.deepEqual(chosen, ['https://portal.corp.example']);
  });

  for (const [how, request] of /** @type {const} */ ([
    ['the person', async () => false],
    ['the browser', () => Promise.reject(new Error('not allowed'))],
  ]))
    it(`says that it may not look, where ${how} refuses that`, async () => {
      chrome.permissions.request = request;
      await press(finder.withId('portal-find'));
      assert.match(result().textContent, /not allowed to read .* type the portal’s address/);
    });

  it('is what the popup’s form for the first portal leads to, since the question would close it', () => {
    let opened = 0;
    const view = /** @type {any} */ ({ state: { portals: [], hostError: null }, suggested: '' });
    const actions = /** @type {any} */ ({ settings: () => opened++ });
    chrome.storage.managed = { get: async () => ({}) };
    const [panel] = /** @type {any[]} */ (statusCards(view, actions));
    panel.withId('portal-find').click();
    assert.equal(opened, 1);
  });

  it('says that it failed', async () => {
    chrome.tabs.query = () => Promise.reject(new Error('no tabs'));
    await press(finder.withId('portal-find'));
    assert.match(result().textContent, /internal error/);
  });
});
