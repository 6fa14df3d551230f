import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { PlainPortal } from './plain-portal.js';
import { CALLER, Home, HostProcess, PROGRAM } from './program.js';

const FIREFOX = ['/x/org.jit_console.host.json', 'jit-console@jit-console.org'];

/** A browser: writes down its arguments, a line each, and follows the address that is the last of them. */
const BROWSER = `#!/bin/sh
printf '%s\\n' "$@" > "$0.arguments"
for address; do :; done
curl -s -o /dev/null -w '%{redirect_url}' -H 'Sec-Fetch-Mode: navigate' -H 'Sec-Fetch-Dest: document' "$address" > "$0.went"
`;

/** Holds the lock of a profile of Firefox's as Firefox does, and starts the host as its child; ends with its input. */
const FIREFOX_PROCESS = `
import fcntl, os, subprocess, sys
lock = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT)
fcntl.lockf(lock, fcntl.LOCK_EX)
sys.exit(subprocess.call(sys.argv[2:]))
`;

describe('the browser that a console is opened in', () => {
  const home = new Home();
  const portal = new PlainPortal();
  const bin = join(home.dir, 'bin');
  const config = join(home.dir, '.config/jit-console/config.json');
  const profiles = join(home.dir, '.mozilla/firefox');
  /** @type {HostProcess[]} */
  let hosts = [];
  before(async () => {
    const runtime = join(home.dir, 'run');
    mkdirSync(runtime, { mode: 0o700 });
    mkdirSync(bin);
    Object.assign(home.env, { XDG_RUNTIME_DIR: runtime, PATH: `${bin}:${home.env.PATH}` });
    await portal.start(home.dir);
    await home.run(['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile]);
    const signedIn = await home.run(['sign-in', '--token-stdin'], { input: portal.token });
    assert.equal(signedIn.code, 0, signedIn.stderr);
    mkdirSync(join(profiles, 'x.work'), { recursive: true });
    mkdirSync(join(profiles, 'y.play'));
    writeFileSync(
      join(profiles, 'profiles.ini'),
      '[Install1]\nDefault=x.work\n\n[Profile1]\nName=play\nIsRelative=1\nPath=y.play\n\n' +
        `[Profile0]\nName=work\nIsRelative=0\nPath=${join(profiles, 'x.work')}\n`,
    );
    mkdirSync(join(home.dir, '.config/google-chrome/Profile 1'), { recursive: true });
  });
  beforeEach(() => {
    for (const name of ['firefox', 'google-chrome', 'xdg-open']) {
      writeFileSync(join(bin, name), BROWSER);
      chmodSync(join(bin, name), 0o755);
      for (const what of ['arguments', 'went'])
        rmSync(join(bin, `${name}.${what}`), { force: true });
    }
  });
  afterEach(async () => {
    for (const { child } of hosts) child.stdin.end();
    for (const host of hosts) assert.equal(await host.exited, 0, host.stderr);
    hosts = [];
    for (const { setting } of await listed()) await home.run(setting);
  });
  after(async () => {
    await portal.close();
    home.remove();
  });

  /** A browser's host whose extension opens what is wanted. @param {string[]} args @param {string[]} [command] */
  async function live(args, [program, ...before] = [PROGRAM]) {
    const host = new HostProcess(home, [...before, ...args], program);
    hosts.push(host);
    await host.ask({ id: 1, method: 'list_portals' });
    const heard = host
      .frame(({ event }) => event === 'open_requested')
      .then(async ({ data: { ticket } }) => {
        for (const [id, outcome] of [
          [2, 'taken'],
          [3, 'opened'],
        ])
          await host.ask({ id, method: 'answer_open', params: { ticket, outcome } });
      });
    heard.catch(() => undefined);
    return { heard };
  }
  /** That of a Firefox with this profile. @param {string} profile */
  const liveFirefox = (profile) =>
    live(FIREFOX, [
      '/usr/bin/python3',
      '-c',
      FIREFOX_PROCESS,
      join(profiles, profile, '.parentlock'),
      PROGRAM,
    ]);
  const open = (/** @type {string[]} */ ...args) =>
    home.run(['console', 'plain', '--tenant', 'api', ...args]);
  async function listed() {
    const all = JSON.parse((await home.run(['browser', 'list', '--json'])).stdout);
    return all.map((/** @type {any} */ one) => ({
      ...one,
      setting: ['browser', 'remove', 'plain', '--tenant', one.tenant],
    }));
  }
  /** What it was started with, its address apart. @param {string} name */
  function started(name) {
    if (!existsSync(join(bin, `${name}.arguments`))) return null;
    const lines = readFileSync(join(bin, `${name}.arguments`), 'utf8')
      .trimEnd()
      .split('\n');
    const address = lines.pop() ?? '';
    assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}$/);
    assert.match(
      readFileSync(join(bin, `${name}.went`), 'utf8'),
      /^https:\/\/signin\.aws\.amazon\.com/,
    );
    return lines;
  }

  test('is started where it is named and doesn’t run, with no secret in its arguments', async () => {
    const { code, stderr } = await open('--browser', 'firefox');
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^opening in firefox\n/);
    assert.deepEqual(started('firefox'), []);
    assert.equal(started('xdg-open'), null);
  });

  test('is started with its profile, in its own words for that', async () => {
    assert.equal((await open('--browser', 'firefox', '--profile', 'work')).code, 0);
    assert.deepEqual(started('firefox'), ['-P', 'work']);
    const { code, stderr } = await open('--browser', 'chrome', '--profile', 'Profile 1');
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^opening in chrome, profile Profile 1\n/);
    assert.deepEqual(started('google-chrome'), ['--profile-directory=Profile 1']);
  });

  test('is the one that was set for the tenant, until that is undone', async () => {
    const set = await home.run([
      'browser',
      'set',
      'firefox',
      '--tenant',
      'api',
      '--profile',
      'work',
    ]);
    assert.equal(set.code, 0, set.stderr);
    assert.equal(set.stderr, 'jit-console console opens api on plain in firefox, profile work\n');
    assert.equal((await home.run(['browser'])).stdout, 'plain\tapi\tfirefox, profile work\n');
    assert.equal((await open()).code, 0);
    assert.deepEqual(started('firefox'), ['-P', 'work']);
    await home.run(['console', '--tenant', 'a1a1a1a1-0000-4000-8000-00000000000a']);
    assert.deepEqual(started('firefox'), ['-P', 'work']);
    // The command line has the last word.
    await open('--browser', 'default');
    assert.deepEqual(started('xdg-open'), []);
    await home.run(['browser', 'set', 'chrome', '--tenant', 'API']);
    assert.deepEqual(
      (await listed()).map(({ tenant, browser, profile }) => [tenant, browser, profile]),
      [['api', 'chrome', null]],
    );
    const removed = await home.run(['browser', 'remove', '--tenant', 'api']);
    assert.equal(removed.stderr, 'api on plain has no browser of its own any more\n');
    assert.equal((await home.run(['browser', 'list'])).stdout, '');
    assert.equal('browsers' in JSON.parse(readFileSync(config, 'utf8')), false);
  });

  test('is another tenant’s no business', async () => {
    await home.run(['browser', 'set', 'firefox', '--tenant', 'web']);
    await open();
    assert.equal(started('firefox'), null);
    assert.deepEqual(started('xdg-open'), []);
  });

  test('is asked for its own tab where it runs with that profile', async () => {
    const { heard } = await liveFirefox('x.work');
    const { code, stderr } = await open('--browser', 'firefox', '--profile', 'work');
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^opened in firefox/);
    await heard;
    assert.equal(started('firefox'), null);
  });

  test('isn’t the one that runs with another profile', async () => {
    await liveFirefox('y.play');
    const { code, stderr } = await open('--browser', 'firefox', '--profile', 'work');
    assert.equal(code, 0, stderr);
    assert.deepEqual(started('firefox'), ['-P', 'work']);
  });

  test('is started for a profile of Chromium’s, as no host can tell whose it is', async () => {
    await live([CALLER]);
    assert.equal((await open('--browser', 'chrome', '--profile', 'Profile 1')).code, 0);
    assert.deepEqual(started('google-chrome'), ['--profile-directory=Profile 1']);
  });

  for (const [args, expected, says] of /** @type {[string[], number, RegExp][]} */ ([
    [['netscape'], 2, /no such browser: netscape\n {2}known browsers: chrome, /],
    [['/bin/sh'], 2, /no such browser: \/bin\/sh/],
    [['firefox', '--profile', 'wrok'], 62, /firefox has no profile wrok\n {2}it has: play work\n/],
    [['chrome', '--profile', 'Profile 2'], 62, /chrome has no profile Profile 2\n/],
    [['chrome', '--profile', '../google-chrome/Profile 1'], 2, /can't be a profile's name/],
    [['chrome', '--profile=--no-sandbox'], 2, /can't be a profile's name/],
    [['default', '--profile', 'work'], 2, /a profile needs the name of its browser/],
    [
      ['opera'],
      62,
      /^opening in opera\njit-console: opera could not be started\n {2}install it, or /,
    ],
  ]))
    test(`is refused as ${args.join(' ')}`, async () => {
      const { code, stderr } = await open('--browser', ...args);
      assert.match(stderr, says);
      assert.equal(code, expected);
    });

  test('can’t be named by a project, and by no hand with a program’s name', async () => {
    const project = join(home.dir, 'project');
    mkdirSync(project);
    writeFileSync(join(project, '.jit-console'), 'TENANT=api\nBROWSER=firefox\n');
    const ignored = await home.run(['console', '--tenant', 'api'], { cwd: project });
    assert.equal(ignored.code, 0, ignored.stderr);
    assert.equal(started('firefox'), null);
    const kept = readFileSync(config, 'utf8');
    const browsers = [{ portal: portal.url, tenant: 'api', browser: '/bin/sh' }];
    writeFileSync(config, JSON.stringify({ ...JSON.parse(kept), browsers }));
    const { code, stderr } = await open();
    writeFileSync(config, kept);
    assert.match(stderr, /config\.json can't be used: browser 1: no such browser: \/bin\/sh/);
    assert.equal(code, 61);
  });
});
