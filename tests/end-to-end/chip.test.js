import assert from 'node:assert/strict';
import { Chip } from './driver/chip.js';
import { eventually, until } from './driver/until.js';
import { chooseTenant, consoleOf } from './person.js';
import { Sessions } from './sessions.js';
import { story } from './stage.js';

/** Opens a tenant's console. @returns {Promise<{page: import('./driver/surface.js').Surface, chip: Chip}>} */
async function openWithChip(stage, letters, tenant) {
  await chooseTenant(stage, letters, new RegExp(tenant));
  const page = await consoleOf(stage, `duploservices-${tenant}`);
  // A session that nobody used isn't reopened automatically.
  await page.click('#service');
  return { page, chip: new Chip(page) };
}

/** @returns {Promise<import('./driver/surface.js').Surface>} the settings, once they show what is set */
async function openSettings({ browser }) {
  const options = await browser.openTab(browser.extensionUrl('src/pages/options/options.html'));
  await options.waitFor('#portals [data-portal]');
  return options;
}

/** Loads the page again and waits for the chip of the new page. */
async function reload(page, chip) {
  await page.reload();
  await chip.waitForText('.pill', /min/);
}

story('the chip on a console page', { signedIn: ['acme'] }, (stage, check) => {
  check('shows tenant, portal and time left, off AWS’s bars, and moves nothing', async () => {
    const { page, chip } = await openWithChip(stage, 'dev', 'dev01');
    await chip.waitForText('.pill', /^D dev01 acme (59|60) min$/);
    const { top, bottom } = await chip.place();
    const { height, scroll } = await page.evaluate(() => ({
      height: innerHeight,
      scroll: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }));
    assert.ok(top >= 56 && bottom <= height - 48, `${top} to ${bottom} of ${height}`);
    assert.equal(scroll, 0);
    assert.equal(
      await page.evaluate(() => document.querySelector('jit-console-chip').shadowRoot),
      null,
    );
    assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
  });

  check('moves to a corner and stays there: after a reload, and on other pages', async () => {
    const { page, chip } = await openWithChip(stage, 'dev', 'dev01');
    await chip.waitForText('.pill', /min/);
    const width = await page.evaluate(() => document.documentElement.clientWidth);
    await chip.click('.pill');
    await chip.click('.top-right:not(.box)');
    await eventually(async () => assert.ok((await chip.place()).top === 56));
    const moved = await chip.place();
    assert.ok(moved.right <= width - 16 && moved.left > width / 2, JSON.stringify(moved));
    await chip.click('.pill');
    await chip.waitForText('[aria-checked="true"]', /^Top right$/);
    await page.press('Escape');
    await reload(page, chip);
    await eventually(async () => assert.deepEqual(await chip.place(), moved));
    const other = await openWithChip(stage, 'bil', 'billing');
    await other.chip.waitForText('.pill', /min/);
    assert.equal((await other.chip.place()).top, moved.top);
  });

  check('moves to a corner by keys', async () => {
    const { page, chip } = await openWithChip(stage, 'dev', 'dev01');
    await chip.waitForText('.pill', /min/);
    await chip.click('.pill');
    await chip.waitForText('.menu', /Position|Top left/);
    await page.press('End');
    await page.press('ArrowUp');
    await page.press('Enter');
    const { height } = await page.evaluate(() => ({ height: innerHeight }));
    await eventually(async () => assert.equal((await chip.place()).bottom, height - 56));
    assert.equal(await chip.text('.menu'), null);
  });

  check('has a menu for the keyboard, which Escape closes', async () => {
    const { page, chip } = await openWithChip(stage, 'dev', 'dev01');
    await chip.click('.pill');
    const focused = () => page.inChip((root) => root.activeElement?.className ?? null);
    await until('the first entry to have the focus', async () => (await focused()) === 'renew');
    await page.press('ArrowUp');
    await eventually(async () => assert.equal(await focused(), 'hide'));
    await page.press('Escape');
    await chip.waitUntilHidden('.menu');
    await eventually(async () => assert.equal(await focused(), 'pill'));
  });

  check('is hidden on one page until that is loaded again', async () => {
    const { page, chip } = await openWithChip(stage, 'dev', 'dev01');
    await chip.click('.pill');
    await chip.click('.hide');
    await until('the chip to go', async () => !(await chip.isThere()));
    await reload(page, chip);
  });

  check('opens the portal beside the console', async () => {
    const { browser, sim } = stage;
    const { chip } = await openWithChip(stage, 'dev', 'dev01');
    await chip.click('.pill');
    await chip.waitForText('.portal-page', /^Open acme$/);
    await chip.click('.portal-page');
    await browser.waitForPage('the portal', (url) => url.startsWith(sim.portal('acme').url));
  });

  check('looks as it should where the page forbids all styles', async () => {
    const { page, chip } = await openWithChip(stage, 'dev', 'dev01');
    await chip.waitForText('.pill', /min/);
    stage.sim.aws.fault({
      path: '/strict/home',
      status: 200,
      contentType: 'text/html',
      headers: { 'content-security-policy': "default-src 'none'" },
      body: '<!doctype html><title>strict</title><p>A strict page',
    });
    await page.goTo('/strict/home');
    await until('the strict page', () => page.evaluate(() => document.title === 'strict'));
    await chip.waitForText('.pill', /dev01 acme .*min/);
    const style = await page.inChip((root) => {
      const { position } = getComputedStyle(root.querySelector('.box'));
      const { display, borderRadius } = getComputedStyle(root.querySelector('.pill'));
      return { position, display, borderRadius };
    });
    assert.deepEqual(style, { position: 'fixed', display: 'flex', borderRadius: '16px' });
  });

  check('is switched off and on again in the settings, on open pages too', async () => {
    const { page, chip } = await openWithChip(stage, 'dev', 'dev01');
    await chip.waitForText('.pill', /min/);
    const options = await openSettings(stage);
    await options.click('#setting-chip');
    await until('the chip to go', async () => !(await chip.isThere()));
    await page.reload();
    assert.equal(await chip.isThere(), false);
    await options.click('#setting-chip');
    await chip.waitForText('.pill', /min/);
  });

  check('has the colour that is chosen in the settings, at once', async () => {
    const { browser, sim } = stage;
    const { page, chip } = await openWithChip(stage, 'dev', 'dev01');
    await chip.waitForText('.pill', /min/);
    const options = await browser.openTab(browser.extensionUrl('src/pages/options/options.html'));
    const row = `#colours [data-target="acme/tenant/${sim.portal('acme').tenant('dev01').id}"]`;
    await options.waitFor(row);
    // The browser's own colour chooser can't be driven.
    await options.evaluate((selector) => {
      const input = document.querySelector(`${selector} input`);
      input.value = '#aa0077';
      input.dispatchEvent(new Event('change'));
    }, row);
    const colour = () =>
      page.inChip((root) => getComputedStyle(root.querySelector('.swatch')).backgroundColor);
    await until('the new colour', async () => (await colour()) === 'rgb(170, 0, 119)');
  });
});

