import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MachinePolicy } from '../program/machine-policy.js';
import { askHost } from './ask-host.js';
import { startInstead } from './driver/host-manifest.js';
import { installPolicy } from './driver/managed-policy.js';
import { eventually, until } from './driver/until.js';
import { menuEntries, openMenu } from './menu.js';
import { chooseTenant, consoleOf, openConsoles, openList } from './person.js';
import { BROWSER, hostBinary, ROOT, story } from './stage.js';

const TEMPLATES = { chromium: 'chromium.json', firefox: 'firefox.json' };

/** The template as it is shipped, with a session length that differs from the portal's. */
function policy() {
  const file = join(ROOT, 'installer/policies', TEMPLATES[BROWSER]);
  const template = JSON.parse(readFileSync(file, 'utf8'));
  const extensions = template.policies?.['3rdparty'].Extensions ?? template['3rdparty'].extensions;
  const [own] = Object.values(extensions);
  own.longestSessionMinutes = 30;
  return template;
}

/** @param {import('./stage.js').Stage} stage @returns {Promise<import('./driver/surface.js').Surface>} */
async function openSettings({ browser }) {
  const options = await browser.openTab(browser.extensionUrl('src/pages/options/options.html'));
  await options.waitFor('#portals [data-portal]');
  return options;
}

const world = {
  portals: ['globex'],
  signedIn: ['globex'],
  prepare: () => installPolicy(BROWSER, policy()),
};

story('a managed browser', world, (stage, check) => {
  check('has its organisation’s portal, and no other', async () => {
    // The first-run page may have been closed before it asked for portals.
    const first = await stage.browser.openPopup();
    const added = await until('the portal', () => stage.portalState('acme'));
    assert.equal(added.url, stage.sim.portal('acme').url);
    await first.close();
    await first.waitUntilClosed();
    await stage.signIn('acme', 'alice@example.com');
    const popup = await openList(stage);
    const portals = await popup.evaluate(() => [
      ...new Set(
        [...document.querySelectorAll('[role=option]')].map(({ dataset }) => dataset.portal),
      ),
    ]);
    assert.deepEqual(portals, ['acme']);
  });

  check('shows in its settings what the organisation has set', async () => {
    const options = await openSettings(stage);
    await options.waitForText('#add', /^Your organisation chooses the portals\.$/);
    await options.waitForText('#portals', /acme .* Set by your organisation\.$/);
    assert.equal(await options.shows('.remove'), false);
    for (const name of ['renewal', 'confirmAdministrator']) {
      await options.waitForText(`#setting-${name}-locked`, /^Set by your organisation\.$/);
      const locked = (id) => document.getElementById(id).disabled;
      assert.equal(await options.evaluate(locked, `setting-${name}`), true);
    }
    assert.equal(
      await options.evaluate(() => document.getElementById('setting-chip').disabled),
      false,
    );
  });

  check('ends sessions when the organisation wants it', async () => {
    await chooseTenant(stage, 'dev', /dev01/);
    const page = await consoleOf(stage, 'duploservices-dev01');
    const { text } = await stage.browser.waitForBadge(page, (badge) => badge.text !== '');
    assert.match(text, /^(30|29)m$/);
  });

  check('asks before an administrator’s console opens', async () => {
    const { browser } = stage;
    const popup = await openList(stage);
    await popup.waitFor('[role=option][data-role=admin]');
    await popup.type('administrator');
    await popup.waitForText('[role=option][aria-selected=true]', /Administrator console/);
    await popup.press('Enter');
    const question = await browser.waitForPage('the question', (url) =>
      url.startsWith(browser.extensionUrl('src/pages/question/question.html')),
    );
    await question.waitForText('#heading', /^Open the Administrator console\?$/);
    assert.deepEqual(await openConsoles(stage), []);
    await question.click('#continue');
    await consoleOf(stage, 'duplo-jit-admin');
  });

  check('lacks what the organisation hides, and refuses it to its own pages', async () => {
    const popup = await openMenu(stage, 'dev', /dev01/);
    const entries = await menuEntries(popup);
    assert.ok(entries.includes('Copy AWS Console URL'), entries.join());
    assert.ok(!entries.includes('Temporary AWS Credentials'), entries.join());
    const options = await openSettings(stage);
    const target = { portal: 'acme', role: 'admin', tenant: null, name: '' };
    const reply = await options.evaluate(
      (params) =>
        (globalThis.browser ?? globalThis.chrome).runtime.sendMessage({
          name: 'get_credentials',
          params,
        }),
      { target, fresh: false },
    );
    assert.deepEqual([reply.ok, reply.error.code], [false, 'policy_forbids']);
  });
});

