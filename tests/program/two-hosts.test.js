import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { PlainPortal } from './plain-portal.js';
import { Home, HostProcess } from './program.js';

const API = 'a1a1a1a1-0000-4000-8000-00000000000a';
const TENANTS = '/admin/GetTenantsForUser';
const FIREFOX = ['/x/org.jit_console.host.json', 'jit-console@jit-console.org'];

/** @param {HostProcess[]} hosts */
async function end(...hosts) {
  for (const host of hosts) host.child.stdin.end();
  for (const host of hosts) assert.equal(await host.exited, 0, host.stderr);
}

describe('two hosts at once', () => {
  const home = new Home();
  const portal = new PlainPortal();
  before(async () => {
    await portal.start(home.dir);
    const add = ['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile];
    assert.equal((await home.run(add)).code, 0);
    await signIn();
  });
  after(async () => {
    await portal.close();
    home.remove();
  });

  async function signIn() {
    const { code, stderr } = await home.run(['sign-in', 'plain', '--token-stdin'], {
      input: portal.token,
    });
    assert.equal(code, 0, stderr);
  }

  /** The hosts of a Chromium and a Firefox of one person. */
  const both = () => [new HostProcess(home), new HostProcess(home, FIREFOX)];

  test('of a Chromium and a Firefox lose no portal that either adds', async () => {
    const hosts = both();
    const added = hosts.flatMap((host, which) =>
      Array.from({ length: 10 }, (_, id) =>
        host.ask({ id, method: 'add_portal', params: { url: `https://p${which}-${id}.test` } }),
      ),
    );
    for (const { error } of await Promise.all(added)) assert.equal(error, undefined);
    const { portals } = (await hosts[0].ask({ id: 99, method: 'list_portals' })).result;
    assert.equal(portals.length, 21);
    await end(...hosts);
  });

  test('the sign-out in one holds in the other', async () => {
    const hosts = both();
    const params = { portal: 'plain', tenant: API };
    assert.ok((await hosts[1].ask({ id: 2, method: 'open_console', params })).result);
    const out = await hosts[0].ask({ id: 1, method: 'sign_out', params: { portal: 'plain' } });
    assert.equal(out.result.portal.signed_in, false);
    const refused = await hosts[1].ask({ id: 3, method: 'open_console', params });
    assert.equal(refused.error.code, 'sign_in_needed');
    await end(...hosts);
    await signIn();
  });

  test('one that is killed leaves no lock that the other waits for', async () => {
    const hosts = both();
    portal.answers[TENANTS].hangs = true;
    hosts[0].send({ id: 1, method: 'list_tenants', params: { portal: 'plain' } });
    hosts[0].send({ id: 2, method: 'add_portal', params: { url: 'https://killed.test' } });
    await hosts[0].frame((frame) => frame.id === 2);
    hosts[0].child.kill('SIGKILL');
    await hosts[0].exited;
    portal.answers[TENANTS].hangs = false;
    const list = { id: 1, method: 'list_tenants', params: { portal: 'plain' } };
    assert.equal((await hosts[1].ask(list)).result.tenants.length, 2);
    await end(hosts[1]);
  });
});

describe('a host', () => {
  const home = new Home();
  const portal = new PlainPortal();
  before(async () => {
    await portal.start(home.dir);
    const add = ['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile];
    await home.run(add);
    await home.run(['sign-in', '--token-stdin'], { input: portal.token });
  });
  after(async () => {
    await portal.close();
    home.remove();
  });

  test('that was stopped and goes on, as in a suspend, answers what was asked meanwhile', async () => {
    const host = new HostProcess(home);
    await host.frame((frame) => frame.event === 'hello');
    host.child.kill('SIGSTOP');
    for (let id = 0; id < 20; id++) host.send({ id, method: 'list_portals' });
    host.child.kill('SIGCONT');
    for (let id = 0; id < 20; id++)
      assert.ok((await host.frame((frame) => frame.id === id)).result);
    await end(host);
  });

  for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGTERM', 'SIGINT', 'SIGHUP']))
    test(`that gets ${signal} in the middle of a request ends, and the next one works`, async () => {
      portal.answers[TENANTS].hangs = true;
      const host = new HostProcess(home);
      await host.frame((frame) => frame.event === 'hello');
      host.send({ id: 1, method: 'list_tenants' });
      host.send({ id: 2, method: 'list_portals' });
      await host.frame((frame) => frame.id === 2);
      host.child.kill(signal);
      await host.exited;
      portal.answers[TENANTS].hangs = false;
      assert.equal((await home.run(['tenants'])).code, 0);
    });

  test('that may open no more files says so, and serves the next request', async () => {
    const host = new HostProcess(home);
    await host.frame((frame) => frame.event === 'hello');
    const limit = (/** @type {string} */ files) =>
      execFileSync('prlimit', ['--pid', String(host.child.pid), `--nofile=${files}`]);
    limit('3:1024');
    const refused = await host.ask({ id: 1, method: 'list_portals' });
    assert.equal(refused.error.code, 'config');
    assert.match(refused.error.message, /Too many open files/);
    limit('1024:1024');
    assert.equal((await host.ask({ id: 2, method: 'list_portals' })).result.portals.length, 1);
    await end(host);
  });
});
