import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { DesktopKeyring } from './desktop-keyring.js';
import { filesBelow } from './files.js';
import { PlainPortal } from './plain-portal.js';
import { Home, HostProcess } from './program.js';

/** More than the 5 s that a keyring has to answer, less than what a person would call a hang. */
const SOON = 20_000;

describe("the desktop's keyring", () => {
  const home = new Home();
  const portal = new PlainPortal();
  const desktop = new DesktopKeyring(join(home.dir, 'desktop'));
  /** @type {import('node:child_process').ChildProcess} */
  let daemon;
  before(async () => {
    mkdirSync(desktop.dir, { recursive: true });
    await portal.start(home.dir);
    await desktop.startBus();
    daemon = await desktop.startGnomeKeyring('test');
    await home.run(['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile]);
  });
  after(async () => {
    await desktop.endAll();
    await portal.close();
    home.remove();
  });

  /** @param {string[]} args */
  const run = (args, input = '') => home.run(args, { input, env: desktop.env });
  const config = () =>
    JSON.parse(readFileSync(join(home.dir, '.config/jit-console/config.json'), 'utf8'));

  test('takes the first sign-in where there is one, and no file does', async () => {
    const { code, stderr } = await run(['sign-in', '--token-stdin'], portal.token);
    assert.equal(code, 0, stderr);
    assert.equal(config().vault, 'keyring');
    assert.equal((await run(['tenants'])).code, 0);
    const files = filesBelow(home.dir);
    assert.ok(!files.some((path) => path.endsWith('/vault')), files.join('\n'));
    for (const path of files) {
      assert.ok(!readFileSync(path, 'latin1').includes(portal.token), path);
    }
  });

  test('gives its sign-ins to a file and takes them back', async () => {
    assert.match((await run(['vault', 'file'])).stderr, /moved 1 sign-in/);
    assert.equal((await run(['tenants', '--vault', 'keyring'])).code, 20);
    assert.equal((await run(['tenants'])).code, 0);
    assert.match((await run(['vault', 'keyring'])).stderr, /moved 1 sign-in/);
    assert.equal((await run(['tenants', '--vault', 'file'])).code, 20);
    assert.equal((await run(['tenants'])).code, 0);
  });

  test('loses a sign-in with the sign-out', async () => {
    assert.equal((await run(['sign-out'])).code, 0);
    assert.equal((await run(['tenants'])).code, 20);
    assert.equal((await run(['sign-in', '--token-stdin'], portal.token)).code, 0);
  });

  test('that was started anew is asked by a host that had asked the one before', async () => {
    const host = new HostProcess(/** @type {any} */ ({ env: { ...home.env, ...desktop.env } }));
    const ask = (/** @type {number} */ id) => host.ask({ id, method: 'list_tenants', params: {} });
    assert.equal((await ask(1)).error, undefined);
    await desktop.end(daemon);
    daemon = await desktop.startGnomeKeyring('test');
    assert.equal((await ask(2)).error, undefined);
    host.child.stdin.end();
    await host.exited;
  });

  for (const [what, prepare] of /** @type {[string, () => Promise<unknown>][]} */ ([
    [
      'locked, with nobody to unlock it',
      async () => {
        daemon = await desktop.startGnomeKeyring(null);
      },
    ],
    ['not there', () => Promise.resolve()],
    ['deaf', () => desktop.startDeafService()],
  ])) {
    test(`where it is ${what}, says so soon and goes to no other place`, async () => {
      if (daemon.exitCode === null && daemon.signalCode === null) await desktop.end(daemon);
      await prepare();
      const start = Date.now();
      const { code, stdout, stderr } = await run(['tenants']);
      assert.equal(code, 59, stderr);
      assert.equal(stdout, '');
      assert.match(stderr, /^jit-console: .*keyring.*\n {2}.*jit-console vault file\n$/);
      assert.ok(Date.now() - start < SOON, `${Date.now() - start} ms`);
    });
  }

  test('where the session has no bus, says so', async () => {
    const { code, stderr } = await home.run(['tenants']);
    assert.equal(code, 59);
    assert.match(stderr, /no message bus/);
  });
});
