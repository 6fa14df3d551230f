import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MachinePolicy } from '../program/machine-policy.js';
import { CALLER, HostProcess } from '../program/program.js';
import { askHost } from './ask-host.js';
import { startInstead } from './driver/host-manifest.js';
import { choose, openMenu } from './menu.js';
import { chooseTenant, consoleOf, openConsoles } from './person.js';
import { Sessions } from './sessions.js';
import { BROWSER, hostBinary, story } from './stage.js';

/** @type {MachinePolicy} */
let machine;

/** A computer whose administrator wrote this policy. @param {object} policy @param {object} [more] */
const computer = (policy, more = {}) => ({
  signedIn: ['acme'],
  ...more,
  /** @param {import('./stage.js').Stage} stage */
  prepare: async (stage) => {
    machine = new MachinePolicy(policy);
    startInstead(stage.home, BROWSER, `'${machine.command}' '${hostBinary()}'`);
    return () => machine.remove();
  },
});

/**
 * Runs a program under the policy, whatever comes of it.
 * @param {import('./stage.js').Stage} stage
 * @param {...string} command
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
function run({ home }, ...command) {
  return new Promise((resolve) => {
    const child = execFile(machine.command, command, { env: home.env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
    child.stdin?.end();
  });
}

/** @param {import('./stage.js').Stage} stage */
async function recorded(stage) {
  const { stdout } = await run(stage, hostBinary(), 'history', '--json');
  return JSON.parse(stdout);
}

/** @param {import('./stage.js').Stage} stage */
const settings = ({ browser }) =>
  browser.openTab(browser.extensionUrl('src/pages/options/options.html'));

story('one policy', computer({ hide: ['credentials'] }), (stage, check) => {
  check('refuses the same to terminal, AWS’s tools, extension and any other client', async () => {
    const why = /your organisation's policy forbids this: temporary AWS credentials/;
    const { id } = stage.sim.portal('acme').tenant('dev01');
    const wanted = { portal: 'acme', tenant: id };
    const terminal = await run(stage, hostBinary(), 'credentials', 'acme', '--tenant', 'dev01');
    assert.equal(terminal.code, 26, terminal.stderr);
    assert.match(terminal.stderr, why);

    mkdirSync(join(stage.home.dir, '.aws'), { recursive: true });
    const profile = `[profile mine]\nregion = us-west-2\ncredential_process = ${hostBinary()} credentials acme --tenant dev01\n`;
    writeFileSync(join(stage.home.dir, '.aws/config'), profile);
    const aws = await run(stage, '/usr/bin/aws', '--profile', 'mine', 'sts', 'get-caller-identity');
    assert.notEqual(aws.code, 0);
    assert.match(aws.stderr, why);

    const options = await settings(stage);
    const target = { portal: 'acme', role: 'tenant', tenant: id, name: 'dev01' };
    const answer = await options.evaluate(
      (params) =>
        (globalThis.browser ?? globalThis.chrome).runtime.sendMessage({
          name: 'get_credentials',
          params,
        }),
      { target, fresh: false },
    );
    assert.deepEqual([answer.ok, answer.error.code], [false, 'policy_forbids']);
    // The same extension after it was taken over.
    const request = { method: 'get_credentials', params: wanted };
    const { error } = await options.evaluate(askHost, request);
    assert.equal(error.code, 'policy_forbids');
    assert.match(error.message, why);

    const client = new HostProcess(stage.home, [hostBinary(), CALLER], machine.command);
    const refused = await client.ask({ id: 1, ...request });
    assert.equal(refused.error.code, 'policy_forbids');
    assert.match(refused.error.message, why);
    client.child.stdin.end();
    await client.exited;
    assert.deepEqual(await recorded(stage), []);
  });
});

const watched = { requireReason: true, recordEverything: true };

story(
  'what an organisation wants to know',
  computer(watched, { inPrivate: true }),
  (stage, check) => {
    check('is asked for before a console opens, and recorded', async () => {
      const { browser } = stage;
      await chooseTenant(stage, 'dev', /dev01/);
      const question = await browser.waitForPage('the question', (url) =>
        url.startsWith(browser.extensionUrl('src/pages/question/question.html')),
      );
      await question.waitForText('#heading', /^Why are you opening dev01\?$/);
      assert.deepEqual(await openConsoles(stage), []);
      await question.waitFor('#reason:focus');
      await question.type('OPS-7');
      await question.press('Enter');
      await consoleOf(stage, 'duploservices-dev01');
      const [{ what, name, reason }] = await recorded(stage);
      assert.deepEqual([what, name, reason], ['opened', 'dev01', 'OPS-7']);
    });

    check('is asked for before credentials are shown', async () => {
      const popup = await openMenu(stage, 'bil', /billing/);
      await choose(popup, 'credentials');
      await popup.waitFor('#reason:focus');
      await popup.type('OPS-8');
      await popup.press('Enter');
      await popup.waitFor('#copy-credentials');
      const [{ what, name, reason }] = await recorded(stage);
      assert.deepEqual([what, name, reason], ['credentials', 'billing', 'OPS-8']);
    });

    check('is asked for at the terminal and of any other client', async () => {
      const credentials = [hostBinary(), 'credentials', 'acme', '--tenant', 'dev01'];
      const without = await run(stage, ...credentials);
      assert.equal(without.code, 27, without.stderr);
      assert.match(without.stderr, /requires a reason or a ticket number.*\n.*--reason/);
      const given = await run(stage, ...credentials, '--reason', 'OPS-9');
      assert.equal(given.code, 0, given.stderr);
      assert.equal((await recorded(stage))[0].reason, 'OPS-9');
      const params = { portal: 'acme', tenant: stage.sim.portal('acme').tenant('dev01').id };
      const options = await settings(stage);
      const { error } = await options.evaluate(askHost, { method: 'open_console', params });
      assert.equal(error.code, 'reason_needed');
    });

    check(
      'is recorded of private windows too, can’t be cleared, and the person is told',
      async () => {
        const sessions = await Sessions.begin(stage, { signIn: false });
        const tabId = await sessions.openPrivateWindow();
        await sessions.open('staging', { tabId, reason: 'OPS-10' });
        await consoleOf(stage, 'duploservices-staging');
        const [{ what, name, reason }] = await recorded(stage);
        assert.deepEqual([what, name, reason], ['opened', 'staging', 'OPS-10']);
        const popup = await stage.browser.openTab(
          stage.browser.extensionUrl(`src/pages/popup/popup.html?from=${tabId}`),
        );
        await popup.waitForText('#who', /Your organisation records what you open here\.$/);

        const page = await stage.browser.openTab(
          stage.browser.extensionUrl('src/pages/history/history.html'),
        );
        await page.waitForText('#history .locked', /^Your organisation keeps this record/);
        assert.equal(await page.shows('#history-clear'), false);
        const options = await settings(stage);
        await options.waitForText('#setting-history-locked', /^Set by your organisation\.$/);
        const { error } = await options.evaluate(askHost, { method: 'clear_history', params: {} });
        assert.equal(error.code, 'policy_forbids');
        assert.equal((await run(stage, hostBinary(), 'history', '--clear')).code, 26);
        assert.equal((await recorded(stage))[0].name, 'staging');
      },
    );
  },
);
