import assert from 'node:assert/strict';
import { until } from './driver/until.js';
import { back, choose, openMenu } from './menu.js';
import { consoleAt } from './pages-of-aws.js';
import { chooseOther, openList, paste as pasteInto, portalCalls } from './person.js';
import { story } from './stage.js';
import { TELLS } from './switches.js';

const SELECTED = '[role=option][aria-selected=true]';
const QUEUE = 'arn:aws:sqs:us-west-2:123456789012:duploservices-invoice-jobs';
const HOME = 'https://us-west-2.console.aws.amazon.com';

story('pages of AWS from the popup', { signedIn: ['acme'] }, (stage, check) => {
  /** @param {string} text */
  const paste = (text) => pasteInto(stage, text);

  check('a pasted ARN selects the tenant whose name its resource has', async () => {
    const popup = await paste(QUEUE);
    await popup.waitForText('#list', /^Open duploservices-invoice-jobs as/);
    await popup.waitForText(`${SELECTED} .name`, /^invoice$/);
    await popup.press('Enter');
    await consoleAt(stage, 'duploservices-invoice', (await stage.cli('link', QUEUE)).trim());
  });

  check(
    'a pasted link selects the tenant of its resource, whatever else is in its words',
    async () => {
      // Both "default" and "checkout" are tenants, too.
      const link = `${HOME}/events/home?region=us-west-2#/eventbus/default/rules/duploservices-invoice-checkout`;
      const popup = await paste(link);
      await popup.waitForText('#list', /^Open \/events\/home as/);
      await popup.waitForText(`${SELECTED} .name`, /^invoice$/);
      await popup.press('Enter');
      await consoleAt(stage, 'duploservices-invoice', link);
    },
  );

  check('AWS’s refusal, pasted, selects the tenant of what it refused', async () => {
    const role = 'arn:aws:sts::123456789012:assumed-role/duploservices-dev01/bob@example.com';
    const why = 'because no identity-based policy allows the sqs:SendMessage action';
    const popup = await paste(
      `User: ${role} is not authorized to perform: sqs:SendMessage on resource: ${QUEUE} ${why}`,
    );
    await popup.waitForText('#list', /^Open duploservices-invoice-jobs as/);
    await popup.waitForText(`${SELECTED} .name`, /^invoice$/);
  });

  check('as a tenant of another account it opens nothing, and the row says so', async () => {
    const popup = await paste(QUEUE);
    await popup.waitForText('#list', /^Open duploservices-invoice-jobs as/);
    await chooseOther(popup, stage.sim.portal('acme').tenant('billing'));
    await popup.waitForText('.row-failed', /another AWS account than billing/);
  });

  check('a pasted ARN without a tenant’s name selects one of its account', async () => {
    // The console of invoice told which account it is in, and with that of all tenants of its plan.
    const popup = await paste('arn:aws:sqs:us-west-2:123456789012:jobs');
    await popup.waitForText('#list', /^Open jobs as/);
    await popup.waitForText(`${SELECTED} .name`, /^invoice$/);
    const places = await popup.evaluate(() =>
      [...document.querySelectorAll('[role=option] .place')].map(({ textContent }) => textContent),
    );
    assert.deepEqual(places.slice(0, 5), Array(5).fill(TELLS.details ? 'nonprod · acme' : 'acme'));
  });

  check('a service’s name after a tenant’s opens there, by the keyboard', async () => {
    const popup = await openList(stage);
    await popup.type('dev01 s3');
    await popup.waitForText('#list', /^Open s3 as/);
    await popup.waitForText(SELECTED, /dev01/);
    await popup.press('Enter');
    await consoleAt(stage, 'duploservices-dev01', `${HOME}/s3/home?region=us-west-2`);
  });

  check('a page of a tenant’s resource named by words opens there', async () => {
    const popup = await openList(stage);
    await popup.type('invoice lambda resize monitoring');
    await popup.waitForText('#list', /Open lambda resize monitoring as/);
    await popup.waitForText(SELECTED, /invoice/);
    await popup.press('Enter');
    const name = 'duploservices-invoice-resize-123456789012';
    const page = `${HOME}/lambda/home?region=us-west-2#/functions/${name}?tab=monitoring`;
    await consoleAt(stage, 'duploservices-invoice', page);
  });

  check('a tenant’s resources are searched, and read once', async () => {
    const popup = await openMenu(stage, 'inv', /^invoice/);
    await choose(popup, 'places');
    await popup.waitForText('#places', /\bjobs SQS queue/);
    await popup.type('click');
    await popup.waitForText('#places', /^clicks Kinesis stream$/);
    await back(popup);
    await choose(popup, 'places');
    await popup.waitForText('#places', /\bjobs SQS queue/);
    await popup.waitFor(`#places [data-to="${QUEUE}"][title="${QUEUE}"]`);
    const reads = portalCalls(stage).filter((call) => call.endsWith('/GetCloudResources'));
    assert.equal(reads.length, 1);
    await popup.type('orders');
    await popup.waitForText('#places', /^orders DynamoDB table/);
    await popup.press('Enter');
    const page = `${HOME}/dynamodbv2/home?region=us-west-2#table?name=duploservices-invoice-orders`;
    await consoleAt(stage, 'duploservices-invoice', page);
  });

  check('a tenant’s own links open in its console, or in a tab', async () => {
    const acme = stage.sim.portal('acme');
    const queues = `${HOME}/sqs/v3/home?region=us-west-2`;
    const page = `${acme.url}/app/runbook`;
    acme.set({
      links: [
        { Key: 'All queues', Type: 'aws_console', Value: queues },
        { Key: 'Runbook', Type: 'url', Value: page },
        { Key: 'Owner', Type: 'text', Value: 'team a' },
      ],
    });
    let popup = await openMenu(stage, 'inv', /^invoice/);
    await choose(popup, 'places');
    await popup.waitForText('#places', /^All queues link\s*Runbook link/);
    await popup.type('all queues');
    await popup.waitForText('#places', /^All queues link$/);
    await popup.press('Enter');
    await consoleAt(stage, 'duploservices-invoice', queues);
    popup = await openMenu(stage, 'inv', /^invoice/);
    await choose(popup, 'places');
    await popup.type('runbook');
    await popup.waitForText('#places', /^Runbook link$/);
    await popup.press('Enter');
    await stage.browser.waitForPage('the runbook', (url) => url.includes('runbook'));
    acme.set({ links: [] });
  });

  check('the region that is chosen for a tenant is its next console’s', async () => {
    const popup = await openMenu(stage, 'staging', /^staging/);
    await choose(popup, 'places');
    await popup.waitFor('#places-region');
    const labels = await popup.evaluate(() =>
      [...document.querySelectorAll('#places-region optgroup')].map(({ label, textContent }) => [
        label,
        textContent,
      ]),
    );
    assert.deepEqual(
      labels.map(([label]) => label),
      TELLS.regions ? ['Used here', 'All regions'] : ['All regions'],
    );
    if (TELLS.regions) assert.match(labels[0][1], /^US West \(Oregon\) us-west-2/);
    assert.match(labels.at(-1)[1], /Europe \(London\) eu-west-2/);
    const [region] = await popup.evaluate(() =>
      [...document.querySelectorAll('#places-region option')]
        .map(({ value }) => value)
        .filter((value) => value && value !== 'us-west-2'),
    );
    await popup.evaluate((code) => {
      const choice = document.querySelector('#places-region');
      choice.value = code;
      choice.dispatchEvent(new Event('change'));
    }, region);
    await until('it to be remembered', () =>
      popup.evaluate(
        async () =>
          Object.values(
            (await (globalThis.browser ?? chrome).storage.local.get('regions')).regions ?? {},
          ).length,
      ),
    );
    await popup.close();
    const list = await openList(stage);
    await list.type('staging');
    await list.waitForText(SELECTED, /staging/);
    await list.press('Enter');
    const page = `https://${region}.console.aws.amazon.com/console/home?region=${region}`;
    await consoleAt(stage, 'duploservices-staging', page);
  });
});
