import assert from 'node:assert/strict';
import { SOURCES_OFF } from './aws-sources.js';
import { Chip } from './driver/chip.js';
import { chooseFromMenu } from './driver/context-menu.js';
import { eventually, until } from './driver/until.js';
import { choose, openMenu } from './menu.js';
import { authorizeForList, chooseTenant } from './person.js';
import { addPortal, authorize, consoleOf, findConsole, grantPage, world } from './second-world.js';
import { Sessions } from './sessions.js';
import { BROWSER, story } from './stage.js';

/* The whole first day with portals and an AWS that were written apart from the simulator: tests/second-portal/README.md. */

const SECRET = '#menu .code';
const HOUR = 3600;
const INTAKE = 'duploservices-orders-intake';
const INTAKE_PAGE =
  '/sqs/v3/home?region=us-west-2#/queues/https%3A%2F%2Fsqs.us-west-2.amazonaws.com%2F210987654321%2Fduploservices-orders-intake';

/** @returns {Promise<import('./driver/surface.js').Surface>} a tenant's console in front, once it was used */
async function workingIn(stage, tenant) {
  await chooseTenant(stage, tenant, new RegExp(tenant));
  const page = await consoleOf(stage, tenant);
  await stage.browser.waitForBadge(page, ({ text }) => /m$/.test(text));
  await page.waitUntilInFront();
  // A session that nobody used isn't renewed automatically.
  await page.click('.work');
  return page;
}

/** Ends the tab's session, and waits until the same page is back in another one. */
async function renewed(stage, page, end) {
  const { pathname, search, hash } = new URL(await page.url());
  const before = (await stage.sim.state()).sessions.length;
  await end();
  await until('another sign-in', async () => {
    const { sessions } = await stage.sim.state();
    return sessions.length > before && sessions.at(-1).live;
  });
  await consoleOf(stage, 'orders', pathname + search + hash);
  await stage.browser.waitForBadge(page, ({ text }) => /^(59|60)m$/.test(text));
}

/** Agrees to the sign-out of another tenant, where that is asked, until the tenant's console is there. */
function answerQuestion(stage, tenant) {
  return until(`the console of ${tenant}, or a question`, async () => {
    for (const page of await stage.browser.pages()) {
      if ((await page.url()).includes('/question.html')) {
        await page.click('#continue');
        return true;
      }
    }
    return findConsole(stage, tenant);
  });
}

/** @param {import('./stage.js').Stage} stage @returns {Promise<string[]>} the calls that made access to AWS */
const jitCalls = async ({ sim }) =>
  (await sim.state()).calls.filter((call) => call.includes('GetAwsConsoleTokenUrl'));

