import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { MachinePolicy } from './machine-policy.js';
import { json, PlainPortal } from './plain-portal.js';
import { Home, PROGRAM, runToEnd } from './program.js';

const JIT = '/subscriptions/a1a1a1a1-0000-4000-8000-00000000000a/GetAwsConsoleTokenUrl';
const KEYS = {
  AccessKeyId: 'ASIACANARY0000000001',
  SecretAccessKey: 'canary/secret+key=',
  SessionToken: 'canary%session-token//==',
};
const MASKS = [
  '::add-mask::ASIACANARY0000000001',
  '::add-mask::canary/secret+key=',
  '::add-mask::canary%25session-token//==',
];

/** Linux lets nobody make a file there, not even root. */
const UNWRITABLE = '/proc';

describe('a CI job, with a token and an address in its environment', () => {
  const home = new Home();
  const portal = new PlainPortal();
  const githubEnv = join(home.dir, 'github-env');
  const ask = ['credentials', '--tenant', 'api'];
  /** @type {Record<string, string>} */
  let env;
  before(async () => {
    await portal.start(home.dir);
    portal.answers[JIT] = json({ ...KEYS, Region: 'eu-central-1', Validity: 3600 });
    portal.answers['/subscriptions/a1a1a1a1-0000-4000-8000-00000000000a/GetAwsRegionId'] =
      json('eu-central-1');
    env = {
      PATH: home.env.PATH ?? '',
      HOME: UNWRITABLE,
      SSL_CERT_FILE: portal.caFile,
      JIT_CONSOLE_TOKEN: portal.token,
      JIT_CONSOLE_PORTAL_URL: `${portal.url}/app/devops`,
    };
  });
  beforeEach(() => {
    portal.calls.length = 0;
    writeFileSync(githubEnv, 'BEFORE=1\n');
  });
  after(async () => {
    await portal.close();
    home.remove();
  });

  /** @param {string[]} args @param {Record<string, string>} [more] */
  const run = (args, more = {}) =>
    runToEnd([PROGRAM, ...args], { input: '', env: { ...env, ...more } });

  /** The variables of a file. @param {string} file */
  const variables = (file) =>
    Object.fromEntries(
      readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => [line.split('=', 1)[0], line.slice(line.indexOf('=') + 1)]),
    );

  test('gets credentials where nothing can be written, and says nothing of files', async () => {
    const { code, stdout, stderr } = await run(ask);
    assert.equal(code, 0, stderr);
    assert.equal(JSON.parse(stdout).SecretAccessKey, KEYS.SecretAccessKey);
    assert.equal(stderr, '');
    assert.match((await run(['status'])).stdout, /^localhost\tsigned in/);
  });

  test('takes no keys that another sign-in on this machine left, and leaves it alone', async () => {
    await home.run(['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile]);
    await home.run(['sign-in', '--token-stdin'], { input: portal.token });
    await home.run(ask);
    portal.calls.length = 0;
    const { code, stderr } = await run(ask, { HOME: home.dir });
    assert.equal(code, 0, stderr);
    assert.ok(portal.calls.includes(`GET ${JIT}`));
    assert.match((await home.run(['status'])).stdout, /^plain\t/);
  });

  test('hands its command the keys, not the token', async () => {
    const { code, stdout, stderr } = await run([
      'exec',
      '--tenant',
      'api',
      '--env',
      '--',
      'sh',
      '-c',
      'echo "$AWS_ACCESS_KEY_ID:$JIT_CONSOLE_TOKEN$JIT_CONSOLE_PORTAL_URL"',
    ]);
    assert.equal(code, 0, stderr);
    assert.equal(stdout, `${KEYS.AccessKeyId}:\n`);
  });

  test('is told what to set where the portal refuses the token or the address is missing', async () => {
    const refused = await run(ask, { JIT_CONSOLE_TOKEN: 'another' });
    assert.equal(refused.code, 20);
    assert.match(refused.stderr, /set JIT_CONSOLE_TOKEN to a token that the portal accepts/);
    const homeless = await run(ask, { JIT_CONSOLE_PORTAL_URL: '' });
    assert.equal(homeless.code, 2);
    assert.match(homeless.stderr, /JIT_CONSOLE_TOKEN is set, but not JIT_CONSOLE_PORTAL_URL/);
    const fixed = await run(['portal', 'add', 'https://other.duplocloud.net']);
    assert.equal(fixed.code, 2);
    assert.match(fixed.stderr, /unset JIT_CONSOLE_TOKEN first/);
  });

  test('of GitHub masks the keys and sets the variables of the next steps', async () => {
    const github = { GITHUB_ACTIONS: 'true', GITHUB_ENV: githubEnv };
    const { code, stdout, stderr } = await run([...ask, '--output', 'github'], github);
    assert.equal(code, 0, stderr);
    assert.deepEqual(stdout.trimEnd().split('\n'), MASKS);
    const set = variables(githubEnv);
    assert.equal(set.BEFORE, '1');
    assert.equal(set.AWS_SECRET_ACCESS_KEY, KEYS.SecretAccessKey);
    assert.equal(set.AWS_SESSION_TOKEN, KEYS.SessionToken);
    assert.equal(set.AWS_REGION, 'eu-central-1');
  });

  test('of GitHub masks what is printed for a shell, too', async () => {
    const { stdout, stderr } = await run([...ask, '--format', 'env'], { GITHUB_ACTIONS: 'true' });
    assert.match(stdout, /^export AWS_ACCESS_KEY_ID='ASIACANARY/);
    assert.deepEqual(stderr.trimEnd().split('\n'), MASKS);
  });

  test('writes files that only the user can read, in place of what was there', async () => {
    for (const output of ['gitlab', 'env-file']) {
      const file = join(home.dir, `${output}.env`);
      writeFileSync(file, 'OLD=1\n', { mode: 0o644 });
      const { code, stdout, stderr } = await run([...ask, '--output', output, '--file', file]);
      assert.equal(code, 0, stderr);
      assert.equal(stdout, '');
      assert.equal(/artifacts:access/.test(stderr), output === 'gitlab');
      assert.equal(statSync(file).mode & 0o777, 0o600);
      assert.deepEqual(Object.keys(variables(file)), [
        'AWS_ACCESS_KEY_ID',
        'AWS_SECRET_ACCESS_KEY',
        'AWS_SESSION_TOKEN',
        'AWS_CREDENTIAL_EXPIRATION',
        'AWS_REGION',
        'AWS_DEFAULT_REGION',
      ]);
      assert.equal(variables(file).AWS_SESSION_TOKEN, KEYS.SessionToken);
    }
  });

  test('is bound by the machine’s policy as any other run', async () => {
    const listed = [{ name: 'acme', url: 'https://acme.duplocloud.net' }];
    for (const policy of [
      { portals: listed, onlyListedPortals: true },
      { hide: ['credentials'] },
      { hide: ['api_tokens'] },
    ]) {
      const machine = new MachinePolicy(policy);
      const { code, stdout, stderr } = await runToEnd([machine.command, PROGRAM, ...ask], {
        input: '',
        env,
      });
      machine.remove();
      assert.equal(code, 26, `${JSON.stringify(policy)}: ${stderr}`);
      assert.match(stderr, /your organisation's policy forbids/);
      assert.equal(stdout, '');
    }
    assert.deepEqual(portal.calls, []);
  });

  test('is refused before anything is asked where the options make no sense', async () => {
    const file = join(home.dir, 'none.env');
    const wrong = /** @type {[string[], RegExp][]} */ ([
      [['--output', 'jenkins'], /use one of github, gitlab, env-file/],
      [['--output', 'github'], /GITHUB_ENV isn't set/],
      [['--output', 'github', '--file', file], /--file doesn't go with/],
      [['--output', 'env-file'], /--file FILE is missing/],
      [['--output', 'env-file', '--file', file, '--format', 'env'], /don't go together/],
      [['--file', file], /--file goes with --output only/],
    ]);
    for (const [options, says] of wrong) {
      const { code, stderr } = await run([...ask, ...options]);
      assert.equal(code, 2, options.join(' '));
      assert.match(stderr, says);
    }
    assert.deepEqual(portal.calls, []);
    assert.ok(!existsSync(file));
  });
});
