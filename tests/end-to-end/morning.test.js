import assert from 'node:assert/strict';
import { Chip } from './driver/chip.js';
import { eventually } from './driver/until.js';
import { chooseTenant, consoleOf, grantPage, openConsoles } from './person.js';
import { DEEP, Sessions } from './sessions.js';
import { story } from './stage.js';

const HOUR = 3600;

/**
 * Overnight the tenant's session and the portal's have both ended.
 * @param {import('./stage.js').Stage} stage
 * @param {{ behind: boolean }} where is its tab in the morning?
 */
async function morning(stage, { behind }) {
  const sessions = await Sessions.begin(stage);
  await sessions.readLists();
  const tab = await sessions.opened('dev01', { to: DEEP });
  if (behind) await sessions.page.activate();
  stage.sim.portal('acme').revokeTokens();
  await sessions.age(HOUR);
  return { sessions, tab };
}

/** @param {import('./driver/surface.js').Surface} tab */
function assertShowsDeep(tab) {
  return eventually(async () => {
    const url = (await tab.url()).replace(/\d{12}-[a-z0-9]{8}\./, '');
    assert.equal(url, DEEP);
  });
}

story('the morning after, with both sessions over', { signedIn: ['acme'] }, (stage, check) => {
  check(
    'Enter on the tenant leads to the sign-in, then to its page in its tab, in front',
    async () => {
      const { sessions, tab } = await morning(stage, { behind: true });
      await sessions.waitForPhase('waiting');
      const popup = await chooseTenant(stage, 'dev01', /dev01/);
      const grant = await grantPage(stage, 'acme');
      await popup.waitUntilClosed();
      await grant.waitUntilInFront();
      await grant.click('#authorize');
      await sessions.reopened(tab);
      await assertShowsDeep(tab);
      await tab.waitUntilInFront();
      await grant.waitUntilClosed();
      await eventually(async () => assert.equal((await openConsoles(stage)).length, 1));
    },
  );

  check('the chip’s «Sign in» leads there, too, again after a Cancel', async () => {
    const { sessions, tab } = await morning(stage, { behind: false });
    await sessions.waitForPhase('sign_in');
    const chip = new Chip(tab);
    await chip.waitForText('.notice', /Sign in to acme/);
    await chip.click('.notice button');
    const cancelled = await grantPage(stage, 'acme');
    await cancelled.close();
    await tab.activate();
    await chip.click('.notice button');
    const grant = await grantPage(stage, 'acme');
    await grant.click('#authorize');
    await sessions.reopened(tab);
    await assertShowsDeep(tab);
    await tab.waitUntilInFront();
  });

  check('a sign-in at a terminal has its page go on as the popup opens', async () => {
    const { sessions, tab } = await morning(stage, { behind: false });
    await sessions.waitForPhase('sign_in');
    await stage.signIn('acme');
    const popup = await stage.browser.openPopup();
    await popup.waitForText('#who', /acme · bob@example\.com/);
    await popup.waitFor('#sign-out');
    await popup.close();
    await sessions.reopened(tab);
    await assertShowsDeep(tab);
  });

  check('Enter on another tenant leads to the sign-in and to that one', async () => {
    const { sessions } = await morning(stage, { behind: true });
    await sessions.waitForPhase('waiting');
    await chooseTenant(stage, 'billing', /billing/);
    const grant = await grantPage(stage, 'acme');
    await grant.click('#authorize');
    await consoleOf(stage, 'duploservices-billing');
  });
});
