import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, until } from './driver/until.js';
import { back, choose, menuEntries, openMenu } from './menu.js';
import { authorizeForList, chooseTenant, openList } from './person.js';
import { ADMINISTRATOR, consoleOf, grantPage, openAsAdministrator, world } from './second-world.js';
import { story } from './stage.js';

/* With portals and an AWS that were written apart from the simulator: what administrators have, Kubernetes, refusals. */

const ADA = 'ada@meridian.example';
const PETRA = 'petra@quarry.example';
const ADMIN_ROW = '[role=option][data-role=admin]';

/** @param {import('./stage.js').Stage} stage @param {RegExp} what @returns {Promise<string[]>} the calls of portals that fit */
const callsOf = async ({ sim }, what) =>
  (await sim.state()).calls.filter((call) => what.test(call));

const withKubeconfig = {
  portals: ['meridian'],
  world,
  // The host changes kubeconfigs in a folder only that was there before.
  prepare: (/** @type {import('./stage.js').Stage} */ { home }) => {
    mkdirSync(join(home.dir, '.kube'));
    return () => undefined;
  },
};

story('an administrator of another portal', withKubeconfig, (stage, check) => {
  check('signs in, and has the administrator’s console for half an hour', async () => {
    const popup = await stage.browser.openPopup();
    await popup.click('#sign-in');
    const page = await grantPage(stage, 'meridian', ADA);
    const list = await authorizeForList(stage, page, () => page.click('[value=authorize]'));
    await list.waitFor(ADMIN_ROW);
    await list.close();
    const opened = await openAsAdministrator(stage);
    const { title } = await stage.browser.waitForBadge(opened, ({ text }) =>
      /^(29|30)m$/.test(text),
    );
    assert.match(title, /Administrator console on meridian, AWS session until /);
    assert.equal((await callsOf(stage, /\/v3\/admin\/aws\/jitAccess\/admin/)).length, 1);
  });

  check('has a tenant’s Kubernetes, whose token is no JWT, for 55 minutes', async () => {
    const popup = await openMenu(stage, 'ord', /orders/);
    await popup.waitFor('[data-entry=kube_credentials]');
    await choose(popup, 'kube_credentials');
    await popup.waitForText('#menu .until', /\((54|55) minutes left\)$/);
    await popup.waitForText('#menu .code', /token: "•+"/);
    await back(popup);
    await choose(popup, 'kubernetes');
    await popup.waitForText('#menu .code', /- name: "meridian-orders"/);
    await popup.click('#write-profile');
    await popup.waitForText('#menu .panel-status', /^Context meridian-orders added\.$/);
    const credential = ['kube-credential', 'meridian', '--tenant', 'orders'];
    const { status } = JSON.parse(await stage.cli(...credential));
    const { secrets } = await stage.sim.state();
    assert.ok(secrets.includes(status.token));
    const left = Date.parse(status.expirationTimestamp) - Date.now();
    assert.ok(left > 50 * 60_000 && left <= 55 * 60_000, `${left} ms`);
    const ofPlan = ['kube-credential', 'meridian', '--admin', '--infrastructure', 'prod-west'];
    assert.match(JSON.parse(await stage.cli(...ofPlan)).status.token, /^k8s-aws-v1\./);
  });

  check('isn’t offered Kubernetes for a tenant that has none', async () => {
    const popup = await openMenu(stage, 'rep', /reports/);
    const asked = /features\/tenant\/0e7b2c94/;
    await until('the portal to be asked', async () => (await callsOf(stage, asked)).length > 0);
    // Later answers have come by then.
    await choose(popup, 'length');
    await popup.waitForText('#menu .length', /^AWS sessions last/);
    await back(popup);
    const entries = await menuEntries(popup);
    assert.ok(!entries.some((entry) => entry.includes('Kubernetes')), entries.join());
  });

  for (const { refuses, tenant, sentence } of /** @type {const} */ ([
    {
      refuses: 'network',
      tenant: 'reports',
      sentence: /AWS doesn.t allow the account of reports from your network/,
    },
    {
      refuses: 'policy',
      tenant: 'billing-eu',
      sentence: /A policy in AWS doesn.t allow you to sign in to billing-eu/,
    },
  ]))
    check(`is told that AWS lets nobody in (${refuses}), then opens once it does`, async () => {
      const { browser, sim } = stage;
      await sim.aws.set({ refuses });
      await chooseTenant(stage, tenant, new RegExp(tenant));
      await browser.waitForPage('AWS', (url) => /(signin|console)\.aws\.amazon\.com/.test(url));
      const popup = await openList(stage);
      await popup.waitForText('#status, [role=option]', sentence);
      await sim.aws.set({ refuses: null });
      await popup.click('.retry');
      await consoleOf(stage, tenant);
    });
});

story('one-time passwords at another portal', { portals: ['quarry'], world }, (stage, check) => {
  check('are asked for with the administrator’s console, and come as a number', async () => {
    const { browser, sim } = stage;
    await browser.setLocalNetworkAccess(sim.portal('quarry').url, 'granted');
    await stage.signIn('quarry', PETRA);
    const popup = await openList(stage);
    await popup.click(ADMIN_ROW);
    const page = await grantPage(stage, 'quarry', PETRA);
    await page.fill('.code', `${sim.portal('quarry').otp}`);
    await page.click('[value=authorize]');
    await consoleOf(stage, ADMINISTRATOR);
    await eventually(async () =>
      assert.equal((await stage.portalState('quarry')).handover, 'post_otp'),
    );
    assert.notEqual((await callsOf(stage, /GetJITAwsConsoleAccessUrl/)).length, 0);
  });
});
