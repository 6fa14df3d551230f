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

const minute = 60_000;
const labelled = (/** @type {number} */ n) =>
  `https://123456789012-ab12cd3${n}.us-west-2.console.aws.amazon.com/console/home`;

for (const flavour of /** @type {const} */ (['chromium', 'firefox']))
  describe(`a sign-in of AWS’s that can’t be reached, in ${flavour}`, () => {
    /** @type {FakePlatform} */
    let around;
    /** @type {number} */
    let tab;
    const asked = () => around.host.journal.filter(({ method }) => method === 'open_console');
    const failure = () => around.browser.session.data.failure;
    const newest = () => Number([...around.browser.openTabs.keys()].at(-1));
    const session = (/** @type {{ id: string }} */ { id }) =>
      /** @type {any} */ (
        Object.values(around.browser.session.data.sessions).find(
          ({ target }) => target.tenant === id,
        )
      );

    /** @param {number} id @param {string} page */
    async function fail(id, page) {
      around.browser.failToLoad(id, page);
      await settle();
    }

    /** @param {object} [settings] */
    async function bothOpened(settings = {}) {
      around.browser.local.data.settings = { isolation: 'automatic', ...settings };
      await around.open(targetOf(invoice));
      await around.arrive(newest(), labelled(0));
      await around.open(targetOf(billing));
      tab = newest();
    }

    beforeEach(async () => {
      around = new FakePlatform(flavour);
      await around.ready();
    });

    for (const signOutWithoutAsking of [false, true])
      it(`ends nobody and asks nothing (signing out without asking: ${signOutWithoutAsking})`, async () => {
        await bothOpened({ signOutWithoutAsking });
        const { modes } = structuredClone({ ...around.browser.session.data });
        await fail(tab, signInUrl('token-2'));
        assert.deepEqual(around.browser.session.data.questions ?? {}, {});
        assert.deepEqual(around.browser.session.data.modes, modes);
        assert.equal(session(invoice).endedBecause, null);
        assert.equal(asked().length, 2);
        assert.equal(failure().error.code, 'aws_unreachable');
        assert.ok(around.browser.openTabs.has(tab));
      });

    it('is tried again in the same tab, from the popup or by Enter on the tenant', async () => {
      await bothOpened();
      for (const token of ['token-2', 'token-3']) {
        await fail(tab, signInUrl(token));
        await around.browser.send('open', failure().request);
        await settle();
      }
      await fail(tab, signInUrl('token-4'));
      await around.open(targetOf(billing));
      assert.equal(newest(), tab);
      assert.deepEqual(around.browser.calls('tabs.update').at(-1).url, signInUrl('token-5'));
      assert.equal(around.host.asked('open_console').params.to, consolePage);
      await around.arrive(tab, labelled(1));
      assert.equal(session(billing).endedBecause, null);
      assert.equal(failure(), null);
      assert.deepEqual(around.browser.session.data.renewals, {});
    });

    it('is a session all the same once its page is loaded anew by the person', async () => {
      await bothOpened();
      await fail(tab, signInUrl('token-2'));
      await around.arrive(tab, labelled(1));
      assert.deepEqual([session(billing).endedBecause, session(billing).landed], [null, true]);
      assert.equal(asked().length, 2);
    });

    it('in a renewal waits for the tab to be looked at again', async () => {
      await around.open(targetOf(invoice));
      tab = newest();
      await around.arrive(tab, labelled(0));
      around.browser.lookAt(1);
      await around.clock.advance(61 * minute);
      around.browser.events.onAlarm.fire({ name: 'badge' });
      await settle();
      around.browser.lookAt(tab);
      await settle();
      await fail(tab, signInUrl('token-2'));
      assert.equal(asked().length, 2);
      around.browser.lookAt(1);
      around.browser.lookAt(tab);
      await settle();
      assert.equal(asked().length, 3);
      await around.arrive(tab, labelled(0));
      assert.equal(session(invoice).endedBecause, null);
    });

    it('is not taken for how AWS keeps sessions where the console’s own page can’t be read', async () => {
      await around.open(targetOf(invoice));
      await fail(newest(), consolePage);
      assert.deepEqual(around.browser.session.data.modes ?? {}, {});
    });
  });

