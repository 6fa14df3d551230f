import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { grantPage, invoice, targetOf } from './fakes/fake-platform.js';
import { FakeSessionEnd } from './fakes/fake-session-end.js';

const page = 'https://us-west-2.console.aws.amazon.com/s3/home?region=us-west-2';
const queues = 'https://us-west-2.console.aws.amazon.com/sqs/v2/home?region=us-west-2';
const awsAsks = `https://us-west-2.signin.aws.amazon.com/oauth?response_type=code&redirect_uri=${encodeURIComponent(queues)}`;

describe('a page that somebody asks for in a session that AWS has ended meanwhile', () => {
  /** @type {FakeSessionEnd} */
  let around;
  /** @type {number} the session's tab */
  let tab;

  beforeEach(async () => {
    around = new FakeSessionEnd();
    around.host.answers.resolve_page = ({ to }) => ({ url: to, service: 'sqs' });
    await around.ready();
  });

  /** @returns {Promise<number>} the tab that it is opened in */
  async function ask() {
    const request = { target: targetOf(invoice), how: 'go', tabId: 1, to: queues };
    await around.browser.send('open', request);
    await settle();
    const { id, pendingUrl } = [...around.browser.openTabs.values()].at(-1);
    assert.equal(pendingUrl, queues);
    return id;
  }

  /** @param {string} name of a message */
  async function say(name) {
    const { id } = around.browser.api.runtime;
    const { stamp } = around.browser.pages.of(tab);
    const { url, ...shown } = around.browser.openTabs.get(tab);
    void around.browser.send(name, { stamp }, { id, url, frameId: 0, tab: { url, ...shown } });
    await settle();
  }

  it('leads to the portal’s sign-in, for which an early renewal waits already', async () => {
    tab = await around.opened(page);
    around.refuse('sign_in_needed');
    await say('chip_renew');
    const data = { request: around.host.asked('sign_in').id, portal: 'acme', url: grantPage };
    around.host.port.say({ event: 'grant_page', data });
    await settle();
    const grant = [...around.browser.openTabs.values()].at(-1);
    assert.equal(grant.pendingUrl, grantPage);
    around.browser.navigate(grant.id, grantPage);
    await around.arrive(await ask(), awsAsks);
    assert.equal(around.browser.openTabs.get(grant.id).active, true);
    const [{ wanted }] = /** @type {any[]} */ (Object.values(around.browser.session.data.signIns));
    assert.equal(wanted.to, queues);
    assert.equal(around.host.count('sign_in'), 1);
  });

  for (const renewal of ['ask', 'automatic'])
    it(`is signed in for, though another page has told of the end: ${renewal}`, async () => {
      around.settings({ renewal });
      tab = await around.opened(page);
      const asked = await ask();
      await say('page_ended');
      await around.arrive(asked, awsAsks);
      assert.equal(around.asked(), 2);
      assert.equal(around.host.asked('open_console').params.to, queues);
      assert.match(around.browser.openTabs.get(asked).pendingUrl, /SigninToken=token-2$/);
    });
});
