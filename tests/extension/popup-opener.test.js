import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { FakeEntries, labelled, pageOf, portalPage, queue } from './fakes/fake-entries.js';
import { acme, consolePage, grantPage } from './fakes/fake-platform.js';

const unnamed = queue.replace('-invoice', '');

/** How a browser may keep the popup closed. @type {Record<string, (around: FakeEntries) => void>} */
const refusals = {
  'refuses the popup': ({ browser }) =>
    browser.gate.refuseOnce('action.openPopup', 'Could not find an active browser window.'),
  'has no such call': ({ browser }) => {
    delete browser.api.action.openPopup;
  },
};

/** @param {string} kind of a menu's item */
function clickedOn(kind) {
  if (kind === 'selection') return { selectionText: unnamed };
  if (kind === 'link') return { linkUrl: labelled };
  return {};
}

for (const flavour of /** @type {const} */ (['chromium', 'firefox']))
  for (const [how, refuse] of Object.entries(refusals))
    describe(`a private window of ${flavour}, where it ${how}`, () => {
      /** @type {FakeEntries} */
      let around;
      const shown = () =>
        [...around.browser.openTabs.values()].filter(({ url }) => /popup\.html/.test(url));
      const wanted = () => around.browser.session.data.wantedSearch?.text;

      beforeEach(async () => {
        around = new FakeEntries(flavour);
        await around.ready();
        around.host.answers.resolve_page = ({ to }) =>
          pageOf('sqs_queue', { account: to.split(':')[4] ?? null });
        const windowId = around.browser.tabs.addWindow({ incognito: true });
        around.tab = around.browser.addTab({ windowId, url: 'https://example.org/' });
        around.browser.lookAt(around.tab.id);
        around.browser.addTab({ windowId, url: 'https://example.org/' });
        refuse(around);
      });

      /** The list is in front, belongs to the tab it was asked from, and nothing failed. */
      function isThere() {
        assert.deepEqual(around.notes(), []);
        const [page, ...others] = shown();
        assert.deepEqual(others, []);
        assert.equal(new URL(page.url).searchParams.get('from'), String(around.tab.id));
        assert.equal(page.active, true);
        assert.equal(page.windowId, around.browser.tabs.front);
        assert.equal(page.incognito, flavour === 'firefox');
      }

      for (const [id, search] of /** @type {const} */ ([
        ['other selection', unnamed],
        ['other link', labelled],
        ['other console', consolePage],
        ['other page', queue],
        ['likely selection', unnamed],
      ]))
        it(`«${id}» of the menu shows the list with what was clicked on`, async () => {
          const kind = id.split(' ')[1] ?? '';
          if (kind === 'page') around.show(portalPage, queue);
          if (kind === 'console') around.show(consolePage, '');
          await around.click(id, clickedOn(kind));
          isThere();
          assert.equal(wanted(), search);
        });

      it('a notification shows the list', async () => {
        around.browser.events.onClicked.fire('failure');
        await settle();
        isThere();
      });

      it('a sign-in for nothing in particular ends in the list', async () => {
        await around.browser.send('sign_in', { portal: 'acme', tabId: around.tab.id });
        await settle();
        const { id: request } = around.host.asked('sign_in');
        const data = { request, portal: 'acme', url: grantPage };
        around.host.port.say({ event: 'grant_page', data });
        await settle();
        around.host.answer('sign_in', { portal: acme });
        await settle();
        isThere();
      });

      it('no item of the menu opens a page where the browser shows none', async () => {
        const ids = around.browser.menu.filter(({ parentId, type }) => parentId || !type);
        for (const { id } of ids) {
          const [, kind = ''] = id.split(' ');
          if (kind === 'page') around.show(portalPage, queue);
          if (kind === 'console') around.show(consolePage, '');
          if (how !== 'has no such call') refuse(around);
          around.browser.lookAt(around.tab.id);
          const menu = { menuItemId: id, ...clickedOn(kind) };
          around.browser.events.onMenuClicked.fire(menu, { ...around.tab });
          await settle();
        }
        assert.ok(ids.length > 10);
        assert.ok(around.notes().every((note) => !/unexpected internal error/.test(note)));
        assert.ok(shown().every(({ incognito }) => incognito === (flavour === 'firefox')));
      });

      it('the list of a tab that is closed meanwhile stays the private window’s', async () => {
        around.browser.closeTab(around.tab.id);
        const tab = { ...around.tab };
        const selectionText = unnamed;
        around.browser.events.onMenuClicked.fire(
          { menuItemId: 'other selection', selectionText },
          tab,
        );
        await settle();
        assert.deepEqual(around.notes(), []);
        const [page, ...others] = shown();
        assert.deepEqual(others, []);
        const store = flavour === 'firefox' ? 'firefox-private' : 'private';
        assert.equal(new URL(page.url).searchParams.get('store'), store);
        assert.equal(wanted(), unnamed);
      });
    });
