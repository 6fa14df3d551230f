import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import {
  billing,
  consolePage,
  FakePlatform,
  invoice,
  signInUrl,
  signOutFirstUrl,
  targetOf,
} from './fakes/fake-platform.js';

const labelled = (/** @type {number} */ n) =>
  `https://123456789012-ab12cd3${n}.us-west-2.console.aws.amazon.com/console/home`;
const multiSessionPage = `https://us-west-2.signin.aws.amazon.com/sessions/v1/opt-in?redirect_uri=${encodeURIComponent(consolePage)}`;

describe('one identity at a time', () => {
  /** @type {FakePlatform} */
  let around;
  const asked = () => around.host.journal.filter(({ method }) => method === 'open_console');
  const questions = () =>
    /** @type {any[]} */ (Object.values(around.browser.session.data.questions ?? {}));
  const updates = () => around.browser.calls('tabs.update');
  const newest = () => [...around.browser.openTabs.values()].at(-1).id;

  /** @param {any} tenant @param {string} [page] where its sign-in leads; none: AWS says what it likes */
  async function opened(tenant, page) {
    await around.open(targetOf(tenant));
    const id = newest();
    if (page) await around.arrive(id, page);
    return id;
  }

  /** @param {any} given */
  async function answer(given) {
    await around.browser.send('answer_question', { id: questions()[0].id, ...given });
    await settle();
  }

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
  });

  it('asks before a sign-in ends another one, and says which', async () => {
    await opened(invoice, consolePage);
    await opened(billing);
    assert.equal(asked().length, 1);
    const [question] = questions();
    assert.equal(question.kind, 'sign_out');
    assert.deepEqual(question.sessions, [`default acme/tenant/${invoice.id}`]);
    const page = around.browser.calls('tabs.create').at(-1).url;
    assert.ok(page.endsWith(`src/pages/question/question.html#${question.id}`));
  });

  it('goes through AWS’s logout in the question’s tab once that is allowed', async () => {
    await opened(invoice, consolePage);
    const tab = await opened(billing);
    await answer({ answer: 'continue' });
    assert.equal(asked()[1].params.sign_out_first, true);
    assert.equal(updates().at(-1).id, tab);
    assert.equal(updates().at(-1).url, signOutFirstUrl('token-2'));
    assert.deepEqual(questions(), []);
    await around.arrive(tab, consolePage);
    const sessions = /** @type {any[]} */ (Object.values(around.browser.session.data.sessions));
    assert.deepEqual(
      sessions.map(({ endedBecause }) => endedBecause),
      ['replaced', null],
    );
  });

  it('takes the first for replaced though its page saw AWS’s logout before', async () => {
    const first = await opened(invoice, consolePage);
    const tab = await opened(billing);
    await answer({ answer: 'continue' });
    const { startedAt } = /** @type {any} */ (
      Object.values(around.browser.session.data.sessions)[0]
    );
    const sender = {
      id: around.browser.api.runtime.id,
      frameId: 0,
      url: consolePage,
      tab: { id: first, url: consolePage },
    };
    await around.browser.send('page_ended', { stamp: startedAt }, sender);
    await around.arrive(tab, consolePage);
    const sessions = /** @type {any[]} */ (Object.values(around.browser.session.data.sessions));
    assert.deepEqual(
      sessions.map(({ endedBecause }) => endedBecause),
      ['replaced', null],
    );
    const { result } = await around.browser.send('chip_state', {}, sender);
    assert.equal(result.phase, 'replaced');
  });

  it('says that the first was replaced, whichever is seen first: its end or the new sign-in', async () => {
    for (let turns = -40; turns < 80; turns++) {
      around = new FakePlatform();
      await around.ready();
      const first = await opened(invoice, consolePage);
      const tab = await opened(billing);
      await answer({ answer: 'continue' });
      const key = `default acme/tenant/${invoice.id}`;
      const { startedAt } = around.browser.session.data.sessions[key];
      const ended = { stamp: startedAt };
      const acts = [
        () => void around.browser.send('page_ended', ended, around.browser.senderOf(first)),
        () => around.browser.navigate(tab, consolePage),
      ];
      if (turns < 0) acts.reverse();
      acts[0]?.();
      for (let turn = 0; turn < Math.abs(turns); turn++) await undefined;
      acts[1]?.();
      await settle();
      const { endedBecause } = around.browser.session.data.sessions[key];
      assert.equal(endedBecause, 'replaced', `${turns} turns later`);
    }
  });

  it('does without the question once that is wished', async () => {
    await opened(invoice, consolePage);
    const tab = await opened(billing);
    await answer({ answer: 'continue', remember: true });
    await around.arrive(tab, consolePage);
    await opened(invoice);
    assert.deepEqual(questions(), []);
    assert.equal(asked()[2].params.sign_out_first, true);
  });

  it('opens nothing where the question is cancelled or its tab closed', async () => {
    await opened(invoice, consolePage);
    const tab = await opened(billing);
    await answer({ answer: 'cancel' });
    assert.ok(!around.browser.openTabs.has(tab));
    const again = await opened(billing);
    around.browser.closeTab(again);
    await settle();
    assert.deepEqual(questions(), []);
    assert.equal(asked().length, 1);
  });

  it('can be ended by turning multi-session on, which leads on to the console', async () => {
    await opened(invoice, consolePage);
    const tab = await opened(billing);
    await answer({ answer: 'multi_session' });
    assert.equal(updates().at(-1).url, multiSessionPage);
    await around.arrive(tab, labelled(1));
    assert.equal(asked()[1].params.sign_out_first, undefined);
    assert.equal(updates().at(-1).url, signInUrl('token-2'));
  });

  it('asks again where AWS does not turn multi-session on', async () => {
    await opened(invoice, consolePage);
    const tab = await opened(billing);
    await answer({ answer: 'multi_session' });
    await around.arrive(tab, multiSessionPage);
    assert.equal(questions()[0].optInFailed, true);
    assert.equal(questions()[0].phase, 'asked');
    assert.ok(updates().at(-1).url.endsWith(`#${questions()[0].id}`));
    assert.equal(asked().length, 1);
  });

  it('is learnt from AWS’s refusal where nothing was known, without a guess', async () => {
    const tab = await opened(invoice);
    around.browser.inPages.set(tab, { refuses: 'sign_out' });
    await around.arrive(tab, signInUrl('token-1'));
    assert.equal(questions()[0].kind, 'sign_out');
    assert.deepEqual(questions()[0].sessions, []);
    assert.deepEqual(Object.keys(around.browser.session.data.sessions), []);
    await answer({ answer: 'continue' });
    assert.equal(asked()[1].params.sign_out_first, true);
    assert.equal(around.browser.calls('tabs.create').length, 1);
  });

  it('gives up where AWS refuses for another reason, or even after its logout', async () => {
    const tab = await opened(invoice);
    await around.arrive(tab, signInUrl('token-1'));
    assert.equal(around.browser.session.data.failure.error.code, 'aws_refused');
    assert.deepEqual(around.browser.session.data.sessions, {});
    const again = await opened(invoice);
    around.browser.inPages.set(again, { refuses: 'sign_out' });
    await around.arrive(again, signInUrl('token-2'));
    await answer({ answer: 'continue' });
    around.browser.inPages.set(newest(), { refuses: 'sign_out' });
    await around.arrive(newest(), signInUrl('token-3'));
    assert.equal(around.browser.session.data.failure.error.code, 'aws_refused');
    assert.deepEqual(questions(), []);
    assert.equal(asked().length, 3);
  });

  it('recovers from a logout that goes nowhere since multi-session is on, with the same sign-in', async () => {
    await opened(invoice, consolePage);
    const tab = await opened(billing);
    await answer({ answer: 'continue' });
    await around.arrive(tab, signOutFirstUrl('token-2'));
    assert.equal(updates().at(-1).url, signInUrl('token-2'));
    assert.equal(asked().length, 2);
    await around.arrive(tab, labelled(2));
    const sessions = /** @type {any[]} */ (Object.values(around.browser.session.data.sessions));
    assert.deepEqual(
      sessions.map(({ endedBecause }) => endedBecause),
      [null, null],
    );
    assert.deepEqual(Object.values(around.browser.session.data.modes), ['multi']);
  });

  it('is AWS’s own matter with isolation off', async () => {
    around.browser.local.data.settings = { isolation: 'off' };
    await opened(invoice, consolePage);
    await opened(billing);
    assert.deepEqual(questions(), []);
    assert.equal(asked()[1].params.sign_out_first, undefined);
  });

  it('never ends others for a renewal that nobody asked for', async () => {
    const first = await opened(invoice, consolePage);
    around.browser.local.data.settings = { signOutWithoutAsking: true };
    await around.clock.advance(30 * 60_000);
    await around.arrive(await opened(billing), consolePage);
    const { data } = around.browser.session;
    const key = `default acme/tenant/${invoice.id}`;
    data.sessions = {
      ...data.sessions,
      [key]: { ...data.sessions[key], endedBecause: null },
    };
    await around.clock.advance(31 * 60_000);
    around.browser.lookAt(first);
    await settle();
    assert.equal(asked().length, 2);
    assert.equal(
      /** @type {any} */ (Object.values(around.browser.session.data.renewals))[0].phase,
      'asked',
    );
  });
});

