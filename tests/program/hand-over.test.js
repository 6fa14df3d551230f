import assert from 'node:assert/strict';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { startSimulator } from '../simulator/simulator.js';
import { askListener, browserSignIn, handOverAs } from './browser-sign-in.js';
import { Home, HostProcess } from './program.js';

describe('what a portal hands over', () => {
  /** @type {import('../simulator/simulator.js').Simulator} */
  let sim;
  /** @type {Home} */
  let home;

  before(async () => {
    sim = await startSimulator();
  });
  after(() => sim.close());
  beforeEach(() => {
    home = new Home();
    home.env.https_proxy = sim.proxy;
  });
  afterEach(() => {
    home.remove();
    sim.portal('initech').set({ otp: '246810' });
  });

  /** @param {string} name @param {string} [caFile] */
  async function add(name, caFile = sim.caFile) {
    const { url, apiUrl } = sim.portal(name);
    return home.run([
      ...['portal', 'add', url, '--name', name, '--ca-file', caFile],
      ...(apiUrl === url ? [] : ['--api-url', apiUrl]),
    ]);
  }

  /** @param {string} name @returns {Promise<boolean>} */
  async function isSignedIn(name) {
    const { stdout } = await home.run(['portal', 'list', '--json']);
    return JSON.parse(stdout).find((/** @type {any} */ one) => one.name === name).signed_in;
  }

  test('an empty hand-over is said in words, and the sign-in still waits for a token', async () => {
    await add('acme');
    const acme = sim.portal('acme');
    const { result } = await browserSignIn(home, { portal: 'acme' }, async (port) => {
      for (const path of ['/?t=', '/?t=&localAppName=jit-console']) {
        const empty = await askListener(port, path);
        assert.equal(empty.status, 400, path);
        assert.match(
          empty.body,
          /The portal handed over an empty sign-in\. Sign in to it in this browser, then try again\./,
        );
      }
      const without = await askListener(port, '/');
      assert.match(without.body, /waiting here for the portal to hand over a sign-in/);
      assert.equal((await handOverAs(port, acme, 'redirect', acme.token())).status, 302);
    });
    assert.equal(result.portal.signed_in, true);
    assert.ok(await isSignedIn('acme'));
  });

  for (const [what, otp, said] of /** @type {[string, string, (otp: string) => string][]} */ ([
    ['a number', '246810', (otp) => otp],
    ['a number of eight digits', '90071992', (otp) => otp],
    ['digits with a zero in front, as text', '012345', (otp) => `"${otp}"`],
  ]))
    test(`a one-time password may be ${what}`, async () => {
      await add('initech');
      const initech = sim.portal('initech');
      initech.set({ otp });
      const token = initech.token('alice@example.com');
      const params = { portal: 'initech', admin: true };
      const { error } = await browserSignIn(home, params, async (port) => {
        const body = `{"token": ${JSON.stringify(token)}, "otp": ${said(otp)}}`;
        const headers = { Origin: initech.url, 'Content-Type': 'text/plain' };
        const answer = await askListener(port, '/v2/callbackWithOtp', {
          ...{ method: 'POST', headers, body },
        });
        assert.equal(answer.status, 200, answer.body);
      });
      assert.equal(error, undefined);
      const host = new HostProcess(home);
      const opened = await host.ask({
        ...{ id: 2, method: 'open_console', params: { portal: 'initech', role: 'admin' } },
      });
      host.child.stdin.end();
      await host.exited;
      assert.match(opened.result?.url ?? JSON.stringify(opened.error), /^https:\/\/signin\.aws/);
    });

  test('a portal’s CA file can be changed to a newer one and moved; its sign-in stays', async () => {
    const stranger = await startSimulator();
    try {
      const moved = join(home.dir, 'moved.pem');
      copyFileSync(sim.caFile, moved);
      const tenants = () => home.run(['tenants', 'acme']);
      await add('acme');
      const input = sim.portal('acme').token();
      assert.equal((await home.run(['sign-in', 'acme', '--token-stdin'], { input })).code, 0);

      assert.equal((await add('acme', stranger.caFile)).code, 0);
      const refused = await tenants();
      assert.equal(refused.code, 31, refused.stderr);
      assert.ok(refused.stderr.includes(`check that ${stranger.caFile} has`), refused.stderr);
      assert.ok(await isSignedIn('acme'));

      const missing = await add('acme', join(home.dir, 'none.pem'));
      assert.equal(missing.code, 16, missing.stderr);
      assert.equal((await add('acme', moved)).code, 0);
      assert.equal((await tenants()).code, 0);
      rmSync(moved);
      const gone = await tenants();
      assert.equal(gone.code, 16, gone.stderr);
      assert.ok(gone.stderr.includes(moved), gone.stderr);
      assert.equal((await add('acme')).code, 0);
      assert.equal((await tenants()).code, 0);
      assert.ok(await isSignedIn('acme'));
    } finally {
      await stranger.close();
    }
  });
});
