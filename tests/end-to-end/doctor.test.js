import assert from 'node:assert/strict';
import { SOURCES_OFF } from './aws-sources.js';
import { until } from './driver/until.js';
import { consoleOf } from './person.js';
import { Sessions } from './sessions.js';
import { BROWSER, story } from './stage.js';

const FACT = 'aws.session_data';

/**
 * @param {import('./stage.js').Stage} stage
 * @param {string} verdict
 * @returns {Promise<any>} the report of `doctor --facts` once it has that verdict
 */
function factToldToTheProgram(stage, verdict) {
  return until(`${FACT}: ${verdict}`, async () => {
    const report = JSON.parse(await stage.cli('doctor', '--facts', 'acme', '--json'));
    const fact = report.facts.find((/** @type {any} */ one) => one.id === FACT);
    return fact.verdict === verdict && fact.how.startsWith(`in ${BROWSER} on `) && report;
  });
}

/** @param {any} report */
const sightingIn = ({ browsers }) => browsers.find((/** @type {any} */ { id }) => id === FACT);

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
    const after = await browser.openTab(diagnostics);
    const verdict = SOURCES_OFF ? /^Differs: .* no such meta tag$/ : /^Holds: aws\.session_data: /;
    await after.waitForText('[data-fact="aws.session_data"]', verdict);
    await factToldToTheProgram(stage, SOURCES_OFF ? 'differs' : 'holds');
  });

  check('has the program tell the same of AWS that is played by its report', async () => {
    const { sim } = stage;
    const without = await Sessions.begin(stage, { aws: { sessionData: false } });
    await without.opened('staging');
    const report = await factToldToTheProgram(stage, 'differs');
    const seen = sightingIn(report);
    assert.equal(seen.differs, 'no_tag');
    const again = await Sessions.begin(stage, { aws: { sessionData: true } });
    await again.opened('dev01');
    await factToldToTheProgram(stage, 'holds');
    const played = await Sessions.begin(stage, { aws: { sessionData: true } });
    sim.behaveAs(report);
    try {
      await played.open('staging');
      await consoleOf(stage, 'duploservices-staging');
      assert.deepEqual(sightingIn(await factToldToTheProgram(stage, 'differs')), seen);
    } finally {
      sim.behaveAs(null);
    }
  });
});
