import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { settle } from './fakes/fake-clock.js';
import { FakePlatform } from './fakes/fake-platform.js';

const MINUTE = 60_000;

for (const flavour of /** @type {const} */ (['chromium', 'firefox']))
  describe(`the first-run page in ${flavour}`, () => {
    /** @type {FakePlatform} */
    let around;
    const shown = () => {
      const url = around.browser.api.runtime.getURL('src/pages/welcome/welcome.html');
      return [...around.browser.openTabs.values()].filter((tab) => tab.url === url);
    };
    /** As a browser does that is told to let the extension into private windows. */
    async function startAnew() {
      around.die();
      around.browser.updateExtension();
      await settle();
    }

    beforeEach(async () => {
      around = new FakePlatform(flavour);
      await around.ready();
      around.wakesOnEvents();
      around.browser.events.onInstalled.fire({ reason: 'install' });
      await settle();
    });

    it('is opened by the installation, and by no update', async () => {
      assert.equal(shown().length, 1);
      around.browser.events.onInstalled.fire({ reason: 'update' });
      await settle();
      assert.equal(shown().length, 1);
    });

    it('comes back where the browser took it away', async () => {
      await startAnew();
      assert.equal(shown().length, 1);
      await startAnew();
      assert.equal(shown().length, 1);
    });

    it('comes back where it was taken away before anybody had noted it', async () => {
      around = new FakePlatform(flavour);
      await around.ready();
      around.wakesOnEvents();
      const { gate } = around.browser;
      gate.watch = (name, _, done) => {
        if (name !== 'tabs.create' || !done) return;
        gate.watch = null;
        around.die();
      };
      around.browser.events.onInstalled.fire({ reason: 'install' });
      await settle();
      await startAnew();
      assert.equal(shown().length, 1);
    });

    it('is opened once, whenever during the first start the browser tells of the installation', async () => {
      for (let turns = 0; turns < 60; turns++) {
        around = new FakePlatform(flavour);
        const started = around.start();
        for (let turn = 0; turn < turns; turn++) await null;
        around.browser.events.onInstalled.fire({ reason: 'install' });
        await started;
        await settle();
        assert.equal(shown().length, 1, `after ${turns} turns`);
      }
    });

    it('stays closed once a person closed it', async () => {
      around.browser.closeTab(shown()[0].id);
      await settle();
      await startAnew();
      assert.equal(shown().length, 0);
    });

    it('doesn’t come back long after', async () => {
      await around.clock.advance(11 * MINUTE);
      await startAnew();
      assert.equal(shown().length, 0);
    });

    it('isn’t opened beside the one that is there', async () => {
      around.die();
      around.browser.session.data = {};
      around.browser.events.onInstalled.fire({ reason: 'update' });
      await settle();
      assert.equal(shown().length, 1);
    });
  });
