import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leadToConsole } from './acts.js';
import { portalPage } from './pages-of-aws.js';
import { Sessions } from './sessions.js';
import { BROWSER, story } from './stage.js';
import { ROWS } from './states.js';

/** @param {import('./states-world.js').Row} row @returns {import('./acts.js').Act[]} */
const needed = ({ acts, inFirefox }) => (BROWSER === 'firefox' && inFirefox) || acts;

test('no state needs more than one act beyond the best, unless the world demands it', () => {
  const best = Math.min(...ROWS.map((row) => needed(row).length));
  const tooMany = ROWS.filter((row) => needed(row).length > best + 1 && !row.because);
  assert.deepEqual(tooMany, []);
});

/** Most people's browser is logged in to their portal. @param {import('./stage.js').Stage} stage */
async function logIn(stage) {
  const page = await portalPage(stage, 'dev01');
  await page.close();
}

/** @param {import('./states-world.js').Row['setting']} setting @param {import('./stage.js').Setting} world */
function tellStates(setting, world) {
  const rows = ROWS.filter((row) => row.setting === setting && (row.only ?? BROWSER) === BROWSER);
  if (rows.length === 0) return;
  story(`from every state to a console${setting ? `: ${setting}` : ''}`, world, (stage, check) => {
    for (const row of rows)
      check(`${row.state}: ${needed(row).join(', ')}`, async () => {
        const signIn = setting !== 'never signed in';
        const { aws, settings, wanted = 'dev01' } = row;
        const sessions = await Sessions.begin(stage, { aws, settings, signIn });
        if (setting !== 'private') await logIn(stage);
        const over = await stage.prepares(async () => row.bring?.({ stage, sessions }));
        const between = async (/** @type {import('./acts.js').Act} */ act) =>
          row.between?.({ stage, sessions }, act);
        const done = await leadToConsole(stage, wanted, { over: over ?? undefined, between });
        assert.deepEqual(done, needed(row));
      });
  });
}

tellStates(undefined, { signedIn: ['acme'] });
tellStates('never signed in', {});
// Which of two windows is in front, Chromium tells only with a screen.
tellStates('two windows', { signedIn: ['acme'], desktop: true });
tellStates('private', { signedIn: ['acme'], inPrivate: true, desktop: true });
tellStates('hosts refused', { signedIn: ['acme'] });
tellStates('without the host', { signedIn: ['acme'], hostInstalled: false });
