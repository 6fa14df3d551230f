import assert from 'node:assert/strict';
import { Chip } from './driver/chip.js';
import { until } from './driver/until.js';
import { openList } from './person.js';
import { Sessions } from './sessions.js';
import { story } from './stage.js';

const HOUR = 3601;
const WORDS = 'half a sentence';

/** Firefox lets people refuse AWS's hosts at the installation, Chromium later, by its settings. */
story('AWS’s hosts refused', { signedIn: ['acme'] }, (stage, check) => {
  /** The tenant's console has come, unseen by the extension, and somebody types into a form of it. */
  async function openUnseen() {
    const sessions = await Sessions.begin(stage);
    await stage.browser.refuseHosts(sessions.page);
    await sessions.page.waitFor('#allow-aws');
    await sessions.open('dev01');
    const tab = await stage.browser.waitForPage('the console', (url) =>
      /console\.aws\.amazon\.com\/console\/home/.test(url),
    );
    const chip = new Chip(tab);
    await tab.click('#description');
    await tab.type(WORDS);
    assert.equal(await chip.isThere(), false);
    return { sessions, tab, chip };
  }

  /** The page is seen to by now, with nothing of it loaded again. */
  async function isSeenTo({ sessions, tab, chip }) {
    await chip.waitForText('.pill', /dev01 acme .*min/);
    await stage.browser.waitForBadge(tab, ({ text }) => /m$/.test(text));
    assert.equal(await tab.evaluate(chips), 1);
    await sessions.noted();
  }

  check('are asked for by the popup, and it is noticed when they are given', async () => {
    const { sessions, tab, chip } = await openUnseen();
    await sessions.page.activate();
    const popup = await openList(stage);
    await popup.waitForText('#status', /no access to AWS pages/);
    await stage.browser.allowHosts(popup);
    await popup.waitUntilHidden('#allow-aws');
    await popup.close();
    await sessions.page.waitUntilHidden('#allow-aws');
    await isSeenTo({ sessions, tab, chip });
    await tab.activate();
    await sessions.age(HOUR);
    await sessions.waitForPhase('held');
    await until('the words to be there', async () => (await tab.evaluate(typed)) === WORDS);
    assert.equal(sessions.minted, 1);
  });

  check('are asked for by the settings, too, and may be taken back', async () => {
    const { sessions, tab, chip } = await openUnseen();
    const settings = await stage.browser.openTab(
      stage.browser.extensionUrl('src/pages/options/options.html'),
    );
    await settings.waitForText('#aws-access', /no access to AWS pages/);
    await stage.browser.allowHosts(settings);
    await settings.waitUntilHidden('#allow-aws');
    await tab.activate();
    await isSeenTo({ sessions, tab, chip });
    await stage.browser.refuseHosts(sessions.page);
    await until('the chip to go', async () => !(await chip.isThere()));
    await settings.activate();
    await stage.browser.allowHosts(settings);
    await tab.activate();
    await isSeenTo({ sessions, tab, chip });
    assert.equal(await tab.evaluate(typed), WORDS);
  });
});

/** Runs in the console page. */
function chips() {
  return document.querySelectorAll('jit-console-chip').length;
}

/** Runs in the console page. */
function typed() {
  return document.querySelector('#description').value;
}
