import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { consolePage, FakePlatform, invoice, targetOf } from './fakes/fake-platform.js';

const hour = 60 * 60_000;

describe('an update of the extension', () => {
  /** @type {FakePlatform} */
  let around;
  /** @type {number} */
  let tab;
  const phase = () =>
    /** @type {any} */ (Object.values(around.browser.session.data.renewals ?? {}))[0]?.phase;

  async function update() {
    around.die();
    around.browser.updateExtension();
    await settle();
  }

  async function end() {
    await around.clock.advance(hour + 1);
    around.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
    await around.clock.advance(20_000);
  }

  beforeEach(async () => {
    around = new FakePlatform();
    await around.ready();
    around.wakesOnEvents();
    await around.open(targetOf(invoice));
    tab = [...around.browser.openTabs.keys()].at(-1) ?? 0;
    around.browser.navigate(tab, consolePage);
    await settle();
  });

  it('looks after the pages again that were there before', async () => {
    await update();
    assert.ok(around.browser.pages.isWatched(tab));
  });

  it('looks after them though the first worker dies before it has', async () => {
    const { gate, pages } = around.browser;
    around.die();
    gate.watch = (name, _, __, [script]) => {
      if (name !== 'scripting.executeScript' || script.func?.name !== 'watchPage') return;
      gate.watch = null;
      around.die();
    };
    around.browser.updateExtension();
    await settle();
    assert.ok(!pages.isWatched(tab));
    around.browser.events.onFocusChanged.fire(around.browser.tabs.front);
    await settle();
    assert.ok(pages.isWatched(tab));
  });

  it('looks after each, whichever of them answers no script', async () => {
    const { browser } = around;
    const other = browser.openLink(tab, consolePage).id;
    browser.navigate(other, consolePage);
    await settle();
    for (const silent of [tab, other]) {
      const answers = silent === tab ? other : tab;
      browser.inPages.clear();
      browser.inPages.set(silent, { silent: true });
      await update();
      assert.ok(browser.pages.isWatched(answers), `${silent} is silent`);
    }
  });

  it('brings the chip back to each, wherever the first worker dies', async () => {
    const { gate, pages } = around.browser;
    for (let calls = 0, isDead = true; isDead; calls += 1) {
      around.die();
      const hasDied = gate.at(calls, () => queueMicrotask(() => around.die()));
      around.browser.updateExtension();
      await settle();
      isDead = hasDied();
      around.browser.events.onFocusChanged.fire(around.browser.tabs.front);
      await settle();
      assert.ok(pages.hears(tab), `after ${calls} calls`);
    }
  });

  it('brings it back whichever call the browser refuses once', async () => {
    const { gate, pages } = around.browser;
    for (let calls = 0, refused = true; refused; calls += 1) {
      around.die();
      const isRefused = gate.at(calls, (name) => gate.refuseOnce(name, 'The browser is busy.'));
      around.browser.updateExtension();
      await settle();
      refused = isRefused();
      assert.ok(pages.hears(tab), `after ${calls} calls`);
    }
  });

  it('brings it back to each, whichever of them answers no script, and lets it be switched off', async () => {
    const { browser } = around;
    const other = browser.openLink(tab, consolePage).id;
    browser.navigate(other, consolePage);
    await settle();
    browser.inPages.set(tab, { silent: true });
    await update();
    assert.ok(browser.pages.hears(other));
    await browser.api.storage.local.set({ settings: { chip: false } });
    await around.clock.advance(20_000);
    assert.deepEqual(
      await browser.api.scripting.getRegisteredContentScripts({ ids: ['chip'] }),
      [],
    );
  });

  it('knows each tab’s page still, with its fragment', async () => {
    const page = 'https://us-west-2.console.aws.amazon.com/s3/buckets/x?region=us-west-2#a=b';
    around.browser.navigate(tab, page);
    await settle();
    await update();
    assert.equal(around.browser.session.data.pages?.[tab], page);
  });

  it('learns nothing about AWS from a page that is still on its way', async () => {
    around.browser.session.data.modes = {};
    around.browser.tabs.commit(tab, consolePage);
    await settle();
    await update();
    assert.deepEqual(around.browser.session.data.modes ?? {}, {});
    around.browser.pages.loaded(tab);
    around.browser.tabs.complete(tab);
    await settle();
    assert.ok(around.browser.pages.isWatched(tab));
  });

  it('leaves a form alone that was typed into before', async () => {
    around.browser.pages.typeInto(tab);
    await update();
    around.browser.lookAt(tab);
    await end();
    assert.equal(phase(), 'held');
    assert.equal(around.host.count('open_console'), 1);
  });

  it('leaves a form alone that is typed into afterwards', async () => {
    await update();
    around.browser.pages.typeInto(tab);
    around.browser.lookAt(tab);
    await end();
    assert.equal(phase(), 'held');
    assert.equal(around.host.count('open_console'), 1);
  });
});
