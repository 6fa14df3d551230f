import { enterInAddressBar, pressShortcut, shortcutPage } from './driver/browser-keys.js';
import { consoleAt, ordinaryPage, portalPage } from './pages-of-aws.js';
import { openedPopup, openList } from './person.js';
import { story } from './stage.js';

const HOME = 'https://us-west-2.console.aws.amazon.com';

story('the address bar and the keyboard', { signedIn: ['acme'], desktop: true }, (stage, check) => {
  check('the address bar leads from a tenant’s and a service’s name to that page', async () => {
    await openList(stage).then((popup) => popup.close());
    await ordinaryPage(stage, '<p>anything</p>');
    await enterInAddressBar(stage, 'aws', 'dev01 param store');
    const page = `${HOME}/systems-manager/parameters?region=us-west-2`;
    await consoleAt(stage, 'duploservices-dev01', page);
  });

  check('a key opens the popup in a profile that nobody has changed', async () => {
    await ordinaryPage(stage, '<p>anything</p>');
    await pressShortcut(stage, 'alt+shift+j');
    const popup = await openedPopup(stage);
    await popup.waitFor('#list [role=option]');
  });

  check('the settings say which key does what, and lead to where keys are changed', async () => {
    const { browser } = stage;
    const page = await browser.openTab(browser.extensionUrl('src/pages/options/options.html'));
    const keys =
      /Open the popup\s*Alt\+Shift\+J\s*Open the tenant you used last\s*Alt\+Shift\+L\s*Open this/;
    await page.waitForText('.keys', keys);
    await page.click('#change-keys');
    await shortcutPage(stage);
  });

  check('a key leads back to the tenant used last', async () => {
    await ordinaryPage(stage, '<p>anything</p>');
    await pressShortcut(stage, 'alt+shift+l');
    await consoleAt(
      stage,
      'duploservices-dev01',
      `${HOME}/systems-manager/parameters?region=us-west-2`,
    );
  });

  check('a key leads from a portal’s page to its resource', async () => {
    await portalPage(stage, 'invoice', 'lambda');
    await pressShortcut(stage, 'alt+shift+o');
    const name = 'duploservices-invoice-resize-123456789012';
    await consoleAt(
      stage,
      'duploservices-invoice',
      `${HOME}/lambda/home?region=us-west-2#/functions/${name}`,
    );
  });

  check('the address bar leads from a tenant’s name and a folder to its bucket', async () => {
    const acme = stage.sim.portal('acme');
    const bucket = acme.resources(acme.tenant('staging')).find(({ kind }) => kind === 's3');
    await ordinaryPage(stage, '<p>anything</p>');
    await enterInAddressBar(stage, 'aws', 'staging s3 orders/');
    const page = `${HOME}/s3/buckets/${bucket.name}?region=us-west-2&prefix=orders%2F`;
    await consoleAt(stage, 'duploservices-staging', page);
  });

  check(
    'the address bar leads from a tenant’s name and words to a page of its Lambda',
    async () => {
      const acme = stage.sim.portal('acme');
      const lambda = acme.resources(acme.tenant('qa')).find(({ kind }) => kind === 'lambda');
      await ordinaryPage(stage, '<p>anything</p>');
      await enterInAddressBar(stage, 'aws', 'qa lambda resize monitoring');
      const page = `${HOME}/lambda/home?region=us-west-2#/functions/${lambda.name}?tab=monitoring`;
      await consoleAt(stage, 'duploservices-qa', page);
    },
  );
});
