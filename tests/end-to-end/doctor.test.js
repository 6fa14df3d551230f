import assert from 'node:assert/strict';
import { until } from './driver/until.js';
import { consoleOf } from './person.js';
import { Sessions } from './sessions.js';
import { BROWSER, story } from './stage.js';
import { TELLS } from './switches.js';

const FACT = 'aws.session_data';

/** Runs in a page of the extension. */
async function factsSeen() {
  return (await (globalThis.browser ?? chrome).storage.local.get('factsSeen')).factsSeen ?? {};
}

/**
 * @param {import('./stage.js').Stage} stage
 * @param {Sessions} sessions
 * @param {string} differs
 * @returns {Promise<any>} the report of `doctor --facts` once the program was told so
 */
async function factTold(stage, sessions, differs) {
  await until(`${FACT} to be told`, async () => {
    const seen = (await sessions.page.evaluate(factsSeen)).acme?.[FACT];
    return seen?.told && seen.differs === differs;
  });
  const report = JSON.parse(await stage.cli('doctor', '--facts', 'acme', '--json'));
  const fact = report.facts.find((/** @type {any} */ one) => one.id === FACT);
  assert.equal(fact.verdict, differs ? 'differs' : 'holds');
  assert.ok(fact.how.startsWith(`in ${BROWSER} on `), fact.how);
  const told = report.browsers.find((/** @type {any} */ { id }) => id === FACT);
  assert.equal(told.differs, differs || null);
  return report;
}

const setting = { portals: ['acme', 'globex'], signedIn: ['acme'] };

story('The check in the options', setting, (stage, check) => {
  check('says in words what is wrong, with the command that repairs it', async () => {
    const { browser } = stage;
    const page = await browser.openTab(
      browser.extensionUrl('src/pages/diagnostics/diagnostics.html'),
    );
    await page.waitFor('#doctor-run');
    // By the keyboard: what is above the button is still growing.
    await page.evaluate(() => document.getElementById('doctor-run')?.focus());
    await page.press('Enter');
    await page.waitForText('#doctor-result', /Warning globex\.duplocloud\.net: not signed in/);
    await page.waitForText('#doctor-result', /Sign in\. jit-console sign-in globex Copy/);
    const words = await page.waitForText('#doctor-result', /doctor --bundle/);
    assert.doesNotMatch(words, /not signed in to acme/i);
  });

  check('says what this browser has seen of what is assumed of AWS', async () => {
    const { browser } = stage;
    const sessions = await Sessions.begin(stage);
    const diagnostics = browser.extensionUrl('src/pages/diagnostics/diagnostics.html');
    const before = await browser.openTab(diagnostics);
    await before.waitForText('[data-fact="aws.session_data"]', /^Not seen: aws\.session_data: /);
    await before.close();
    await sessions.opened('dev01');
    await until('AWS’s mark of multi-session to be looked for', async () => {
      const seen = (await sessions.page.evaluate(factsSeen)).acme?.['aws.opt_in_cookie'];
      return seen?.differs === (TELLS.optIn ? '' : 'no_cookie');
    });
    const after = await browser.openTab(diagnostics);
    const verdict = TELLS.identity
      ? /^Holds: aws\.session_data: /
      : /^Differs: .* no such meta tag$/;
    await after.waitForText('[data-fact="aws.session_data"]', verdict);
    const mark = TELLS.optIn ? /^Holds: aws\.opt_in_cookie: / : /^Differs: .* no such cookie$/;
    await after.waitForText('[data-fact="aws.opt_in_cookie"]', mark);
    await factTold(stage, sessions, TELLS.identity ? '' : 'no_tag');
  });

  check('has the program tell the same of AWS that is played by its report', async () => {
    const { sim } = stage;
    const without = await Sessions.begin(stage, { aws: { sessionData: false } });
    await without.opened('staging');
    const report = await factTold(stage, without, 'no_tag');
    const again = await Sessions.begin(stage, { aws: { sessionData: true } });
    await again.opened('dev01');
    await factTold(stage, again, '');
    const played = await Sessions.begin(stage, { aws: { sessionData: true } });
    sim.behaveAs(report);
    try {
      await played.open('staging');
      await consoleOf(stage, 'duploservices-staging');
      await factTold(stage, played, 'no_tag');
    } finally {
      sim.behaveAs(null);
    }
  });
});
