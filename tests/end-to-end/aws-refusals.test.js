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
      // No time left is told of a session that isn't there, nor an end of it.
      const told = [];
      await browser.waitForBadge(tab, ({ text, title }) => {
        told.push(title);
        return text === '!' || text === '';
      });
      told.push((await browser.badge(tab)).title);
      for (const title of told) assert.doesNotMatch(title, /AWS asks to sign in again/);
      assert.equal(sessions.minted, 1);
      sim.aws.set({ refuses: null });
      await popup.click('[role=option] .retry');
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
    sim.aws.clearFaults();
    await popup.click('[role=option] .retry');
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
      await popup.click('[role=option] .retry');
      await consoleOf(stage, 'duploservices-dev01');
      assert.equal(sessions.minted, 3);
    },
  );
});

/** Runs in a page of the extension. */
async function hasFailed() {
  const { storage } = globalThis.browser ?? chrome;
  return (await storage.session.get('failure')).failure != null;
}
