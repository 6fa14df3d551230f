import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { acme, consolePage, grantPage, invoice, targetOf } from './fakes/fake-platform.js';
import { FakeSessionEnd, label } from './fakes/fake-session-end.js';

const minute = 60_000;
const logout = 'https://us-west-2.console.aws.amazon.com/console/logout!doLogout';
const signInPage = 'https://us-west-2.signin.aws.amazon.com/oauth?redirect_uri=x';

describe('a session that its user has signed out of', () => {
  /** @type {FakeSessionEnd} */
  let around;
  const newest = () => Number([...around.browser.openTabs.keys()].at(-1));
  const sessions = () => /** @type {any[]} */ (Object.values(around.browser.session.data.sessions));
  const because = () => sessions()[0].endedBecause;
  /** @param {number} tab */
  const pressed = (tab) => ({ stamp: around.browser.pages.of(tab).stamp });

  /** By the page's own link. @param {number} tab @param {string} [page] where it leads */
  async function signOutIn(tab, page = logout) {
    await around.browser.send('page_left', pressed(tab), around.browser.senderOf(tab));
    await around.arrive(tab, page);
  }

  beforeEach(async () => {
    around = new FakeSessionEnd();
    await around.ready();
  });

  for (const by of ['its page', 'the chip', 'the popup'])
    it(`by ${by} isn’t brought back by a page of it that was asked for before`, async () => {
      const tab = await around.opened(`https://${label}/console/home`);
      around.host.answers.resolve_page = () => ({
        url: 'https://us-west-2.console.aws.amazon.com/s3/home',
      });
      await around.open(targetOf(invoice), { how: 'background' });
      const other = newest();
      assert.notEqual(other, tab);
      await around.lookAt(tab);
      await around.clock.advance(20_000);
      const keys = Object.keys(around.browser.session.data.sessions);
      const sender = around.browser.senderOf(tab);
      if (by === 'the popup') await around.browser.send('sign_out_of_aws', { sessions: keys });
      else if (by === 'the chip') await around.browser.send('chip_sign_out', {}, sender);
      else await around.browser.send('page_left', pressed(tab), sender);
      await around.arrive(tab, `https://${label}/console/logout!doLogout`);
      await around.arrive(other, signInPage);
      await around.clock.advance(20_000);
      await around.lookAt(other);
      assert.equal(around.asked(), 1);
      assert.equal(because(), 'left');
    });

  it('isn’t brought back by a sign-in to the portal for something else', async () => {
    const tab = await around.opened(consolePage);
    const answerAgain = around.refuse('sign_in_needed');
    await around.end();
    await around.clock.advance(15_000);
    assert.equal(around.phase(), 'sign_in');
    await signOutIn(tab);
    answerAgain();
    const asked = around.asked();
    await around.browser.send('sign_in', { portal: 'acme', tabId: tab });
    await settle();
    const { id: request } = around.host.asked('sign_in');
    around.host.port.say({
      event: 'grant_page',
      data: { request, portal: 'acme', url: grantPage },
    });
    await settle();
    around.host.answer('sign_in', { portal: acme });
    await settle();
    await around.lookAt(tab);
    assert.equal(around.asked(), asked);
    assert.equal(because(), 'left');
  });

  it('wants nothing any more: neither its badge nor a notification asks for a sign-in', async () => {
    const tab = await around.opened(consolePage);
    around.refuse('sign_in_needed');
    await around.end();
    await around.clock.advance(15_000);
    assert.equal(around.browser.shown.get(tab)?.text, '!');
    await signOutIn(tab);
    assert.equal(around.browser.shown.get(tab)?.text, 'end');
    assert.match(around.browser.shown.get(tab)?.title, /signed out/i);
    assert.deepEqual([...around.browser.notes.keys()], []);
  });

  for (const dies of [false, true])
    it(`isn’t brought back by what nobody asked for and was under way${dies ? ', though the worker dies' : ''}`, async () => {
      const tab = await around.opened(consolePage);
      delete around.host.answers.open_console;
      await around.end();
      await around.clock.advance(12_000);
      assert.equal(around.phase(), 'running');
      await signOutIn(tab);
      if (dies) {
        around.die();
        await around.restart();
      }
      around.host.answer('open_console', around.console());
      await settle();
      assert.equal(around.browser.openTabs.get(tab).url, logout);
      assert.equal(because(), 'left');
      assert.deepEqual(around.browser.session.data.intents, {});
      await around.clock.advance(10 * minute);
      assert.equal(because(), 'left');
    });
});

describe('a page that signs out', () => {
  it('is no page to open: the console’s first page is', async () => {
    const around = new FakeSessionEnd();
    const { id: tabId } = await around.ready();
    await around.browser.send('open', { target: targetOf(invoice), how: 'go', tabId, to: logout });
    await settle();
    assert.equal(around.host.asked('open_console').params.to, undefined);
  });
});
