import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import {
  billing,
  consolePage,
  FakePlatform,
  grantPage,
  invoice,
  signInUrl,
  signOutFirstUrl,
  targetOf,
} from './fakes/fake-platform.js';

const labelled =
  'https://123456789012-ab12cd31.us-west-2.console.aws.amazon.com/console/home?region=us-west-2';

for (const flavour of /** @type {const} */ (['chromium', 'firefox']))
  describe(`a question about consoles in a private window, in ${flavour}`, () => {
    /** @type {FakePlatform} */
    let around;
    /** @type {any} the private window's first tab */
    let own;
    /** @type {any} the tab of the window that isn't private */
    let ordinary;
    const store = flavour === 'chromium' ? 'private' : 'firefox-private';
    const newest = () => Number([...around.browser.openTabs.keys()].at(-1));
    const tabAt = (/** @type {number} */ id) => around.browser.openTabs.get(id);
    const goingTo = (/** @type {number} */ id) =>
      around.browser.calls('tabs.update').findLast((led) => led.id === id && led.url)?.url ??
      around.browser.calls('tabs.create').at(-1).url;
    const sessions = () => Object.values(around.browser.session.data.sessions);
    const questions = () =>
      /** @type {any[]} */ (Object.values(around.browser.session.data.questions ?? {}));
    const asks = () => tabAt(questions()[0].tabId);

    /** @param {object} given */
    async function answer(given) {
      await around.browser.send('answer_question', { id: questions()[0].id, ...given });
      await settle();
    }

    beforeEach(async () => {
      around = new FakePlatform(flavour);
      ordinary = await around.ready();
      const windowId = around.browser.tabs.addWindow({ incognito: true });
      own = around.browser.addTab({ windowId, url: 'https://example.org/' });
      around.browser.lookAt(own.id);
      await around.open(targetOf(invoice), { tabId: own.id });
      await around.arrive(newest(), consolePage);
      await around.open(targetOf(billing), { tabId: own.id });
    });

    it('is shown where the browser shows our pages, in front', async () => {
      assert.equal(questions().length, 1);
      assert.match(asks().url, /question\.html#/);
      assert.equal(asks().active, true);
      assert.equal(asks().windowId, around.browser.tabs.front);
      assert.equal(asks().incognito, flavour === 'firefox');
    });

    it('leads to the console in the private window, in front, and goes', async () => {
      await answer({ answer: 'continue' });
      const console = newest();
      assert.equal(goingTo(console), signOutFirstUrl('token-2'));
      assert.equal(tabAt(console).windowId, own.windowId);
      assert.equal(around.browser.tabs.front, own.windowId);
      await around.arrive(console, consolePage);
      assert.ok([...around.browser.openTabs.values()].every(({ url }) => !/question/.test(url)));
      assert.deepEqual(
        sessions().map((session) => [session.store, session.endedBecause]),
        [
          [store, 'replaced'],
          [store, null],
        ],
      );
    });

    it('leads to the portal’s page, in front, where that is needed first, and goes', async () => {
      const asked = questions()[0].tabId;
      around.host.answers.open_console = () => ({
        error: { code: 'sign_in_needed', message: '', hint: '' },
      });
      await answer({ answer: 'continue' });
      const data = { request: around.host.asked('sign_in').id, portal: 'acme', url: grantPage };
      around.host.port.say({ event: 'grant_page', data });
      await settle();
      const front = around.browser.tabs.of(around.browser.tabs.front ?? -1);
      assert.equal(front.find(({ active }) => active)?.id, newest());
      assert.equal(around.browser.calls('tabs.create').at(-1).url, grantPage);
      assert.equal(tabAt(asked), undefined);
    });

    it('leads back to the private window where it is cancelled', async () => {
      await answer({ answer: 'cancel' });
      assert.deepEqual(questions(), []);
      assert.equal(around.browser.tabs.front, own.windowId);
      assert.ok([...around.browser.openTabs.values()].every(({ url }) => !/question/.test(url)));
    });

    it('turns multi-session on where the sessions are', async () => {
      await answer({ answer: 'multi_session' });
      const optsIn = asks();
      assert.equal(optsIn.windowId, own.windowId);
      assert.match(goingTo(optsIn.id), /opt-in/);
      const others = [...around.browser.openTabs.values()].filter(({ id }) => id !== optsIn.id);
      assert.ok(others.every(({ url }) => !/question\.html/.test(url)));
      await around.arrive(optsIn.id, labelled);
      assert.equal(goingTo(optsIn.id), signInUrl('token-2'));
    });

    it('is asked again where multi-session can’t be turned on', async () => {
      await answer({ answer: 'multi_session' });
      const optsIn = asks();
      await around.arrive(optsIn.id, 'https://us-west-2.signin.aws.amazon.com/sessions/v1/opt-in');
      assert.equal(questions()[0].optInFailed, true);
      assert.match(asks().url, /question\.html#/);
      await answer({ answer: 'continue' });
      assert.equal(goingTo(optsIn.id), signOutFirstUrl('token-2'));
    });

    it('opens a private window anew where that was closed meanwhile', async () => {
      for (const { id, windowId } of [...around.browser.openTabs.values()])
        if (windowId === own.windowId && id !== asks().id) around.browser.closeTab(id);
      await settle();
      if (questions().length === 0) return;
      await answer({ answer: 'continue' });
      assert.equal(tabAt(newest()).incognito, true);
    });

    it('comes from AWS’s refusal, too, whose tab becomes the console', async () => {
      await answer({ answer: 'cancel' });
      around.browser.session.data.modes = {};
      await around.open(targetOf(billing), { tabId: own.id });
      const refused = newest();
      around.browser.inPages.set(refused, { refuses: 'sign_out' });
      await around.arrive(refused, signInUrl('token-2'));
      assert.match(asks().url, /question\.html#/);
      await answer({ answer: 'continue' });
      assert.equal(goingTo(refused), signOutFirstUrl('token-3'));
    });

    it('is readable where AWS’s refusal led to it, in front', async () => {
      await answer({ answer: 'cancel' });
      around.browser.session.data.modes = {};
      await around.open(targetOf(billing), { tabId: own.id });
      around.browser.inPages.set(newest(), { refuses: 'sign_out' });
      await around.arrive(newest(), signInUrl('token-2'));
      assert.match(asks().url, /question\.html#/);
      assert.notEqual(asks().errorPage, true);
      assert.equal(asks().active, true);
      assert.equal(asks().windowId, around.browser.tabs.front);
    });

    if (flavour === 'chromium')
      it('leaves the private tab that AWS refused where the opening then fails', async () => {
        await answer({ answer: 'cancel' });
        around.browser.session.data.modes = {};
        await around.open(targetOf(billing), { tabId: own.id });
        const refused = newest();
        around.browser.inPages.set(refused, { refuses: 'sign_out' });
        await around.arrive(refused, signInUrl('token-2'));
        around.host.answers.open_console = () => ({
          error: { code: 'portal_unreachable', message: '', hint: '' },
        });
        await answer({ answer: 'continue' });
        assert.equal(around.browser.session.data.failure.error.code, 'portal_unreachable');
        assert.equal(tabAt(refused).incognito, true);
      });

    it('keeps apart from the same tenant’s opening in another window', async () => {
      await answer({ answer: 'cancel' });
      delete around.host.answers.open_console;
      around.browser.local.data.settings = { signOutWithoutAsking: true };
      await around.open(targetOf(billing), { tabId: own.id });
      await around.open(targetOf(billing), { tabId: ordinary.id });
      assert.equal(Object.keys(around.browser.session.data.intents).length, 2);
    });
  });
