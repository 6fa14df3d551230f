import { until } from './driver/until.js';
import { consoleAt, portalPage } from './pages-of-aws.js';
import { openList, paste } from './person.js';
import { Sessions } from './sessions.js';
import { story } from './stage.js';

const SELECTED = '[role=option][aria-selected=true]';
const QUEUE = 'arn:aws:sqs:us-west-2:123456789012:duploservices-invoice-jobs';

/** What is pasted on invoice's own page, and the tenant that is then meant; billing is a favourite, used last, and live. */
const ON_OWN_PAGE = [
  { what: 'its own name and account', arn: QUEUE, tenant: 'invoice' },
  {
    what: 'its account, and no name',
    arn: 'arn:aws:sqs:us-west-2:123456789012:jobs',
    tenant: 'invoice',
  },
  { what: 'neither account nor name', arn: 'arn:aws:s3:::reports', tenant: 'invoice' },
  {
    what: 'the name of another one of its account',
    arn: 'arn:aws:sqs:us-west-2:123456789012:duploservices-staging-jobs',
    tenant: 'staging',
  },
  {
    what: 'another account',
    arn: 'arn:aws:sqs:us-west-2:210987654321:jobs',
    tenant: 'billing',
  },
];

story('an ARN on a tenant’s own page of the portal', { signedIn: ['acme'] }, (stage, check) => {
  check('selects by account, then name, then page, once the accounts are known', async () => {
    const sessions = await Sessions.begin(stage);
    await sessions.opened('invoice');
    await sessions.opened('billing');
    await until('both accounts', () => sessions.page.evaluate(knowsAccounts, 2));
    await portalPage(stage, 'invoice', 'sqs');
    const list = await openList(stage);
    await list.type('billing');
    await list.waitForText(SELECTED, /^billing/);
    await list.press('Control+d');
    await list.waitFor('[role=option][aria-selected=true] .star-on');
    await list.close();
    for (const { what, arn, tenant } of ON_OWN_PAGE) {
      const popup = await paste(stage, arn);
      await popup.waitForText('#list', / as/);
      await popup.waitForText(`${SELECTED} .name`, new RegExp(`^${tenant}$`)).catch((error) => {
        throw new Error(`${what}: ${error.message}`);
      });
      await popup.close();
    }
    // Whoever pastes and presses Enter waits for nothing.
    const popup = await paste(stage, QUEUE);
    await popup.press('Enter');
    await consoleAt(stage, 'duploservices-invoice', (await stage.cli('link', QUEUE)).trim());
  });
});

/** Runs in a page of the extension. @param {number} count */
async function knowsAccounts(count) {
  const { accounts } = await (globalThis.browser ?? chrome).storage.local.get('accounts');
  return Object.keys(accounts ?? {}).length >= count;
}
