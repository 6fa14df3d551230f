import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { PlainPortal } from './plain-portal.js';
import { CALLER, frameOf, Home, HostProcess, PROGRAM, runToEnd } from './program.js';
import { shortestOf } from './shortest.js';

/** @param {number | undefined} pid @param {string} limit as prlimit takes it */
const setLimit = (pid, limit) => execFileSync('prlimit', ['--pid', String(pid), limit]);

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<number | null>} */
const ended = (child) => new Promise((resolve) => child.on('close', resolve));

describe('whatever it is given, the program ends in order', () => {
  const home = new Home();
  after(() => home.remove());

  for (const args of [[''], ['', ''], ['\u0000'.slice(1)], ['-'], ['--'], ['x'.repeat(100_000)]])
    test(`a command line of ${JSON.stringify(args).slice(0, 20)}`, async () => {
      const { code, stderr } = await home.run(args);
      assert.equal(code, 2, stderr);
    });

  for (const word of ['option', 'canonical_option', 'original_token', 'prefix', 'value'])
    test(`a command line of --%${word}%, which a library would replace without end`, async () => {
      const { code, stderr } = await home.run(['console', `--%${word}%`]);
      assert.equal(code, 2, stderr);
      assert.match(stderr, /no such option, or an invalid value for it/);
    });

  test('where no thread can be started it says that it failed, whoever starts it', async () => {
    const stacksTooLarge = 'ulimit -s 1000000000000; exec "$@"';
    for (const args of [['doctor'], [CALLER]]) {
      const { code, stderr } = await runToEnd(
        ['sh', '-c', stacksTooLarge, 'sh', PROGRAM, ...args],
        {
          input: '',
          env: home.env,
        },
      );
      assert.equal(code, 1, stderr);
      assert.match(stderr, /^jit-console: unexpected internal error\n/);
    }
  });

  test('without a home it says so, whoever starts it', async () => {
    for (const args of [['portal', 'list'], [CALLER]]) {
      const child = spawn(PROGRAM, args, { env: { HOME: '/nowhere/\u0001', XDG_STATE_HOME: '' } });
      child.stdin.end();
      const code = await ended(child);
      assert.ok(code !== null && code < 64, `${args[0]}: ${code}`);
    }
  });
});

describe('the host under pressure', () => {
  const home = new Home();
  after(() => home.remove());

  test('a request that gets no thread is answered once, and the next ones are served', async () => {
    const host = new HostProcess(home);
    await host.frame((frame) => frame.event === 'hello');
    const size = execFileSync('ps', ['-o', 'vsz=', '-p', String(host.child.pid)], {
      encoding: 'utf8',
    });
    setLimit(host.child.pid, `--as=${(Number(size) + 4096) * 1024}:unlimited`);
    for (let id = 0; id < 40; ++id) host.send({ id, method: 'list_portals' });
    await host.frame((frame) => frame.id === 39);
    setLimit(host.child.pid, '--as=unlimited:unlimited');
    assert.equal(host.frames.find(({ id }) => id === 0).error?.code, 'busy');
    const { result } = await host.ask({ id: 40, method: 'list_portals' });
    assert.deepEqual(result, { portals: [] });
    host.child.stdin.end();
    assert.equal(await host.exited, 0);
    const ids = host.frames.map(({ id }) => id).filter((id) => id !== undefined);
    assert.equal(new Set(ids).size, ids.length, 'each is answered once');
  });

  const name = 'end of file ends it within a second though nobody reads its output';
  test(name, { timeout: 60_000 }, async (t) => {
    const took = await shortestOf(1000, () => timeOfDeafEnd(t));
    assert.ok(took < 1000, `it took ${took} ms`);
  });

  /** @param {import('node:test').TestContext} t */
  async function timeOfDeafEnd(t) {
    const config = join(home.dir, '.config/jit-console/config.json');
    rmSync(config, { force: true });
    const child = spawn(PROGRAM, [CALLER], { env: home.env, stdio: ['pipe', 'pipe', 'inherit'] });
    t.after(() => child.kill('SIGKILL'));
    child.stdout.pause();
    child.stdin.on('error', () => child.stdin.destroy());
    const refused = JSON.stringify({ id: 1, method: 'x'.repeat(200) });
    const params = { url: 'https://last.test' };
    const last = JSON.stringify({ id: 2, method: 'add_portal', params });
    child.stdin.write(Buffer.concat([...Array(5_000).fill(frameOf(refused)), frameOf(last)]));
    while (!existsSync(config)) await new Promise((resolve) => setImmediate(resolve));
    const exited = new Promise((resolve) => child.on('exit', resolve));
    const started = Date.now();
    child.stdin.end();
    assert.equal(await exited, 0);
    child.stdout.destroy();
    return Date.now() - started;
  }

  test('half a surrogate pair in a request harms nobody', async () => {
    const host = new HostProcess(home);
    host.sendText('{"id": 1, "method": "resolve_page", "params": {"to": "arn:\\ud800"}}');
    assert.equal((await host.frame((frame) => frame.id === 1)).error.code, 'not_an_arn');
    host.sendText('{"id": "\\udc00", "method": "list_portals"}');
    assert.ok((await host.frame((frame) => frame.id === '\ufffd')).result);
    host.child.stdin.end();
    assert.equal(await host.exited, 0);
  });
});

