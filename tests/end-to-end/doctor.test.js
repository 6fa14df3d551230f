import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** @param {import('./stage.js').Stage} stage @returns {Promise<import('./driver/surface.js').Surface>} the page, asked to check */
async function checking({ browser }) {
  const page = await browser.openTab(
    browser.extensionUrl('src/pages/diagnostics/diagnostics.html'),
  );
  await page.waitFor('#doctor-run');
  // By the keyboard: what is above the button is still growing.
  await page.evaluate(() => document.getElementById('doctor-run')?.focus());
  await page.press('Enter');
  return page;
}

/** A file in the home of the person. @param {import('./stage.js').Stage} stage @param {string} path @param {object} content */
function put({ home }, path, content) {
  const file = join(home.dir, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(content));
}

/** Runs in the page. */
function errors() {
  return [...document.querySelectorAll('.finding[data-severity=error]')].map(
    ({ textContent }) => textContent,
  );
}

const setting = { portals: ['acme', 'globex'], signedIn: ['acme'] };

story('The check in the options', setting, (stage, check) => {
  check('says in words what is wrong, with the command that repairs it', async () => {
    const page = await checking(stage);
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

story('The check, asked for in a browser that is well', { signedIn: ['acme'] }, (stage, check) => {
  check('reports no error, whatever lies where other profiles of this browser look', async () => {
    // The Chromium of a story has a profile folder of its own, as the demo's.
    if (BROWSER === 'chromium')
      put(stage, '.config/chromium/NativeMessagingHosts/org.jit_console.host.json', {
        name: 'org.jit_console.host',
        description: 'of a jit-console that was moved',
        path: join(stage.home.dir, 'gone/jit-console'),
        type: 'stdio',
        allowed_origins: ['chrome-extension://hjkepomeflbmibkhbpicfepocdkjcbnb/'],
      });
    const page = await checking(stage);
    await page.waitForText('#doctor-result', /doctor --bundle/);
    assert.deepEqual(await page.evaluate(errors), []);
    await page.waitFor('#doctor-clean');
  });

  check('says what another browser lacks that is used', async () => {
    put(stage, '.config/google-chrome/Local State', {});
    const page = await checking(stage);
    await page.waitForText('#doctor-result', /Error Google Chrome: no manifest registers/);
    assert.equal((await page.evaluate(errors)).length, 1);
  });
});
