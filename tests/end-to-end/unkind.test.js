import assert from 'node:assert/strict';
import { leadToConsole } from './acts.js';
import { eventually, until } from './driver/until.js';
import { chooseTenant, consoleOf, openList } from './person.js';
import { Sessions } from './sessions.js';
import { BROWSER, story } from './stage.js';
import { ROWS, USUAL } from './unkind.js';

const HOUR = 3600;

/** @param {import('./stage.js').Stage} stage @param {import('./unkind.js').Row} row */
function begin(stage, { portal, aws }) {
  return Sessions.begin(stage, {
    portal: { ...USUAL.portal, ...portal },
    aws: { ...USUAL.aws, ...aws },
  });
}

/** @param {import('./stage.js').Stage} stage @param {import('./unkind.js').Row} row */
async function isTold(stage, row) {
  const acme = stage.sim.portal('acme');
  for (const fault of row.faults ?? []) acme.fault(fault);
  const popup = await chooseTenant(stage, 'dev01', /^dev01/);
  await popup.waitForText('[role=option][aria-selected=true]', row.told);
  acme.clearFaults();
  acme.set(USUAL.portal);
  await popup.click('.retry');
  await consoleOf(stage, 'duploservices-dev01');
}

/**
 * Signs in to the portal and opens the console, then lets its time go by and looks at its tab again.
 * @param {import('./stage.js').Stage} stage
 * @param {import('./unkind.js').Row} row
 * @param {Sessions} sessions
 */
async function opens(stage, row, sessions) {
  const acme = stage.sim.portal('acme');
  // Yesterday's popup has shown the tenants.
  await sessions.readLists();
  acme.endSessions();
  acme.revokeTokens();
  for (const fault of row.faults ?? []) acme.fault(fault);
  const done = await leadToConsole(stage, 'dev01');
  assert.deepEqual(done, ['enter', 'log in', 'authorize']);
  const tab = await until('the console', async () => {
    for (const page of await stage.browser.pages()) if (await page.text('#user')) return page;
    return null;
  });
  await stage.browser.waitForBadge(tab, ({ text }) => (row.badge ?? /^(59|60)m$/).test(text));
  await sessions.noted();
  await sessions.page.activate();
  await sessions.age(HOUR);
  await sessions.waitForPhase('waiting');
  await tab.activate();
  await sessions.reopened(tab);
}

const rows = ROWS.filter(({ both }) => both || BROWSER === 'chromium');

story('where a guess is wrong', { signedIn: ['acme'] }, (stage, check) => {
  for (const row of rows)
    check(`${row.what}: what is lost is ${row.lost ?? 'nothing'}`, async () => {
      const sessions = await begin(stage, row);
      await (row.told ? isTold(stage, row) : opens(stage, row, sessions));
    });

  check('a label that is new each time: the session’s other tab is back, too', async () => {
    const sessions = await begin(stage, { what: '', aws: { stableLabels: false } });
    const tab = await sessions.opened('dev01');
    await sessions.open('dev01', { how: 'new_page', to: 's3' });
    const isOfS3 = (/** @type {string} */ url) => url.includes('/s3/home');
    const other = await stage.browser.waitForPage('a page of S3', isOfS3);
    await other.waitForText('#user', /^duploservices-dev01/);
    await sessions.noted();
    await sessions.page.activate();
    await sessions.age(HOUR);
    await sessions.waitForPhase('waiting');
    await tab.activate();
    await sessions.reopened(tab);
    await other.activate();
    await eventually(async () => {
      assert.match(await other.url(), /\/s3\/home/);
      assert.match((await other.text('#user')) ?? '', /^duploservices-dev01/);
    });
    await stage.browser.waitForBadge(other, ({ text }) => /^(59|60)m$/.test(text));
  });

  check('a part of the list of tenants: what was known stays, and the popup says so', async () => {
    // With its new sign-in the list that was read before is old.
    await begin(stage, { what: '', portal: { tenantParts: 'counted' } });
    const popup = await openList(stage);
    await popup.waitForText('#status', /acme.* lists 4 tenants, which are not all/);
    assert.equal(await popup.shows('[role=option]'), true);
    await popup.close();
    stage.sim.portal('acme').set(USUAL.portal);
  });

  check('a page that AWS doesn’t know: AWS says so, and the session is known', async () => {
    const sessions = await begin(stage, { what: '' });
    const to = 'https://us-west-2.console.aws.amazon.com/nosuchservice/thing?region=us-west-2';
    await sessions.open('dev01', { to });
    const page = await stage.browser.waitForPage('the page', (url) =>
      url.includes('/nosuchservice/'),
    );
    await page.waitFor('#not-found');
    const { title } = await stage.browser.waitForBadge(page, ({ text }) => /m$/.test(text));
    assert.match(title, /^dev01 on acme/);
  });
});
