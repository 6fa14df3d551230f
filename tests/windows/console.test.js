import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { filesBelow } from '../program/files.js';
import { startSimulator } from '../simulator/simulator.js';
import { HostProcess, handOver, WindowsUser, windowsPath } from './windows.js';

/**
 * @param {string} address
 * @param {Record<string, string>} headers
 * @returns {Promise<http.IncomingMessage>}
 */
function visit(address, headers) {
  return new Promise((resolve, reject) => {
    http.get(address, { headers }, (response) => resolve(response.resume())).on('error', reject);
  });
}

describe('the Windows program with a portal', () => {
  const user = new WindowsUser();
  /** @type {Awaited<ReturnType<typeof startSimulator>>} */
  let sim;
  let acme;
  const vault = () => join(user.local, 'jit-console', 'vault.dpapi');
  const nothingInTheClear = () => {
    const files = [user.local, user.roaming].flatMap((folder) =>
      filesBelow(join(folder, 'jit-console')),
    );
    for (const file of files) {
      const text = readFileSync(file, 'latin1');
      for (const secret of sim.secrets) assert.ok(!text.includes(secret), file);
    }
    return files;
  };

  before(async () => {
    sim = await startSimulator({ dir: user.dir });
    user.env.https_proxy = sim.proxy;
    acme = sim.portal('acme');
    const added = await user.run(['portal', 'add', acme.url, '--ca-file', windowsPath(sim.caFile)]);
    assert.equal(added.code, 0, added.stderr);
  });
  after(async () => {
    await sim.close();
    user.remove();
  });

  test('signs in with a token, which Windows then keeps encrypted only for this user', async () => {
    const signedIn = await user.run(['sign-in', '--token-stdin'], { input: acme.token() });
    assert.equal(signedIn.code, 0, signedIn.stderr);
    assert.match((await user.run(['vault'])).stdout, /keyring/);
    assert.ok(nothingInTheClear().includes(vault()));
    // Wine keeps an access list as a mode, in which the administrators are the group.
    assert.equal(statSync(vault()).mode & 0o007, 0);
    assert.equal(statSync(join(user.local, 'jit-console')).mode & 0o007, 0);
  });

  test('lists tenants and opens a console at a page', async () => {
    const tenants = JSON.parse((await user.run(['tenants', '--json'])).stdout);
    assert.deepEqual(
      tenants.map(({ name }) => name).sort(),
      acme.tenants.map(({ name }) => name).sort(),
    );
    const opened = await user.run(['console', '--tenant', 'invoice', '--to', 's3', '--print']);
    assert.equal(opened.code, 0, opened.stderr);
    const url = new URL(opened.stdout.trim());
    assert.match(url.host, /signin\.aws\.amazon\.com$/);
    assert.match(url.searchParams.get('Destination') ?? '', /\/s3\//);
  });

  test(
    'opens the browser on an address that leads to the console once',
    { timeout: 60_000 },
    async () => {
      // The browser is a program that writes the address into the registry.
      const env = { BROWSER: 'reg add HKCU\\Software\\Google\\seen /ve /d %s /f' };
      const opening = user.run(['console', '--tenant', 'invoice'], { env });
      let address;
      while (!address) {
        // The simulator answers meanwhile.
        await setImmediate();
        address = /http:\S+/.exec(user.registry('query', 'Google\\seen', '/ve'))?.[0];
      }
      const stranger = await visit(address, { 'Sec-Fetch-Mode': 'cors' });
      assert.equal(stranger.statusCode, 403);
      const tab = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
      const first = await visit(address, tab);
      assert.equal(first.statusCode, 302);
      assert.match(first.headers.location ?? '', /signin\.aws\.amazon\.com\/federation/);
      assert.equal((await opening).code, 0);
    },
  );

  test('gives credentials, once from the portal and then from its cache', async () => {
    const args = ['credentials', '--tenant', 'invoice'];
    const cold = await user.run(args);
    assert.equal(cold.code, 0, cold.stderr);
    assert.match(JSON.parse(cold.stdout).AccessKeyId, /^ASIA/);
    sim.clearRequests();
    assert.equal((await user.run(args)).stdout, cold.stdout);
    assert.deepEqual(sim.requests, []);
    nothingInTheClear();
  });

  test('keeps a profile in the config of AWS, with the program quoted as its tools want it', async () => {
    const added = await user.run(['aws-profile', 'add', 'invoice', '--tenant', 'invoice']);
    assert.equal(added.code, 0, added.stderr);
    const config = readFileSync(join(user.profile, '.aws', 'config'), 'utf8');
    assert.match(config, /\[profile invoice\]/);
    assert.match(config, /credential_process = .*jit-console\.exe/);
    assert.ok(!config.includes('\r'));
    assert.equal((await user.run(['aws-profile', 'remove', 'invoice'])).code, 0);
  });

  test('moves sign-ins into a file of its own and back', async () => {
    for (const where of ['file', 'keyring']) {
      const moved = await user.run(['vault', where]);
      assert.equal(moved.code, 0, moved.stderr);
      assert.equal((await user.run(['tenants'])).code, 0);
      nothingInTheClear();
    }
  });

  test('takes a sign-in from the browser on its loopback address, and opens a console then', async () => {
    assert.equal((await user.run(['sign-out'])).code, 0);
    const host = new HostProcess(user);
    host.send({ id: 1, method: 'sign_in', params: { portal: 'acme' } });
    const page = await host.frame((frame) => frame.event === 'grant_page');
    assert.equal(await handOver(page.data.url, acme.url, acme.token()), 200);
    assert.ok((await host.frame((frame) => frame.id === 1)).result);
    const tenant = acme.tenants.find(({ name }) => name === 'invoice').id;
    const opened = await host.ask({ id: 2, method: 'open_console', params: { tenant } });
    assert.match(opened.result.url, /^https:\/\/[a-z0-9.-]*signin\.aws\.amazon\.com\/federation\?/);
    host.child.stdin.end();
    assert.equal(await host.exited, 0);
  });

  test("refuses the portal's certificate without its authority", async () => {
    await user.run(['portal', 'remove', 'acme']);
    const added = await user.run(['portal', 'add', acme.url, '--unchecked']);
    assert.equal(added.code, 0, added.stderr);
    const refused = await user.run(['sign-in', '--token-stdin'], { input: acme.token() });
    assert.equal(refused.code, 31, refused.stderr);
    const env = { SSL_CERT_FILE: windowsPath(sim.caFile) };
    const taken = await user.run(['sign-in', '--token-stdin'], { input: acme.token(), env });
    assert.equal(taken.code, 0, taken.stderr);
  });
});
