import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { json, PlainPortal } from './plain-portal.js';
import { Home, HostProcess, PROGRAM } from './program.js';

const API = 'a1a1a1a1-0000-4000-8000-00000000000a';
const JIT = `/subscriptions/${API}/GetAwsConsoleTokenUrl`;
const KEYS = json({
  AccessKeyId: 'ASIA1',
  SecretAccessKey: 's',
  SessionToken: 't',
  Validity: 3600,
});

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<number | null>} */
const ended = (child) => new Promise((resolve) => child.on('close', resolve));

/** How many locks of keys a process has, or waits for. @param {number | undefined} pid */
function locksOpen(pid) {
  const isLock = (/** @type {string} */ file) => {
    try {
      const flags = /flags:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/fdinfo/${file}`, 'utf8'))?.[1];
      const forWriting = Number.parseInt(flags ?? '0', 8) & constants.O_RDWR;
      return forWriting && /\/credentials\/.*\.lock$/.test(readlinkSync(`/proc/${pid}/fd/${file}`));
    } catch {
      return false; // closed meanwhile
    }
  };
  return readdirSync(`/proc/${pid}/fd`).filter(isLock).length;
}

/** @param {() => boolean} holds */
async function until(holds) {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

describe('sign-ins and credentials under faults', () => {
  const home = new Home();
  const portal = new PlainPortal();
  before(async () => {
    await portal.start(home.dir);
    await home.run(['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile]);
  });
  beforeEach(async () => {
    portal.answers[JIT] = KEYS;
    const { code, stderr } = await home.run(['sign-in', '--token-stdin'], { input: portal.token });
    assert.equal(code, 0, stderr);
    portal.calls.length = 0;
  });
  after(async () => {
    await portal.close();
    home.remove();
  });

  test('one who was stopped in the middle makes nobody wait', async (t) => {
    portal.answers[JIT] = { ...KEYS, hangs: true };
    const holder = spawn(PROGRAM, ['credentials', '--tenant', API], {
      env: home.env,
      stdio: 'ignore',
    });
    t.after(() => holder.kill('SIGKILL'));
    await until(() => portal.calls.length === 1);
    holder.kill('SIGSTOP');
    portal.answers[JIT] = KEYS;
    const other = await home.run(['credentials', '--tenant', API]);
    assert.equal(other.code, 0, other.stderr);
  });

  describe('at once', { skip: process.getuid?.() !== 0 && 'only root sees who waits' }, () => {
    /** Fails as soon as that holds. @param {() => boolean} holds */
    async function failOnce(holds) {
      /** @type {Promise<void>} */
      const after = until(() => portal.calls.length > 0 && holds());
      portal.answers[JIT] = { ...json('out of order'), status: 500, after };
      return after;
    }

    test('fifty failures at once are one request', async () => {
      const children = Array.from({ length: 50 }, () =>
        spawn(PROGRAM, ['credentials', '--tenant', API], { env: home.env, stdio: 'ignore' }),
      );
      const codes = Promise.all(children.map(ended));
      await failOnce(() => children.every(({ pid }) => locksOpen(pid) === 1));
      assert.deepEqual(await codes, Array(50).fill(35));
      assert.deepEqual(portal.calls, [`GET ${JIT}`]);
    });

    test('thirty failures at once in one host are one request', async () => {
      const host = new HostProcess(home);
      await host.frame((frame) => frame.event === 'hello');
      const params = { portal: 'plain', tenant: API };
      const replies = Array.from({ length: 30 }, (_, id) =>
        host.ask({ id, method: 'get_credentials', params }),
      );
      await failOnce(() => locksOpen(host.child.pid) === 30);
      for (const { error } of await Promise.all(replies)) assert.equal(error?.code, 'portal_error');
      assert.deepEqual(portal.calls, [`GET ${JIT}`]);
      host.child.stdin.end();
      assert.equal(await host.exited, 0);
    });
  });

  test('the portal’s Retry-After is what a person is told', async () => {
    portal.answers[JIT] = { ...json('slow down'), status: 429, headers: { 'Retry-After': '90' } };
    const { stderr } = await home.run(['credentials', '--tenant', API, '--no-cache']);
    assert.match(stderr, /received too many requests.*\n {2}try again in 90 seconds\n/);
  });

  test('escape codes in an argument don’t reach the terminal', async () => {
    const { code, stderr } = await home.run([
      'credentials',
      '--tenant',
      'x\u001b]0;owned\u0007\u009b31m',
    ]);
    assert.equal(code, 40);
    assert.ok(stderr.includes('x\ufffd]0;owned\ufffd\ufffd31m'), JSON.stringify(stderr));
  });

  test('signing out and removing work on a full disk', async () => {
    const mount = join(home.dir, 'small');
    mkdirSync(mount);
    const script = `set -e
      mount -t tmpfs -o size=128k tmpfs "$small"
      export XDG_STATE_HOME="$small" XDG_CONFIG_HOME="$small"
      "$program" vault file
      for name in one two; do
        "$program" portal add "$url" --name $name --ca-file "$ca" --unchecked || true
        url=https://localhost:1
      done
      printf %s "$token" | "$program" sign-in one --token-stdin
      "$program" credentials one --tenant ${API} >/dev/null
      dd if=/dev/zero of="$small/filler" bs=1k 2>/dev/null || true
      "$program" sign-out one
      "$program" portal list --json
      "$program" portal remove one
      "$program" portal list --json | tr -d ' \\n'`;
    const child = spawn('unshare', ['-rm', 'sh', '-c', script], {
      env: {
        ...home.env,
        small: mount,
        program: PROGRAM,
        url: portal.url,
        ca: portal.caFile ?? '',
        token: portal.token,
      },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data) => {
      stdout += data;
    });
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.stdin.end();
    assert.equal(await ended(child), 0, stderr);
    assert.match(stdout, /"name": "one",\n *"session_expires_at": null,\n *"signed_in": false/);
    assert.match(stdout, /\[\{"api_url":"https:\/\/localhost:1"[^[]*"name":"two"[^[]*\}\]$/);
  });

  test('what can’t be read is named and can be thrown away', async () => {
    await home.run(['vault', 'file']);
    const vault = join(home.dir, '.local/state/jit-console/vault');
    writeFileSync(vault, 'jit-console vault 9\nfrom the future', { mode: 0o600 });
    const { code, stderr } = await home.run(['portal', 'list']);
    assert.equal(code, 60);
    assert.ok(stderr.includes(vault), stderr);
    assert.match(stderr, /another version.*\n {2}delete them with: jit-console vault --discard;/);
    assert.equal((await home.run(['vault', '--discard'])).code, 0);
    assert.ok(!existsSync(vault));
    assert.equal((await home.run(['portal', 'list'])).code, 0);
  });

  test('a sign-in without a browser goes on listening, and says what else there is', async () => {
    const child = spawn(PROGRAM, ['sign-in', 'plain'], { env: { ...home.env, PATH: '/nowhere' } });
    // It may end before curl does.
    const end = ended(child);
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    await until(() => stderr.includes('waiting'));
    assert.match(
      stderr,
      /no browser can be opened from here; .*jit-console sign-in plain --token-stdin\n/,
    );
    assert.equal(child.exitCode, null);
    const port = /localPort=(\d+)/.exec(stderr)?.[1];
    const url = `http://127.0.0.1:${port}/?t=${portal.token}`;
    const curl = spawn('curl', ['-s', '-o', '/dev/null', url], { stdio: 'ignore' });
    assert.equal(await ended(curl), 0);
    assert.equal(await end, 0, stderr);
    assert.match(stderr, /signed in to plain as carol@example\.org/);
  });
});
