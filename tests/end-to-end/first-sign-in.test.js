import assert from 'node:assert/strict';
import { eventually } from './driver/until.js';
import { authorizeForList, chooseTenant, consoleOf, grantPage, openList } from './person.js';
import { BROWSER, story } from './stage.js';
import { TELLS } from './switches.js';

const WAYS = [
  { portal: 'acme', handover: 'redirect', letters: 'dev', tenant: 'dev01', left: /^(59|60)m$/ },
  { portal: 'globex', handover: 'post', letters: 'fac', tenant: 'factory', left: /^(59|60)m$/ },
];

for (const { portal, handover, letters, tenant, left } of WAYS) {
  story(`the first sign-in, by ${handover}`, { portals: [portal] }, (stage, check) => {
    check('leads from the popup to the portal and back to the list of tenants', async () => {
      const { browser, sim } = stage;
      await browser.setLocalNetworkAccess(sim.portal(portal).url, 'granted');
      const popup = await browser.openPopup();
      await popup.waitForText('#status', new RegExp(`Sign in to ${portal}`));
      await popup.click('#sign-in');
      await popup.waitUntilClosed();
      const page = await grantPage(stage, portal);
      await page.waitUntilInFront();
      const list = await authorizeForList(stage, page);
      await list.waitForText('#who', new RegExp(`^${portal} · bob@example.com$`));
      await eventually(async () =>
        assert.equal((await stage.portalState(portal)).handover, handover),
      );
    });

    check('needs no prompt for the console that follows', async () => {
      const { browser } = stage;
      await chooseTenant(stage, letters, new RegExp(tenant));
      const page = await consoleOf(stage, `duploservices-${tenant}`);
      const badge = await browser.waitForBadge(page, ({ text }) => left.test(text));
      assert.match(
        badge.title,
        new RegExp(`^${tenant} on ${portal}, AWS session until .*minutes left`),
      );
    });
  });
}

if (TELLS.features)
  story('a sign-in with a one-time password', { portals: ['initech'] }, (stage, check) => {
    check(
      'an administrator signs in, picks the administrator console and is asked for it',
      async () => {
        const { browser, sim } = stage;
        await browser.setLocalNetworkAccess(sim.portal('initech').url, 'granted');
        await stage.signIn('initech', 'alice@example.com');
        const before = await openList(stage);
        await before.waitFor('[role=option][data-role=admin]');
        await before.close();
        sim.portal('initech').revokeTokens();

        const popup = await openList(stage);
        await popup.click('[role=option][data-role=admin]');
        const page = await grantPage(stage, 'initech', 'alice@example.com');
        await page.fill('#otp', sim.portal('initech').settings.otp);
        await page.click('#authorize');
        await consoleOf(stage, 'duplo-jit-admin');
        await eventually(async () =>
          assert.equal((await stage.portalState('initech')).handover, 'post_otp'),
        );
      },
    );
  });

if (BROWSER === 'firefox')
  story('a sign-in asked for from a container of the person’s', {}, (stage, check) => {
    check('shows the portal’s page there, where they may be logged in', async () => {
      const { browser } = stage;
      const page = await browser.openTab(browser.extensionUrl('src/pages/welcome/welcome.html'));
      const store = await page.evaluate(openInContainer);
      const popup = await browser.openPopup();
      await popup.click('#sign-in');
      await (await grantPage(stage, 'acme')).waitUntilInFront();
      assert.equal(await page.evaluate(storeInFront), store);
    });
  });

/** Runs in a page of the extension. @returns {Promise<string>} a new container's cookie store, with a tab in front */
async function openInContainer() {
  const { contextualIdentities, tabs } = browser;
  const made = { name: 'work', color: 'blue', icon: 'briefcase' };
  const { cookieStoreId } = await contextualIdentities.create(made);
  await tabs.create({ cookieStoreId, active: true });
  return cookieStoreId;
}

/** Runs in a page of the extension. */
async function storeInFront() {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab.cookieStoreId;
}
