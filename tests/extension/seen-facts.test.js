import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, it } from 'node:test';
import { browserFacts } from '../../extension/src/domain/browser-facts.js';
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
const told = JSON.stringify({
  sessionARN: 'arn:aws:sts::123456789012:assumed-role/duploservices-invoice/bob',
});

describe('what is assumed of AWS and was seen in this browser', () => {
  /** @type {FakePlatform} */
  let around;
  const seen = () => around.browser.local.data.seenFacts;
  const newest = () => Number([...around.browser.openTabs.keys()].at(-1));

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
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
    assert.deepEqual(seen(), { 'aws.session_data': 'there is no such meta tag' });
    around.browser.inPages.set(newest(), { told });
    await around.arrive(newest(), `${consolePage}#again`);
    assert.deepEqual(seen(), { 'aws.session_data': '' });
    around.browser.inPages.set(newest(), { told: '{}' });
    await around.arrive(newest(), consolePage);
    assert.deepEqual(seen(), { 'aws.session_data': 'it holds something else' });
  });

  for (const [next, how] of [
    ['ab12cd34', ''],
    ['zz99zz99', 'it was another one'],
  ])
    it(`is whether an identity’s host is the same again: ${next}`, async () => {
      await around.open(targetOf(invoice));
      await around.arrive(newest(), label('ab12cd34'));
      assert.equal(seen()['aws.label'], undefined);
      await around.clock.advance(61 * 60_000);
      await around.open(targetOf(invoice));
      await around.arrive(newest(), label(String(next)));
      assert.equal(seen()['aws.label'], how);
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
    assert.equal(seen()['aws.logout_chain'], 'it did not go on');
  });

  it('costs no call where it is as before', async () => {
    await around.open(targetOf(invoice));
    await around.arrive(newest(), consolePage);
    const writes = () =>
      around.browser.calls('storage.local.set').filter((items) => 'seenFacts' in items).length;
    const before = writes();
    await around.arrive(newest(), `${consolePage}#again`);
    assert.equal(writes(), before);
  });
});

describe('what is assumed of portals’ pages', () => {
  it('is seen at a click on one', async () => {
    const around = new FakeEntries();
    await around.ready();
    around.show(portalPage, `text ${queue}`);
    await around.click(`open page acme/tenant/${invoice.id}`);
    assert.deepEqual(around.browser.local.data.seenFacts, { 'portal.guid': '', 'portal.arn': '' });
  });
});
