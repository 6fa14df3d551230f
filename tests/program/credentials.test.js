import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { filesBelow } from './files.js';
import { json, PlainPortal } from './plain-portal.js';
import { Home, PROGRAM } from './program.js';
import { shortestRuns } from './shortest.js';

const API = 'a1a1a1a1-0000-4000-8000-00000000000a';
const JIT = `/subscriptions/${API}/GetAwsConsoleTokenUrl`;
const KEYS = {
  AccessKeyId: 'ASIACANARY0000000001',
  SecretAccessKey: 'canary/secret+key=',
  SessionToken: 'canary-session-token//==',
};

/** AWS's tools as Debian packages them, whatever else is in PATH. */
const AWS = '/usr/bin/aws';
const PYTHON = '/usr/bin/python3';

/** Starts `count` Python threads at once, each with a botocore session of its own, and prints the keys they got. */
const BOTOCORE = `
import sys, threading, botocore.session
profile, count = sys.argv[1], int(sys.argv[2])
ready, got = threading.Barrier(count), []
def get():
    session = botocore.session.Session(profile=profile)
    ready.wait()
    keys = session.get_credentials().get_frozen_credentials()
    got.append(' '.join([keys.access_key, keys.secret_key, keys.token]))
threads = [threading.Thread(target=get) for _ in range(count)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print('\\n'.join(got))
`;

/** A command in a terminal of its own. */
const IN_TERMINAL =
  'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} env
 * @returns {Promise<{code: number | null, stdout: string, stderr: string}>}
 */
function run(command, args, env) {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    output.stdout += data;
  });
  child.stderr.on('data', (data) => {
    output.stderr += data;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...output })));
}

