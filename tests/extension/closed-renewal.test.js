import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { deep, error, FakeSessionEnd, label } from './fakes/fake-session-end.js';

const countdown = 11_000;

describe('a renewal whose tab is closed while the host is asked', () => {
  /** @type {FakeSessionEnd} */
  let around;
  const created = () => around.browser.calls('tabs.create');
  const renewals = () => Object.keys(around.browser.session.data.renewals ?? {});
  const intents = () => Object.keys(around.browser.session.data.intents ?? {});
  /** @type {() => void} */
  let answer;

  /** The countdown of the tab in front is over, and the host answers when the test says so. */
  async function renewing() {
    const { open_console: console } = around.host.answers;
    delete around.host.answers.open_console;
    await around.end();
    await around.clock.advance(countdown);
    assert.equal(around.phase(), 'running');
    answer = () =>
      around.host.answer('open_console', console?.(around.host.asked('open_console').params, 0));
  }

  /** @param {number} id */
  async function close(id) {
    around.browser.closeTab(id);
    await settle();
  }

  beforeEach(async () => {
    around = new FakeSessionEnd();
    await around.ready();
  });

  it('leaves nothing behind where the host then fails', async () => {
    const tab = await around.opened();
    await renewing();
    await close(tab);
    around.host.answer('open_console', error('deadline'));
    await settle();
    assert.deepEqual([renewals(), intents()], [[], []]);
    assert.equal(around.browser.setAlarms.has('resume'), false);
  });

  it('doesn’t bring back the console that its user closed', async () => {
    const tab = await around.opened();
    await renewing();
    await close(tab);
    answer();
    await settle();
    assert.equal(created().length, 1);
    assert.deepEqual([renewals(), intents()], [[], []]);
    assert.deepEqual(around.browser.session.data.sessions, {});
  });

  /** @param {number} tab @returns {Promise<any>} a second tab of its session, behind it */
  async function siblingOf(tab) {
    const sibling = around.browser.openLink(tab, `https://${label}/${deep}`);
    await around.arrive(sibling.id, `https://${label}/${deep}`);
    await around.lookAt(tab);
    return sibling;
  }

  it('signs in in another tab of the session once that is looked at', async () => {
    const tab = await around.opened();
    const sibling = await siblingOf(tab);
    await renewing();
    await close(tab);
    answer();
    await settle();
    assert.equal(around.phase(), 'waiting');
    await around.lookAt(sibling.id);
    answer();
    await settle();
    assert.equal(created().length, 1);
    assert.equal(around.updates().at(-1).id, sibling.id);
    assert.match(around.updates().at(-1).url, /SigninToken/);
  });

  it('says nothing of the host’s failure, which is about the closed page', async () => {
    const tab = await around.opened();
    await siblingOf(tab);
    await renewing();
    await close(tab);
    around.host.answer('open_console', error('deadline'));
    await settle();
    assert.deepEqual(
      [around.phase(), around.browser.session.data.failure ?? null],
      ['waiting', null],
    );
  });

  it('signs in at once in another tab of the session that comes to the front', async () => {
    const [first] = around.browser.openTabs.keys();
    const tab = await around.opened();
    const sibling = await siblingOf(tab);
    await close(Number(first));
    await around.end();
    assert.equal(around.phase(), 'countdown');
    await close(tab);
    assert.equal(around.updates().at(-1).id, sibling.id);
    assert.match(around.updates().at(-1).url, /SigninToken=token-2/);
  });

  it('leaves nothing behind of a countdown either', async () => {
    const tab = await around.opened();
    await around.end();
    assert.equal(around.phase(), 'countdown');
    await close(tab);
    assert.deepEqual(renewals(), []);
    assert.equal(around.browser.setAlarms.has('resume'), false);
  });

  it('takes the notification with it whose button could do nothing any more', async () => {
    around.settings({ renewal: 'ask' });
    const tab = await around.opened();
    await around.end();
    assert.equal(around.browser.notes.size, 1);
    await close(tab);
    assert.equal(around.browser.notes.size, 0);
  });
});
