import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import {
  acme,
  billing,
  FakePlatform,
  grantPage,
  invoice,
  targetOf,
} from './fakes/fake-platform.js';

const home = 'https://us-west-2.console.aws.amazon.com/console/home?region=us-west-2';
const bucket = 'https://us-west-2.console.aws.amazon.com/s3/buckets/x?region=us-west-2#a=b';

describe('a question in a session’s own tab, whose renewal would end another', () => {
  /** @type {FakePlatform} */
  let around;
  /** @type {number} the session's tab */
  let tab;
  const questions = () =>
    /** @type {any[]} */ (Object.values(around.browser.session.data.questions ?? {}));
  const key = `default acme/tenant/${invoice.id}`;
  const phase = () => around.browser.session.data.renewals?.[key]?.phase;
  const asked = () => around.host.count('open_console');

  /** @param {any} given */
  async function answer(given) {
    await around.browser.send('answer_question', { id: questions()[0].id, ...given });
    await settle();
  }

  async function askAgain() {
    around.browser.lookAt(tab);
    await around.browser.send('chip_reopen_now', {}, around.browser.senderOf(tab));
    await settle();
    assert.match(around.browser.openTabs.get(tab).url, /question\.html#/);
  }

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
    await around.open(targetOf(invoice));
    tab = Number([...around.browser.openTabs.keys()].at(-1));
    await around.arrive(tab, bucket);
    await around.open(targetOf(billing));
    await answer({ answer: 'continue' });
    await around.arrive(Number([...around.browser.openTabs.keys()].at(-1)), home);
    await askAgain();
    assert.equal(questions()[0].tabId, tab);
  });

  it('waits for the answer, not for a sign-in under way', async () => {
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
    assert.equal(phase(), 'asked');
  });

  it('gives the page back when it is cancelled, and the renewal is over', async () => {
    await answer({ answer: 'cancel' });
    assert.ok(around.browser.openTabs.has(tab), 'the tab is closed');
    assert.equal(around.browser.openTabs.get(tab).pendingUrl, bucket);
    await around.arrive(tab, bucket);
    assert.equal(phase(), 'stopped');
    assert.deepEqual(questions(), []);
    assert.equal(asked(), 2);
    await askAgain();
    assert.equal(questions()[0].tabId, tab);
  });

  it('gives the page back where the answer leads to a failure', async () => {
    around.host.answers.open_console = () => ({
      error: { code: 'portal_unreachable', message: '', hint: '' },
    });
    await answer({ answer: 'continue' });
    assert.equal(around.browser.openTabs.get(tab).pendingUrl, bucket);
  });

  it('leads on where the answer is to go on', async () => {
    await answer({ answer: 'continue' });
    assert.equal(asked(), 3);
    await around.arrive(tab, bucket);
    assert.equal(phase(), undefined);
  });

  describe('and leads to the portal’s sign-in', () => {
    /** @type {number} the tab of the portal's page */
    let grant;

    beforeEach(async () => {
      const { open_console: console } = around.host.answers;
      around.host.answers.open_console = () => ({
        error: { code: 'sign_in_needed', message: '', hint: '' },
      });
      await answer({ answer: 'continue' });
      const data = { request: around.host.asked('sign_in').id, portal: 'acme', url: grantPage };
      around.host.port.say({ event: 'grant_page', data });
      await settle();
      grant = Number([...around.browser.openTabs.keys()].at(-1));
      await around.arrive(grant, grantPage);
      around.host.answers.open_console = /** @type {any} */ (console);
    });

    it('gives the page back meanwhile, behind the portal’s', () => {
      assert.equal(around.browser.openTabs.get(tab).pendingUrl, bucket);
      assert.equal(around.browser.openTabs.get(grant).active, true);
    });

    it('signs in in that tab afterwards, and isn’t asked again', async () => {
      await around.arrive(tab, 'https://us-west-2.signin.aws.amazon.com/oauth?x=1');
      around.host.answer('sign_in', { portal: acme });
      await settle();
      assert.deepEqual(questions(), []);
      assert.match(around.browser.openTabs.get(tab).pendingUrl, /Action=logout/);
      assert.equal(around.host.asked('open_console').params.sign_out_first, true);
      assert.equal(around.host.asked('open_console').params.to, bucket);
      assert.ok(!around.browser.openTabs.has(grant));
    });
  });

  it('ends its renewal when the tab is closed while another is left', async () => {
    await answer({ answer: 'cancel' });
    await around.arrive(tab, bucket);
    const other = around.browser.addTab({ url: 'about:blank' }).id;
    const { data } = around.browser.session;
    const session = data.sessions[key];
    data.sessions = { ...data.sessions, [key]: { ...session, tabIds: [...session.tabIds, other] } };
    await askAgain();
    around.browser.closeTab(tab);
    await settle();
    assert.equal(phase(), 'stopped');
  });
});
