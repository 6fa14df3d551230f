import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, it } from 'node:test';
import { browserFacts, differences } from '../../extension/src/domain/browser-facts.js';
import { settle } from './fakes/fake-clock.js';
import { FakeEntries, portalPage, queue } from './fakes/fake-entries.js';
import {
  billing,
  consolePage,
  FakePlatform,
  invoice,
  signInUrl,
  signOutFirstUrl,
  targetOf,
} from './fakes/fake-platform.js';

const label = (/** @type {string} */ word) =>
  `https://123456789012-${word}.us-west-2.console.aws.amazon.com/console/home`;
const tag = JSON.stringify({
  sessionARN: 'arn:aws:sts::123456789012:assumed-role/duploservices-invoice/bob',
});

/** What was seen of acme. @param {any} all */
const wordsOf = (all) =>
  all &&
  Object.fromEntries(
    Object.entries(all.acme ?? {}).map(([id, /** @type {any} */ { differs }]) => [id, differs]),
  );

describe('what is assumed of AWS and was seen in this browser', () => {
  /** @type {FakePlatform} */
  let around;
  const kept = () => around.browser.local.data.factsSeen;
  const seen = () => wordsOf(kept());
  const newest = () => Number([...around.browser.openTabs.keys()].at(-1));

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
  });

  it('has the words of the host', () => {
    const host = readFileSync(new URL('../../host/domain/sighting.cpp', import.meta.url), 'utf8');
    const rows = [
      ...host.matchAll(/KnownSighting\{"([a-z._]+)", (?:"(\w+)"|kHoldsWord), "(.*)"\}/g),
    ];
    const ids = new Set(rows.map(([, id]) => id));
    assert.deepEqual([...ids].sort(), Object.keys(browserFacts).sort());
    const words = Object.fromEntries(
      rows.flatMap(([, , word, sentence]) => (word ? [[word, sentence]] : [])),
    );
    assert.deepEqual(words, differences);
  });

  it('has the ids and sentences of ARCHITECTURE.md', () => {
    const table = readFileSync(new URL('../../ARCHITECTURE.md', import.meta.url), 'utf8');
    for (const [id, sentence] of Object.entries(browserFacts))
      assert.ok(table.includes(`\n| ${id} | ${sentence} | `), id);
  });

  it('is nothing before a console was open', () => {
    assert.equal(seen(), undefined);
  });

  it('is whether a console page says who is signed in', async () => {
    await around.open(targetOf(invoice));
    await around.arrive(newest(), consolePage);
    assert.deepEqual(seen(), { 'aws.session_data': 'no_tag' });
    around.browser.inPages.set(newest(), { told: tag });
    await around.arrive(newest(), `${consolePage}#again`);
    assert.deepEqual(seen(), { 'aws.session_data': '' });
    around.browser.inPages.set(newest(), { told: '{}' });
    await around.arrive(newest(), consolePage);
    assert.deepEqual(seen(), { 'aws.session_data': 'other_content' });
  });

  for (const [next, how] of [
    ['ab12cd34', ''],
    ['zz99zz99', 'another'],
  ])
    it(`is whether an identity’s host is the same again: ${next}`, async () => {
      await around.open(targetOf(invoice));
      await around.arrive(newest(), label('ab12cd34'));
      assert.equal(seen()?.['aws.label'], undefined);
      await around.clock.advance(61 * 60_000);
      await around.open(targetOf(invoice));
      await around.arrive(newest(), label(String(next)));
      assert.equal(seen()['aws.label'], how);
    });

  for (const [cookie, how] of /** @type {const} */ ([
    [true, ''],
    [false, 'no_cookie'],
    [null, undefined],
  ]))
    it(`is whether AWS marks multi-session by its cookie: ${cookie}`, async () => {
      await around.open(targetOf(invoice));
      around.browser.inPages.set(newest(), { cookie });
      await around.arrive(newest(), consolePage);
      await settle();
      assert.equal(seen()['aws.opt_in_cookie'], undefined);
      await around.arrive(newest(), label('ab12cd34'));
      await settle();
      assert.equal(seen()['aws.opt_in_cookie'], how);
      const looks = () =>
        around.browser
          .calls('scripting.executeScript')
          .filter(({ func }) => func === 'hasOptInCookie').length;
      assert.equal(looks(), 1);
      await around.arrive(newest(), `${label('ab12cd34')}#again`);
      await settle();
      assert.equal(looks(), cookie === null ? 2 : 1);
    });

  it('is that AWS refuses a second identity, and whether its logout goes on', async () => {
    await around.open(targetOf(invoice));
    const tab = newest();
    around.browser.inPages.set(tab, { refuses: 'sign_out' });
    await around.arrive(tab, signInUrl('token-1'));
    assert.equal(seen()['aws.one_identity'], '');
    const [id] = Object.keys(around.browser.session.data.questions);
    await around.browser.send('answer_question', { id, answer: 'continue' });
    await settle();
    await around.arrive(newest(), consolePage);
    assert.equal(seen()['aws.logout_chain'], '');
  });

  it('is that its logout did not go on', async () => {
    await around.open(targetOf(invoice));
    await around.arrive(newest(), consolePage);
    await around.open(targetOf(billing));
    const [id] = Object.keys(around.browser.session.data.questions);
    await around.browser.send('answer_question', { id, answer: 'continue' });
    await settle();
    await around.arrive(newest(), signOutFirstUrl('token-2'));
    assert.equal(seen()['aws.logout_chain'], 'stopped');
  });

  it('costs no call where it is as before', async () => {
    await around.open(targetOf(invoice));
    await around.arrive(newest(), consolePage);
    const writes = () =>
      around.browser.calls('storage.local.set').filter((items) => 'factsSeen' in items).length;
    const before = writes();
    await around.arrive(newest(), `${consolePage}#again`);
    assert.equal(writes(), before);
  });
});

