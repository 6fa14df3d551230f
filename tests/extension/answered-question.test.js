import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import {
  acme,
  billing,
  consolePage,
  FakePlatform,
  grantPage,
  invoice,
  signInUrl,
  signOutFirstUrl,
  targetOf,
} from './fakes/fake-platform.js';

describe('an answered question, with the portal’s session over', () => {
  /** @type {FakePlatform} */
  let around;
  const newest = () => Number([...around.browser.openTabs.keys()].at(-1));
  const urls = () => [...around.browser.openTabs.values()].map(({ url }) => url);
  const questions = () => Object.values(around.browser.session.data.questions ?? {});

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
    await around.open(targetOf(invoice));
    around.browser.navigate(newest(), consolePage);
    await settle();
    await around.open(targetOf(billing));
    around.host.answers.open_console = () => ({
      error: { code: 'sign_in_needed', message: '', hint: '' },
    });
    const [{ id }] = /** @type {any[]} */ (questions());
    await around.browser.send('answer_question', { id, answer: 'continue' });
    await settle();
  });

  it('takes its page away', () => {
    assert.equal(around.host.count('sign_in'), 1);
    assert.ok(urls().every((url) => !url?.includes('question.html')));
  });

  it('is not asked again after the sign-in', async () => {
    const data = { request: around.host.asked('sign_in').id, portal: 'acme', url: grantPage };
    around.host.port.say({ event: 'grant_page', data });
    await settle();
    const grant = newest();
    around.browser.navigate(grant, grantPage);
    await settle();
    around.host.answers.open_console = (params) => around.console({}, params);
    around.host.answer('sign_in', { portal: acme });
    await settle();
    assert.deepEqual(questions(), []);
    assert.equal(around.browser.openTabs.get(grant).pendingUrl, signOutFirstUrl('token-2'));
  });
});

describe('an answered question whose console can’t be opened', () => {
  it('takes its page away, wherever the worker dies meanwhile', async () => {
    for (let at = 1, done = false; !done; at++) {
      const around = new FakePlatform();
      await around.ready();
      await around.open(targetOf(invoice));
      around.browser.navigate(Number([...around.browser.openTabs.keys()].at(-1)), consolePage);
      await settle();
      await around.open(targetOf(billing));
      around.host.answers.open_console = () => ({
        error: { code: 'portal_unreachable', message: '', hint: '' },
      });
      const [{ id }] = /** @type {any[]} */ (Object.values(around.browser.session.data.questions));
      let calls = 0;
      around.browser.gate.watch = () => {
        if (++calls === at) around.die();
      };
      await around.browser.send('answer_question', { id, answer: 'continue' });
      await settle();
      done = calls < at;
      around.browser.gate.watch = null;
      await around.restart();
      const urls = [...around.browser.openTabs.values()].map(({ url }) => url);
      const { failure, questions } = around.browser.session.data;
      const isAsked = Object.values(questions).length > 0;
      const shown = urls.filter((url) => url?.includes('question.html')).length;
      assert.equal(shown, isAsked ? 1 : 0, `after ${at} calls`);
      assert.ok(isAsked || failure?.error.code === 'portal_unreachable', `after ${at} calls`);
    }
  });
});

describe('a question in the tab that AWS refused', () => {
  /** @type {FakePlatform} */
  let around;
  /** @type {number} */
  let refused;
  const newest = () => Number([...around.browser.openTabs.keys()].at(-1));
  const questions = () => Object.values(around.browser.session.data.questions ?? {});
  const shownQuestions = () =>
    [...around.browser.openTabs.values()].filter(({ url, pendingUrl }) =>
      /question\.html/.test(pendingUrl ?? url),
    );

  async function openGrantPage() {
    const data = { request: around.host.asked('sign_in').id, portal: 'acme', url: grantPage };
    around.host.port.say({ event: 'grant_page', data });
    await settle();
    await around.arrive(newest(), grantPage);
  }

  async function answer() {
    const [{ id }] = /** @type {any[]} */ (questions());
    await around.browser.send('answer_question', { id, answer: 'continue' });
    await settle();
  }

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
    await around.open(targetOf(invoice));
    await around.arrive(newest(), consolePage);
    around.browser.session.data.modes = {};
    await around.open(targetOf(billing));
    refused = newest();
    around.browser.inPages.set(refused, { refuses: 'sign_out' });
    await around.arrive(refused, signInUrl('token-2'));
    assert.equal(shownQuestions()[0]?.id, refused);
    around.host.answers.open_console = () => ({
      error: { code: 'sign_in_needed', message: '', hint: '' },
    });
  });

  it('goes where it leads to the portal’s page, once that is there', async () => {
    await answer();
    await openGrantPage();
    assert.deepEqual(shownQuestions(), []);
    assert.equal(around.browser.openTabs.has(refused), false);
    assert.equal(around.browser.openTabs.get(newest()).active, true);
  });

  it('goes where that page is open already', async () => {
    await around.browser.send('sign_in', { portal: 'acme', tabId: 1 });
    await settle();
    await openGrantPage();
    around.browser.lookAt(refused);
    await answer();
    assert.deepEqual(shownQuestions(), []);
    assert.equal(around.browser.openTabs.get(newest()).active, true);
  });
});