/** @type {MachinePolicy} */
let machine;
const managedComputer = {
  portals: ['globex'],
  signedIn: ['globex'],
  /** @param {import('./stage.js').Stage} stage */
  prepare: async (stage) => {
    const { url, apiUrl } = stage.sim.portal('acme');
    machine = new MachinePolicy({
      portals: [{ url, apiUrl, name: 'acme' }],
      onlyListedPortals: true,
      longestSessionMinutes: 30,
      hide: ['credentials'],
      confirmAdministrator: true,
      production: ['dev01'],
      locked: ['production'],
    });
    startInstead(stage.home, BROWSER, `'${machine.command}' '${hostBinary()}'`);
    const signIn = [hostBinary(), 'sign-in', 'acme', '--token-stdin'];
    const signedIn = promisify(execFile)(machine.command, signIn, { env: stage.home.env });
    signedIn.child.stdin.end(`${stage.sim.portal('acme').token('alice@example.com')}\n`);
    await signedIn;
    return () => machine.remove();
  },
};

story('a managed computer', managedComputer, (stage, check) => {
  check('has its organisation’s portal without a terminal, and no other', async () => {
    const popup = await openList(stage);
    const portals = await popup.evaluate(() => [
      ...new Set(
        [...document.querySelectorAll('[role=option]')].map(({ dataset }) => dataset.portal),
      ),
    ]);
    assert.deepEqual(portals, ['acme']);
    const options = await openSettings(stage);
    await options.waitForText('#add', /^Your organisation chooses the portals\.$/);
    await options.waitForText('#portals', /acme .* Set by your organisation\.$/);
    await options.waitForText(
      '#setting-confirmAdministrator-locked',
      /^Set by your organisation\.$/,
    );
  });

  check('marks as production what the organisation says, and nobody changes that', async () => {
    const options = await openSettings(stage);
    await options.waitForText('#setting-production-locked', /^Set by your organisation\.$/);
    const shown = await options.evaluate(async () => {
      const { runtime } = globalThis.browser ?? globalThis.chrome;
      await runtime.sendMessage({ name: 'change_settings', params: { production: [] } });
      const { disabled, value } = document.getElementById('setting-production');
      return { disabled, value };
    });
    assert.deepEqual(shown, { disabled: true, value: 'dev01' });
    const popup = await openList(stage);
    const marked = () =>
      popup.evaluate(() =>
        [...document.querySelectorAll('[role=option]')]
          .filter((row) => row.querySelector('.production'))
          .map((row) => row.querySelector('.name').textContent),
      );
    await eventually(async () => assert.deepEqual(await marked(), ['dev01']));
  });

  check('ends sessions when the organisation wants it', async () => {
    await chooseTenant(stage, 'dev', /dev01/);
    const page = await consoleOf(stage, 'duploservices-dev01');
    const { text } = await stage.browser.waitForBadge(page, (badge) => badge.text !== '');
    assert.match(text, /^(30|29)m$/);
  });

  check('asks before an administrator’s console opens', async () => {
    const { browser } = stage;
    const popup = await openList(stage);
    await popup.waitFor('[role=option][data-role=admin]');
    await popup.type('administrator');
    await popup.waitForText('[role=option][aria-selected=true]', /Administrator console/);
    await popup.press('Enter');
    const question = await browser.waitForPage('the question', (url) =>
      url.startsWith(browser.extensionUrl('src/pages/question/question.html')),
    );
    await question.click('#continue');
    await consoleOf(stage, 'duplo-jit-admin');
  });

  check('lacks what the organisation hides, and the host refuses it to whoever asks', async () => {
    const popup = await openMenu(stage, 'dev', /dev01/);
    const entries = await menuEntries(popup);
    assert.ok(entries.includes('Copy AWS Console URL'), entries.join());
    assert.ok(!entries.includes('Temporary AWS Credentials'), entries.join());
    const options = await openSettings(stage);
    for (const [method, params] of [
      ['get_credentials', { portal: 'acme', role: 'admin', confirmed: true }],
      ['open_console', { portal: 'acme', role: 'admin' }],
      ['open_console', { portal: 'globex', role: 'admin', confirmed: true }],
      ['add_portal', { url: 'https://other.example' }],
    ]) {
      const { error } = await options.evaluate(askHost, { method, params });
      assert.equal(error?.code, 'policy_forbids', method);
    }
  });

  check('opens nothing where the policy can’t be trusted, and says so', async () => {
    machine.write({}, { mode: 0o666 });
    await stage.browser.killWorker();
    const popup = await stage.browser.openPopup();
    await popup.waitForText('#status', /Your organisation doesn’t allow this\./);
    const options = await openSettings(stage);
    const params = { portal: 'acme', role: 'admin', confirmed: true };
    const { error } = await options.evaluate(askHost, { method: 'open_console', params });
    assert.match(error.message, /nothing is opened: .* can be written by others/);
  });
});
