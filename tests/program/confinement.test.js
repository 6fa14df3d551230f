import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Machine } from './doctor-machine.js';
import { json, PlainPortal } from './plain-portal.js';
import { HostProcess } from './program.js';

describe('a host that a browser started, on Linux', () => {
  const machine = new Machine();
  const aws = join(machine.home.dir, '.aws');
  after(() => machine.remove());

  before(async () => {
    await machine.withBrowsers();
    machine.home.env.DBUS_SESSION_BUS_ADDRESS = 'disabled:';
    mkdirSync(join(machine.home.dir, '.config/jit-console'), { mode: 0o700, recursive: true });
    machine.write(join(machine.home.dir, '.config/jit-console/config.json'), '{}', 0o600);
  });

  /** What a program that the host runs can change: a file outside the host's folders. @param {string} name */
  const tried = async (name) => {
    const file = join(machine.home.dir, name);
    machine.change(machine.chrome, { path: machine.program(`echo changed > '${file}'`) });
    const host = new HostProcess(machine.home);
    const reply = await host.ask({ id: 1, method: 'doctor' });
    assert.ok(reply.result, JSON.stringify(reply.error));
    const status = readFileSync(`/proc/${host.child.pid}/status`, 'utf8');
    host.child.stdin.end();
    assert.equal(await host.exited, 0);
    assert.equal(host.stderr, '');
    return { changed: existsSync(file), status };
  };

  test('goes on with less protection where AWS’s folder is missing, and says so', async () => {
    assert.equal((await tried('before')).changed, true);
    const { stdout } = await machine.run('doctor');
    assert.doesNotMatch(stdout, /Landlock/);
  });

  test('can’t change files elsewhere, and neither can what it runs', async () => {
    mkdirSync(aws);
    const { changed, status } = await tried('after');
    assert.equal(changed, false);
    assert.match(status, /^NoNewPrivs:\t1$/m);
    assert.match(status, /^Seccomp:\t2$/m);
    const { stdout } = await machine.run('doctor');
    assert.match(stdout, /changes files only in its own folders .*\(Landlock\).*\(seccomp\)/);
  });

  test('answers and ends where a folder of its own was put in place anew', async () => {
    const host = new HostProcess(machine.home);
    const first = await host.ask({ id: 1, method: 'list_portals' });
    assert.deepEqual(first.result, { portals: [] });
    renameSync(aws, `${aws}.old`);
    mkdirSync(aws);
    const second = await host.ask({ id: 2, method: 'list_portals' });
    assert.deepEqual(second.result, { portals: [] });
    assert.equal(await host.exited, 0);
  });
});

describe('a kubeconfig that a confined host is to write', () => {
  const API = 'a1a1a1a1-0000-4000-8000-00000000000a';
  const machine = new Machine();
  const { home } = machine;
  const portal = new PlainPortal();
  const folder = join(home.dir, '.kube');
  const ADD = {
    id: 2,
    method: 'add_kube_entry',
    params: { portal: 'plain', role: 'tenant', tenant: API },
  };
  before(async () => {
    home.env.DBUS_SESSION_BUS_ADDRESS = 'disabled:';
    mkdirSync(join(home.dir, '.aws'));
    await portal.start(home.dir);
    portal.answers[`/v3/subscriptions/${API}/k8s/jitAccess`] = json({
      Name: 'duploinfra-prod',
      ApiServer: 'https://k8s.example',
      Token: 'canary-cluster-token',
      CertificateAuthorityDataBase64: 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t',
    });
    await home.run(['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile]);
    const signedIn = await home.run(['sign-in', '--token-stdin'], { input: portal.token });
    assert.equal(signedIn.code, 0, signedIn.stderr);
  });
  after(async () => {
    await portal.close();
    machine.remove();
  });

  /** @param {object[]} requests @returns {Promise<any[]>} the replies of a host of its own */
  async function replies(...requests) {
    const host = new HostProcess(home);
    const all = [];
    for (const request of requests) all.push(await host.ask(request));
    host.child.stdin.end();
    assert.equal(await host.exited, 0);
    return all;
  }

  test('is refused with what to do where its folder is missing, and isn’t recorded as written', async () => {
    const [{ error }] = await replies(ADD);
    assert.equal(error.code, 'kubeconfig');
    assert.equal(
      error.message,
      `${folder} doesn't exist, and can't be made here: no jit-console that a browser started may make folders outside its own`,
    );
    assert.match(error.hint, /^run at a terminal: jit-console kubeconfig add; or make that folder/);
    assert.equal((await home.run(['history', '--json'])).stdout.trim(), '[]');
    assert.equal(existsSync(folder), false);
  });

  test('is written once that is done, by the host that was running meanwhile for the last time', async () => {
    const host = new HostProcess(home);
    await host.ask({ id: 1, method: 'list_portals' });
    mkdirSync(folder, { mode: 0o700 });
    // As the popup asks when it opens. A host that was confined without the folder answers and ends.
    await host.ask({ id: 3, method: 'list_portals' });
    assert.equal(await host.exited, 0);
    const [{ result }] = await replies(ADD);
    assert.equal(result.change, 'add');
    assert.equal(existsSync(join(folder, 'config')), true);
  });

  test('is written at a terminal, which makes the folder and takes it away again', async () => {
    rmSync(folder, { recursive: true });
    const add = await home.run(['kubeconfig', 'add', 'plain', '--tenant', 'api']);
    assert.equal(add.code, 0, add.stderr);
    assert.equal(existsSync(join(folder, 'config')), true);
    assert.equal((await home.run(['kubeconfig', 'remove', 'plain-api'])).code, 0);
    assert.equal(existsSync(folder), false);
  });
});
