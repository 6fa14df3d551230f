import assert from 'node:assert/strict';
import { eventually, until } from './driver/until.js';
import { consoleOf, openList } from './person.js';
import { story } from './stage.js';
import { TELLS } from './switches.js';

const PORTALS = ['acme', 'globex', 'initech'];

/** @param {import('./driver/surface.js').Surface} popup @returns {Promise<string[]>} such as `globex admin` */
function adminRows(popup) {
  return popup.evaluate(() => {
    const rows = [...document.querySelectorAll('[role=option]:not([data-role=tenant])')];
    return rows.map(({ dataset }) => `${dataset.portal} ${dataset.role}`).sort();
  });
}

/** Lets the popup learn who is signed in where, and with what flags. @param {import('./stage.js').Stage} stage */
async function learn(stage) {
  const popup = await openList(stage);
  for (const name of PORTALS) {
    const { host } = new URL(stage.sim.portal(name).apiUrl);
    for (const call of ['/admin/GetUserRoleInfo', '/v3/features/system']) {
      await stage.sim.waitForRequest(
        (seen) => seen.host === host && seen.path === call && seen.status < 300,
      );
    }
  }
  await until('the administrator rows', async () => (await adminRows(popup)).length > 0);
  await popup.close();
  await popup.waitUntilClosed();
}

story('administrator entries', { portals: PORTALS }, (stage, check) => {
  check('are there only for administrators, and only those that their portal allows', async () => {
    const { sim } = stage;
    sim.portal('initech').set({ adminJit: false, duploOps: true });
    await stage.signIn('acme', 'bob@example.com');
    await stage.signIn('globex', 'alice@example.com');
    await stage.signIn('initech', 'alice@example.com');
    await learn(stage);
    const popup = await openList(stage);
    await eventually(async () =>
      assert.deepEqual(
        await adminRows(popup),
        // Where nothing says so, the portal refuses what it doesn't allow.
        ['globex admin', TELLS.features ? 'initech duplo_ops' : 'initech admin'],
      ),
    );
  });

  check(
    'are found by typing and open the administrator console, on older portals too',
    async () => {
      const { browser } = stage;
      const popup = await openList(stage);
      await popup.type('admin glo');
      await popup.waitForText('[role=option][aria-selected=true]', /Administrator console/);
      assert.equal(await popup.text('#status'), '');
      await popup.press('Enter');
      const page = await consoleOf(stage, 'duplo-jit-admin');
      const badge = await browser.waitForBadge(page, ({ text }) => text !== '');
      assert.match(badge.title, /^Administrator console on globex, AWS session until /);
    },
  );
});
