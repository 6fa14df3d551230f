import assert from 'node:assert/strict';
import { chooseTenant, consoleOf, openList } from './person.js';
import { story } from './stage.js';

const JIT = 'GetAwsConsoleTokenUrl';
const SELECTED = '[role=option][aria-selected=true]';

/** What the portal's tenant features say, and what people call it. */
const CLOUDS = [
  { cloud: 2, name: 'Azure', tenant: 'dev01' },
  { cloud: 3, name: 'Google Cloud', tenant: 'staging' },
];

story('tenants that are not in AWS', { signedIn: ['acme'] }, (stage, check) => {
  for (const { cloud, name, tenant } of CLOUDS)
    check(`in ${name}: that is said in the row, and the portal's page is offered`, async () => {
      const { browser, sim } = stage;
      const acme = sim.portal('acme');
      acme.fault({ path: 'features/tenant', body: { Region: '', Cloud: cloud } });
      acme.fault({ path: JIT, status: 404, body: { Message: 'no such role' } });
      const popup = await chooseTenant(stage, tenant, new RegExp(tenant));
      await popup.waitForText(SELECTED, new RegExp(`${tenant} isn.t in AWS\\..*is in ${name}`));
      await popup.waitForText(SELECTED, /no AWS/);
      await popup.click('.open-portal');
      const { id } = acme.tenant(tenant);
      await browser.waitForPage(
        'the portal’s page',
        (url) => url.startsWith(acme.url) && url.includes(id),
      );
      assert.equal(sim.aws.minted.length, 0);
    });

  check('is labelled in the list from then on, and Enter opens the portal’s page', async () => {
    const { browser, sim } = stage;
    const acme = sim.portal('acme');
    acme.fault({ path: 'features/tenant', body: { Region: '', Cloud: 3 } });
    acme.fault({ path: JIT, status: 404, body: { Message: 'no such role' } });
    const popup = await openList(stage);
    await popup.type('staging');
    await popup.waitForText(SELECTED, /staging.*no AWS/);
    await popup.press('Enter');
    const { id } = acme.tenant('staging');
    await browser.waitForPage(
      'the portal’s page',
      (url) => url.startsWith(acme.url) && url.includes(id),
    );
  });

  check('until it is in AWS', async () => {
    const popup = await chooseTenant(stage, 'dev01', /dev01.*no AWS/);
    await consoleOf(stage, 'duploservices-dev01');
    await popup.waitUntilClosed();
    const again = await openList(stage);
    await again.type('dev01');
    const row = await again.waitForText(SELECTED, /dev01/);
    assert.doesNotMatch(row, /no AWS/);
  });
});

story('a portal without AWS', { signedIn: ['acme'], prepare: withoutAws }, (stage, check) => {
  check('has no AWS in each row, and what a click says leads to the portal', async () => {
    const { browser, sim } = stage;
    const acme = sim.portal('acme');
    withoutAws(stage);
    acme.fault({ path: 'features/tenant', body: { Region: '', Cloud: 2 } });
    acme.fault({ path: JIT, status: 404, body: { Message: 'no such role' } });
    const popup = await openList(stage);
    await popup.waitForText('#list', /checkout.*no AWS.*default.*no AWS/s);
    await popup.type('checkout');
    await popup.waitForText(SELECTED, /checkout/);
    await popup.press('Enter');
    await popup.click('.open-portal');
    const { id } = acme.tenant('checkout');
    await browser.waitForPage(
      'the portal’s page',
      (url) => url.startsWith(acme.url) && url.includes(id),
    );
  });
});

/** @param {import('./stage.js').Stage} stage */
function withoutAws({ sim }) {
  const body = { IsAwsCloudEnabled: false, IsAzureCloudEnabled: true };
  sim.portal('acme').fault({ path: 'features/system', body });
  return () => undefined;
}