describe('AWS’s limit of sessions', () => {
  it('leads to a question, too, where others than jit-console made them', async () => {
    const around = new FakePlatform();
    await around.ready();
    await around.open(targetOf(invoice));
    const [id = 0] = [...around.browser.openTabs.keys()].slice(-1);
    around.browser.navigate(id, 'https://us-west-2.signin.aws.amazon.com/sessions/limit?x=1');
    await settle();
    const [question] = /** @type {any[]} */ (
      Object.values(around.browser.session.data.questions ?? {})
    );
    assert.deepEqual([question?.kind, question?.sessions], ['session_limit', []]);
  });
});

describe('multi-session', () => {
  const tenants = [0, 1, 2, 3, 4, 5].map((n) => ({
    id: `${n}c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10`,
    name: `tenant${n}`,
  }));

  it('asks which of five sessions may end, ends it, and goes on', async () => {
    const around = new FakePlatform();
    await around.ready();
    // Which one is for the user to say, though signing out needs no asking.
    around.browser.local.data.settings = { signOutWithoutAsking: true };
    for (const [n, tenant] of tenants.slice(0, 5).entries()) {
      await around.open(targetOf(tenant));
      around.browser.navigate([...around.browser.openTabs.keys()].at(-1) ?? 0, labelled(n));
      await settle();
    }
    await around.open(targetOf(/** @type {any} */ (tenants[5])));
    const [question] = /** @type {any[]} */ (
      Object.values(around.browser.session.data.questions ?? {})
    );
    assert.equal(question.kind, 'session_limit');
    assert.equal(question.sessions.length, 5);
    assert.equal(around.host.count('open_console'), 5);
    const session = question.sessions[2];
    const given = { id: question.id, answer: 'continue', session };
    await around.browser.send('answer_question', given);
    await settle();
    const { id, url } = around.browser.calls('tabs.update').at(-1);
    assert.equal(url, `${new URL(labelled(2)).origin}/console/logout!doLogout`);
    around.browser.navigate(id, url);
    await settle();
    assert.equal(around.host.count('open_console'), 6);
    assert.equal(around.browser.calls('tabs.update').at(-1).url, signInUrl('token-6'));
    assert.equal(around.browser.session.data.sessions[session].endedBecause, 'left');
  });
});
