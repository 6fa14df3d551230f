import assert from 'node:assert/strict';
import { authorizeForList, chooseTenant, consoleOf, grantPage } from './person.js';
import { BROWSER, story } from './stage.js';

if (BROWSER === 'firefox') {
  story('a browser without Local Network Access', { portals: ['globex'] }, (stage, check) => {
    check('hands over by POST with no word about permissions', async () => {
      const popup = await stage.browser.openPopup();
      await popup.click('#sign-in');
      await popup.waitUntilClosed();
      const page = await grantPage(stage, 'globex');
      const reopened = await stage.browser.openPopup();
      const status = await reopened.waitForText(
        '#status',
        /Waiting for your approval on globex.s page/,
      );
      assert.doesNotMatch(status, /allow/i);
      await reopened.close();
      await authorizeForList(stage, page);
    });
  });
} else {
  story('Local Network Access', { portals: ['globex'] }, (stage, check) => {
    check(
      'denied: the popup says at once what to allow; granted: the same page then signs in',
      async () => {
        const { browser, sim } = stage;
        const { url } = sim.portal('globex');
        await browser.setLocalNetworkAccess(url, 'denied');
        const popup = await browser.openPopup();
        await popup.click('#sign-in');
        await popup.waitUntilClosed();
        const page = await grantPage(stage, 'globex');
        await page.click('#authorize');
        await page.waitForText('#handover-error', /was not reached/);
        const reopened = await browser.openPopup();
        await reopened.waitForText(
          '#status',
          /The browser blocks this page from reaching jit-console .* then reload the page/,
        );

        await browser.setLocalNetworkAccess(url, 'granted');
        await reopened.click('.card-failed .buttons button:first-child');
        await reopened.close();
        await page.waitForText('#handover-error', /^$/);
        const list = await authorizeForList(stage, page);
        await list.close();
        await chooseTenant(stage, 'fac', /factory/);
        await consoleOf(stage, 'duploservices-factory');
      },
    );
  });
}
