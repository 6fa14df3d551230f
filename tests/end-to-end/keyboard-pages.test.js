import assert from 'node:assert/strict';
import { eventually, until } from './driver/until.js';
import {
  authorizeAndConfirm,
  chooseTenant,
  consoleOf,
  grantPage,
  openedPopup,
  tabTo,
} from './person.js';
import { story } from './stage.js';

/** @param {import('./stage.js').Stage} stage @param {string} name */
const openPage = ({ browser }, name) =>
  browser.openTab(browser.extensionUrl(`src/pages/${name}/${name}.html`));

story('history and diagnostics by keyboard only', { signedIn: ['acme'] }, (stage, check) => {
  check('the history is filtered, kept after a question, and cleared', async () => {
    await chooseTenant(stage, 'dev', /dev01/);
    await consoleOf(stage, 'duploservices-dev01');
    const page = await openPage(stage, 'history');
    await page.waitForText('#history table', /dev01/);
    await tabTo(page, '#history-filter');
    await page.type('nobody');
    await page.waitForText('#history', /No entry matches .nobody./);
    for (let letter = 0; letter < 'nobody'.length; letter++) await page.press('Backspace');
    await page.waitForText('#history table', /dev01/);
    await tabTo(page, '#history-csv');
    await tabTo(page, '#history-json');
    await tabTo(page, '#history-clear');
    await page.press('Enter');
    await page.waitFor('#history-keep:focus');
    await page.press('Enter');
    await page.waitFor('#history-clear:focus');
    await page.press('Enter');
    await page.waitFor('#history-keep:focus');
    await tabTo(page, '#history-confirm');
    await page.press('Enter');
    await page.waitFor('#history-empty:focus');
  });

  check('the diagnostics run, and the focus stays on their button', async () => {
    const page = await openPage(stage, 'diagnostics');
    await tabTo(page, '#doctor-run');
    await page.press('Enter');
    await page.waitFor('#doctor-result .command');
    await page.waitFor('#doctor-run:focus');
    await tabTo(page, '#doctor-result summary');
    await page.press('Enter');
    await page.waitFor('#doctor-result details[open]');
  });

  check('the list at the side leads from page to page', async () => {
    const page = await openPage(stage, 'diagnostics');
    await tabTo(page, '#side a[href$="history.html"]');
    await page.press('Enter');
    await eventually(async () => assert.match(await page.url(), /history\.html$/));
  });
});

story('the first-run page by keyboard only', { portals: [] }, (stage, check) => {
  check('a portal is added, signed in to, and the popup opened', async () => {
    const page = await openPage(stage, 'welcome');
    await page.waitFor('#portal-url:focus');
    await page.type('acme.duplocloud.net');
    await page.press('Enter');
    await page.waitFor('#sign-in:focus');
    await page.press('Enter');
    const portal = await grantPage(stage, 'acme');
    await authorizeAndConfirm(portal);
    await portal.waitUntilClosed();
    await until('the page in front again', () => page.activate().then(() => page.inFront()));
    await page.waitFor('#step-open[data-state=now] #open-popup');
    await tabTo(page, '#open-popup');
    await page.press('Enter');
    const popup = await openedPopup(stage);
    await popup.waitFor('#list [role=option]');
    await popup.close();
  });
});
