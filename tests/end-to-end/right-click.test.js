import assert from 'node:assert/strict';
import { pressShortcut } from './driver/browser-keys.js';
import { until } from './driver/until.js';
import { chooseFromMenu, consoleAt, ordinaryPage, portalPage, select } from './pages-of-aws.js';
import { chooseOther, openConsoles, openedPopup, openList } from './person.js';
import { story } from './stage.js';
import { USUAL_TENANTS } from './switches.js';

const KINDS = ['s3', 'dynamodb', 'sqs', 'sns', 'kinesis', 'lambda', 'api-gateway', 'rds'];
/** Of thousands of tenants the menu names none. */
const OWN = [`Open in AWS Console as ${USUAL_TENANTS ? 'this page’s tenant' : 'invoice'}`];
const HOME = 'https://us-west-2.console.aws.amazon.com';

/** @param {import('./stage.js').Stage} stage @param {string} kind */
function arnOf({ sim }, kind) {
  const portal = sim.portal('acme');
  return portal.resources(portal.tenant('invoice')).find((resource) => resource.kind === kind).arn;
}

story('a right click on a portal’s page', { signedIn: ['acme'], desktop: true }, (stage, check) => {
  for (const kind of KINDS)
    check(`of ${kind} leads to that very resource`, async () => {
      if (kind === KINDS[0]) await openList(stage).then((popup) => popup.close());
      const page = await portalPage(stage, 'invoice', kind);
      await chooseFromMenu(stage, page, '#resource-title', OWN, [0]);
      const wanted = (await stage.cli('link', arnOf(stage, kind), '--region', 'us-west-2')).trim();
      await consoleAt(stage, 'duploservices-invoice', wanted);
    });

  check('without an ARN leads to the service’s home', async () => {
    const page = await portalPage(stage, 'invoice', 'eks');
    await chooseFromMenu(stage, page, '#resource-title', OWN, [0]);
    await consoleAt(stage, 'duploservices-invoice', `${HOME}/eks/home?region=us-west-2`);
  });

  check('sees the page that the application went to without a load', async () => {
    const page = await portalPage(stage, 'invoice');
    await page.click('#open-sqs');
    await page.waitFor('#resource-arn');
    await chooseFromMenu(stage, page, '#resource-title', OWN, [0]);
    const wanted = (await stage.cli('link', arnOf(stage, 'sqs'))).trim();
    await consoleAt(stage, 'duploservices-invoice', wanted);
  });

  check('copies a link for colleagues, which is the portal’s own', async () => {
    const page = await portalPage(stage, 'invoice', 'sqs');
    // The page’s own tenant, others, then the copy.
    await chooseFromMenu(stage, page, '#resource-title', ['Copy link for colleagues'], [2]);
    // Pasted where it was copied: a page that lost the focus meanwhile may not write to the clipboard.
    await page.evaluate(() => document.body.prepend(document.createElement('input')));
    const url = await page.url();
    await until('the link in the clipboard', async () => {
      await page.evaluate(() => document.querySelector('input').select());
      await pressShortcut(stage, 'control+v');
      return (await page.evaluate(() => document.querySelector('input').value)) === url;
    });
  });
});

story('a right click elsewhere', { signedIn: ['acme'], desktop: true }, (stage, check) => {
  const queue = () => arnOf(stage, 'sqs');

  check('on a selected ARN opens it as the tenant that its name has', async () => {
    await openList(stage).then((popup) => popup.close());
    const page = await ordinaryPage(stage, `<p id="arn">${queue()}</p>`);
    await select(page, '#arn');
    await chooseFromMenu(stage, page, '#arn', ['Open selected ARN in AWS Console'], [0]);
    await consoleAt(stage, 'duploservices-invoice', (await stage.cli('link', queue())).trim());
  });

  check('as a tenant of another account opens nothing, and says so', async () => {
    const page = await ordinaryPage(stage, `<p id="arn">${queue()}</p>`);
    await select(page, '#arn');
    const others = ['Open in AWS Console as…', 'Other tenant…'];
    // Used last is invoice; nothing else was used.
    await chooseFromMenu(stage, page, '#arn', others, [1, 1]);
    const popup = await openedPopup(stage);
    await popup.waitForText('#list', /^Open duploservices-invoice-jobs as/);
    await chooseOther(popup, stage.sim.portal('acme').tenant('billing'));
    await popup.waitForText('.row-failed', /another AWS account than billing/);
    assert.deepEqual(await openConsoles(stage), []);
  });

  check('on text that names no tenant asks in the popup whom to open it as', async () => {
    const arn = 'arn:aws:sqs:us-west-2:999999999999:jobs';
    const page = await ordinaryPage(stage, `<p id="arn">${arn}</p>`);
    await select(page, '#arn');
    await chooseFromMenu(stage, page, '#arn', ['Open selected ARN in AWS Console'], [0]);
    const popup = await openedPopup(stage);
    await popup.waitForText('#list', /^Open jobs as/);
  });

  check('on a colleague’s link to the console opens it in one’s own session', async () => {
    const at = '/lambda/home?region=us-west-2#/functions/resize';
    const theirs = `https://123456789012-zzzz9999.us-west-2.console.aws.amazon.com${at}`;
    const page = await ordinaryPage(
      stage,
      `<a id="link" href="${theirs}">the function that fails</a>`,
    );
    const label = 'Open link in AWS Console';
    await chooseFromMenu(stage, page, '#link', [label], [0]);
    const tab = await consoleAt(stage, 'duploservices-invoice', `${HOME}${at}`);
    assert.ok(!(await tab.url()).includes('zzzz9999'));
  });

  check('on a link opens it as the tenant of its resource, whose name is encoded', async () => {
    const group = 'log-groups/log-group/$252Fduploservices-staging$252Fcheckout';
    const link = `${HOME}/cloudwatch/home?region=us-west-2#logsV2:${group}`;
    const page = await ordinaryPage(stage, `<a id="link" href="${link}">the logs of checkout</a>`);
    await chooseFromMenu(stage, page, '#link', ['Open link in AWS Console'], [0]);
    await consoleAt(stage, 'duploservices-staging', link);
  });
});
