import assert from 'node:assert/strict';
import { eventually } from './driver/until.js';
import { chooseTenant, consoleOf, grantPage, openList } from './person.js';
import { story } from './stage.js';

story('an expired token', { signedIn: ['acme'] }, (stage, check) => {
  check(
    'leads back to sign-in and then on, in the same tab, to the tenant that was asked for',
    async () => {
      const { browser, sim } = stage;
      await openList(stage).then((popup) => popup.close());
      sim.portal('acme').revokeTokens();
      const tabsBefore = (await browser.pages()).length;

      const popup = await chooseTenant(stage, 'dev', /dev01/);
      const page = await grantPage(stage, 'acme');
      await popup.waitUntilClosed();
      await page.waitUntilInFront();
      await eventually(async () => assert.equal((await browser.pages()).length, tabsBefore + 1));
      await page.click('#authorize');
      const wanted = await consoleOf(stage, 'duploservices-dev01');
      await wanted.waitUntilInFront();
      await eventually(async () => assert.equal((await browser.pages()).length, tabsBefore + 1));
      await browser.waitForBadge(wanted, ({ text }) => /^(59|60)m$/.test(text));
    },
  );
});
