import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { MachinePolicy } from './machine-policy.js';
import { MovedClock } from './moved-clock.js';
import { CANARY_KEYS, PlainPortal } from './plain-portal.js';
import { Home, HostProcess, PROGRAM, runToEnd } from './program.js';
import { AskingProgram } from './terminal-sessions.js';
import { typed } from './typed.js';

const API = 'a1a1a1a1-0000-4000-8000-00000000000a';
const JIT = `/subscriptions/${API}/GetAwsConsoleTokenUrl`;
const PYTHON = '/usr/bin/python3';

/** For each line it reads it makes a call with AWS's SDK for Python, of which it prints the error. */
const BOTO3 = `
import json, sys, time
# A moved clock makes it fail.
time.sleep = lambda seconds: None
import boto3
client = boto3.client('sts', endpoint_url='http://127.0.0.1:9')
print('ready', flush=True)
for line in sys.stdin:
    try:
        client.get_caller_identity()
    except Exception as error:
        print(json.dumps({'status': 0, 'body': str(error)}), flush=True)
`;

describe('a lease', () => {
  const home = new Home();
  const portal = new PlainPortal();
  const clock = new MovedClock(home.dir);
  const runtime = join(home.dir, 'run');
  /** @type {HostProcess[]} */
  let hosts = [];
  /** @type {AskingProgram[]} */
  let programs = [];
  before(async () => {
    mkdirSync(runtime, { mode: 0o700 });
    home.env.XDG_RUNTIME_DIR = runtime;
    await portal.start(home.dir);
    portal.answers[JIT] = CANARY_KEYS;
    await home.run(['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile]);
    const signedIn = await home.run(['sign-in', '--token-stdin'], { input: portal.token });
    assert.equal(signedIn.code, 0, signedIn.stderr);
    // The tenant's GUID is known then; what is got from the cache isn't recorded.
    await home.run(['credentials', '--tenant', 'api']);
    rmSync(join(home.dir, '.local/state/jit-console/credentials'), { recursive: true });
  });
  beforeEach(() => {
    portal.calls.length = 0;
  });
  afterEach(async () => {
    for (const program of programs) await program.end();
    programs = [];
    for (const { child } of hosts) child.stdin.end();
    for (const host of hosts) assert.equal(await host.exited, 0, host.stderr);
    hosts = [];
  });
  after(async () => {
    await portal.close();
    home.remove();
  });

  /** As a browser's extension does. @param {'allowed' | 'refused'} outcome */
  async function browser(outcome) {
    const host = new HostProcess(home);
    await host.ask({ id: 1, method: 'list_portals' });
    hosts.push(host);
    const heard = host
      .frame(({ event }) => event === 'lease_requested')
      .then(async ({ data }) => {
        const { ticket } = data;
        const say = async (/** @type {number} */ id, /** @type {string} */ word) =>
          host.ask({ id, method: 'answer_lease', params: { ticket, outcome: word } });
        assert.deepEqual((await say(2, 'taken')).result, { wanted: true });
        assert.deepEqual((await say(3, outcome)).result, { wanted: true });
        return data;
      });
    heard.catch(() => undefined);
    return { host, heard };
  }
  const lend = (/** @type {string[]} */ ...args) =>
    home.run(['lend', 'plain', '--tenant', 'api', ...args], { cwd: home.dir });
  /** One that was allowed, and runs. @param {string[]} options @param {Record<string, string>} [env] @param {string} [script] */
  async function lent(options, env = {}, script) {
    await browser('allowed');
    const args = ['lend', 'plain', '--tenant', 'api', ...options];
    const how = { cwd: home.dir, ...(script ? { script } : {}) };
    const program = new AskingProgram(args, { ...home.env, ...env }, how);
    programs.push(program);
    await program.ready();
    return program;
  }
  const history = async () => JSON.parse((await home.run(['history', '--json'])).stdout);

  test('is asked about in the browser, with the whole command and the folder, and starts after a yes', async () => {
    const { heard } = await browser('allowed');
    const odd = 'a b;\u202e\n\'$(x)"';
    const words = ['sh', '-c', 'printf %s "$1"; exit 7', 'sh', odd];
    const { code, stdout, stderr } = await lend('--reason', 'OPS-1', '--', ...words);
    assert.equal(code, 7, stderr);
    assert.equal(stdout, odd);
    assert.match(stderr, /^asking in \w+ whether to lend\n/);
    assert.match(stderr, /^the credentials of plain-api are lent until \d\d:\d\d; AWS takes keys/m);
    const { ticket: _, ...wanted } = await heard;
    const { program } = wanted;
    assert.deepEqual(wanted, {
      portal: 'plain',
      role: 'tenant',
      tenant: { id: API, name: 'api' },
      program,
      folder: home.dir,
      minutes: 15,
      reason: 'OPS-1',
    });
    const shown = String.raw`sh -c 'printf %s "$1"; exit 7' sh $'a b;\xe2\x80\xae\n\'$(x)"'`;
    assert.equal(program, shown);
    const [entry] = await history();
    assert.deepEqual([entry.what, entry.name, entry.reason], ['credentials', 'api', 'OPS-1']);
  });

  test('isn’t given after a no in the browser, and nothing runs or is asked of the portal', async () => {
    await browser('refused');
    const { code, stdout, stderr } = await lend('--', 'echo', 'ran');
    assert.equal(code, 28);
    assert.equal(stdout, '');
    assert.match(stderr, /jit-console: the lease was refused in \w+\n {2}nothing was run\n$/);
    assert.deepEqual(portal.calls, []);
  });

  test('is no longer asked about once the terminal has gone, and a late yes does nothing', async () => {
    const host = new HostProcess(home);
    await host.ask({ id: 1, method: 'list_portals' });
    hosts.push(host);
    const args = ['lend', 'plain', '--tenant', 'api', '--', 'echo', 'ran'];
    const terminal = spawn(PROGRAM, args, { cwd: home.dir, env: home.env });
    let stdout = '';
    terminal.stdout.on('data', (data) => {
      stdout += data;
    });
    const ended = once(terminal, 'close');
    const { ticket } = (await host.frame(({ event }) => event === 'lease_requested')).data;
    const say = (/** @type {number} */ id, /** @type {string} */ outcome) =>
      host.ask({ id, method: 'answer_lease', params: { ticket, outcome } });
    assert.deepEqual((await say(2, 'taken')).result, { wanted: true });
    terminal.kill('SIGINT');
    assert.deepEqual(await ended, [null, 'SIGINT']);
    const withdrawn = await host.frame(({ event }) => event === 'lease_withdrawn');
    assert.deepEqual(withdrawn.data, { ticket });
    assert.deepEqual((await say(3, 'allowed')).result, { wanted: false });
    assert.equal(stdout, '');
    assert.deepEqual(portal.calls, []);
  });

  test('is refused where neither a browser nor a person is there', async () => {
    const { code, stdout, stderr } = await lend('--', 'echo', 'ran');
    assert.equal(code, 29);
    assert.equal(stdout, '');
    assert.match(
      stderr,
      /^jit-console: nobody can be asked whether to lend: .*\n {2}open jit-console's list/,
    );
    assert.deepEqual(portal.calls, []);
  });

  test('is asked about at the terminal where no browser is there', async () => {
    const command = [PROGRAM, 'lend', 'plain', '--tenant', 'api', '--minutes', '1', '--'];
    const asked = 'lend them? [y/N] ';
    const yes = await typed([...command, 'echo', 'r\u001ban'], home.env, [[asked, 'y\n']]);
    assert.equal(yes.code, 0, yes.shown);
    assert.match(
      yes.shown,
      /^credentials of api on plain are wanted for 1 minute by\r?\n {2}echo \$'r\\x1ban'\r?\n {2}in \//,
    );
    assert.ok(yes.shown.includes('lent until ') && yes.shown.includes('r\u001ban'), yes.shown);
    const no = await typed([...command, 'echo', 'ran'], home.env, [[asked, '\n']]);
    assert.equal(no.code, 28);
    assert.match(no.shown, /the lease was refused/);
    assert.doesNotMatch(no.shown, /^ran/m);
  });

  test('ends by its time: until then its keys are said to end with it, then there are none', async () => {
    const program = await lent(['--minutes', '10'], clock.env);
    const first = await program.ask();
    assert.equal(first.status, 200);
    const left = (Date.parse(first.body.Expiration) - clock.now()) / 1000;
    assert.ok(left > 540 && left <= 600, `${left} s`);
    const [session] = JSON.parse(
      (await home.run(['status', '--json'], { env: clock.env })).stdout,
    ).sessions;
    assert.equal(session.kind, 'lease');
    assert.equal(session.ends_at, Date.parse(first.body.Expiration) / 1000);
    const text = (await home.run(['status'], { env: clock.env })).stdout;
    assert.match(
      text,
      /\tapi lent to \/usr\/bin\/python3 in .*, since \d\d:\d\d, until \d\d:\d\d; to end it/,
    );
    clock.advance(601);
    const late = await program.ask();
    assert.equal(late.status, 403);
    assert.equal(late.body.code, 'session_ended');
    assert.match(late.body.message, /^the lease ended at \d{4}-.*; a person can lend them again/);
    assert.equal(await program.end(), 0);
  });

  test('that is over shows in AWS’s SDK as an error that says so', async () => {
    const program = await lent(['--minutes', '1'], clock.env, BOTO3);
    clock.advance(61);
    const { body } = await program.ask();
    assert.match(body, /403/);
    assert.match(body, /session_ended.*the lease ended at/);
  });

  test('is revoked while its program runs', async () => {
    const program = await lent([]);
    assert.equal((await program.ask()).status, 200);
    assert.equal((await home.run(['revoke', '--all'])).code, 0);
    assert.equal((await program.ask()).body.code, 'session_ended');
    assert.equal(await program.end(), 0);
  });

  test('lasts 1 to 60 minutes, and is for a command that can be shown', async () => {
    for (const minutes of ['0', '61', '-5', 'x', '99999999999'])
      assert.equal((await lend('--minutes', minutes, '--', 'true')).code, 2, minutes);
    assert.equal((await lend()).code, 2);
    const long = await lend('--', 'echo', 'x'.repeat(9000));
    assert.equal(long.code, 2);
    assert.match(long.stderr, /too long to be shown/);
  });

  test('is within no exec', async () => {
    const env = { JIT_CONSOLE_EXPIRES: '2030-01-01T00:00:00Z' };
    const nested = await home.run(['lend', 'plain', '--tenant', 'api', '--', 'true'], { env });
    assert.equal(nested.code, 2);
    assert.match(nested.stderr, /already runs under jit-console exec or lend/);
  });

  test('obeys the machine’s policy before anybody is asked', async () => {
    const policy = new MachinePolicy({ hide: ['credentials'] });
    const command = [policy.command, PROGRAM, 'lend', 'plain', '--tenant', 'api', '--', 'true'];
    const under = () => runToEnd(command, { input: '', env: home.env });
    try {
      assert.equal((await under()).code, 26);
      policy.write({ requireReason: true });
      assert.equal((await under()).code, 27);
      policy.write({});
      assert.equal((await under()).code, 29);
    } finally {
      policy.remove();
    }
  });

  test('is listed without its arguments', async () => {
    await lent([]);
    const [{ id, program }] = JSON.parse((await home.run(['status', '--json'])).stdout).sessions;
    assert.equal(program, PYTHON);
    const file = readFileSync(join(runtime, 'jit-console', `${id}.session`), 'utf8');
    assert.doesNotMatch(file, /urllib|canary/i);
  });
});
