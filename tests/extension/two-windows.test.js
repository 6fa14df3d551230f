import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { acme, consolePage, grantPage, invoice, targetOf } from './fakes/fake-platform.js';
import { FakeSessionEnd } from './fakes/fake-session-end.js';

for (const flavour of /** @type {const} */ (['chromium', 'firefox']))
  describe(`a tab that keeps a form in another window than the user’s, in ${flavour}`, () => {
    /** @type {FakeSessionEnd} */
    let around;
    /** @type {number} in the user's window */
    let own;
    /** @type {number} the user's */
    let windowId;

    /** @param {boolean} isOver */
    async function begin(isOver) {
      around = new FakeSessionEnd(flavour);
      await around.ready();
      const tab = await around.opened(consolePage);
      around.browser.pages.typeInto(tab);
      windowId = around.browser.tabs.addWindow({ focused: true });
      own = around.browser.addTab({ windowId, url: 'https://example.org/' }).id;
      await settle();
      if (!isOver) return;
      await around.end();
      around.browser.tabs.focus(windowId);
      await settle();
    }

    async function clickNotification() {
      const [key] = Object.keys(around.browser.session.data.sessions);
      around.browser.events.onClicked.fire(`renew ${key}`);
      await settle();
    }

    function assertInFront() {
      const newest = [...around.browser.openTabs.values()].at(-1);
      assert.notEqual(newest.id, own);
      assert.deepEqual([newest.windowId, newest.active], [around.browser.tabs.front, true]);
    }

    it('shows the console beside it in front, at Enter', async () => {
      await begin(true);
      await around.open(targetOf(invoice), { tabId: own });
      assertInFront();
    });

    it('does so though the browser refuses once to say or to change which window is in front', async () => {
      for (const call of ['tabs.query', 'windows.update']) {
        await begin(true);
        const { gate } = around.browser;
        let isThere = false;
        gate.watch = (name, _, done) => {
          if (name === 'tabs.create' && done) isThere = true;
          if (!isThere || name !== call || done) return;
          gate.watch = null;
          gate.refuseOnce(call, 'The browser is busy.');
        };
        await around.open(targetOf(invoice), { tabId: own });
        assert.equal(gate.watch, null);
        assertInFront();
        assert.deepEqual(around.browser.session.data.intents, {});
        assert.equal(around.browser.session.data.failure ?? null, null);
      }
    });

    for (const isOver of [true, false])
      it(`does so at a click on the notification ${isOver ? 'after' : 'before'} the end`, async () => {
        await begin(isOver);
        await clickNotification();
        assertInFront();
      });

    it('shows the portal’s page in front where that has to be signed in to', async () => {
      await begin(true);
      around.refuse('sign_in_needed');
      await around.open(targetOf(invoice), { tabId: own });
      const { id: request } = around.host.asked('sign_in');
      const data = { request, portal: acme.name, url: grantPage };
      around.host.port.say({ event: 'grant_page', data });
      await settle();
      assertInFront();
    });
  });
