import assert from 'node:assert/strict';
import { until } from './driver/until.js';
import {
  authorizeAndConfirm,
  authorizeForList,
  consoleOf,
  grantPage,
  openList,
  tabTo,
} from './person.js';
import { story } from './stage.js';
import { TELLS } from './switches.js';

const SELECTED = '[role=option][aria-selected=true] .name';

story('only the keyboard', { portals: [] }, (stage, check) => {
  check('adds a portal in the popup, where the focus already is, and signs in to it', async () => {
    const { browser } = stage;
    const popup = await browser.openPopup();
    await popup.waitForText('#status', /Add your DuploCloud portal/);
    await until('the focus in the address', () =>
      popup.evaluate(() => document.activeElement?.id === 'portal-url'),
    );
    await popup.type('acme.duplocloud.net');
    await popup.press('Enter');
    await until('the focus on the way to sign in', () =>
      popup.evaluate(() => document.activeElement?.id === 'sign-in'),
    );
    await popup.press('Enter');
    await popup.waitUntilClosed();
    const page = await grantPage(stage, 'acme');
    const list = await authorizeForList(stage, page, () => authorizeAndConfirm(page));
    await list.close();
  });

  check(
    'has the search box take the focus where Firefox forgot it on showing the popup',
    async () => {
      const popup = await openList(stage);
      await popup.evaluate(() => {
        /** @type {HTMLElement} */ (document.activeElement).blur();
        dispatchEvent(new FocusEvent('focus'));
      });
      await popup.waitFor('#search:focus');
      await popup.close();
    },
  );

  check(
    'moves through the list with the arrows, clears with Escape and opens with Enter',
    async () => {
      const [first, second, ...others] = stage.sim
        .portal('acme')
        .tenants.map(({ name }) => name)
        .sort((left, right) => (left.toLowerCase() < right.toLowerCase() ? -1 : 1));
      const last = others.at(-1);
      const popup = await openList(stage);
      await popup.waitForText(SELECTED, exactly(first));
      await popup.press('ArrowDown');
      await popup.waitForText(SELECTED, exactly(second));
      await popup.press('ArrowUp');
      await popup.press('ArrowUp');
      await popup.waitForText(SELECTED, exactly(last));
      await popup.type('zzz');
      await popup.waitForText('#status', /No tenant matches .zzz./);
      await popup.press('Escape');
      await popup.waitForText(SELECTED, exactly(first));
      await popup.type(TELLS.details ? 'prod inv' : 'inv');
      await popup.waitForText('#list .section-title', /2/);
      await popup.waitForText(SELECTED, /^invoice-prod$|^invoice$/);
      const found = await popup.text(SELECTED);
      await popup.press('ArrowDown');
      const other = found === 'invoice' ? 'invoice-prod' : 'invoice';
      await popup.waitForText(SELECTED, exactly(other));
      if (found === 'invoice') await popup.press('ArrowUp');
      await popup.waitForText(SELECTED, exactly('invoice'));
      await popup.press('Enter');
      await consoleOf(stage, 'duploservices-invoice');
    },
  );

  check('a name typed in full is selected before a favourite that only starts so', async () => {
    const popup = await openList(stage);
    await popup.type('invoice-prod');
    await popup.waitForText(SELECTED, /^invoice-prod$/);
    await popup.press('Control+d');
    await popup.waitFor('[role=option][aria-selected=true] .star-on');
    await popup.press('Escape');
    await popup.waitForText('.section-open', /invoice/);
    await popup.waitForText('.section-favourites', /invoice-prod/);
    await popup.waitForText(SELECTED, /^invoice$/);
    await popup.type('invoice');
    await popup.waitForText(SELECTED, /^invoice$/);
    await popup.type(' s3');
    await popup.waitForText('#list', /Open s3 as/);
    await popup.waitForText(SELECTED, /^invoice$/);
  });

  check('Control and Enter opens in the background, Control and D makes a favourite', async () => {
    const { browser, sim } = stage;
    const front = await browser.openTab(`${sim.portal('acme').url}/app/`);
    const popup = await openList(stage);
    await popup.type('qa');
    await popup.waitForText(SELECTED, /^qa$/);
    await popup.press('Control+d');
    await popup.waitFor('[role=option][aria-selected=true] .star-on');
    await popup.press('Control+Enter');
    const page = await consoleOf(stage, 'duploservices-qa');
    await front.waitUntilInFront();
    assert.equal(await page.inFront(), false);
    await popup.close();
    await popup.waitUntilClosed();
    const again = await openList(stage);
    // Its session lives: it is open now, and starred.
    await again.waitForText('.section-open', /qa/);
    await again.waitFor('.section-open [data-tenant] .star-on');
    await again.press('?');
    await again.waitForText('#help', /Keys .* Show the tenant’s menu/);
    await again.press('Escape');
    await again.waitFor('#search:focus');
  });

  check('adds a portal on the settings page', async () => {
    const { browser } = stage;
    const page = await browser.openTab(browser.extensionUrl('src/pages/options/options.html'));
    await page.waitFor('[data-portal=acme]');
    await tabTo(page, '#portal-url');
    await page.type('globex.duplocloud.net');
    await page.press('Enter');
    await page.waitForText('[data-portal=globex]', /Signed out/);
  });

  check('removes a portal there, after a question', async () => {
    const { browser } = stage;
    const page = await browser.openTab(browser.extensionUrl('src/pages/options/options.html'));
    await page.waitForText('[data-portal=acme] .state', /^Signed in as bob@example\.com until /);
    await tabTo(page, '[data-portal=globex] .remove');
    await page.press('Enter');
    await page.waitForText('[data-portal=globex]', /Its token is deleted/);
    await page.waitFor('[data-portal=globex] .keep:focus');
    await tabTo(page, '[data-portal=globex] .confirm');
    await page.press('Enter');
    await until('the portal to be gone', async () => !(await page.shows('[data-portal=globex]')));
    assert.equal(await stage.portalState('globex'), undefined);
    await page.waitFor('[data-portal=acme] .remove:focus');
  });
});

/** @param {string} name @returns {RegExp} */
function exactly(name) {
  return new RegExp(`^${name}$`);
}
