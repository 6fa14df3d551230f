import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { Chip } from './driver/chip.js';
import { until } from './driver/until.js';
import { consoleOf } from './person.js';
import { BROWSER, story } from './stage.js';

/*
 * A process of Chromium's asks for an extension's messages once, and keeps an empty answer. Here that comes about by
 * hiding them while a new process asks; Firefox reads them with the extension.
 */
if (BROWSER === 'chromium')
  story('a process that Chromium left without words', { signedIn: ['acme'] }, (stage, check) => {
    check('has them all the same, with what goes into their places', async () => {
      const { browser } = stage;
      const messages = join(stage.started.extensionDir, '_locales');
      const given = (/** @type {import('./driver/surface.js').Surface} */ page) =>
        page.evaluate(() => chrome.i18n.getMessage('settings'));
      renameSync(messages, `${messages}-hidden`);
      const wordless = await until('a process without words', async () => {
        await browser.killWorker();
        const opened = await browser.openPopup();
        await opened.waitForText('#list', /invoice/);
        if ((await given(opened)) === '') return opened;
        // The process of before lives on for a while.
        await opened.close();
        await browser.popupGone();
        return null;
      });
      renameSync(`${messages}-hidden`, messages);
      await wordless.close();
      await browser.popupGone();
      const popup = await browser.openPopup();
      assert.equal(await given(popup), '');
      const all = stage.sim.portal('acme').tenants.length.toLocaleString('en');
      await popup.waitForText('#list', new RegExp(`All tenants \\(${all}\\)`, 'i'));
      await popup.close();
    });

    check('neither is a console page’s chip without them', async () => {
      const { browser } = stage;
      const messages = join(stage.started.extensionDir, '_locales');
      const popup = await browser.openPopup();
      await popup.waitForText('#list', /dev01/);
      renameSync(messages, `${messages}-hidden`);
      await popup.type('dev01');
      await popup.waitForText('[role=option][aria-selected=true]', /dev01/);
      await popup.press('Enter');
      const page = await consoleOf(stage, 'duploservices-dev01');
      const chip = new Chip(page);
      await chip.waitForText('.pill', /dev01/);
      renameSync(`${messages}-hidden`, messages);
      await page.reload();
      await chip.waitForText('.pill', /dev01/);
      await chip.click('.pill');
      await chip.waitForText('[aria-checked="true"]', /^Bottom left$/);
    });
  });
