import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { MovedClock } from './moved-clock.js';
import { json, PlainPortal } from './plain-portal.js';
import { Home, PROGRAM } from './program.js';

const API = 'a1a1a1a1-0000-4000-8000-00000000000a';
const JIT = `/subscriptions/${API}/GetAwsConsoleTokenUrl`;

/** AWS's tools as Debian packages them, whatever else is in PATH. */
const AWS = '/usr/bin/aws';
const PYTHON = '/usr/bin/python3';

/** One client of boto3 that asks again and again; each answer says whether to go on. */
const BOTO3 = `
import boto3, os
client = boto3.client('sts', endpoint_url=os.environ['AWS_ENDPOINT_URL'])
while client.get_caller_identity()['UserId'] == 'more': pass
`;

/** The same with AWS's SDK for JavaScript. */
const JAVASCRIPT = `
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
const client = new STSClient({ endpoint: process.env.AWS_ENDPOINT_URL });
while ((await client.send(new GetCallerIdentityCommand({}))).UserId === 'more');
`;
/** Where Node.js finds its packages. */
const TESTS = fileURLToPath(new URL('..', import.meta.url));

/** Asks the endpoint as SDKs do, then without the token, with another, and by another name. */
const CLIENT = `
import os, urllib.error, urllib.request
address = os.environ['AWS_CONTAINER_CREDENTIALS_FULL_URI']
token = os.environ['AWS_CONTAINER_AUTHORIZATION_TOKEN']
def ask(headers):
    try:
        print(urllib.request.urlopen(urllib.request.Request(address, headers=headers)).read().decode())
    except urllib.error.HTTPError as error:
        print(error.code)
ask({'Authorization': token})
ask({})
ask({'Authorization': token[::-1] + '0'})
ask({'Authorization': token, 'Host': 'rebound.example'})
`;

/** AWS's STS as far as it answers who one is. Keys whose end has come are refused. */
class FakeSts {
  /** @type {{token: string, status: number}[]} */
  asked = [];
  /** Whether the caller is to ask again. */
  goesOn = () => false;

  /** @param {MovedClock} clock */
  constructor(clock) {
    this.server = http.createServer((request, response) => {
      const token = String(request.headers['x-amz-security-token']);
      const status = Number(token.replace('ends-', '')) > clock.now() ? 200 : 403;
      this.asked.push({ token, status });
      const date = new Date(clock.now()).toUTCString();
      response.writeHead(status, { 'Content-Type': 'text/xml', Date: date });
      const id = `<Account>1</Account><Arn>arn:aws:sts::1:x</Arn><UserId>${this.goesOn() ? 'more' : 'enough'}</UserId>`;
      response.end(
        status === 200
          ? `<GetCallerIdentityResponse><GetCallerIdentityResult>${id}</GetCallerIdentityResult></GetCallerIdentityResponse>`
          : '<ErrorResponse><Error><Code>ExpiredToken</Code></Error></ErrorResponse>',
      );
    });
  }

  async start() {
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve(undefined)));
    this.url = `http://127.0.0.1:${/** @type {any} */ (this.server.address()).port}`;
  }

  close() {
    this.server.closeAllConnections?.();
    this.server.close();
  }
}

