import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { invoice, targetOf } from './fakes/fake-platform.js';
import { deep, FakeSessionEnd, label } from './fakes/fake-session-end.js';

const newLabel = label.replace('ab12cd34', 'ef56gh78');
const signInFor = (/** @type {string} */ host) => {
  const url = new URL('https://us-west-2.signin.aws.amazon.com/oauth?response_type=code');
  url.searchParams.set('redirect_uri', `https://${host}/s3/buckets/x?region=us-west-2`);
  return url.href;
};

describe('a form that was kept, where the sign-in beside it has led to another label', () => {
  /** @type {FakeSessionEnd} */
  let around;
  /** @type {number} the tab with the form */
  let tab;
  /** @type {number} where the sign-in led to */
  let other;

  const press = async (/** @type {string} */ name) => {
    const { result } = await around.browser.send(name, {}, around.browser.senderOf(tab));
    await settle();
    return result;
  };
  const sentTo = () =>
    around.browser.calls('tabs.update').flatMap(({ id, url }) => (url ? [{ id, url }] : []));
  const inNew = { id: 0, url: `https://${newLabel}/${deep}` };

  beforeEach(async () => {
    around = new FakeSessionEnd();
    await around.ready();
    tab = await around.opened();
    inNew.id = tab;
    around.browser.inPages.set(tab, { typing: true });
    await around.end();
    assert.equal((await press('chip_state')).phase, 'held');
    await press('chip_sign_in_beside');
    other = Number([...around.browser.openTabs.keys()].at(-1));
    await around.arrive(other, `https://${newLabel}/${deep}`);
    around.browser.journal = [];
  });

  it('is left as it is, and its chip and badge say that it can’t be sent', async () => {
    assert.deepEqual(sentTo(), []);
    assert.equal((await press('chip_state')).phase, 'moved');
    const { text, title } = around.browser.shown.get(tab) ?? {};
    assert.equal(text, '!');
    assert.match(title, /^invoice on acme: this page can’t send anything any more/);
    const beside = around.browser.senderOf(other);
    assert.equal((await around.browser.send('chip_state', {}, beside)).result.phase, 'live');
  });

  it('is known again after a restart of the browser', async () => {
    around.browser.session.data = {};
    await around.restart();
    assert.equal((await press('chip_state')).phase, 'moved');
  });

  it('goes to the new label where that was chosen, without another sign-in', async () => {
    const asked = around.asked();
    await press('chip_reopen_anyway');
    assert.deepEqual(sentTo(), [inNew]);
    around.browser.inPages.set(tab, {});
    await around.arrive(tab, inNew.url);
    assert.equal((await press('chip_state')).phase, 'live');
    assert.equal(around.asked(), asked);
  });

  const plain = 'us-west-2.console.aws.amazon.com';
  for (const [told, host] of /** @type {const} */ ([
    ['says', label],
    ['doesn’t say', plain],
  ]))
    it(`that is sent is followed by its page, not by another sign-in, where AWS ${told} under which label`, async () => {
      const asked = around.asked();
      around.browser.inPages.set(tab, {});
      await around.arrive(tab, signInFor(host));
      assert.deepEqual(sentTo(), [inNew]);
      assert.equal(around.asked(), asked);
      // There AWS wants a sign-in, too: then it is the session's end.
      await around.arrive(tab, inNew.url);
      await around.lookAt(tab);
      await around.arrive(tab, signInFor(host === label ? newLabel : plain));
      assert.equal(around.asked(), asked + 1);
    });

  it('is led to AWS’s sign-in no second time: that is the session’s end', async () => {
    const asked = around.asked();
    around.browser.inPages.set(tab, {});
    await around.lookAt(tab);
    for (let time = 0; time < 2; time++) await around.arrive(tab, signInFor(plain));
    assert.equal(sentTo().filter(({ url }) => url === inNew.url).length, 1);
    assert.equal(around.asked(), asked + 1);
  });

  it('that is sent after a restart of the browser is followed by its page', async () => {
    around.browser.session.data = {};
    await around.restart();
    const asked = around.asked();
    around.browser.inPages.set(tab, {});
    await around.arrive(tab, signInFor(plain));
    assert.deepEqual(sentTo(), [inNew]);
    assert.equal(around.asked(), asked);
  });

  it('isn’t where the tenant’s console is found', async () => {
    await around.lookAt(other);
    await around.lookAt(tab);
    around.browser.journal = [];
    await around.open(targetOf(invoice), { tabId: 1 });
    const [{ id, active } = {}] = around.browser.calls('tabs.update');
    assert.deepEqual([id, active], [other, true]);
  });

  it('tells no end of the session by AWS’s dialogue', async () => {
    const [{ startedAt }] = /** @type {any[]} */ (
      Object.values(around.browser.session.data.sessions)
    );
    const asked = around.asked();
    await around.browser.send('page_ended', { stamp: startedAt }, around.browser.senderOf(tab));
    await settle();
    assert.equal((await press('chip_state')).phase, 'moved');
    assert.equal(around.asked(), asked);
  });

  it('is told apart from a page of somebody else, as AWS’s list of sessions leads to', async () => {
    await around.arrive(tab, `https://${label.replace('ab12cd34', 'zz99zz99')}/console/home`);
    assert.equal((await press('chip_state')).phase, 'live');
  });
});
