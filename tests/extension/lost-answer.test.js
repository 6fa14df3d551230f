import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { consolePage, FakePlatform, invoice, signInUrl, targetOf } from './fakes/fake-platform.js';

const minute = 60_000;
const labelled = 'https://123456789012-ab12cd30.us-west-2.console.aws.amazon.com/console/home';

describe('a sign-in that AWS calls invalid, as one whose answer was lost and that the browser sent again', () => {
  /** @type {FakePlatform} */
  let around;
  const opens = () => around.host.journal.filter(({ method }) => method === 'open_console');
  const newest = () => Number([...around.browser.openTabs.keys()].at(-1));
  const session = () => /** @type {any} */ (around.browser.session.data);

  /** @param {number} tab @param {string} token */
  async function invalid(tab, token) {
    around.browser.inPages.set(tab, { refuses: 'invalid' });
    await around.arrive(tab, signInUrl(token));
  }

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
  });

  it('is made once more in the same tab, and nothing is said', async () => {
    await around.open(targetOf(invoice));
    const tab = newest();
    await invalid(tab, 'token-1');
    assert.equal(opens().length, 2);
    assert.equal(newest(), tab);
    assert.equal(around.browser.calls('tabs.update').at(-1).url, signInUrl('token-2'));
    assert.equal(opens()[1].params.to, consolePage);
    around.browser.inPages.delete(tab);
    await around.arrive(tab, labelled);
    const [kept] = /** @type {any[]} */ (Object.values(session().sessions));
    assert.deepEqual([kept.landed, kept.endedBecause, kept.tabIds], [true, null, [tab]]);
    assert.deepEqual([session().failure ?? null, session().renewals], [null, {}]);
  });

  it('is made no third time: the sentence, and the next try is the person’s', async () => {
    await around.open(targetOf(invoice));
    await invalid(newest(), 'token-1');
    // The browser tells of the same page again.
    await invalid(newest(), 'token-2');
    await invalid(newest(), 'token-2');
    assert.equal(opens().length, 2);
    assert.equal(session().failure.error.code, 'aws_refused');
    assert.deepEqual(session().sessions, {});
    await around.browser.send('open', session().failure.request);
    await settle();
    assert.equal(opens().length, 3);
    // Of which the answer can be lost again.
    await invalid(newest(), 'token-3');
    assert.equal(opens().length, 4);
  });

  it('is made once more for a renewal, too, in the background', async () => {
    await around.open(targetOf(invoice));
    const tab = newest();
    await around.arrive(tab, labelled);
    await around.clock.advance(61 * minute);
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
    await around.clock.advance(minute);
    await invalid(tab, 'token-2');
    assert.equal(opens().length, 3);
    await invalid(tab, 'token-3');
    for (const id of [1, tab, 1, tab]) {
      around.browser.lookAt(id);
      await settle();
    }
    assert.equal(opens().length, 3);
    assert.equal(session().failure.error.code, 'aws_refused');
  });

  it('is told of where the portal can’t give another', async () => {
    await around.open(targetOf(invoice));
    around.host.answers.open_console = () => ({
      error: { code: 'portal_forbidden', message: 'no', hint: '' },
    });
    await invalid(newest(), 'token-1');
    await around.arrive(newest(), signInUrl('token-1'));
    assert.equal(opens().length, 2);
    assert.equal(session().failure.error.code, 'portal_forbidden');
  });
});