story('the end of a session on its chip', { signedIn: ['acme'] }, (stage, check) => {
  /** @param {string} tenant @param {number} left seconds until its end, for whoever wants to see it come */
  const end = async (tenant, left) => {
    const sessions = await Sessions.begin(stage);
    const page = await sessions.opened(tenant);
    const chip = new Chip(page);
    // A session that nobody used isn't brought back automatically.
    await page.click('#service');
    await sessions.age(3600 - left);
    if (left > 0) await chip.waitForText('.time', /^\d+ sec$/);
    const counting = /^Session ended\. Reopening this page in \d+ s Stop Now$/;
    await chip.waitForText('.notice', counting);
    return { page, chip };
  };

  check('counts down without taking the focus, and stops when told', async () => {
    const { page, chip } = await end('dev01', 15);
    assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
    assert.equal(
      await page.inChip((root) => root.querySelector('[role=status]').textContent),
      'AWS session of dev01 ended',
    );
    await chip.click('.stop');
    await chip.waitForText('.notice', /^Session ended Reopen this page$/);
    await chip.waitForText('.time', /^Ended$/);
    await chip.click('.reopen');
    await chip.waitForText('.time', /^(59|60) min$/);
  });

  check('reopens at once when told', async () => {
    const { chip } = await end('billing', 0);
    await chip.click('.now');
    await chip.waitForText('.time', /^(59|60) min$/);
    await chip.waitUntilHidden('.notice');
  });
});

story('the history', { signedIn: ['acme'] }, (stage, check) => {
  check('lists what was opened, in the settings and in a terminal, and is cleared', async () => {
    const { browser } = stage;
    await openWithChip(stage, 'dev', 'dev01');
    const entries = await until('the entry', async () => {
      const found = JSON.parse(await stage.cli('history', '--json'));
      return found.length > 0 && found;
    });
    assert.equal(entries.length, 1);
    const { what, portal, role, name, by } = entries[0];
    assert.deepEqual(
      { what, portal, role, name, by },
      { what: 'opened', portal: 'acme', role: 'tenant', name: 'dev01', by: 'popup' },
    );
    assert.match(
      await stage.cli('history'),
      /\tdev01\tacme\topened\tpopup \((chromium|firefox)\)\n$/,
    );

    const page = await browser.openTab(browser.extensionUrl('src/pages/history/history.html'));
    await page.waitForText('#history tbody tr', /dev01 · acme Opened Popup$/);
    await page.click('#history-clear');
    await page.click('#history-confirm');
    await page.waitForText('#history', /^Nothing was opened/);
    assert.equal(await stage.cli('history', '--json'), '[]\n');
    for (const secret of stage.sim.secrets) assert.ok(!JSON.stringify(entries).includes(secret));
  });

  check('is not kept while the user wants none', async () => {
    const options = await openSettings(stage);
    const keep = async (/** @type {boolean} */ wanted) => {
      await options.activate();
      await options.click('#setting-history');
      await until('the setting', () =>
        options.evaluate(async (history) => {
          const { settings } = await (globalThis.browser ?? globalThis.chrome).storage.local.get(
            'settings',
          );
          return settings.history === history;
        }, wanted),
      );
    };
    await keep(false);
    await openWithChip(stage, 'bil', 'billing');
    await keep(true);
    await openWithChip(stage, 'sta', 'staging');
    const entries = await until('the entry', async () => {
      const found = JSON.parse(await stage.cli('history', '--json'));
      return found.length > 0 && found;
    });
    assert.deepEqual(
      entries.map(({ name }) => name),
      ['staging'],
    );
  });
});
