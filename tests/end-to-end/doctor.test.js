import assert from 'node:assert/strict';
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
});
