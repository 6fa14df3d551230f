import assert from 'node:assert/strict';
import { until } from './driver/until.js';
import { consoleOf, openList } from './person.js';
import { Sessions } from './sessions.js';
import { story } from './stage.js';

/** How AWS refuses, the page of it that the person sees, and what the extension says of it. */
const REFUSALS = [
  {
    refuses: 'private-access',
    shows: '#private-access',
    sentence: /AWS doesn.t allow the account of dev01 from your network\..*Ask its administrators/,
  },
  {
    refuses: 'private-access-console',
    shows: '#private-access',
    sentence: /AWS doesn.t allow the account of dev01 from your network\..*Ask its administrators/,
  },
  {
    refuses: 'policy',
    shows: '#denied',
    sentence: /A policy in AWS doesn.t allow you to sign in to dev01\..*The tab shows AWS.s reason/,
  },
];

story('an AWS that lets nobody in', { signedIn: ['acme'] }, (stage, check) => {
  for (const { refuses, shows, sentence } of REFUSALS)
    check(`${refuses}: is said in words, and trying again opens once it does`, async () => {
      const { browser, sim } = stage;
      const sessions = await Sessions.begin(stage, { aws: { refuses } });
      await sessions.open('dev01');
      await until('the refusal', () => sessions.page.evaluate(hasFailed));
      const popup = await openList(stage);
      await popup.waitForText('#status, [role=option]', sentence);
      const tab = await browser.waitForPage('the page of AWS', (url) => /amazon\.com/.test(url));
      assert.equal(await tab.shows(shows), true);
      // No time left is told of a session that isn't there.
      await browser.waitForBadge(tab, ({ text }) => text === '!' || text === '');
      assert.equal(sessions.minted, 1);
      const again = await seeAgain(stage, sessions, popup);
      sim.aws.set({ refuses: null });
      await again.click('[role=option] .retry');
      await consoleOf(stage, 'duploservices-dev01');
      assert.equal(sessions.minted, 2);
    });

  check(
    'a sign-in whose answer was lost, so that AWS takes it for used: made once more',
    async () => {
      const sessions = await Sessions.begin(stage);
      sessions.takeForUsed(1);
      const tab = await sessions.opened('dev01');
      assert.match((await tab.text('#user')) ?? '', /^duploservices-dev01/);
      assert.equal(sessions.minted, 2);
      assert.equal(sessions.asked, 2);
      const popup = await openList(stage);
      assert.equal(await popup.shows('.row-failed'), false);
    },
  );

  // Firefox shows nothing of it: its tab stays empty.
  check('a sign-in whose connection breaks: is said in words, and tried again', async () => {
    const { browser, sim } = stage;
    const sessions = await Sessions.begin(stage);
    sim.aws.fault({ path: '/federation', method: 'GET', drop: true });
    await sessions.open('dev01');
    await until('it to fail', () => sessions.page.evaluate(hasFailed));
    const popup = await openList(stage);
    await popup.waitForText('[role=option]', /AWS can.t be reached\..*Check the network/);
    const again = await seeAgain(stage, sessions, popup);
    sim.aws.clearFaults();
    await again.click('[role=option] .retry');
    const tab = await consoleOf(stage, 'duploservices-dev01');
    await browser.waitForBadge(tab, ({ text }) => /^(59|60)m$/.test(text));
  });

  check(
    'a sign-in that AWS takes for used twice: is said in words, and not tried again',
    async () => {
      const sessions = await Sessions.begin(stage);
      sessions.takeForUsed(2);
      await sessions.open('dev01');
      await until('the refusal', () => sessions.page.evaluate(hasFailed));
      assert.equal(sessions.minted, 2);
      const popup = await openList(stage);
      await popup.waitForText('#status, [role=option]', /AWS .*dev01/);
      const again = await seeAgain(stage, sessions, popup);
      await again.click('[role=option] .retry');
      await consoleOf(stage, 'duploservices-dev01');
      assert.equal(sessions.minted, 3);
    },
  );
});

/**
 * Looks at the failure again: there was no session whose end could be told, neither before it was seen nor after.
 * @param {import('./stage.js').Stage} stage
 * @param {Sessions} sessions
 * @param {import('./driver/surface.js').Surface} popup which says it
 * @returns {Promise<import('./driver/surface.js').Surface>} the popup, which says it again
 */
async function seeAgain(stage, { page }, popup) {
  const endsTold = async () => {
    const titles = await page.evaluate(titlesOfTabs);
    return titles.filter((title) => /AWS session ended|AWS asks to sign in again/.test(title));
  };
  assert.deepEqual(await endsTold(), []);
  await popup.close();
  await until('it to be seen', () => page.evaluate(isSeen));
  const again = await openList(stage);
  await again.waitFor('.row-failed');
  assert.deepEqual(await endsTold(), []);
  return again;
}

/** Runs in a page of the extension. @returns {Promise<string[]>} what its button says in each tab */
async function titlesOfTabs() {
  const { action, tabs } = globalThis.browser ?? chrome;
  const all = await tabs.query({});
  return Promise.all(all.map(({ id }) => action.getTitle({ tabId: id })));
}

/** Runs in a page of the extension. */
async function isSeen() {
  const { storage } = globalThis.browser ?? chrome;
  const { failure } = await storage.session.get('failure');
  return failure && !failure.unseen;
}

/** Runs in a page of the extension. */
async function hasFailed() {
  const { storage } = globalThis.browser ?? chrome;
  return (await storage.session.get('failure')).failure != null;
}