describe('a command with credentials', () => {
  const home = new Home();
  const portal = new PlainPortal();
  const clock = new MovedClock(home.dir);
  const aws = new FakeSts(clock);
  before(async () => {
    await portal.start(home.dir);
    await aws.start();
    let made = 0;
    portal.answers[JIT] = /** @type {any} */ ({
      get body() {
        made++;
        const ends = clock.now() + 3_600_000;
        return json({
          AccessKeyId: `ASIACANARY${String(made).padStart(10, '0')}`,
          SecretAccessKey: 'canary-secret',
          SessionToken: `ends-${ends}`,
          Region: 'eu-central-1',
          Validity: 3600,
        }).body;
      },
      type: 'application/json',
    });
    await home.run(['portal', 'add', portal.url, '--name', 'plain', '--ca-file', portal.caFile]);
    const signedIn = await home.run(['sign-in', '--token-stdin'], { input: portal.token });
    assert.equal(signedIn.code, 0, signedIn.stderr);
    await home.run(['tenants']);
    // What would come before the endpoint with most SDKs.
    mkdirSync(join(home.dir, '.aws'));
    writeFileSync(
      join(home.dir, '.aws/credentials'),
      '[default]\naws_access_key_id = AKIAOTHER\naws_secret_access_key = other\n',
    );
    Object.assign(home.env, {
      AWS_ENDPOINT_URL: aws.url,
      AWS_PROFILE: 'other',
      AWS_ACCESS_KEY_ID: 'AKIAOTHER',
      AWS_SECRET_ACCESS_KEY: 'other',
    });
  });
  after(async () => {
    aws.close();
    await portal.close();
    home.remove();
  });
  beforeEach(() => {
    portal.calls.length = 0;
    aws.asked.length = 0;
  });

  /** @param {string[]} command @param {string[]} [options] @param {Record<string, string>} [env] @param {string} [cwd] */
  const exec = (command, options = [], env = {}, cwd = home.dir) =>
    home.run(['exec', 'plain', '--tenant', 'api', ...options, '--', ...command], { env, cwd });
  /** What a variable of the command's environment is. @param {string} script @param {string[]} [options] */
  const shown = async (script, ...options) => {
    const { code, stdout, stderr } = await exec(['sh', '-c', script], options);
    assert.equal(code, 0, stderr);
    return stdout.trim();
  };

  test('runs with the region and the tenant, and without any other identity', async () => {
    const variables = await shown('env');
    assert.match(variables, /^AWS_CONTAINER_CREDENTIALS_FULL_URI=http:\/\/127\.0\.0\.1:\d+\//m);
    assert.match(variables, /^AWS_CONTAINER_AUTHORIZATION_TOKEN=[0-9a-f]{64}$/m);
    assert.match(variables, /^AWS_REGION=eu-central-1$/m);
    assert.match(variables, /^AWS_DEFAULT_REGION=eu-central-1$/m);
    assert.match(variables, /^JIT_CONSOLE_TENANT=api$/m);
    assert.match(variables, /^JIT_CONSOLE_PORTAL=plain$/m);
    assert.match(variables, /^JIT_CONSOLE_EXPIRES=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/m);
    assert.doesNotMatch(variables, /AKIAOTHER|AWS_PROFILE|ASIACANARY/);
    assert.equal(await shown('echo $AWS_REGION', '--region', 'us-east-1'), 'us-east-1');
  });

  test('hands out plain keys where they are asked for, and no endpoint', async () => {
    const variables = await shown('env', '--env');
    assert.match(variables, /^AWS_ACCESS_KEY_ID=ASIACANARY/m);
    assert.match(variables, /^AWS_SESSION_TOKEN=ends-/m);
    assert.doesNotMatch(variables, /AWS_CONTAINER|AKIAOTHER|AWS_PROFILE/);
  });

  test('passes on the exit code, and tells a command that doesn’t exist or can’t be run', async () => {
    assert.equal((await exec(['sh', '-c', 'exit 42'])).code, 42);
    assert.equal((await exec(['sh', '-c', 'kill -KILL $$'])).code, 137);
    const missing = await exec(['no-such-command']);
    assert.equal(missing.code, 127);
    assert.match(missing.stderr, /^jit-console: can't run no-such-command: /);
    assert.equal((await exec([home.dir])).code, 126);
  });

  test('passes signals on and waits for what the command makes of them', async () => {
    const script = 'trap "echo caught; exit 9" TERM; echo ready; while :; do read word; done';
    const args = ['exec', '--tenant', 'api', '--', 'sh', '-c', script];
    const child = spawn(PROGRAM, args, { env: home.env, stdio: ['pipe', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
      if (String(data).includes('ready')) child.kill('SIGTERM');
      // The shell looks at what it has caught when the read is over.
      if (!child.stdin.destroyed) child.stdin.write('go on\n');
    });
    child.stdin.on('error', () => child.stdin.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    assert.equal(output, 'ready\ncaught\n');
    assert.equal(code, 9);
  });

  test('runs within no other, unless that is asked for', async () => {
    const within = [PROGRAM, 'exec', '--tenant', 'api'];
    const refused = await exec([...within, '--', 'true']);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /already runs under jit-console exec/);
    assert.equal((await exec([...within, '--nested', '--', 'sh', '-c', 'exit 5'])).code, 5);
  });

  test('is the person’s shell where there is none', async () => {
    const shell = { SHELL: '/bin/sh' };
    const { code, stdout, stderr } = await home.run(['exec', '--tenant', 'api'], {
      env: shell,
      input: 'echo $JIT_CONSOLE_TENANT\nexit 3\n',
    });
    assert.equal(stdout, 'api\n');
    assert.match(stderr, /^a shell with the credentials of plain-api, until /);
    assert.equal(code, 3);
  });

  test('isn’t started where the person isn’t signed in to that portal', async () => {
    const { code, stdout } = await home.run(['exec', 'nobody', '--tenant', 'api', '--', 'env']);
    assert.equal(code, 12);
    assert.equal(stdout, '');
  });

  test('any client gets the SDKs’ answer with the token, and nothing without it or under another name', async () => {
    const { code, stdout, stderr } = await exec([PYTHON, '-c', CLIENT]);
    assert.equal(code, 0, stderr);
    const [allowed, ...refused] = stdout.trim().split('\n');
    const { Expiration, ...keys } = JSON.parse(allowed);
    assert.deepEqual(Object.keys(keys), ['AccessKeyId', 'SecretAccessKey', 'Token']);
    assert.match(Expiration, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.deepEqual(refused, ['401', '401', '403']);
  });

  test('one client of boto3 works for three hours, over three ends of credentials', async () => {
    aws.goesOn = () => {
      clock.advance(300);
      return aws.asked.length <= 36;
    };
    const { code, stderr } = await exec([PYTHON, '-c', BOTO3], [], clock.env);
    assert.equal(code, 0, stderr);
    checkThreeEnds(36);
  });

  test('one client of the SDK for JavaScript works for three hours, over three ends of credentials', async () => {
    aws.goesOn = () => {
      clock.advance(300);
      return aws.asked.length <= 36;
    };
    const node = [process.execPath, '--input-type=module', '-e', JAVASCRIPT];
    const { code, stderr } = await exec(node, [], clock.env, TESTS);
    assert.equal(code, 0, stderr);
    checkThreeEnds(36);
  });

  test('AWS’s command line in a shell’s loop works for three hours, over three ends of credentials', async () => {
    aws.goesOn = () => {
      clock.advance(1200);
      return aws.asked.length <= 9;
    };
    const loop = `while [ "$(${AWS} sts get-caller-identity --query UserId --output text)" = more ]; do :; done`;
    // Debian's command line is too old for AWS_ENDPOINT_URL.
    const script = loop.replace('sts get', `--endpoint-url ${aws.url} sts get`);
    const { code, stderr } = await exec(['sh', '-c', script], [], clock.env);
    assert.equal(stderr, '');
    assert.equal(code, 0);
    checkThreeEnds(9);
  });

  /** @param {number} requests at least */
  function checkThreeEnds(requests) {
    assert.ok(aws.asked.length >= requests, `${aws.asked.length} requests`);
    assert.deepEqual(
      aws.asked.filter(({ status }) => status !== 200),
      [],
    );
    const sessions = new Set(aws.asked.map(({ token }) => token));
    assert.ok(sessions.size >= 4, `${sessions.size} sessions`);
    assert.ok(portal.calls.length <= sessions.size, portal.calls.join('\n'));
  }
});