describe('files that aren’t as they should be', () => {
  const home = new Home();
  const config = join(home.dir, '.config/jit-console');
  const state = join(home.dir, '.local/state/jit-console');
  after(() => home.remove());
  before(() => {
    mkdirSync(config, { recursive: true, mode: 0o700 });
    mkdirSync(state, { recursive: true, mode: 0o700 });
  });

  test('a FIFO in place of the configuration or the history hangs nobody', async () => {
    execFileSync('mkfifo', [join(config, 'config.json'), join(state, 'history.jsonl')]);
    const portals = await home.run(['portal', 'list']);
    assert.equal(portals.code, 61);
    assert.match(portals.stderr, /config\.json is not a regular file/);
    assert.equal((await home.run(['history'])).code, 61);
    execFileSync('rm', [join(config, 'config.json'), join(state, 'history.jsonl')]);
  });

  test('the limit on files’ sizes ends nothing and leaves nothing', async () => {
    const { code, stderr } = await runLimited(home, [
      'portal',
      'add',
      'https://acme.test',
      '--unchecked',
    ]);
    assert.equal(code, 61, stderr);
    assert.deepEqual(readdirSync(config), ['config.json.lock']);
  });

  test('no file has a name before it is whole, so that a kill leaves none', async (t) => {
    const nameless = `import os, sys; os.open(sys.argv[1], os.O_TMPFILE | os.O_WRONLY)`;
    if (spawnSync('/usr/bin/python3', ['-c', nameless, config]).status !== 0)
      return t.skip('this file system has no files without a name');
    /** @type {string[]} */
    const events = [];
    const watcher = watch(config);
    const written = new Promise((resolve) =>
      watcher.on('change', (kind, name) => {
        events.push(`${kind} ${name}`);
        if (name === 'config.json') resolve(undefined);
      }),
    );
    assert.equal(
      (await home.run(['portal', 'add', 'https://watched.test', '--unchecked'])).code,
      0,
    );
    await written;
    watcher.close();
    assert.deepEqual(
      events.filter((event) => event.startsWith('change config.json.jit-console-')),
      [],
    );
    assert.ok(events.some((event) => event.startsWith('rename config.json.jit-console-')));
    assert.equal((await home.run(['portal', 'remove', 'watched'])).code, 0);
  });

  test('what a killed one left is counted by the doctor and removed by the next that writes', async () => {
    const left = ['jit-console-a1b2c3', 'a1B2c3'].map((end) => join(config, `config.json.${end}`));
    for (const file of left) writeFileSync(file, '{}');
    const doctor = JSON.parse((await home.run(['doctor', '--json'])).stdout);
    const finding = doctor.findings.find(({ code }) => code === 'left_behind');
    assert.match(finding.message, /^2 files /);
    for (const file of left) assert.ok(finding.hint.includes(file));
    assert.equal((await home.run(['portal', 'add', 'https://acme.test', '--unchecked'])).code, 0);
    for (const file of left) assert.ok(!existsSync(file), file);
  });
});

/** With no file growing past its beginning. @param {Home} home @param {string[]} args */
async function runLimited(home, args) {
  const child = spawn('sh', ['-c', 'ulimit -f 0; exec "$@"', 'sh', PROGRAM, ...args], {
    env: home.env,
  });
  let stderr = '';
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  child.stdin.end();
  return { code: await ended(child), stderr };
}

describe('a program that is replaced while it runs', () => {
  const home = new Home();
  after(() => home.remove());

  test('writes its own path into AWS’s configuration, or says that it is gone', async () => {
    const portal = new PlainPortal();
    await portal.start(home.dir);
    await home.run(['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile]);
    await home.run(['sign-in', '--token-stdin'], { input: portal.token });
    const program = join(home.dir, 'jit-console');
    copyFileSync(PROGRAM, program);
    const host = new HostProcess(home, [CALLER], program);
    await host.frame((frame) => frame.event === 'hello');
    const params = { portal: 'plain', tenant: 'api', name: 'api', region: 'eu-central-1' };
    const preview = (/** @type {number} */ id) =>
      host.ask({ id, method: 'preview_aws_profile', params });
    renameSync(program, `${program}.old`);
    assert.equal((await preview(1)).error?.code, 'install');
    copyFileSync(PROGRAM, program);
    const { text } = (await preview(2)).result;
    assert.match(text, new RegExp(`credential_process = "?${program}"? `));
    host.child.stdin.end();
    await host.exited;
    await portal.close();
  });
});