describe('a renewal that AWS refuses', () => {
  it('is not tried again at each look', async () => {
    const around = new FakePlatform();
    await around.ready();
    await around.open(targetOf(invoice));
    const tab = Number([...around.browser.openTabs.keys()].at(-1));
    around.browser.navigate(tab, labelled(0));
    await settle();
    await around.clock.advance(61 * minute);
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
    await around.clock.advance(minute);
    around.browser.navigate(tab, signInUrl('token-2'));
    await settle();
    assert.equal(around.browser.session.data.failure?.error.code, 'aws_refused');
    for (const id of [1, tab, 1, tab]) {
      around.browser.lookAt(id);
      await settle();
    }
    assert.equal(around.host.count('open_console'), 2);
  });
});

describe('AWS’s logout that can’t be reached', () => {
  it('teaches nothing about multi-session', async () => {
    const around = new FakePlatform();
    const newest = () => Number([...around.browser.openTabs.keys()].at(-1));
    await around.ready();
    await around.open(targetOf(invoice));
    around.browser.navigate(newest(), consolePage);
    await settle();
    await around.open(targetOf(billing));
    const [id] = Object.keys(around.browser.session.data.questions);
    await around.browser.send('answer_question', { id, answer: 'continue' });
    await settle();
    around.browser.failToLoad(newest(), signOutFirstUrl('token-2'));
    await settle();
    assert.deepEqual(Object.values(around.browser.session.data.modes), ['single']);
    assert.equal(around.browser.session.data.failure.error.code, 'aws_unreachable');
  });
});

describe('AWS’s refusal for good', () => {
  const oauth = 'https://us-west-2.signin.aws.amazon.com/oauth?response_type=code';
  for (const [refuses, page, code] of /** @type {const} */ ([
    ['private_access', signInUrl('token-1'), 'aws_private_access'],
    ['private_access', consolePage, 'aws_private_access'],
    ['policy', oauth, 'aws_denied'],
    ['policy', consolePage, 'aws_denied'],
  ]))
    it(`is said as ${code} on ${new URL(page).host}, and nobody is taken for signed in`, async () => {
      const around = new FakePlatform();
      await around.ready();
      await around.open(targetOf(invoice));
      const tab = Number([...around.browser.openTabs.keys()].at(-1));
      around.browser.inPages.set(tab, { refuses });
      await around.arrive(tab, page);
      const { failure, sessions, questions } = around.browser.session.data;
      assert.equal(failure.error.code, code);
      assert.match(failure.error.message, /to account 123456789012$/);
      assert.deepEqual([sessions, questions ?? {}], [{}, {}]);
      assert.equal(around.host.count('open_console'), 1);
      around.browser.inPages.delete(tab);
      await around.browser.send('open', failure.request);
      await settle();
      await around.arrive(tab, consolePage);
      assert.equal(around.browser.session.data.failure, null);
    });

  it('is read once more where the browser refuses that once', async () => {
    const around = new FakePlatform();
    await around.ready();
    await around.open(targetOf(invoice));
    const tab = Number([...around.browser.openTabs.keys()].at(-1));
    around.browser.inPages.set(tab, { refuses: 'policy' });
    around.browser.gate.refuseOnce('scripting.executeScript', 'The browser is busy.');
    await around.arrive(tab, oauth);
    assert.equal(around.browser.session.data.failure.error.code, 'aws_denied');
  });

  it('of a renewal is tried once', async () => {
    const around = new FakePlatform();
    await around.ready();
    await around.open(targetOf(invoice));
    const tab = Number([...around.browser.openTabs.keys()].at(-1));
    await around.arrive(tab, labelled(0));
    await around.clock.advance(61 * minute);
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
    await around.clock.advance(minute);
    around.browser.inPages.set(tab, { refuses: 'private_access' });
    await around.arrive(tab, signInUrl('token-2'));
    assert.equal(around.browser.session.data.failure?.error.code, 'aws_private_access');
    for (const id of [1, tab, 1, tab]) {
      around.browser.lookAt(id);
      await settle();
    }
    assert.equal(around.host.count('open_console'), 2);
  });

  it('is heard where its page is there before the session is noted', async () => {
    const around = new FakePlatform();
    await around.ready();
    const { tabs } = around.browser.api;
    const create = tabs.create;
    tabs.create = async (/** @type {any} */ properties) => {
      const tab = await create(properties);
      around.browser.inPages.set(tab.id, { refuses: 'private_access' });
      around.browser.navigate(tab.id, properties.url);
      await settle();
      return tab;
    };
    await around.open(targetOf(invoice));
    await settle();
    assert.equal(around.browser.session.data.failure?.error.code, 'aws_private_access');
    assert.deepEqual(around.browser.session.data.sessions, {});
  });
});
