import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, describe, test } from 'node:test';
import { startSimulator } from '../simulator/simulator.js';
import { CALLER, Home, HostProcess } from './program.js';
import { shortestOf } from './shortest.js';

const MIB = 1024 * 1024;

describe('the program as a native messaging host', () => {
  const home = new Home();
  after(() => home.remove());

  test('speaks first, with its version and protocol', async () => {
    const host = new HostProcess(home);
    const hello = await host.frame((frame) => frame.event === 'hello');
    assert.equal(hello.data.protocol, 1);
    assert.match(hello.data.version, /^\d+\.\d+\.\d+$/);
    assert.ok(hello.data.capabilities.includes('open_console'));
    host.child.stdin.end();
    assert.equal(await host.exited, 0);
    assert.equal(host.stderr, '');
  });

  const callers = {
    'Chromium on Windows, with further arguments': [CALLER, '--parent-window=0'],
    Firefox: ['/x/org.jit_console.host.json', 'jit-console@jit-console.org'],
  };
  for (const [browser, args] of Object.entries(callers)) {
    test(`takes a call as ${browser} makes it`, async () => {
      const host = new HostProcess(home, args);
      await host.frame((frame) => frame.event === 'hello');
      host.child.stdin.end();
      assert.equal(await host.exited, 0);
    });
  }

  const strangers = [
    ['chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/'],
    ['/x/org.jit_console.host.json', 'stranger@example.com'],
    ['/x/org.jit_console.host.json'],
  ];
  for (const args of strangers) {
    test(`says nothing to a stranger: ${args.at(-1)}`, async () => {
      const host = new HostProcess(home, args);
      assert.equal(await host.exited, 6);
      assert.deepEqual(host.frames, []);
      assert.match(host.stderr, /extension/);
    });
  }

  test('answers requests side by side', async () => {
    const host = new HostProcess(home);
    const replies = await Promise.all(
      [1, 2, 3].map((id) => host.ask({ id, method: 'list_portals' })),
    );
    for (const reply of replies) assert.deepEqual(reply.result, { portals: [] });
    host.child.stdin.end();
    assert.equal(await host.exited, 0);
  });

  const broken = {
    'text where a length should be': Buffer.from('hello, world'),
    'a frame over the limit': Buffer.from([1, 0, 0x10, 0]),
    'a length of zero': Buffer.alloc(4),
    'half a frame': Buffer.concat([Buffer.from([9, 0, 0, 0]), Buffer.from('{}')]),
    'no JSON': Buffer.concat([Buffer.from([3, 0, 0, 0]), Buffer.from('nul')]),
  };
  for (const [what, bytes] of Object.entries(broken)) {
    test(`ends with a named exit code after ${what}`, async () => {
      const host = new HostProcess(home);
      host.child.stdin.end(bytes);
      assert.equal(await host.exited, 5);
      assert.match(host.stderr, /^jit-console: .+\n$/);
    });
  }

  test('answers what was asked before the end of file', async () => {
    const host = new HostProcess(home);
    for (const id of [1, 2, 3]) host.send({ id, method: 'list_portals' });
    host.child.stdin.end();
    assert.equal(await host.exited, 0);
    assert.deepEqual(host.frames.map(({ id }) => id).sort(), [1, 2, 3, undefined]);
  });

  test('reads the largest frame allowed', async () => {
    const host = new HostProcess(home);
    const empty = JSON.stringify({ id: 1, method: 'list_portals', params: { filler: '' } });
    host.sendText(
      JSON.stringify({
        id: 1,
        method: 'list_portals',
        params: { filler: 'x'.repeat(MIB - empty.length) },
      }),
    );
    assert.ok((await host.frame((frame) => frame.id === 1)).result);
    host.child.stdin.end();
    await host.exited;
  });
});

describe('the program as a host, with a portal', () => {
  const home = new Home();
  /** @type {Awaited<ReturnType<typeof startSimulator>>} */
  let sim;
  after(async () => {
    await sim.close();
    home.remove();
  });

  test('ends within a second of end of file, whatever is under way, and leaves nothing behind', async () => {
    sim = await startSimulator({ dir: home.dir });
    home.env.https_proxy = sim.proxy;
    const acme = sim.portal('acme');
    assert.equal((await home.run(['portal', 'add', acme.url, '--ca-file', sim.caFile])).code, 0);
    const signedIn = await home.run(['sign-in', '--token-stdin'], { input: acme.token() });
    assert.equal(signedIn.code, 0, signedIn.stderr);

    acme.fault({ path: 'GetTenantsForUser', hang: true });
    const took = await shortestOf(1000, async () => {
      const host = new HostProcess(home);
      host.send({ id: 1, method: 'sign_in' });
      const page = await host.frame((frame) => frame.event === 'grant_page');
      sim.clearRequests();
      host.send({ id: 2, method: 'list_tenants' });
      await sim.waitForRequest((request) => request.path.includes('GetTenantsForUser'));
      const started = Date.now();
      host.child.stdin.end();
      assert.equal(await host.exited, 0);
      const took = Date.now() - started;
      const port = new URL(page.data.url).searchParams.get('localPort');
      await assert.rejects(fetch(`http://127.0.0.1:${port}/`));
      return took;
    });
    assert.ok(took < 1000, `it took ${took} ms`);
    acme.clearFaults();
  });

  test('a slow portal delays nobody else, and its request can be cancelled', async () => {
    const acme = sim.portal('acme');
    acme.fault({ path: 'GetTenantsForUser', hang: true });
    const host = new HostProcess(home);
    sim.clearRequests();
    host.send({ id: 1, method: 'list_tenants' });
    await sim.waitForRequest((request) => request.path.includes('GetTenantsForUser'));
    assert.ok((await host.ask({ id: 2, method: 'list_portals' })).result);
    assert.deepEqual((await host.ask({ id: 3, method: 'cancel', params: { request: 1 } })).result, {
      cancelled: true,
    });
    assert.equal((await host.frame((frame) => frame.id === 1)).error.code, 'cancelled');
    host.child.stdin.end();
    await host.exited;
    acme.clearFaults();
  });

  test('keeps what is secret out of its arguments and its environment', async () => {
    const host = new HostProcess(home);
    const tenant = sim.portal('acme').tenants.find(({ name }) => name === 'invoice').id;
    const reply = await host.ask({ id: 1, method: 'open_console', params: { tenant } });
    assert.match(reply.result.url, /^https:\/\/[a-z0-9.-]*signin\.aws\.amazon\.com\/federation\?/);
    const seen = execFileSync('ps', ['-e', '-o', 'args'], { encoding: 'utf8' });
    for (const secret of sim.secrets) assert.ok(!seen.includes(secret));
    host.child.stdin.end();
    await host.exited;
    assert.equal(host.stderr, '');
  });
});