story(
  'the first day with another portal',
  { portals: [], world, desktop: true },
  (stage, check) => {
    check('begins with its address, its grant page and the list of tenants', async () => {
      const page = await addPortal(stage, 'meridian');
      const list = await authorizeForList(stage, page, () => authorize(page));
      await list.waitForText('#who', /^meridian · ines@meridian\.example/);
      const names = await list.evaluate(() =>
        [...document.querySelectorAll('#list [role=option]')].map((row) => row.textContent),
      );
      for (const name of ['billing-eu', 'orders', 'reports'])
        assert.ok(
          names.some((row) => row.startsWith(name)),
          names.join(', '),
        );
      await eventually(async () =>
        assert.equal((await stage.portalState('meridian')).handover, 'redirect'),
      );
    });

    check('leads to a tenant’s console, whose badge and chip tell the time left', async () => {
      await chooseTenant(stage, 'ord', /orders/);
      const page = await consoleOf(stage, 'orders', '/console/home?region=us-west-2');
      const { title } = await stage.browser.waitForBadge(page, ({ text }) =>
        /^(59|60)m$/.test(text),
      );
      assert.match(title, /^PRODUCTION: orders on meridian, AWS session until /);
      await new Chip(page).waitForText('.pill', /^O orders PROD meridian (59|60) min$/);
    });

    check(
      'leads from a resource’s page to its page in the console, without another sign-in',
      async () => {
        const { browser, sim } = stage;
        const { id } = sim.portal('meridian').tenant('orders');
        const at = `/app/cloud-services/${id}/sqs/${INTAKE}/details`;
        const page = await browser.openTab(`${sim.portal('meridian').url}${at}`);
        await page.waitForText('.name', new RegExp(INTAKE));
        await chooseFromMenu(stage, page, '.name', ['Open in AWS Console as PROD orders'], [0]);
        await consoleOf(stage, 'orders', INTAKE_PAGE);
        assert.deepEqual(await jitCalls(stage), []);
      },
    );

    check('has a second tenant beside it, in another account and region', async () => {
      await chooseTenant(stage, 'ord', /orders/);
      const first = await consoleOf(stage, 'orders');
      await chooseTenant(stage, 'bil', /billing-eu/);
      const page = await consoleOf(stage, 'billing-eu', '/console/home?region=eu-central-1');
      await stage.browser.waitForBadge(page, ({ text }) => /^(89m|90m|1h.*|1\.5h|2h)$/.test(text));
      await first.reload();
      await first.waitForText('#awsc-nav .account', /^duploservices-orders\//);
    });

    check('gives credentials in the menu, hidden until they are asked for', async () => {
      const popup = await openMenu(stage, 'rep', /reports/);
      await choose(popup, 'credentials');
      await popup.waitForText('#menu .until', /\((59|60) minutes left\)$/);
      await popup.waitForText(SECRET, /AWS_SECRET_ACCESS_KEY='•+'/);
      await popup.click('#show-credentials');
      const shown = await popup.waitForText(SECRET, /AWS_SECRET_ACCESS_KEY='[^•]/);
      const { secrets } = await stage.sim.state();
      assert.equal(secrets.filter((secret) => shown.includes(secret)).length, 2);
    });

    check('renews a session whose time is over, on the same page', async () => {
      const page = await workingIn(stage, 'orders');
      const told = await stage.browser.openTab(
        stage.browser.extensionUrl('src/pages/welcome/welcome.html'),
      );
      await page.activate();
      await renewed(stage, page, () => new Sessions(stage, told).age(HOUR));
    });

    // AWS tells of an early end only where it tells anything.
    if (!SOURCES_OFF)
      check('renews a session that ended early, at once where the chip is pressed', async () => {
        const page = await workingIn(stage, 'orders');
        await renewed(stage, page, async () => {
          await stage.sim.endSessions();
          await new Chip(page).click('.now');
        });
      });

    check('asks for the portal again once its token is gone, then goes on', async () => {
      await stage.sim.revoke('meridian');
      const popup = await chooseTenant(stage, 'rep', /reports/);
      const page = await grantPage(stage, 'meridian');
      await page.click('[value=authorize]');
      await consoleOf(stage, 'reports', '/console/home?region=us-west-2');
      assert.equal(await popup.closed(), true);
    });

    check('ends with the sign-out in the settings', async () => {
      const { browser } = stage;
      const options = await browser.openTab(browser.extensionUrl('src/pages/options/options.html'));
      await options.click('#portals [data-portal=meridian] .sign-out');
      await eventually(async () =>
        assert.equal((await stage.portalState('meridian')).signed_in, false),
      );
      const popup = await browser.openPopup();
      await popup.waitFor('#sign-in');
    });
  },
);

const both = { portals: ['quarry', 'meridian'], signedIn: ['meridian'], world };

story('a portal that hands over by POST, an AWS with room for one', both, (stage, check) => {
  check('signs in, after Cancel was pressed once', async () => {
    const { browser, sim } = stage;
    await sim.aws.set({ multiSession: false });
    await browser.setLocalNetworkAccess(sim.portal('quarry').url, 'granted');
    const popup = await browser.openPopup();
    await popup.click('#status button[data-portal=quarry]');
    const page = await grantPage(stage, 'quarry');
    await page.click('[value=cancel]');
    await page.waitUntilClosed();
    const later = await browser.openPopup();
    await later.waitForText('#status', /The sign-in was cancelled/);
    await later.click('.retry');
    const again = await grantPage(stage, 'quarry');
    await authorizeForList(stage, again, () => again.click('[value=authorize]'));
    await eventually(async () =>
      assert.equal((await stage.portalState('quarry')).handover, 'post'),
    );
  });

  for (const [tells, letters, tenants] of /** @type {const} */ ([
    [true, ['ord', 'bil'], ['orders', 'billing-eu']],
    [false, ['rep', 'pit'], ['reports', 'pit']],
  ]))
    check(
      `opens a second tenant where AWS ${tells ? 'tells' : 'hides'} who is signed in`,
      async () => {
        const { browser, sim } = stage;
        await sim.aws.set({ sessionData: tells });
        const pages = [];
        for (const [index, tenant] of tenants.entries()) {
          await chooseTenant(stage, letters[index] ?? '', new RegExp(tenant));
          await answerQuestion(stage, tenant);
          pages.push(await consoleOf(stage, tenant));
          await browser.waitForBadge(pages[index], ({ text }) => /[mh]$/.test(text));
        }
        // Firefox has a container for each.
        const first = BROWSER === 'chromium' ? /^end$/ : /m$/;
        await browser.waitForBadge(pages[0], ({ text }) => first.test(text));
      },
    );
});
