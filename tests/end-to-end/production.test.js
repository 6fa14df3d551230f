import assert from 'node:assert/strict';
import { Chip } from './driver/chip.js';
import { eventually, until } from './driver/until.js';
import { chooseTenant, consoleOf, openConsoles, openList } from './person.js';
import { Sessions } from './sessions.js';
import { BROWSER, story } from './stage.js';
import { TELLS } from './switches.js';

/** @returns {Promise<import('./driver/surface.js').Surface>} the settings, once they show what is set */
async function openSettings({ browser }) {
  const options = await browser.openTab(browser.extensionUrl('src/pages/options/options.html'));
  await options.waitFor('#portals [data-portal]');
  return options;
}

/** The names of the rows that are marked. @param {import('./driver/surface.js').Surface} popup */
const marked = (popup) =>
  popup.evaluate(() =>
    [...document.querySelectorAll('[role=option]')]
      .filter((row) => row.querySelector('.production')?.textContent === 'PROD')
      .map((row) => row.querySelector('.name').textContent)
      .sort(),
  );

/** By their plan, and the last but one by its name. */
const ALL = ['billing', 'checkout', 'invoice-prod', 'search'];
const PRODUCTION = TELLS.details ? ALL : ['invoice-prod'];

story('production', { signedIn: ['acme'], allowed: ['tabGroups'] }, (stage, check) => {
  check('is marked in the list and in the menu, by plan and name', async () => {
    const popup = await openList(stage);
    await eventually(async () => assert.deepEqual(await marked(popup), PRODUCTION));
    await popup.type('invoice-p');
    await popup.press('ArrowRight');
    await popup.waitForText('.menu-head .production', /^PROD$/);
  });

  check(
    'is marked on the button, on the console’s page and in the tab’s group or container',
    async () => {
      const sessions = await Sessions.begin(stage, { settings: { tabGroups: true } });
      const page = await sessions.opened('invoice-prod');
      const { title } = await stage.browser.waitForBadge(page, ({ text }) => /m$/.test(text));
      assert.match(title, /^PRODUCTION: invoice-prod on acme, AWS session until /);
      const chip = new Chip(page);
      await chip.waitForText('.pill', /^I invoice-prod PROD acme (59|60) min$/);
      const shown = () =>
        sessions.page.evaluate(async (isFirefox) => {
          const names = isFirefox
            ? await browser.contextualIdentities.query({})
            : await chrome.tabGroups.query({});
          return names.map(({ color, name, title: said }) => `${name ?? said}: ${color}`);
        }, BROWSER === 'firefox');
      await eventually(async () =>
        assert.ok(
          (await shown()).includes('PROD invoice-prod · acme: red'),
          (await shown()).join(),
        ),
      );
      const other = await sessions.opened('dev01');
      await new Chip(other).waitForText('.pill', /^D dev01 acme (59|60) min$/);
    },
  );

  check('is marked in the history, and found there by the mark', async () => {
    const sessions = await Sessions.begin(stage);
    await sessions.opened('invoice-prod');
    await sessions.opened('dev01');
    const { browser } = stage;
    const page = await browser.openTab(browser.extensionUrl('src/pages/history/history.html'));
    await page.waitForText('#history table', /invoice-prod\sPROD · acme/);
    await page.waitForText('#history table', /dev01 · acme/);
    await page.waitForText('#history .production', /^PROD$/);
    await page.click('#history-filter');
    await page.type('prod acme');
    const names = () =>
      page.evaluate(() => [
        ...new Set(
          [...document.querySelectorAll('.history td:nth-child(2)')].map(
            (cell) => cell.textContent,
          ),
        ),
      ]);
    await eventually(async () =>
      assert.deepEqual(await names(), ['invoice-prod\u00a0PROD · acme']),
    );
  });

  check('is what the settings say, at once', async () => {
    const sessions = await Sessions.begin(stage);
    const page = await sessions.opened('dev01');
    const options = await openSettings(stage);
    await options.fill('#setting-production', 'dev, 123456789012');
    await options.press('Tab');
    await stage.browser.waitForBadge(page, ({ title }) => /^PRODUCTION: dev01 on/.test(title));
    await new Chip(page).waitForText('.pill', /^D dev01 PROD acme /);
    await options.fill('#setting-production', 'live');
    await options.press('Tab');
    await stage.browser.waitForBadge(page, ({ title }) => /^dev01 on/.test(title));
    const popup = await openList(stage);
    await eventually(async () => assert.deepEqual(await marked(popup), []));
  });

  check(
    'is asked about before it opens, where that is set, with the safe choice first',
    async () => {
      const { browser } = stage;
      await Sessions.begin(stage);
      const options = await openSettings(stage);
      await options.click('#setting-confirmProduction');
      await until('the setting to be kept', () =>
        options.evaluate(async () => {
          const { storage } = globalThis.browser ?? globalThis.chrome;
          return (await storage.local.get('settings')).settings.confirmProduction === true;
        }),
      );
      await chooseTenant(stage, 'invoice-p', /invoice-prod/);
      const asked = (url) =>
        url.startsWith(browser.extensionUrl('src/pages/question/question.html'));
      const question = await browser.waitForPage('the question', asked);
      await question.waitForText('#heading', /^Open the production tenant invoice-prod PROD\?$/);
      await question.waitFor('#cancel:focus');
      assert.deepEqual(await openConsoles(stage), []);
      await question.click('#continue');
      await consoleOf(stage, 'duploservices-invoice-prod');
      await chooseTenant(stage, 'dev', /dev01/);
      await consoleOf(stage, 'duploservices-dev01');
    },
  );
});
