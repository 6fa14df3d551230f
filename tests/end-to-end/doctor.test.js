import assert from 'node:assert/strict';
import { SOURCES_OFF } from './aws-sources.js';
import { Sessions } from './sessions.js';
import { story } from './stage.js';

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
  });
});
