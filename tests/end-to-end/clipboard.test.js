import assert from 'node:assert/strict';
import { clipboardText } from './driver/clipboard.js';
import { until } from './driver/until.js';
import { choose, openMenu } from './menu.js';
import { openList } from './person.js';
import { story } from './stage.js';

const ALLOWED = ['clipboardRead', 'clipboardWrite', 'offscreen'];

/**
 * @param {import('./stage.js').Stage} stage
 * @param {RegExp} [then] what is said after it
 * @returns {Promise<import('./driver/surface.js').Surface>} the popup
 */
async function copyAddress(stage, then = /removed from the clipboard in one minute, unless/) {
  const popup = await openMenu(stage, 'dev', /dev01/);
  await choose(popup, 'url');
  await popup.waitFor('#copy-url:focus');
  await popup.press('Enter');
  await popup.waitForText('#menu .panel-status', /^Copied/);
  await popup.waitForText('#menu', then);
  assert.match(await clipboardText(stage.browser, popup), /SigninToken=/);
  return popup;
}

/** The minute is over at once. @param {import('./driver/surface.js').Surface} popup */
function endTheMinute(popup) {
  return popup.evaluate(async () => {
    const { alarms } = globalThis.browser ?? globalThis.chrome;
    const [alarm] = (await alarms.getAll()).filter(({ name }) => name === 'clear-clipboard');
    const left = alarm.scheduledTime - Date.now();
    await alarms.create('clear-clipboard', { when: Date.now() });
    return left;
  });
}

/**
 * Waits until nothing is waiting to be cleared, or is being cleared.
 * @param {import('./driver/surface.js').Surface} popup
 */
function waitForTheEnd(popup) {
  return until('the end of the minute', async () => {
    const left = await popup.evaluate(async () => {
      const api = globalThis.browser ?? globalThis.chrome;
      const { clipboardDigest } = await api.storage.session.get('clipboardDigest');
      // Firefox needs no page for it.
      const kinds = { contextTypes: ['OFFSCREEN_DOCUMENT'] };
      const pages = globalThis.browser ? [] : await api.runtime.getContexts(kinds);
      const alarms = (await api.alarms.getAll()).map(({ name }) => name);
      return clipboardDigest || pages.length > 0
        ? { clipboardDigest, pages: pages.length, alarms }
        : null;
    });
    if (left) throw new Error(JSON.stringify(left));
    return true;
  });
}

story('a secret in the clipboard', { signedIn: ['acme'], allowed: ALLOWED }, (stage, check) => {
  check('is taken out after a minute, with the popup long closed', async () => {
    const { browser } = stage;
    const popup = await copyAddress(stage);
    const left = await endTheMinute(popup);
    assert.ok(left > 30_000 && left <= 60_000, `${left} ms`);
    await popup.close();
    await popup.waitUntilClosed();
    const again = await openList(stage);
    await waitForTheEnd(again);
    assert.equal(await clipboardText(browser, again), '');
  });

  check('is left alone where something else was copied since', async () => {
    const { browser } = stage;
    const popup = await copyAddress(stage);
    await popup.evaluate(() => navigator.clipboard.writeText('my own words'));
    await endTheMinute(popup);
    await waitForTheEnd(popup);
    assert.equal(await clipboardText(browser, popup), 'my own words');
  });
});

story('the question whether copied secrets are cleared', { signedIn: ['acme'] }, (stage, check) => {
  check('is asked once, with the reason', async () => {
    const popup = await copyAddress(
      stage,
      /browser asks whether jit-console may read the clipboard/,
    );
    await popup.click('#clipboard-refuse');
    await popup.waitForText(
      '#menu',
      /until you copy something else\. You can change this in the settings/,
    );
    await popup.close();
    await popup.waitUntilClosed();
    const again = await copyAddress(
      stage,
      /It stays in the clipboard until you copy something else\.$/,
    );
    assert.equal(await again.shows('#clipboard-allow'), false);
    await again.close();
    await again.waitUntilClosed();
  });

  check('is a setting from then on', async () => {
    const { browser } = stage;
    const page = await browser.openTab(browser.extensionUrl('src/pages/options/options.html'));
    await page.waitForText('#privacy', /Clear copied secrets after one minute/);
    const isOn = () => document.querySelector('#setting-clearClipboard').checked;
    assert.equal(await page.evaluate(isOn), false);
  });
});
