import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { CANARY_KEYS, PlainPortal } from './plain-portal.js';
import { Home, HostProcess } from './program.js';
import { AskingProgram } from './terminal-sessions.js';

const API = 'a1a1a1a1-0000-4000-8000-00000000000a';

describe('programs that run with credentials', () => {
  const home = new Home();
  const portal = new PlainPortal();
  const runtime = join(home.dir, 'run');
  const folder = join(runtime, 'jit-console');
  /** @type {AskingProgram[]} */
  let programs = [];
  before(async () => {
    mkdirSync(runtime, { mode: 0o700 });
    home.env.XDG_RUNTIME_DIR = runtime;
    await portal.start(home.dir);
    portal.answers[`/subscriptions/${API}/GetAwsConsoleTokenUrl`] = CANARY_KEYS;
    await home.run(['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile]);
    const signedIn = await home.run(['sign-in', '--token-stdin'], { input: portal.token });
    assert.equal(signedIn.code, 0, signedIn.stderr);
  });
  afterEach(async () => {
    for (const program of programs) await program.end();
    programs = [];
  });
  after(async () => {
    await portal.close();
    home.remove();
  });

  /** @param {string[]} [words] further arguments of the program's */
  async function run(words = []) {
    const args = ['exec', 'plain', '--tenant', 'api'];
    const program = new AskingProgram(args, home.env, { cwd: home.dir, words });
    programs.push(program);
    await program.ready();
    return program;
  }
  const listed = async () => JSON.parse((await home.run(['status', '--json'])).stdout).sessions;
  const files = () => readdirSync(folder).filter((name) => name.endsWith('.session'));

  test('tells which programs run with credentials, and no secret', async () => {
    await run(['--password=canary']);
    const [{ id, started_at: started, ...session }, ...others] = await listed();
    assert.deepEqual(others, []);
    assert.deepEqual(session, {
      kind: 'exec',
      portal: 'plain',
      role: 'tenant',
      tenant: { id: API, name: 'api' },
      program: '/usr/bin/python3',
      folder: home.dir,
      ends_at: null,
    });
    assert.ok(Math.abs(started - Date.now() / 1000) < 60);
    const [file] = files();
    assert.equal(file, `${id}.session`);
    assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600);
    assert.doesNotMatch(readFileSync(join(folder, file), 'utf8'), /canary/i);
    const { stdout } = await home.run(['status']);
    const line = `plain\tapi in use by /usr/bin/python3 in ${home.dir}, since`;
    assert.ok(stdout.includes(line), stdout);
    assert.ok(stdout.includes(`; to end it: jit-console revoke ${id}\n`), stdout);
    assert.doesNotMatch((await home.run(['status', '--short'])).stdout, /python/);
  });

  test('are listed until they end', async () => {
    const program = await run();
    assert.equal((await listed()).length, 1);
    assert.equal(await program.end(), 0);
    assert.deepEqual(await listed(), []);
    assert.deepEqual(files(), []);
  });

  test('get no more once revoked, and go on', async () => {
    const [program, other] = [await run(), await run()];
    assert.equal((await program.ask()).body.AccessKeyId, 'ASIACANARY0000000001');
    const [{ id }, ...rest] = await listed();
    assert.equal(rest.length, 1);
    const { code, stderr } = await home.run(['revoke', id]);
    assert.equal(code, 0, stderr);
    assert.match(
      stderr,
      /^\/usr\/bin\/python3 gets no more credentials of api; .* until its end\n$/,
    );
    const answers = [await program.ask(), await other.ask()];
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 403]);
    const refused = answers.find(({ status }) => status === 403);
    assert.equal(refused?.body.code, 'session_ended');
    assert.match(
      refused?.body.message,
      /somebody ended these credentials.*; start the command again/,
    );
    assert.equal((await listed()).length, 1);
    assert.equal((await home.run(['revoke', id])).code, 38);
    for (const one of [program, other]) assert.equal(await one.end(), 0);
  });

  test('are all revoked at once', async () => {
    const running = [await run(), await run()];
    assert.equal((await home.run(['revoke', '--all'])).code, 0);
    for (const program of running) assert.equal((await program.ask()).status, 403);
    const { code, stderr } = await home.run(['revoke', '--all']);
    assert.deepEqual([code, stderr], [0, 'nothing runs under exec or lend\n']);
  });

  test('are revoked by an id or all of them, nothing else', async () => {
    for (const args of [[], ['0a1b2c3d', '--all']]) {
      const { code, stderr } = await home.run(['revoke', ...args]);
      assert.equal(code, 2);
      assert.match(stderr, /exactly one of an id and --all is required\n {2}see what runs/);
    }
    assert.equal((await home.run(['revoke', '../../x'])).code, 38);
  });

  test('are listed and ended by the extension', async () => {
    const program = await run();
    const host = new HostProcess(home);
    const { result } = await host.ask({ id: 1, method: 'list_terminal_sessions' });
    assert.deepEqual(result.sessions, await listed());
    const params = { id: result.sessions[0].id };
    assert.deepEqual(
      (await host.ask({ id: 2, method: 'end_terminal_session', params })).result,
      {},
    );
    assert.equal((await program.ask()).body.code, 'session_ended');
    const { error } = await host.ask({ id: 3, method: 'end_terminal_session', params });
    assert.equal(error.code, 'unknown_session');
    host.child.stdin.end();
    assert.equal(await host.exited, 0);
  });

  test('leave nothing where jit-console was killed', async () => {
    const program = await run();
    assert.equal((await listed()).length, 1);
    program.child.kill('SIGKILL');
    // The program itself still runs, until its input ends.
    await new Promise((resolve) => program.child.on('exit', resolve));
    assert.deepEqual(await listed(), []);
    assert.deepEqual(files(), []);
  });

  test('run all the same where they can’t be listed', async () => {
    const env = { ...home.env, XDG_RUNTIME_DIR: '/proc/no-such' };
    const program = new AskingProgram(['exec', 'plain', '--tenant', 'api'], env);
    programs.push(program);
    await program.ready();
    assert.equal((await program.ask()).status, 200);
  });

  test('offer their ids to the shell', async () => {
    await run();
    const [{ id }] = await listed();
    const { stdout } = await home.run(['complete', '--', 'revoke', '']);
    assert.equal(stdout, `${id}\t/usr/bin/python3, api\n`);
  });
});
