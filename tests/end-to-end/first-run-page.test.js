import assert from 'node:assert/strict';
import { authorizeAndConfirm, grantPage, openedPopup } from './person.js';
import { BROWSER, story } from './stage.js';

story('the first-run page', { portals: [] }, (stage, check) => {
  const open = () =>
    stage.browser.openTab(stage.browser.extensionUrl('src/pages/welcome/welcome.html'));

  check('leads to a portal and its sign-in, step by step', async () => {
    const page = await open();
    await page.waitForText('#step-host[data-state=done]', /installed/);
    await page.waitFor('#step-portal[data-state=now] #portal-url');
    await page.fill('#portal-url', 'acme.duplocloud.net');
    await page.click('#portal-add');
    await page.waitForText('#step-portal[data-state=done]', /acme/);
    await page.waitFor('#step-sign-in[data-state=now] #sign-in');
    await page.waitFor('#step-open[data-state=todo]');
    await page.click('#sign-in');
    const portal = await grantPage(stage, 'acme');
    await authorizeAndConfirm(portal);
    await portal.waitUntilClosed();
    await page.waitForText(
      '#step-sign-in[data-state=done]',
      /Signed in to acme as bob@example.com/,
    );
    await page.waitForText('#step-open[data-state=now] .keys', /Open the popup\s*Alt\+Shift\+J/);
  });

  check('says how the button comes into the toolbar, where it isn’t there', async () => {
    const page = await open();
    await page.waitFor('#step-open[data-state=now] .keys');
    const pin = await page.text('#pin').catch(() => null);
    if (BROWSER === 'chromium') await page.waitForText('#pin', /puzzle piece/);
    else if (pin !== null) throw new Error(`Firefox puts it there itself, but: ${pin}`);
  });

  check('notices at once that the button is pinned, or isn’t any more', async () => {
    const page = await open();
    await page.waitFor('#step-open[data-state=now] .keys');
    await stage.browser.showInToolbar(true);
    await page.waitFor('#pinned');
    await stage.browser.showInToolbar(false);
    await page.waitFor('#pin');
    await stage.browser.showInToolbar(true);
    await page.waitFor('#pinned');
  });

  check('opens the popup at a button', async () => {
    const page = await open();
    await page.waitFor('#step-open[data-state=now] .keys');
    await page.click('#open-popup');
    const popup = await openedPopup(stage);
    await popup.waitFor('#list [role=option]');
    await popup.close();
  });

  check('knows at once of a portal that is removed or added elsewhere', async () => {
    const page = await open();
    await page.waitFor('#step-portal[data-state=done]');
    await stage.cli('portal', 'remove', 'acme');
    const popup = await stage.browser.openPopup();
    await popup.waitFor('#portal-url');
    await page.waitFor('#step-portal[data-state=now] #portal-url');
    await popup.fill('#portal-url', 'globex.duplocloud.net');
    await popup.press('Enter');
    await popup.waitFor('#sign-in');
    await page.waitForText('#step-portal[data-state=done]', /globex/);
    await popup.close();
  });

  check(
    'knows of a portal that a terminal adds or removes, as settings do, once somebody comes back',
    async () => {
      const { browser } = stage;
      const page = await open();
      await page.waitForText('#step-portal[data-state=done]', /globex/);
      const settings = await browser.openTab(
        browser.extensionUrl('src/pages/options/options.html'),
      );
      await settings.waitFor('[data-portal=globex]');
      const terminal = await browser.openTab(`${stage.sim.portal('acme').url}/app/login`);
      await stage.cli('portal', 'remove', 'globex');
      await page.activate();
      await page.waitFor('#step-portal[data-state=now] #portal-url');
      await terminal.activate();
      await terminal.waitUntilInFront();
      const { url, apiUrl } = stage.sim.portal('acme');
      await stage.cli('portal', 'add', url, '--api-url', apiUrl);
      await settings.activate();
      await settings.waitFor('[data-portal=acme]');
      await terminal.activate();
      await terminal.waitUntilInFront();
      await stage.cli('portal', 'remove', 'acme');
      await settings.activate();
      await settings.waitUntilHidden('[data-portal=acme]');
    },
  );
});

story(
  'the first-run page of an extension from a store',
  { portals: [], hostInstalled: false, homepage: 'https://downloads.example/jit-console' },
  (stage, check) => {
    check('leads to the packages, and notices the program when it is there', async () => {
      const { browser } = stage;
      const page = await browser.openTab(browser.extensionUrl('src/pages/welcome/welcome.html'));
      await page.waitForText('#install-download', /^Download jit-console from downloads\.example$/);
      const href = await page.evaluate(() => document.getElementById('install-download').href);
      assert.equal(href, 'https://downloads.example/jit-console');
      await page.waitForText('#step-host', /apt install .* dnf install .* jit-console install/);
      await page.waitForText('#install-what', /one program, which runs only while the browser/);
      await page.waitForText(
        '#install-sandbox',
        BROWSER === 'firefox' ? /asks once .* Allow it/ : /can’t start jit-console/,
      );
      await stage.installHost();
      await page.waitForText('#step-host[data-state=done]', /installed/);
    });
  },
);

story(
  'the first-run page without the program',
  { portals: [], hostInstalled: false },
  (stage, check) => {
    check('tells the command, and goes on once somebody comes back from it', async () => {
      const { browser } = stage;
      const page = await browser.openTab(browser.extensionUrl('src/pages/welcome/welcome.html'));
      await page.waitForText(
        '#step-host[data-state=now]',
        /installer\/install\.sh.*jit-console install/,
      );
      const terminal = await browser.openTab(`${stage.sim.portal('acme').url}/app/login`);
      await stage.installHost();
      await terminal.close();
      await page.activate();
      await page.waitForText('#step-host[data-state=done]', /installed/);
      await page.waitFor('#step-portal[data-state=now] #portal-url');
    });
  },
);
