import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { startSimulator } from '../simulator/simulator.js';
import { CALLER, HostProcess, WindowsUser, windowsPath } from './windows.js';

const MIB = 1024 * 1024;
const MANIFEST =
  'C:\\Users\\bob\\AppData\\Local\\jit-console\\manifests\\firefox\\org.jit_console.host.json';

describe('the Windows program as a native messaging host', () => {
  const user = new WindowsUser();
  after(() => user.remove());

  const callers = {
    Chromium: [CALLER, '--parent-window=0'],
    Firefox: [MANIFEST, 'jit-console@jit-console.org'],
  };
  for (const [browser, args] of Object.entries(callers)) {
    test(`speaks first to ${browser} and ends with the file`, async () => {
      const host = new HostProcess(user, args);
      const hello = await host.frame((frame) => frame.event === 'hello');
      assert.equal(hello.data.protocol, 1);
      host.child.stdin.end();
      assert.equal(await host.exited, 0);
      assert.equal(host.stderr, '');
    });
  }

  test('says nothing to a stranger', async () => {
    const host = new HostProcess(user, [MANIFEST, 'stranger@example.com']);
    assert.equal(await host.exited, 6);
    assert.deepEqual(host.frames, []);
  });

  test('answers requests side by side, whatever bytes their lengths are made of', async () => {
    const host = new HostProcess(user);
    const bare = JSON.stringify({ id: 100, method: 'list_portals', params: { filler: '' } }).length;
    // Text mode would take these for ends of lines and of the file.
    const lengths = [0x0a, 0x0d, 0x1a].flatMap((byte) => [
      0x100 + byte,
      byte * 0x100,
      byte * 0x101,
    ]);
    lengths.forEach((length, i) => {
      host.send({
        id: 100 + i,
        method: 'list_portals',
        params: { filler: 'x'.repeat(length - bare) },
      });
    });
    for (const i of lengths.keys()) {
      const reply = await host.frame((frame) => frame.id === 100 + i);
      assert.deepEqual(reply.result, { portals: [] });
    }
    host.child.stdin.end();
    assert.equal(await host.exited, 0);
  });

  test('reads the largest frame allowed, and ends with a named code after one byte more', async () => {
    const host = new HostProcess(user);
    const bare = JSON.stringify({ id: 1, method: 'list_portals', params: { filler: '' } }).length;
    host.send({ id: 1, method: 'list_portals', params: { filler: 'x'.repeat(MIB - bare) } });
    assert.ok((await host.frame((frame) => frame.id === 1)).result);
    host.child.stdin.write(Buffer.from([1, 0, 0x10, 0]));
    assert.equal(await host.exited, 5);
    assert.match(host.stderr, /^jit-console: .+\n$/);
  });
});

describe('the Windows program as a host, with a portal', () => {
  const user = new WindowsUser();
  /** @type {Awaited<ReturnType<typeof startSimulator>>} */
  let sim;
  after(async () => {
    await sim.close();
    user.remove();
  });

  test('ends within a second of end of file, whatever is under way', async () => {
    sim = await startSimulator({ dir: user.dir });
    user.env.https_proxy = sim.proxy;
    const acme = sim.portal('acme');
    const added = await user.run(['portal', 'add', acme.url, '--ca-file', windowsPath(sim.caFile)]);
    assert.equal(added.code, 0, added.stderr);
    const signedIn = await user.run(['sign-in', '--token-stdin'], { input: acme.token() });
    assert.equal(signedIn.code, 0, signedIn.stderr);

    acme.fault({ path: 'GetTenantsForUser', hang: true });
    const host = new HostProcess(user);
    host.send({ id: 1, method: 'sign_in' });
    await host.frame((frame) => frame.event === 'grant_page');
    host.send({ id: 2, method: 'list_tenants' });
    await sim.waitForRequest((request) => request.path.includes('GetTenantsForUser'));
    const started = Date.now();
    host.child.stdin.end();
    assert.equal(await host.exited, 0);
    assert.ok(Date.now() - started < 1000, `it took ${Date.now() - started} ms`);
    acme.clearFaults();
  });
});
