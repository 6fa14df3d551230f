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
  targetOf,
} from './fakes/fake-platform.js';

describe('a worker that dies', () => {
  /** @type {FakePlatform} */
  let around;
  /** @type {any} */
  let tab;
  const created = () => around.browser.calls('tabs.create');
  const intents = () => Object.values(around.browser.session.data.intents);
  const sessions = () => Object.values(around.browser.session.data.sessions ?? {});

  beforeEach(async () => {
    around = new FakePlatform();
    tab = await around.ready();
  });

  it('between click and answer: the next one asks the host again', async () => {
    const { open_console: answer } = around.host.answers;
    delete around.host.answers.open_console;
    await around.open(targetOf(invoice), { tabId: tab.id });
    assert.equal(intents().length, 1);
    assert.equal(around.browser.setAlarms.get('resume')?.periodInMinutes, 0.5);
    around.host.answers.open_console = /** @type {any} */ (answer);
    await around.restart();
    assert.equal(around.host.count('open_console'), 2);
    assert.equal(created().length, 1);
    assert.deepEqual(intents(), []);
    assert.equal(around.browser.setAlarms.has('resume'), false);
  });

  /** Lets the worker die while the browser opens the tab. */
  async function dieWhileOpening() {
    const { tabs } = around.browser.api;
    const create = tabs.create;
    tabs.create = async (/** @type {any} */ options) => {
      await create(options);
      return new Promise(() => undefined);
    };
    await around.open(targetOf(invoice), { tabId: tab.id });
    tabs.create = create;
  }

  it('after the tab was opened: the next one finds it and opens no second', async () => {
    await dieWhileOpening();
    assert.equal(intents().length, 1);
    await around.restart();
    assert.equal(created().length, 1);
    assert.equal(around.host.count('open_console'), 1);
    const [session] = /** @type {any[]} */ (sessions());
    assert.equal(session.destination, consolePage);
    assert.deepEqual(session.tabIds, [2]);
    assert.deepEqual(intents(), []);
  });

  it('before AWS refused the tab: its question stands, and nothing counts as open', async () => {
    around.browser.gate.watch = (
      /** @type {string} */ call,
      /** @type {number} */ _count,
      /** @type {boolean} */ isDone,
      /** @type {any[]} */ [items],
    ) => {
      if (!isDone || call !== 'storage.session.set' || !items.sessions) return;
      around.browser.gate.watch = null;
      around.die();
    };
    await around.open(targetOf(invoice), { tabId: tab.id });
    assert.equal(intents().length, 1);
    around.wakesOnEvents();
    around.browser.inPages.set(2, { refuses: 'sign_out' });
    around.browser.navigate(2, signInUrl('token-1'));
    await settle();
    const questions = Object.values(around.browser.session.data.questions ?? {});
    assert.deepEqual([questions.length, sessions(), intents()], [1, [], []]);
  });

  it('while AWS refuses the tab: the next one looks at the page, and asks', async () => {
    await around.open(targetOf(invoice), { tabId: tab.id });
    around.die();
    around.browser.inPages.set(2, { refuses: 'sign_out' });
    around.browser.navigate(2, signInUrl('token-1'));
    await around.restart();
    const questions = Object.values(around.browser.session.data.questions ?? {});
    assert.deepEqual([questions.length, sessions()], [1, []]);
  });

  it('after a sign-in that the network kept from AWS was told: it isn’t told again', async () => {
    await around.open(targetOf(invoice), { tabId: tab.id });
    around.browser.failToLoad(2, signInUrl('token-1'));
    await settle();
    assert.equal(around.browser.session.data.failure.error.code, 'aws_unreachable');
    await around.browser.send('dismiss_failure', {});
    await around.restart();
    assert.equal(around.browser.session.data.failure, null);
  });

  it('while the page comes that somebody went to: the next one signs in for them', async () => {
    await around.open(targetOf(invoice), { tabId: tab.id });
    await around.arrive(2, consolePage);
    await around.open(targetOf(invoice), { tabId: tab.id, how: 'new_page' });
    around.die();
    around.browser.navigate(3, 'https://us-west-2.signin.aws.amazon.com/oauth?response_type=code');
    await around.restart();
    assert.equal(around.host.count('open_console'), 2);
  });

  it('after the tab was opened and closed by the user: asks again', async () => {
    await dieWhileOpening();
    around.browser.openTabs.delete(2);
    await around.restart();
    assert.equal(around.host.count('open_console'), 2);
  });

  it('long ago: what was wanted is shown as failed, not opened out of the blue', async () => {
    delete around.host.answers.open_console;
    await around.open(targetOf(invoice));
    await around.clock.advance(6 * 60_000);
    await around.restart();
    assert.equal(around.host.count('open_console'), 1);
    assert.equal(around.browser.session.data.failure.error.code, 'host_lost');
    assert.deepEqual(intents(), []);
  });

  it('while someone is on the grant page: the page is opened anew in the same tab', async () => {
    const error = { code: 'sign_in_needed', message: '', hint: '' };
    const { open_console: answer } = around.host.answers;
    around.host.answers.open_console = () => ({ error });
    await around.open(targetOf(invoice), { tabId: tab.id });
    const event = () => ({
      event: 'grant_page',
      data: { request: around.host.asked('sign_in').id, portal: 'acme', url: grantPage },
    });
    around.host.port.say(event());
    await settle();
    await around.restart();
    assert.equal(around.host.count('sign_in'), 2);
    around.host.port.say(event());
    await settle();
    assert.deepEqual(around.browser.calls('tabs.update'), [
      { call: 'tabs.update', id: 2, url: grantPage },
    ]);
    around.host.answers.open_console = /** @type {any} */ (answer);
    around.host.answer('sign_in', { portal: around.browser.local.data.portals[0] });
    await settle();
    const [session] = /** @type {any[]} */ (sessions());
    assert.equal(session.target.name, 'invoice');
    assert.equal(created().length, 1);
    assert.deepEqual(around.browser.session.data.signIns, {});
  });

  it('while someone is on the grant page, who then cancels: nothing is asked anew', async () => {
    around.wakesOnEvents();
    await around.browser.send('sign_in', { portal: 'acme', tabId: tab.id });
    await settle();
    const event = () => ({
      event: 'grant_page',
      data: { request: around.host.asked('sign_in').id, portal: 'acme', url: grantPage },
    });
    around.host.port.say(event());
    await settle();
    around.die();
    around.host.journal = [];
    await around.browser.send('cancel_sign_in', { portal: 'acme' });
    await settle();
    assert.equal(around.host.count('sign_in'), around.host.count('cancel'));
    if (around.host.count('sign_in') > 0) around.host.port.say(event());
    await settle();
    assert.deepEqual([...around.browser.openTabs.keys()], [tab.id]);
    assert.deepEqual(around.browser.session.data.signIns, {});
  });

  it('while one is on the grant page and something else opens: both go on', async () => {
    const error = { code: 'sign_in_needed', message: '', hint: '' };
    const { open_console: answer } = around.host.answers;
    around.host.answers.open_console = () => ({ error });
    await around.open(targetOf(invoice), { tabId: tab.id });
    delete around.host.answers.open_console;
    await around.open(targetOf(billing), { tabId: tab.id });
    assert.equal(intents().length, 1);
    around.host.answers.open_console = /** @type {any} */ (answer);
    await around.restart();
    assert.equal(around.host.count('sign_in'), 2);
    assert.deepEqual(Object.keys(around.browser.session.data.signIns), ['acme']);
    const [session] = /** @type {any[]} */ (sessions());
    assert.equal(session.target.name, 'billing');
  });

  it('between sign-in and opening: the opening goes on, the sign-in does not start again', async () => {
    const error = { code: 'sign_in_needed', message: '', hint: '' };
    around.host.answers.open_console = () => ({ error });
    await around.open(targetOf(invoice), { tabId: tab.id });
    const signIns = structuredClone(around.browser.session.data.signIns);
    const grantTab = around.browser.addTab({ url: undefined });
    signIns.acme.tabId = grantTab.id;
    const intent = { ...signIns.acme.wanted, id: 'x', startedAt: around.clock.now() };
    around.browser.session.data.signIns = signIns;
    around.browser.session.data.intents = {
      x: { ...intent, replaceTabId: grantTab.id, signedIn: true, answer: null },
    };
    around.host.answers.open_console = () => around.console();
    around.host.journal = [];
    await around.restart();
    assert.equal(around.host.count('sign_in'), 0);
    assert.equal(around.host.count('open_console'), 1);
    assert.deepEqual(around.browser.session.data.signIns, {});
  });

  it('before what is tried again is written down: what failed is still said', async () => {
    const error = { code: 'portal_unreachable', message: '', hint: '' };
    around.host.answers.open_console = () => ({ error });
    await around.open(targetOf(invoice));
    const failure = () => around.browser.session.data.failure;
    assert.equal(failure().unseen, true);
    around.browser.gate.watch = (name, _, __, [items]) => {
      if (name === 'storage.session.set' && 'intents' in items) around.die();
    };
    await around.open(targetOf(invoice));
    around.browser.gate.watch = null;
    assert.equal(failure()?.error.code, 'portal_unreachable');
    around.host.answers.open_console = () => around.console();
    await around.restart();
    assert.equal(around.host.count('open_console'), 1 + intents().length);
  });

  it('while a question’s tab is closed: nothing is left of the question', async () => {
    const asked = { kind: 'sign_out', request: {}, sessions: [], phase: 'asked', replaces: null };
    const page = around.browser.api.runtime.getURL('src/pages/question/question.html');
    const shown = around.browser.addTab({ url: `${page}#shown` });
    around.browser.session.data.questions = {
      gone: { ...asked, id: 'gone', tabId: 99 },
      unknown: { ...asked, id: 'unknown', tabId: null },
      shown: { ...asked, id: 'shown', tabId: shown.id },
    };
    await around.restart();
    assert.deepEqual(Object.keys(around.browser.session.data.questions), ['shown']);
  });

  it('between what is known and what is kept on disk: an update of the extension loses no session', async () => {
    await around.open(targetOf(invoice), { tabId: tab.id });
    await around.arrive(Number([...around.browser.openTabs.keys()].at(-1)), consolePage);
    assert.equal(Object.keys(around.browser.local.data.keptSessions).length, 1);
    around.browser.local.data.keptSessions = {};
    await around.restart();
    assert.deepEqual(
      Object.keys(around.browser.local.data.keptSessions),
      Object.keys(around.browser.session.data.sessions),
    );
  });

  it('as a question is cancelled: its page is there with it, or both are gone', async () => {
    const asked = { kind: 'sign_out', request: {}, sessions: [], phase: 'asked', replaces: null };
    const page = around.browser.api.runtime.getURL('src/pages/question/question.html');
    for (let calls = 0; calls < 6; calls += 1) {
      const { id: tabId } = around.browser.addTab({ url: `${page}#one` });
      around.browser.session.data.questions = { one: { ...asked, id: 'one', tabId } };
      await around.restart();
      const { gate } = around.browser;
      const hasDied = gate.at(calls, () => queueMicrotask(() => around.die()));
      void around.browser.send('answer_question', { id: 'one', answer: 'cancel' });
      await settle();
      hasDied();
      await around.restart();
      const isAsked = 'one' in around.browser.session.data.questions;
      assert.equal(around.browser.openTabs.has(tabId), isAsked, `after ${calls} calls`);
      if (isAsked) around.browser.closeTab(tabId);
      await settle();
    }
  });

  it('as a cancelled question’s tab went back to the console: nothing is left of the question', async () => {
    const asked = { kind: 'sign_out', request: {}, sessions: [], phase: 'asked', replaces: null };
    const { id: tabId } = around.browser.addTab({ url: consolePage });
    around.browser.session.data.questions = { one: { ...asked, id: 'one', tabId } };
    await around.restart();
    assert.deepEqual(around.browser.session.data.questions, {});
  });
});
