import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clipboardText } from './driver/clipboard.js';
import { eventually, until } from './driver/until.js';
import { back, choose, menuEntries, openMenu } from './menu.js';
import { authorizeForList, consoleOf, grantPage, openList, portalCalls } from './person.js';
import { story } from './stage.js';
import { TELLS } from './switches.js';

const SECRET = '#menu .code';

/** @param {import('./stage.js').Stage} stage */
const configFile = ({ home }) => join(home.dir, '.aws/config');

/** @param {string} text @param {Set<string>} secrets @returns {string[]} those that stand in the text */
const found = (text, secrets) => [...secrets].filter((secret) => text.includes(secret));

story("the administrator's menus", {}, (stage, check) => {
  const roles = [
    {
      typed: 'administrator',
      row: /Administrator console/,
      label: 'Admin',
      user: 'duplo-jit-admin',
      name: 'admin',
    },
    {
      typed: 'duplo-ops',
      row: /Duplo-ops console/,
      label: 'Duplo-ops',
      user: 'duplo-ops',
      name: 'duplo-ops',
    },
  ];

  check('are not there where the flags or the role say no', async () => {
    stage.sim.portal('acme').set({ adminJit: true, duploOps: true });
    await stage.signIn('acme', 'bob@example.com');
    const popup = await openList(stage);
    await until('the user to be known', () =>
      portalCalls(stage).some((call) => call.endsWith('/admin/GetUserRoleInfo')),
    );
    assert.equal(await popup.shows('[role=option]:not([data-role=tenant])'), false);
    await popup.close();
    await popup.waitUntilClosed();
    await stage.cli('sign-out', 'acme');
  });

  check('come with the sign-in of an administrator', async () => {
    const popup = await stage.browser.openPopup();
    await popup.click('#sign-in');
    const page = await grantPage(stage, 'acme', 'alice@example.com');
    const list = await authorizeForList(stage, page);
    await list.waitFor('[role=option][data-role=admin]');
    if (TELLS.features) await list.waitFor('[role=option][data-role=duplo_ops]');
  });

  // Of a portal that doesn't say what it offers only the first is there.
  for (const { typed, row, label, user, name } of TELLS.features ? roles : roles.slice(0, 1)) {
    check(`${label}: has the portal's entries and opens the console`, async () => {
      const popup = await openMenu(stage, typed, row);
      await eventually(async () =>
        assert.deepEqual(await menuEntries(popup), [
          `JIT ${label} AWS Console`,
          'Resources and services…',
          `Copy ${label} AWS Console URL`,
          `Temporary ${label} AWS Credentials`,
          `${label} AWS Access from my Workstation`,
          'Session length',
        ]),
      );
      await choose(popup, 'open');
      await consoleOf(stage, user);
    });

    check(
      `${label}: copies an address, shows credentials, writes a profile, tells the length`,
      async () => {
        const { browser, sim } = stage;
        const popup = await openMenu(stage, typed, row);
        await choose(popup, 'url');
        await popup.waitFor('#copy-url:focus');
        await popup.press('Enter');
        await popup.waitForText('#menu .panel-status', /^Copied/);
        assert.match(await clipboardText(browser, popup), /SigninToken=/);
        await back(popup);
        await choose(popup, 'credentials');
        await popup.waitForText(SECRET, /AWS_SECRET_ACCESS_KEY='•+'/);
        await popup.click('#copy-credentials');
        await popup.waitForText('#menu .panel-status', /^Copied/);
        assert.equal(found(await clipboardText(browser, popup), sim.secrets).length, 2);
        await back(popup);
        await choose(popup, 'workstation');
        await popup.waitForText(
          SECRET,
          new RegExp(`\\[profile acme-${name}\\].*credentials acme --${name}`),
        );
        await popup.click('#write-profile');
        await popup.waitForText('#menu .panel-status', new RegExp(`^Profile acme-${name} added`));
        assert.match(
          readFileSync(configFile(stage), 'utf8'),
          new RegExp(`\\[profile acme-${name}\\]`),
        );
        await back(popup);
        await choose(popup, 'length');
        await popup.waitForText('#menu .length', /^AWS sessions last 60 minutes here\.$/);
        const settings =
          label === 'Admin'
            ? /Decided by AdminJitSessionDuration/
            : /No known portal setting decides this/;
        await popup.waitForText('#menu', settings);
        const change = /jit-console session-length admin 3600 --portal acme/;
        assert.equal(change.test(await popup.text('#menu')), label === 'Admin');
      },
    );
  }
});