describe('credentials for AWS', () => {
  const home = new Home();
  const portal = new PlainPortal();
  before(async () => {
    await portal.start(home.dir);
    portal.answers[JIT] = json({ ...KEYS, Region: 'eu-central-1', Validity: 3600 });
    portal.answers[`/subscriptions/${API}/GetAwsRegionId`] = json('eu-central-1');
    await home.run(['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile]);
    const signedIn = await home.run(['sign-in', '--token-stdin'], { input: portal.token });
    assert.equal(signedIn.code, 0, signedIn.stderr);
  });
  after(async () => {
    await portal.close();
    home.remove();
  });
  beforeEach(() => {
    portal.calls.length = 0;
  });

  test('a profile is shown, and then added with the very lines that were shown', async () => {
    const args = ['aws-profile', 'add', 'api', 'plain', '--tenant', 'api'];
    const shown = await home.run([...args, '--dry-run']);
    assert.equal(shown.code, 0, shown.stderr);
    assert.ok(!existsSync(join(home.dir, '.aws')));
    assert.equal((await home.run(args)).code, 0);
    assert.equal(readFileSync(join(home.dir, '.aws/config'), 'utf8'), shown.stdout);
    assert.match(shown.stdout, /\[profile api\]\nregion = eu-central-1\ncredential_process = \//);
  });

  test('cold they cost one portal request, warm none, though the tenant goes by its name', async () => {
    const cold = await home.run(['credentials', 'plain', '--tenant', 'api']);
    assert.equal(cold.code, 0, cold.stderr);
    assert.deepEqual(portal.calls, [`GET ${JIT}`]);
    const { Version, Expiration, ...keys } = JSON.parse(cold.stdout);
    assert.equal(Version, 1);
    assert.deepEqual(keys, KEYS);
    assert.match(Expiration, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const left = (Date.parse(Expiration) - Date.now()) / 1000;
    assert.ok(left > 3000 && left <= 3600, `${left} s left`);
    const warm = await home.run(['credentials', 'plain', '--tenant', 'API']);
    assert.equal(warm.stdout, cold.stdout);
    assert.deepEqual(portal.calls, [`GET ${JIT}`]);
  });

  test('shells take the formats that are made for them', async () => {
    const text = async (/** @type {string} */ format) =>
      (await home.run(['credentials', '--tenant', 'api', '--format', format])).stdout;
    const show = 'echo $AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY $AWS_SESSION_TOKEN $AWS_REGION';
    const wanted = `${Object.values(KEYS).join(' ')} eu-central-1\n`;
    assert.equal(
      execFileSync('sh', ['-c', `${await text('env')}\n${show}`], { encoding: 'utf8' }),
      wanted,
    );
    const env = { ...process.env, HOME: home.dir };
    const fish = ['-c', `${await text('fish')}\n${show}`];
    assert.equal(execFileSync('fish', fish, { encoding: 'utf8', env }), wanted);
    assert.equal(JSON.parse(await text('json')).Region, 'eu-central-1');
    assert.match(await text('ini'), /^\[plain-api\]\naws_access_key_id = ASIACANARY/);
    assert.match(await text('powershell'), /^\$Env:AWS_ACCESS_KEY_ID = 'ASIACANARY/);
  });

  test("AWS's own command line signs its requests with them", async () => {
    const [asked] = await askWhoIAm(1);
    assert.match(asked.authorization, /Credential=ASIACANARY0000000001\/\d+\/eu-central-1\/sts\//);
    assert.equal(asked['x-amz-security-token'], KEYS.SessionToken);
  });

  test('fifty command lines of AWS at once make one portal request', async () => {
    await forgetKeys();
    for (const asked of await askWhoIAm(50))
      assert.equal(asked['x-amz-security-token'], KEYS.SessionToken);
    assert.deepEqual(portal.calls, [`GET ${JIT}`]);
  });

  test('fifty sessions of botocore at once make one portal request', async () => {
    await forgetKeys();
    const { code, stdout, stderr } = await run(PYTHON, ['-c', BOTOCORE, 'api', '50'], home.env);
    assert.equal(code, 0, stderr);
    const got = stdout.trim().split('\n');
    assert.deepEqual(got, Array(50).fill(Object.values(KEYS).join(' ')));
    assert.deepEqual(portal.calls, [`GET ${JIT}`]);
  });

  /** Signing in again forgets the existing keys. */
  async function forgetKeys() {
    await home.run(['sign-in', '--token-stdin'], { input: portal.token });
    portal.calls.length = 0;
  }

  /**
   * Starts AWS's command line `count` times at once, each to ask a service of AWS who it is.
   * @param {number} count
   * @returns {Promise<http.IncomingHttpHeaders[]>} of their requests
   */
  async function askWhoIAm(count) {
    /** @type {http.IncomingHttpHeaders[]} */
    const asked = [];
    const sts = http.createServer((request, response) => {
      asked.push(request.headers);
      const identity =
        '<Account>123456789012</Account><Arn>arn:aws:sts::1:x</Arn><UserId>U</UserId>';
      response.writeHead(200, { 'Content-Type': 'text/xml' });
      response.end(
        `<GetCallerIdentityResponse><GetCallerIdentityResult>${identity}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
      );
    });
    await new Promise((resolve) => sts.listen(0, '127.0.0.1', () => resolve(undefined)));
    const endpoint = `http://127.0.0.1:${/** @type {any} */ (sts.address()).port}`;
    const args = ['--profile', 'api', '--endpoint-url', endpoint, 'sts', 'get-caller-identity'];
    const ended = await Promise.all(Array.from({ length: count }, () => run(AWS, args, home.env)));
    sts.close();
    for (const { code, stdout, stderr } of ended) {
      assert.equal(code, 0, stderr);
      assert.equal(JSON.parse(stdout).Account, '123456789012');
    }
    assert.equal(asked.length, count);
    return asked;
  }

  test('nothing of them is on the disk in the clear', () => {
    const files = filesBelow(home.dir);
    assert.ok(files.some((path) => path.includes('/credentials/')));
    for (const path of files) {
      assert.doesNotMatch(readFileSync(path, 'latin1'), /ASIACANARY|canary/, path);
    }
  });

  test('the key of the cache is in the run-time folder, which ends with the session', async () => {
    const runtime = join(home.dir, 'run');
    mkdirSync(runtime, { mode: 0o700 });
    const env = { XDG_RUNTIME_DIR: runtime };
    assert.equal((await home.run(['credentials', '--tenant', 'api'], { env })).code, 0);
    assert.deepEqual(filesBelow(runtime).filter((path) => path.endsWith('.key')).length, 1);
    portal.calls.length = 0;
    assert.equal((await home.run(['credentials', '--tenant', 'api'], { env })).code, 0);
    assert.deepEqual(portal.calls, []);
  });

  test('with nobody at a terminal a needed sign-in is an error at once, and signing out wipes the keys', async () => {
    assert.equal((await home.run(['sign-out'])).code, 0);
    const { code, stdout, stderr } = await home.run(['credentials', '--tenant', 'api'], {
      env: { BROWSER: '/bin/false' },
    });
    assert.equal(code, 20);
    assert.equal(stdout, '');
    assert.match(
      stderr,
      /^jit-console: not signed in to plain\n {2}sign in with: jit-console sign-in plain\n$/,
    );
    assert.deepEqual(portal.calls, []);
  });

  test('with somebody at the terminal the sign-in opens in the browser and the keys come after it', async () => {
    const browser = join(home.dir, 'browser');
    const handOver = `const port = new URL(process.argv[2]).searchParams.get('localPort');
      require('node:http').get('http://127.0.0.1:' + port + '/?t=${portal.token}');`;
    writeFileSync(browser, `#!${process.execPath}\n${handOver}\n`);
    chmodSync(browser, 0o755);
    const args = ['-c', IN_TERMINAL, PROGRAM, 'credentials', '--tenant', 'api', '--format', 'env'];
    const { code, stdout } = await run(PYTHON, args, { ...home.env, BROWSER: browser });
    assert.equal(code, 0, stdout);
    assert.match(stdout, /approve access on this page of plain/);
    assert.match(stdout, /export AWS_ACCESS_KEY_ID='ASIACANARY0000000001'/);
  });

  test('where no browser opens at a terminal it says so, with a code of its own', async () => {
    assert.equal((await home.run(['sign-out'])).code, 0);
    const args = ['-c', IN_TERMINAL, PROGRAM, 'credentials', '--tenant', 'api'];
    const env = { ...home.env, BROWSER: '/bin/false', PATH: '/nowhere' };
    const { code, stdout } = await run(PYTHON, args, env);
    assert.equal(code, 62, stdout);
    assert.match(
      stdout,
      /jit-console: not signed in to plain, and no browser could be opened to sign in\r\n {2}sign in with: jit-console sign-in plain, or name your browser's program in BROWSER\r\n/,
    );
  });

  test('after nobody answered, tools get that answer at once and a person at the terminal is asked again', async () => {
    const facts = join(home.dir, '.local/state/jit-console/portals', new URL(portal.url).host);
    const env = { ...home.env, BROWSER: '/bin/false', PATH: '/nowhere' };
    // A tenant each: those who ask for the same at once get the same error.
    const ask = (/** @type {string} */ tenant, redirection = '') =>
      run(
        PYTHON,
        [
          '-c',
          IN_TERMINAL,
          '/bin/sh',
          '-c',
          `${PROGRAM} credentials --tenant ${tenant} ${redirection}`,
        ],
        env,
      );
    const said = join(home.dir, 'said');
    const kept = existsSync(facts) ? readFileSync(facts, 'utf8') : '';
    writeFileSync(facts, `${kept}sign-in unanswered\t${Math.floor(Date.now() / 1000)}\n`);
    assert.equal((await ask('first', `2>${said}`)).code, 22);
    assert.match(readFileSync(said, 'utf8'), /nobody answered the last sign-in/);
    assert.equal((await ask('second')).code, 62);
    writeFileSync(facts, kept);
    assert.equal((await ask('third', `2>${said}`)).code, 62);
  });

  test('sign-ins kept only in memory end with the program', async () => {
    const memory = ['--vault', 'memory'];
    assert.equal((await home.run(['tenants', ...memory])).code, 20);
    const moved = await home.run(['vault', 'memory']);
    assert.equal(moved.code, 0, moved.stderr);
    assert.equal((await home.run(['vault'])).stdout, 'memory\n');
    assert.equal((await home.run(['credentials', '--tenant', 'api'])).code, 20);
    assert.equal((await home.run(['vault', 'file'])).code, 0);
  });

  test('a profile is removed without a trace', async () => {
    assert.match(
      (await home.run(['aws-profile', 'list'])).stdout,
      /^api\tplain\tapi\teu-central-1$/m,
    );
    assert.equal((await home.run(['aws-profile', 'remove', 'api'])).code, 0);
    assert.ok(!existsSync(join(home.dir, '.aws/config')));
    assert.equal((await home.run(['aws-profile', 'remove', 'api'])).code, 54);
  });
});

describe('the cost of credentials', () => {
  const home = new Home();
  const portal = new PlainPortal();
  before(async () => {
    await portal.start(home.dir);
    portal.answers[JIT] = json({ ...KEYS, Region: 'eu-central-1', Validity: 3600 });
    await home.run(['portal', 'add', portal.url, '--ca-file', portal.caFile]);
    await home.run(['sign-in', '--token-stdin'], { input: portal.token });
    await home.run(['credentials', '--tenant', 'api']);
  });
  after(async () => {
    await portal.close();
    home.remove();
  });

  test('from the cache they take at most three milliseconds more than telling the version', () => {
    const { version, command: credentials } = shortestRuns(
      ['credentials', '--tenant', 'api'],
      home.env,
      ({ version, command }) => command <= version + 3,
    );
    assert.ok(credentials <= version + 3, `${credentials} ms, the version ${version} ms`);
  });
});
