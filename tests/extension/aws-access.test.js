import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { awsPatterns } from '../../extension/src/domain/aws-hosts.js';
import { targetKey } from '../../extension/src/domain/target-key.js';
import { settle } from './fakes/fake-clock.js';
import { consolePage, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

const hour = 60 * 60_000;
const label = '123456789012-ab12cd34.us-west-2.console.aws.amazon.com';
const labelled = `https://${label}/s3/buckets/x?region=us-west-2#a=b`;

for (const flavour of /** @type {const} */ (['chromium', 'firefox']))
  describe(`the permission for AWS’s hosts in ${flavour}`, () => {
    /** @type {FakePlatform} */
    let around;
    /** @type {number} */
    let tab;
    const phases = () =>
      Object.values(around.browser.session.data.renewals ?? {}).map(({ phase }) => phase);
    const session = () =>
      /** @type {any} */ (Object.values(around.browser.session.data.sessions))[0];
    const scripts = () => around.browser.calls('scripting.executeScript');
    const last = () => Number([...around.browser.openTabs.keys()].at(-1));

    /** @param {boolean} allowed */
    async function decide(allowed, origins = awsPatterns) {
      const { events } = around.browser;
      around.browser.hostPermission = allowed;
      const event = allowed ? events.onPermissionsAdded : events.onPermissionsRemoved;
      event.fire({ permissions: [], origins });
      await settle();
    }

    /** Moves on past the end of the session, and of a countdown. */
    async function end() {
      await around.clock.advance(hour + 1);
      around.browser.events.onAlarm.fire({ name: 'badge' });
      await settle();
      await around.clock.advance(20_000);
    }

    /** @param {string} [page] that the tab of a tenant has come to, unseen */
    async function openUnseen(page = consolePage) {
      around.browser.hostPermission = false;
      await around.open(targetOf(invoice));
      tab = last();
      await around.arrive(tab, page);
    }

    beforeEach(async () => {
      around = new FakePlatform(flavour);
      await around.ready();
      around.wakesOnEvents();
    });

    describe('given while a tenant’s page is open', () => {
      it('has the page watched, remembered and shown its chip', async () => {
        await openUnseen();
        assert.ok(!around.browser.pages.isWatched(tab));
        await decide(true);
        assert.ok(around.browser.pages.isWatched(tab));
        assert.ok(around.browser.pages.hears(tab));
        assert.equal(around.browser.session.data.pages?.[tab], consolePage);
        assert.equal(around.browser.shown.get(tab)?.text, '60m');
      });

      it('keeps a form that was typed into before', async () => {
        await openUnseen();
        around.browser.pages.typeInto(tab);
        await decide(true);
        around.browser.lookAt(tab);
        await end();
        assert.deepEqual(phases(), ['held']);
        assert.equal(around.host.count('open_console'), 1);
      });

      it('keeps a form that is typed into afterwards', async () => {
        await openUnseen();
        await decide(true);
        around.browser.pages.typeInto(tab);
        around.browser.lookAt(tab);
        await end();
        assert.deepEqual(phases(), ['held']);
        assert.equal(around.host.count('open_console'), 1);
      });

      it('tells which host AWS gave the session, and has its other pages join it', async () => {
        await openUnseen(labelled);
        const { cookieStoreId } = around.browser.openTabs.get(tab);
        const store = cookieStoreId ? { cookieStoreId } : {};
        const other = around.browser.addTab({ url: labelled, status: 'complete', ...store }).id;
        await settle();
        assert.equal(session().labelHost, null);
        await decide(true);
        assert.equal(session().labelHost, label);
        assert.deepEqual(session().tabIds, [tab, other]);
        assert.ok(around.browser.pages.isWatched(other));
      });

      it('waits for no page that answers no script', async () => {
        await openUnseen();
        const silent = around.browser.addTab({ url: consolePage, openerTabId: tab }).id;
        await around.arrive(silent, consolePage);
        around.browser.session.data.sessions = Object.fromEntries(
          Object.entries(around.browser.session.data.sessions).map(([key, one]) => [
            key,
            { .../** @type {any} */ (one), tabIds: [silent, tab] },
          ]),
        );
        around.browser.inPages.set(silent, { silent: true });
        await around.restart();
        await decide(true);
        assert.ok(around.browser.pages.isWatched(tab));
        assert.ok(around.browser.pages.hears(tab));
      });

      it('is taken up by the next worker where the first dies at once', async () => {
        await openUnseen();
        const { gate, pages } = around.browser;
        gate.watch = (name, _, __, [script]) => {
          if (name !== 'scripting.executeScript' || script.func?.name !== 'watchPage') return;
          gate.watch = null;
          around.die();
        };
        await decide(true);
        assert.ok(!pages.isWatched(tab));
        around.browser.events.onFocusChanged.fire(around.browser.tabs.front);
        await settle();
        assert.ok(pages.isWatched(tab));
      });

      it('shows no chip where none is wanted', async () => {
        around.browser.local.data.settings = { chip: false };
        await openUnseen();
        await decide(true);
        assert.ok(around.browser.pages.isWatched(tab));
        assert.ok(!around.browser.pages.hears(tab));
      });

      it('leaves other people’s consoles and other sites unwatched', async () => {
        await openUnseen();
        const [foreign, other] = [consolePage, 'https://example.org/'].map(
          (url) => around.browser.addTab({ url, status: 'complete' }).id,
        );
        await settle();
        await decide(true);
        assert.ok(!around.browser.pages.isWatched(foreign));
        assert.ok(!around.browser.pages.isWatched(other));
        assert.ok(!around.browser.pages.hears(other));
      });

      it('is told from other permissions', async () => {
        await openUnseen();
        around.browser.journal = [];
        around.browser.events.onPermissionsAdded.fire({ permissions: ['tabs'], origins: [] });
        await settle();
        assert.deepEqual(scripts(), []);
      });
    });

    it('taken back hides the chip, which could do nothing, and leaves the badge', async () => {
      await around.open(targetOf(invoice));
      tab = last();
      await around.arrive(tab, consolePage);
      around.browser.journal = [];
      await decide(false);
      const told = around.browser.calls('tabs.sendMessage').at(-1);
      assert.deepEqual([told?.id, told?.params.hidden], [tab, true]);
      assert.equal(around.browser.shown.get(tab)?.text, '60m');
      await decide(true);
      assert.equal(around.browser.calls('tabs.sendMessage').at(-1)?.params.hidden, false);
    });

    it('refused, a form that a click lets the extension into is kept', async () => {
      await openUnseen();
      around.browser.pages.typeInto(tab);
      await end();
      around.browser.lookAt(tab);
      around.browser.openPopup();
      around.browser.journal = [];
      await around.open(targetOf(invoice), { tabId: tab });
      assert.equal(around.browser.calls('tabs.create').length, 1);
      assert.deepEqual(
        around.browser.calls('tabs.update').filter(({ id, url }) => id === tab && url),
        [],
      );
    });

    describe('refused', () => {
      const notes = () => [...around.browser.notes.values()].map(({ title }) => title);
      const title = 'jit-console has no access to AWS pages';

      /** As the key for the last tenant does. */
      async function press() {
        around.browser.local.data.recents = [targetKey(targetOf(invoice))];
        around.browser.events.onCommand.fire('open-last-tenant', around.browser.openTabs.get(1));
        await settle();
        await around.arrive(last(), consolePage);
      }

      it('is said to who doesn’t open by the popup, once', async () => {
        around.browser.hostPermission = false;
        await press();
        assert.deepEqual(notes(), [title]);
        around.browser.notes.clear();
        await press();
        assert.deepEqual(notes(), []);
      });

      it('is said by the popup itself', async () => {
        await openUnseen();
        assert.deepEqual(notes(), []);
      });

      it('is said no longer once it is given', async () => {
        around.browser.hostPermission = false;
        await press();
        await decide(true);
        assert.deepEqual(notes(), []);
        await press();
        assert.deepEqual(notes(), []);
      });

      it('is asked for where the notification is clicked', async () => {
        around.browser.hostPermission = false;
        await press();
        around.browser.events.onClicked.fire([...around.browser.notes.keys()][0]);
        await settle();
        const page = around.browser.openTabs.get(last()).url;
        if (flavour === 'firefox') assert.match(page, /popup\.html\?from=/);
        else assert.equal(around.browser.calls('action.openPopup').length, 1);
      });
    });
  });
