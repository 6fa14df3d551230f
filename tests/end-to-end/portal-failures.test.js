import assert from 'node:assert/strict';
import { chooseTenant, consoleOf, grantPage, openConsoles, openList } from './person.js';
import { story } from './stage.js';
import { TELLS } from './switches.js';

const JIT = 'GetAwsConsoleTokenUrl';

/** What the portal does to whom, and what the person then reads in that tenant's row. */
const FAILURES = [
  {
    what: '403',
    fault: { status: 403, body: { Message: 'no' } },
    tenant: 'dev01',
    sentence: TELLS.cause
      ? /acme gives you no AWS access to dev01\. acme says “no”\. Ask the portal.s administrator/
      : /acme doesn.t allow you to open dev01\. acme says “no”\. Ask the portal.s administrator/,
  },
  {
    what: '500',
    fault: { status: 500, body: 'oops' },
    tenant: 'staging',
    sentence:
      /acme reported an error\. acme says “oops”\. Try again; if it still fails, tell the portal.s administrator/,
  },
  {
    what: 'a web page',
    fault: { status: 200, body: '<html><title>Log in</title></html>' },
    tenant: 'checkout',
    sentence: /sent an unexpected response\..* A proxy or a login page seems to stand in front/,
  },
  {
    what: 'half of an answer',
    fault: { status: 200, body: '{"ConsoleUrl":"https://' },
    tenant: 'search',
    sentence: /sent an unexpected response/,
  },
  {
    what: 'a broken connection',
    fault: { drop: true },
    tenant: 'default',
    sentence: /acme can.t be reached\..* Check the network, the VPN and the proxy/,
  },
  {
    what: 'nothing at all',
    fault: { hang: true },
    tenant: 'qa',
    sentence: /acme did not answer in time\..* Try again; if it still fails, check the network/,
  },
];

/** The host gives a portal 20 s. */
const SILENCE_MS = 40_000;

story('a portal that fails', { signedIn: ['acme'] }, (stage, check) => {
  for (const { what, fault, tenant, sentence } of FAILURES) {
    check(`${what}: a sentence in the row, the next step, and no tab`, async () => {
      const tabsBefore = (await stage.browser.pages()).length;
      stage.sim.portal('acme').fault({ path: JIT, ...fault });
      const popup = await chooseTenant(stage, tenant, new RegExp(tenant));
      await popup.waitForText('[role=option][aria-selected=true]', sentence, SILENCE_MS);
      await popup.waitFor('.retry');
      assert.equal((await stage.browser.pages()).length, tabsBefore);
    });
  }

  check('a tenant that was removed: the portal’s own words, and no guess', async () => {
    const portal = stage.sim.portal('acme');
    const popup = await openList(stage);
    await popup.type('invoice');
    await popup.waitForText('[role=option][aria-selected=true]', /^invoice(?!-)/);
    portal.set({ deniedTenants: ['invoice'] });
    await popup.press('Enter');
    // In its row, or above the list once the list was read without it.
    const said = await popup.waitForText(
      'body',
      /acme doesn.t allow you to open invoice\. acme says “.* has no access to tenant invoice”\. Ask the portal.s administrator/,
    );
    assert.doesNotMatch(said, /turned off/);
    portal.set({ deniedTenants: [] });
  });

  check('and comes back: trying again opens the console', async () => {
    stage.sim.portal('acme').fault({ path: JIT, status: 503, times: 1 });
    const popup = await chooseTenant(stage, 'invoice-p', /invoice-prod/);
    await popup.waitForText('[role=option][aria-selected=true]', /reported an error/);
    await popup.click('.retry');
    await consoleOf(stage, 'duploservices-invoice-prod');
  });

  check('401: the way to sign in, and then on', async () => {
    stage.sim.portal('acme').fault({ path: JIT, status: 401, times: 1 });
    await chooseTenant(stage, 'bil', /billing/);
    const page = await grantPage(stage, 'acme');
    await page.click('#authorize');
    await consoleOf(stage, 'duploservices-billing');
  });
});

/** Addresses in place of AWS's, and who gets them. */
const FOREIGN = [
  { consoleUrl: 'foreign', tenant: 'dev01' },
  { consoleUrl: 'https://evil.example/federation?Action=login', tenant: 'staging' },
  { consoleUrl: 'http://signin.aws.amazon.com/federation?Action=login', tenant: 'search' },
  { consoleUrl: 'javascript:alert(1)', tenant: 'checkout' },
];

story('an address that is none of AWS', { signedIn: ['acme'] }, (stage, check) => {
  for (const { consoleUrl, tenant } of FOREIGN) {
    check(`${consoleUrl}: refused with a sentence, and no tab`, async () => {
      const { browser, sim } = stage;
      const tabsBefore = (await browser.pages()).length;
      sim.portal('acme').set({ consoleUrl });
      const popup = await chooseTenant(stage, tenant, new RegExp(tenant));
      const refused = new RegExp(
        `acme sent an address for ${tenant} that isn.t an AWS address\\. Nothing was opened`,
      );
      await popup.waitForText('[role=option][aria-selected=true]', refused);
      assert.equal((await browser.pages()).length, tabsBefore);
      assert.deepEqual(await openConsoles(stage), []);
      assert.deepEqual(
        sim.refused.filter((name) => name.includes('evil')),
        [],
      );
    });
  }
});
