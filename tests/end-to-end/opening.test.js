import assert from 'node:assert/strict';
import { eventually, until } from './driver/until.js';
import { chooseTenant, consoleOf, openConsoles, openList, portalCalls } from './person.js';
import { hostBinary, story } from './stage.js';
import { TELLS } from './switches.js';

const JIT = /^GET \/subscriptions\/[0-9a-f-]{36}\/GetAwsConsoleTokenUrl$/;

story(
  'opening consoles',
  { signedIn: ['acme', 'globex'], portals: ['acme', 'globex'] },
  (stage, check) => {
    check(
      'three letters and Enter open the console in front, with its time on the badge',
      async () => {
        const { browser } = stage;
        await chooseTenant(stage, 'dev', /dev01/);
        const page = await consoleOf(stage, 'duploservices-dev01');
        await page.waitUntilInFront();
        const badge = await browser.waitForBadge(page, ({ text }) => /^(59|60)m$/.test(text));
        assert.match(badge.title, /^dev01 on acme, AWS session until .+ \((59|60) minutes left\)$/);
      },
    );

    check(
      'signed in and connected, a tenant costs one request to the portal, no prompt and no tab but its own',
      async () => {
        const { browser, sim } = stage;
        const tabsBefore = (await browser.pages()).length;
        const popup = await openList(stage);
        await popup.type('bil');
        await popup.waitForText('[role=option][aria-selected=true]', /billing/);
        await until('the popup to have asked all it asks', () =>
          sim.requests.every(({ status }) => status),
        );
        sim.clearRequests();
        await popup.press('Enter');
        await consoleOf(stage, 'duploservices-billing');
        await popup.waitUntilClosed();
        await eventually(async () => assert.equal((await browser.pages()).length, tabsBefore + 1));
        const calls = portalCalls(stage);
        assert.equal(calls.length, 1, calls.join('\n'));
        assert.match(calls[0], JIT);
      },
    );

    check('after a start of the host the first opening costs two requests at most', async () => {
      const { browser, sim } = stage;
      await browser.killWorker();
      await until('the host to end', () => browser.hostPids(hostBinary()).length === 0);
      sim.clearRequests();
      await chooseTenant(stage, 'sta', /staging/);
      await consoleOf(stage, 'duploservices-staging');
      const calls = portalCalls(stage);
      assert.ok(calls.length <= 2, calls.join('\n'));
      assert.match(calls.at(-1), JIT);
    });

    check('a click of the mouse on a tenant of another portal does the same', async () => {
      const { browser, sim } = stage;
      const popup = await openList(stage);
      const { id } = sim.portal('globex').tenant('factory');
      await popup.click(`[data-portal=globex][data-tenant="${id}"]`);
      const page = await consoleOf(stage, 'duploservices-factory');
      const badge = await browser.waitForBadge(page, ({ text }) => text !== '');
      assert.match(badge.title, /^factory on globex, /);
    });

    check('the same tenant again goes to the tab that is open, without a request', async () => {
      const { browser, sim } = stage;
      await chooseTenant(stage, 'qa', /qa/);
      const page = await consoleOf(stage, 'duploservices-qa');
      await browser.waitForBadge(page, ({ text }) => text !== '');
      await browser.openTab(`${sim.portal('acme').url}/app/login`);
      sim.clearRequests();
      await chooseTenant(stage, 'qa', /qa .*left/);
      await until('the tab to be in front', () => page.inFront());
      assert.deepEqual(portalCalls(stage), []);
      await eventually(async () => assert.equal((await openConsoles(stage)).length, 1));
    });
  },
);

story("the portal's page in front", { signedIn: ['acme'] }, (stage, check) => {
  check('puts its tenant on top of the list, so that Enter alone opens its console', async () => {
    const { browser, sim } = stage;
    const page = await browser.openTab(sim.portal('acme').pageUrl('invoice'));
    await page.click('#log-in');
    await page.waitForText('h1', /invoice/);
    const popup = await openList(stage);
    await popup.waitForText(
      '[role=option][aria-selected=true]',
      TELLS.details ? /^invoice nonprod/ : /^invoice acme/,
    );
    await popup.press('Enter');
    await consoleOf(stage, 'duploservices-invoice');
  });
});
