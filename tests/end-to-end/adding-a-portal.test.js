import assert from 'node:assert/strict';
import { eventually } from './driver/until.js';
import { authorizeForList, consoleOf, grantPage } from './person.js';
import { BROWSER, story } from './stage.js';

story('an address that is asked before it is saved', { portals: [] }, (stage, check) => {
  const open = async () => {
    const popup = await stage.browser.openPopup();
    await popup.waitFor('#portal-url');
    return popup;
  };
  const problem = '.portal-problem';

  check('is completed where only a portal’s name was typed', async () => {
    const popup = await open();
    await popup.fill('#portal-url', 'acme');
    await popup.press('Enter');
    await popup.waitForText(problem, /Did you mean acme\.duplocloud\.net\?/);
    assert.equal(await stage.portalState('acme'), undefined);
    await popup.click('#portal-instead');
    await popup.waitFor('#sign-in');
    await eventually(async () =>
      assert.equal((await stage.portalState('acme')).url, 'https://acme.duplocloud.net'),
    );
    await stage.cli('portal', 'remove', 'acme');
  });

  check('isn’t saved where something else answers, unless a person wants it', async () => {
    stage.sim
      .portal('globex')
      .fault({ path: '/admin/', status: 404, contentType: 'text/html', body: '?' });
    const popup = await open();
    await popup.fill('#portal-url', 'globex.duplocloud.net');
    await popup.press('Enter');
    await popup.waitForText(problem, /No DuploCloud portal answers at globex\.duplocloud\.net/);
    assert.equal(await stage.portalState('globex'), undefined);
    assert.equal(
      await popup.evaluate(() => document.querySelector('#portal-url').value),
      'globex.duplocloud.net',
    );
    await popup.click('#portal-anyway');
    await popup.waitFor('#sign-in');
    assert.ok(await stage.portalState('globex'));
    await stage.cli('portal', 'remove', 'globex');
  });

  check('isn’t saved where a redirect answers, which is said', async () => {
    stage.sim.portal('gov').fault({ path: '/admin/', status: 302, body: '' });
    const popup = await open();
    await popup.fill('#portal-url', 'gov.duplocloud.net');
    await popup.press('Enter');
    await popup.waitForText(problem, /answered with a redirect \(302\): a proxy or a login page/);
    assert.equal(await stage.portalState('gov'), undefined);
  });

  check('can be saved where nothing is heard of it, as without the VPN', async () => {
    const popup = await open();
    await popup.fill('#portal-url', 'portal.example.org');
    await popup.press('Enter');
    await popup.waitForText(problem, /portal\.example\.org can’t be reached/);
    await popup.click('#portal-anyway');
    await popup.waitFor('#sign-in');
    await eventually(async () =>
      assert.equal((await stage.portalState('example')).url, 'https://portal.example.org'),
    );
  });
});

story('the first sign-in to a portal added in the popup', { portals: [] }, (stage, check) => {
  check('asks once whose it is, then shows the tenants; later ones ask nothing more', async () => {
    const { browser, sim } = stage;
    const popup = await browser.openPopup();
    await popup.fill('#portal-url', 'acme.duplocloud.net');
    await popup.press('Enter');
    await popup.waitFor('#sign-in');
    await popup.click('#sign-in');
    const page = await grantPage(stage, 'acme');
    const list = await authorizeForList(stage, page, async () => {
      await page.click('#authorize');
      await page.waitForText('form button', /^Sign in to acme\.duplocloud\.net$/);
      await page.waitUntilInFront();
      assert.equal((await stage.portalState('acme')).signed_in, false);
      await page.click('form button');
    });
    await eventually(async () => assert.equal((await stage.portalState('acme')).signed_in, true));

    sim.portal('acme').revokeTokens();
    await list.type('dev01');
    await list.waitForText('[role=option][aria-selected=true]', /^dev01 /);
    await list.press('Enter');
    await (await grantPage(stage, 'acme')).click('#authorize');
    await consoleOf(stage, 'duploservices-dev01');
  });
});

// Firefox asks only for what isn't allowed yet.
const allowed = BROWSER === 'chromium' ? ['tabs'] : [];

story('portals in open tabs', { portals: [], allowed }, (stage, check) => {
  const found = '.portal-finder [role=status] button';
  const settings = (/** @type {string} */ url) => url.includes('src/pages/options/options.html');

  check(
    'are found at a click in the settings, which the popup leads to, and added at another',
    async () => {
      const { browser, sim } = stage;
      await browser.grantWhatIsAsked();
      await browser.openTab(`${sim.portal('globex').url}/app/login`);
      const popup = await browser.openPopup();
      await popup.waitForText('#portal-find', /^Find portals in open tabs…$/);
      await popup.click('#portal-find');
      const options = await browser.waitForPage('the settings', settings);
      await options.waitFor('#portal-find');
      await options.click('#portal-find');
      await options.waitForText(found, /^Add globex\.duplocloud\.net$/);
      await options.click(found);
      await options.waitFor('#portals [data-portal=globex]');
      assert.equal((await stage.portalState('globex')).url, sim.portal('globex').url);
    },
  );

  check('are found whatever page of theirs is shown', async () => {
    const { browser, sim } = stage;
    await browser.openTab(`${sim.portal('initech').url}/app/user/login`);
    const options = await browser.openTab(browser.extensionUrl('src/pages/options/options.html'));
    await options.waitFor('#portals [data-portal=globex]');
    await options.click('#portal-find');
    await options.waitForText(found, /^Add portal\.initech\.example$/);
  });
});
