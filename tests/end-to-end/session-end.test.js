import assert from 'node:assert/strict';
import { NO_SOURCES } from './aws-sources.js';
import { Chip } from './driver/chip.js';
import { eventually, until } from './driver/until.js';
import { consoleOf, grantPage, openConsoles } from './person.js';
import { DEEP, Sessions } from './sessions.js';
import { hostBinary, story } from './stage.js';
import { TELLS, USUAL_PORTAL } from './switches.js';

const HOUR = 3600;

/** @param {import('./driver/surface.js').Surface} tab @param {string} page without a session's label */
function assertShows(tab, page) {
  return eventually(async () => {
    const url = (await tab.url()).replace(/\d{12}-[a-z0-9]{8}\./, '');
    assert.equal(url, page);
  });
}

story('a session that ends', { signedIn: ['acme'] }, (stage, check) => {
  check(
    'in the tab in front: the same page is back after a countdown, fragment and query exactly',
    async () => {
      const sessions = await Sessions.begin(stage);
      const tab = await sessions.opened('dev01', { to: DEEP });
      await assertShows(tab, DEEP);
      await sessions.age(HOUR);
      await sessions.waitForPhase('countdown');
      assert.equal(sessions.minted, 1);
      await sessions.reopened(tab);
      await assertShows(tab, DEEP);
      await tab.waitUntilInFront();
      assert.equal(sessions.asked, 2);
      await eventually(async () => assert.equal((await openConsoles(stage)).length, 1));
    },
  );

  check('in a tab behind: it is back when it is next looked at, without a countdown', async () => {
    const sessions = await Sessions.begin(stage);
    const tab = await sessions.opened('dev01', { to: DEEP });
    await sessions.page.activate();
    await sessions.age(HOUR);
    await stage.browser.waitForBadge(tab, ({ text }) => text === 'end');
    await sessions.waitForPhase('waiting');
    assert.equal(sessions.minted, 1);
    await tab.activate();
    await sessions.reopened(tab);
    await assertShows(tab, DEEP);
    assert.equal(sessions.asked, 2);
  });

  check('in a window that was closed: nothing is asked for until it is opened again', async () => {
    const sessions = await Sessions.begin(stage);
    const tab = await sessions.opened('dev01');
    await sessions.closeWindowOf('dev01');
    await tab.waitUntilClosed();
    await sessions.age(HOUR);
    await sessions.open('dev01');
    await consoleOf(stage, 'duploservices-dev01');
    assert.equal(sessions.minted, 2);
    assert.equal(sessions.asked, 2);
  });

  check('during three hours of sleep: badge and page are right at once', async () => {
    const sessions = await Sessions.begin(stage);
    const tab = await sessions.opened('dev01');
    await stage.browser.killWorker();
    await sessions.age(3 * HOUR);
    await stage.browser.waitForBadge(tab, ({ text }) => text === 'end');
    await sessions.reopened(tab);
    assert.equal(sessions.asked, 2);
  });

  check(
    'while offline: it is tried again when the tab is looked at once the network is back',
    async () => {
      const sessions = await Sessions.begin(stage);
      const tab = await sessions.opened('dev01');
      await sessions.page.activate();
      stage.sim.setOffline(true);
      await sessions.age(HOUR);
      await sessions.waitForPhase('waiting');
      await tab.activate();
      await until(
        'the failure to be said',
        async () => (await stage.browser.badge(tab)).text === '!',
      );
      assert.equal(sessions.minted, 1);
      stage.sim.setOffline(false);
      await sessions.page.activate();
      await tab.activate();
      await sessions.reopened(tab);
      assert.equal(sessions.minted, 2);
      assert.equal(sessions.asked, 2);
    },
  );

  check(
    'with the worker dead in the middle of the countdown: the page still comes back',
    async () => {
      const sessions = await Sessions.begin(stage);
      const tab = await sessions.opened('dev01', { to: DEEP });
      await sessions.age(HOUR);
      await sessions.waitForPhase('countdown');
      await stage.browser.killWorker();
      await sessions.reopened(tab);
      await assertShows(tab, DEEP);
      assert.equal(sessions.asked, 2);
    },
  );

  check('with the host dead: another one does it', async () => {
    const sessions = await Sessions.begin(stage);
    const tab = await sessions.opened('dev01');
    await sessions.page.activate();
    for (const pid of stage.browser.hostPids(hostBinary())) process.kill(pid, 'SIGKILL');
    await sessions.age(HOUR);
    await sessions.waitForPhase('waiting');
    await tab.activate();
    await sessions.reopened(tab);
    assert.equal(sessions.asked, 2);
  });

  check('with a form being filled in: it is not lost', async () => {
    const sessions = await Sessions.begin(stage);
    const tab = await sessions.opened('dev01');
    await tab.click('#description');
    await tab.type('half a sentence');
    await sessions.age(HOUR);
    await sessions.waitForPhase('held');
    await sessions.page.activate();
    await tab.activate();
    assert.deepEqual(await sessions.phases(), ['held']);
    assert.equal(
      await tab.evaluate(() => document.querySelector('#description').value),
      'half a sentence',
    );
    assert.equal(sessions.minted, 1);
    assert.equal(sessions.asked, 1);
  });

  check('again, with nobody there: no second try without the user', async () => {
    const sessions = await Sessions.begin(stage);
    const tab = await sessions.opened('dev01');
    await sessions.page.activate();
    await sessions.age(HOUR);
    await sessions.waitForPhase('waiting');
    await tab.activate();
    await sessions.reopened(tab);
    await sessions.age(HOUR);
    await sessions.waitForPhase('waiting');
    await stage.browser.waitForBadge(tab, ({ text }) => text === 'end');
    assert.equal(sessions.minted, 2);
    assert.equal(sessions.asked, 2);
    assert.deepEqual(await sessions.phases(), ['waiting']);
  });

  check('in ten tabs: all are back with one sign-in', async () => {
    const sessions = await Sessions.begin(stage);
    const tab = await sessions.opened('dev01');
    for (let more = 0; more < 9; more++) await sessions.open('dev01', { how: 'new_page' });
    await until('ten consoles', async () => (await openConsoles(stage)).length === 10);
    await sessions.page.activate();
    const loads = () =>
      stage.sim.requests.filter(({ path, status }) => path === '/console/home' && status === 200)
        .length;
    await until('ten pages', () => loads() >= 10);
    await sessions.age(HOUR);
    await sessions.waitForPhase('waiting');
    stage.sim.clearRequests();
    await tab.activate();
    await sessions.reopened(tab);
    await until('every tab to be loaded anew', () => loads() >= 10);
    await eventually(async () => assert.equal((await openConsoles(stage)).length, 10));
    assert.equal(sessions.minted, 2);
    assert.equal(sessions.asked, 1);
  });

  // Where it shows no known sign, the page that is loaded next tells, as a check below does.
  if (TELLS.earlyEnd)
    check('before its time: AWS’s own sign is taken for the end', async () => {
      const sessions = await Sessions.begin(stage);
      const tab = await sessions.opened('dev01', { to: DEEP });
      stage.sim.aws.revoke();
      await sessions.waitForPhase('countdown');
      await sessions.reopened(tab);
      await assertShows(tab, DEEP);
      assert.equal(sessions.asked, 2);
    });

  check('with access withdrawn meanwhile: a sentence, and no second try', async () => {
    const sessions = await Sessions.begin(stage);
    const tab = await sessions.opened('dev01');
    await sessions.page.activate();
    stage.sim.portal('acme').set({ deniedTenants: ['dev01'] });
    await sessions.age(HOUR);
    await sessions.waitForPhase('waiting');
    await tab.activate();
    await sessions.waitForPhase('failed');
    await sessions.page.activate();
    await tab.activate();
    const popup = await stage.browser.openPopup();
    await popup.waitForText('#status', /acme doesn.t allow you to open dev01/);
    assert.deepEqual(await sessions.phases(), ['failed']);
    const chip = new Chip(tab);
    await chip.waitForText('.notice', /not be reopened: acme doesn.t allow you to/);
    assert.equal(sessions.minted, 1);
    assert.equal(sessions.asked, 2);
  });

  check('with the portal’s session: one quiet request, then the page is back', async () => {
    const sessions = await Sessions.begin(stage);
    const tab = await sessions.opened('dev01', { to: DEEP });
    await sessions.page.activate();
    stage.sim.portal('acme').revokeTokens();
    await sessions.age(HOUR);
    await sessions.waitForPhase('waiting');
    const tabs = (await stage.browser.pages()).length;
    await tab.activate();
    await sessions.waitForPhase('sign_in');
    const { title } = await stage.browser.waitForBadge(tab, ({ text }) => text === '!');
    assert.match(title, /^Sign in to acme to continue with dev01/);
    assert.equal((await stage.browser.pages()).length, tabs);
    const popup = await stage.browser.openPopup();
    await popup.click('#status #sign-in');
    const grant = await grantPage(stage, 'acme');
    await grant.click('#authorize');
    await sessions.reopened(tab);
    await assertShows(tab, DEEP);
    assert.equal(sessions.minted, 2);
    assert.equal(sessions.asked, 3);
  });

  check('by its own short time, with every undocumented source off: the page is back', async () => {
    // Where the portal doesn't tell how long it lasts either, its end is like the early one below.
    if (!TELLS.details) return;
    const sessions = await Sessions.begin(stage, { aws: NO_SOURCES, portal: { validity: 10 } });
    await sessions.open('dev01', { to: DEEP });
    const tab = await consoleOf(stage, 'duploservices-dev01');
    await sessions.waitForPhase('countdown');
    stage.sim.portal('acme').set({ validity: HOUR, ...USUAL_PORTAL });
    await sessions.reopened(tab);
    await assertShows(tab, DEEP);
    assert.equal(sessions.asked, 2);
  });

  check(
    'early, with every undocumented source off: the next page is back all the same',
    async () => {
      const sessions = await Sessions.begin(stage, { aws: NO_SOURCES });
      const tab = await sessions.opened('dev01', { to: DEEP });
      stage.sim.aws.revoke();
      // Where a page's own way breaks, Firefox leaves the page as it was: the person loads it once more.
      await stage.prepares(() => tab.reload());
      await sessions.reopened(tab);
      await assertShows(tab, DEEP);
      assert.equal(sessions.asked, 2);
    },
  );
});
