import assert from 'node:assert/strict';
import { until } from './driver/until.js';
import { choose, openMenu } from './menu.js';
import { consoleOf, openList } from './person.js';
import { Sessions } from './sessions.js';
import { story } from './stage.js';

const HOUR = 3600;

/** @param {import('./driver/surface.js').Surface} popup @param {string} id of what is to have the focus */
async function tabTo(popup, id) {
  const focused = () => popup.evaluate(() => document.activeElement?.id ?? '');
  for (let presses = 0; presses < 10 && (await focused()) !== id; presses++) {
    const before = await focused();
    await popup.press('Tab');
    await until('the focus to go on', async () => (await focused()) !== before);
  }
  assert.equal(await focused(), id);
}

/** @param {import('./driver/surface.js').Surface} popup */
const focusInSearch = (popup) =>
  until('the focus in the search', () =>
    popup.evaluate(() => document.activeElement?.id === 'search'),
  );

story('signing out in the popup', { signedIn: ['acme'] }, (stage, check) => {
  const isAtAws = () =>
    stage.sim.aws.sessions.some(({ name }) => name.startsWith('duploservices-dev01/'));

  check('of an AWS session ends it at AWS, and only opening it signs in again', async () => {
    const sessions = await Sessions.begin(stage);
    const tab = await sessions.opened('dev01');
    await sessions.page.activate();
    assert.ok(isAtAws());
    const popup = await openMenu(stage, 'dev', /dev01/);
    await choose(popup, 'sign_out');
    await popup.waitForText('#status .said', /^Signed out of the AWS session of dev01\./);
    await focusInSearch(popup);
    await until('AWS to have ended it', () => !isAtAws());
    await popup.close();
    await stage.browser.waitForBadge(tab, ({ text }) => text === 'end');
    for (const surface of [tab, sessions.page, tab]) await surface.activate();
    assert.deepEqual([sessions.minted, sessions.asked], [1, 1]);
    await sessions.open('dev01');
    await consoleOf(stage, 'duploservices-dev01');
    assert.deepEqual([sessions.minted, sessions.asked], [2, 2]);
  });

  check('of a portal, by the keyboard: nothing there is signed in again by a look', async () => {
    const sessions = await Sessions.begin(stage);
    const tab = await sessions.opened('dev01');
    await sessions.page.activate();
    const popup = await openList(stage);
    await tabTo(popup, 'sign-out');
    await popup.press('Enter');
    await popup.waitForText('#status .said', /^Signed out of acme\. Nothing is opened or renewed/);
    await popup.waitForText('#who', /^acme · signed out$/);
    assert.equal(await popup.shows('#sign-out'), false);
    await focusInSearch(popup);
    await popup.close();
    assert.equal((await stage.portalState('acme')).signed_in, false);
    assert.ok(isAtAws());
    await sessions.age(HOUR);
    await sessions.waitForPhase('waiting');
    const pages = (await stage.browser.pages()).length;
    await tab.activate();
    await sessions.waitForPhase('sign_in');
    assert.equal((await stage.browser.pages()).length, pages);
    assert.deepEqual([sessions.minted, sessions.asked], [1, 1]);
  });
});
