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
      await until('the refusal', () =>
        sessions.page.evaluate(async () => {
          const { storage } = globalThis.browser ?? chrome;
          return (await storage.session.get('failure')).failure != null;
        }),
      );
      const popup = await openList(stage);
      await popup.waitForText('#status, [role=option]', sentence);
      const tab = await browser.waitForPage('the page of AWS', (url) => /amazon\.com/.test(url));
      assert.equal(await tab.shows(shows), true);
      // No time left is told of a session that isn't there.
      await browser.waitForBadge(tab, ({ text }) => text === '!' || text === '');
      assert.equal(sessions.minted, 1);
      sim.aws.set({ refuses: null });
      await popup.click('#retry');
      await consoleOf(stage, 'duploservices-dev01');
      assert.equal(sessions.minted, 2);
    });
});
