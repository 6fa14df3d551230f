import assert from 'node:assert/strict';
import { Chip } from './driver/chip.js';
import { until } from './driver/until.js';
import { choose, openMenu } from './menu.js';
import { chooseTenant, consoleOf, openList } from './person.js';
import { DEEP, Sessions } from './sessions.js';
import { story } from './stage.js';

const HOUR = 3600;

/** The address without a session's label. @param {string} url */
const plain = (url) => url.replace(/\d{12}-[a-z0-9]{8}\./, '');

/** By what on a console's page a person signs out. @type {Record<string, (tab: import('./driver/surface.js').Surface) => Promise<void>>} */
const WAYS = {
  'AWS’s own «Sign out»': (tab) => tab.click('#sign-out'),
  'the chip’s «Sign out»': async (tab) => {
    const chip = new Chip(tab);
    await chip.click('.pill');
    await chip.click('.sign-out');
  },
};

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

story('signing out on a console’s page', { signedIn: ['acme'] }, (stage, check) => {
  for (const [way, signOut] of Object.entries(WAYS))
    check(`by ${way}: looking at the tabs signs nobody in; Enter on the tenant does`, async () => {
      const sessions = await Sessions.begin(stage);
      const tab = await sessions.opened('dev01', { to: DEEP });
      await sessions.open('dev01', { how: 'new_page', to: 's3' });
      const second = await stage.browser.waitForPage('a page of S3', (url) =>
        url.includes('/s3/home'),
      );
      await tab.activate();
      await signOut(tab);
      await tab.waitFor('#signed-out');
      for (const page of [second, tab, sessions.page, second, tab]) await page.activate();
      await second.activate();
      await new Chip(second).waitForText('.notice', /^Signed out of AWS/);
      for (const one of [tab, second])
        await stage.browser.waitForBadge(one, ({ title }) => /signed out$/.test(title));
      assert.deepEqual([sessions.minted, sessions.asked], [1, 1]);
      await sessions.page.activate();
      const popup = await chooseTenant(stage, 'dev01', /^dev01 /);
      await popup.waitUntilClosed();
      await until('a second sign-in', () => sessions.minted === 2);
      // Both tabs still name dev01, so the one in front is asked for, not the first that does.
      await until('one of its tabs in front', async () =>
        (await Promise.all([tab.inFront(), second.inFront()])).includes(true),
      );
      await until('the page before', async () => plain(await tab.url()) === DEEP);
      await stage.browser.waitForBadge(tab, ({ text }) => /m$/.test(text));
      await stage.browser.waitForBadge(second, ({ text }) => /m$/.test(text));
      // Nor does the page before sign out again.
      assert.deepEqual([sessions.minted, sessions.asked], [2, 2]);
    });
});