describe('the host', () => {
  /** @type {FakePlatform} */
  let around;
  const told = () =>
    around.host.journal.filter(({ method }) => method === 'note_fact').map(({ params }) => params);
  const newest = () => Number([...around.browser.openTabs.keys()].at(-1));

  /** @param {any} [answer] */
  async function begin(answer = { noted: true }, capabilities = ['note_fact']) {
    around = new FakePlatform();
    around.host.hello = { ...around.host.hello, capabilities };
    around.host.answers.note_fact = () => answer;
    await around.ready();
  }
  async function see() {
    await around.open(targetOf(invoice));
    await around.arrive(newest(), consolePage);
  }

  it('is told once a day of what this browser saw, and at once of what changed', async () => {
    await begin();
    await see();
    assert.deepEqual(told(), [{ portal: 'acme', id: 'aws.session_data', differs: 'no_tag' }]);
    await around.arrive(newest(), `${consolePage}#again`);
    assert.equal(told().length, 1);
    around.browser.inPages.set(newest(), { told: tag });
    await around.arrive(newest(), consolePage);
    assert.deepEqual(told().at(-1), { portal: 'acme', id: 'aws.session_data' });
    await around.clock.advance(24 * 3_600_000);
    await see();
    assert.equal(told().length, 3);
  });

  it('is not started for it, and told when it is started for something else', async () => {
    await begin();
    await see();
    around.host.port.die('');
    await settle();
    around.browser.inPages.set(newest(), { told: tag });
    await around.arrive(newest(), `${consolePage}#again`);
    assert.equal(told().length, 1);
    assert.equal(around.host.ports.length, 1);
    await around.browser.send('refresh', { force: true });
    await settle();
    assert.deepEqual(told().at(-1), { portal: 'acme', id: 'aws.session_data' });
  });

  it('of an earlier version is not asked', async () => {
    await begin({ noted: true }, []);
    await see();
    assert.deepEqual(told(), []);
  });

  it('that refuses is not asked again, and a portal that is gone is forgotten', async () => {
    await begin({ error: { code: 'bad_request', message: '', hint: '' } });
    await see();
    await around.browser.send('refresh', { force: true });
    await settle();
    assert.equal(told().length, 1);
    await begin({ error: { code: 'unknown_portal', message: '', hint: '' } });
    await see();
    assert.deepEqual(around.browser.local.data.factsSeen, {});
  });

  it('hears nothing of private windows', async () => {
    await begin();
    const tab = around.browser.addTab({ url: 'https://example.org/', incognito: true });
    await around.open(targetOf(invoice), { tabId: tab.id });
    await around.arrive(newest(), consolePage);
    assert.deepEqual(told(), []);
    assert.equal(around.browser.local.data.factsSeen, undefined);
  });
});

describe('the page of an ended session', () => {
  for (const [links, word] of /** @type {[boolean, string][]} */ ([
    [true, ''],
    [false, 'no_link'],
  ]))
    it(`is seen to lead to the portal or not: ${links}`, async () => {
      const around = new FakePlatform();
      await around.ready();
      await around.open(targetOf(invoice));
      const tab = Number([...around.browser.openTabs.keys()].at(-1));
      await around.arrive(tab, consolePage);
      around.browser.inPages.set(tab, { links });
      await around.clock.advance(61 * 60_000);
      await around.arrive(tab, 'https://us-west-2.signin.aws.amazon.com/oauth?response_type=code');
      assert.equal(wordsOf(around.browser.local.data.factsSeen)['aws.expired_page'], word);
    });
});

describe('what is assumed of portals’ pages', () => {
  it('is seen at a click on one', async () => {
    const around = new FakeEntries();
    await around.ready();
    around.show(portalPage, `text ${queue}`);
    await around.click(`open page acme/tenant/${invoice.id}`);
    const { factsSeen } = around.browser.local.data;
    assert.deepEqual(wordsOf(factsSeen), { 'portal.guid': '', 'portal.arn': '' });
  });
});
