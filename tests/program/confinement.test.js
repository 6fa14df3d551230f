import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Machine } from './doctor-machine.js';
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
