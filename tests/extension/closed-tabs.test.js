import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { consolePage, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

describe('a tab that is closed', () => {
  /** @param {FakePlatform} around */
  const held = ({ browser }) =>
    Object.values(browser.session.data.sessions).flatMap((/** @type {any} */ { tabIds }) => tabIds);

  it('is no session’s, though what it showed is heard of late', async () => {
    const around = new FakePlatform();
    await around.ready();
    await around.open(targetOf(invoice));
    const first = Number([...around.browser.openTabs.keys()].at(-1));
    around.browser.navigate(first, consolePage);
    await settle();
    const second = around.browser.addTab({ url: consolePage, openerTabId: first });
    await settle();
    around.browser.closeTab(second.id);
    await settle();
    assert.deepEqual(held(around), [first]);
    // On a busy machine a page is told of after its tab was closed.
    const { onCreated, onUpdated } = around.browser.events;
    const late = { ...second, url: consolePage, status: 'complete', openerTabId: first };
    onCreated.fire(late);
    onUpdated.fire(second.id, { status: 'complete' }, late);
    await settle();
    assert.deepEqual(held(around), [first]);
  });

  it('on its way to sign in takes the time from the session’s other tabs', async () => {
    const around = new FakePlatform();
    await around.ready();
    await around.open(targetOf(invoice));
    const first = Number([...around.browser.openTabs.keys()].at(-1));
    around.browser.navigate(first, consolePage);
    await settle();
    await around.clock.advance(3_600_000);
    await around.open(targetOf(invoice), { how: 'new_page' });
    const signingIn = Number([...around.browser.openTabs.keys()].at(-1));
    assert.notEqual(signingIn, first);
    assert.deepEqual(held(around), [first, signingIn]);
    around.browser.closeTab(signingIn);
    await settle();
    assert.equal(around.browser.shown.get(first)?.text, 'end');
  });
});
