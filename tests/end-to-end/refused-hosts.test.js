import assert from 'node:assert/strict';
import { Chip } from './driver/chip.js';
import { openList } from './person.js';
import { Sessions } from './sessions.js';
import { BROWSER, story } from './stage.js';

/** Firefox lets people refuse AWS's hosts; Chromium takes them with the installation. */
if (BROWSER === 'firefox')
  story('AWS’s hosts refused', { signedIn: ['acme'] }, (stage, check) => {
    check('are asked for where it is noticed, and it is noticed when they are given', async () => {
      const sessions = await Sessions.begin(stage);
      await sessions.page.evaluate(refuseHosts);
      await sessions.open('dev01');
      const tab = await stage.browser.waitForPage('the console', (url) =>
        /console\.aws\.amazon\.com\/console\/home/.test(url),
      );
      const chip = new Chip(tab);
      assert.equal(await chip.isThere(), false);
      await stage.browser.grantWhatIsAsked();
      const popup = await openList(stage);
      await popup.waitForText('#status', /AWS/);
      await popup.click('#allow-aws');
      await popup.waitUntilHidden('#allow-aws');
      await popup.close();
      await tab.reload();
      await chip.waitForText('.pill', /dev01 acme .*min/);
      await stage.browser.waitForBadge(tab, ({ text }) => /m$/.test(text));
    });
  });

/** Runs in a page of the extension. */
async function refuseHosts() {
  const { permissions, runtime } = browser;
  await permissions.remove({ origins: runtime.getManifest().host_permissions });
}
