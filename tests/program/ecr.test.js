import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startSimulator } from '../simulator/simulator.js';
import { Machine } from './doctor-machine.js';
import { filesBelow } from './files.js';
import { PROGRAM, runToEnd } from './program.js';

/** As docker writes it. */
const DOCKERS = '{\n\t"auths": {},\n\t"credsStore": "secretservice"\n}';
const API = 'api.ecr.us-west-2.amazonaws.com';
const NOT_FOUND = 'credentials not found in native keychain\n';

describe('docker and ECR', () => {
  /** @type {import('../simulator/simulator.js').Simulator} */
  let simulator;
  /** @type {Machine} */
  let machine;
  /** @type {string} docker's configuration */
  let config;
  /** @type {string} the host of the tenant's registry */
  let registry;
  const account = '123456789012';

  before(async () => {
    simulator = await startSimulator();
    registry = `${account}.dkr.ecr.us-west-2.amazonaws.com`;
  });
  after(() => simulator.close());
  beforeEach(async () => {
    machine?.remove();
    machine = new Machine(simulator);
    simulator.aws.set({ ecr: true });
    const bin = join(machine.home.dir, 'bin');
    mkdirSync(bin);
    symlinkSync(PROGRAM, join(bin, 'docker-credential-jit-console'));
    machine.home.env.PATH = `${bin}:${machine.home.env.PATH}`;
    mkdirSync(join(machine.home.dir, '.docker'));
    config = join(machine.home.dir, '.docker/config.json');
    writeFileSync(config, DOCKERS);
    const { url } = simulator.portal('acme');
    await good('portal', 'add', url, '--name', 'acme');
    await signIn();
    simulator.clearRequests();
  });
  after(() => machine.remove());

  const signIn = () => machine.signIn('acme', simulator.portal('acme').token('bob@example.com'));

  /** @param {string[]} args */
  async function good(...args) {
    const run = await machine.home.run(args);
    assert.equal(run.code, 0, `${args.join(' ')}: ${run.stderr}`);
    return run;
  }

  /** As docker runs its helper. @param {string} action @param {string} [input] @param {Record<string, string>} [env] */
  const helper = (action, input = '', env = {}) =>
    runToEnd(['/usr/bin/env', 'docker-credential-jit-console', action], {
      input,
      env: { ...machine.home.env, ...env },
    });

  /** @param {Record<string, string>} [env] */
  async function given(env = {}) {
    const { code, stdout, stderr } = await helper('get', `${registry}\n`, env);
    assert.equal(code, 0, stdout + stderr);
    return JSON.parse(stdout);
  }

  const asked = () => simulator.requests.filter(({ host }) => host === API).length;

  test('docker is told to ask jit-console, and gets what AWS gave for a signed request', async () => {
    const { stderr } = await good('ecr-login', '--tenant', 'invoice');
    assert.match(
      stderr,
      new RegExp(`^docker asks jit-console for ${registry}\ntry it: docker pull`),
    );
    const { credHelpers, credsStore } = JSON.parse(readFileSync(config, 'utf8'));
    assert.deepEqual(credHelpers, { [registry]: 'jit-console' });
    assert.equal(credsStore, 'secretservice');
    const { ServerURL, Username, Secret } = await given();
    assert.equal(ServerURL, registry);
    assert.equal(Username, 'AWS');
    assert.ok(simulator.secrets.has(Secret));
    assert.equal(asked(), 1);
    assert.deepEqual(JSON.parse((await helper('list')).stdout), { [`https://${registry}`]: 'AWS' });
  });

  test('what is cached lies there only encrypted, is told by status and in the history, and can be erased', async () => {
    await good('ecr-login', '--tenant', 'invoice');
    const { Secret } = await given();
    for (const path of filesBelow(machine.home.dir))
      assert.ok(!readFileSync(path).includes(Secret), path);
    assert.match((await good('status')).stdout, /cached credentials of invoice \(ecr\), until /);
    const [cached] = JSON.parse((await good('status', '--json')).stdout).credentials;
    assert.equal(cached.ecr, true);
    assert.equal(cached.region, 'us-west-2');
    const entries = JSON.parse((await good('history', '--json')).stdout);
    assert.deepEqual(
      entries.map((/** @type {any} */ { what, service }) => `${what} ${service}`),
      ['profile ecr', 'credentials ecr'],
    );
    assert.equal((await helper('erase', registry)).code, 0);
    assert.notEqual((await given()).Secret, Secret);
    assert.equal(asked(), 2);
  });

  test('many at once ask AWS once', async () => {
    await good('ecr-login', '--tenant', 'invoice');
    await helper('erase', registry);
    simulator.clearRequests();
    const all = await Promise.all(Array.from({ length: 20 }, () => given()));
    assert.equal(new Set(all.map(({ Secret }) => Secret)).size, 1);
    assert.equal(asked(), 1);
  });

  test('docker’s configuration is given back as it was', async () => {
    await good('ecr-login', '--tenant', 'invoice');
    await good('ecr-login', '--remove', registry);
    assert.equal(readFileSync(config, 'utf8'), DOCKERS);
    assert.equal((await helper('list')).stdout, '{}\n');
    const again = await machine.home.run(['ecr-login', '--remove', registry]);
    assert.equal(again.code, 2, again.stderr);
    rmSync(config);
    await good('ecr-login', '--tenant', 'invoice');
    await good('ecr-login', '--remove', registry);
    assert.ok(!existsSync(config));
  });

  test('without a choice the tenant is the one of the command around, or the only one known in that account', async () => {
    const unknown = await helper('get', registry);
    assert.equal(unknown.code, 2);
    assert.match(
      unknown.stdout,
      /^jit-console: no tenant is known to be in account \d+, .*; choose the tenant: jit-console ecr-login --tenant TENANT --region us-west-2\n$/,
    );
    assert.equal(
      (await given({ JIT_CONSOLE_PORTAL: 'acme', JIT_CONSOLE_TENANT: 'invoice' })).Username,
      'AWS',
    );
    // The account becomes known with a page of it.
    const open = (/** @type {string} */ tenant) =>
      good(
        'console',
        '--tenant',
        tenant,
        '--to',
        `arn:aws:sqs:us-west-2:${account}:orders`,
        '--print',
      );
    await open('invoice');
    assert.equal((await given()).Username, 'AWS');
    await open('dev01');
    const several = await helper('get', registry);
    assert.match(several.stdout, /^jit-console: 2 tenants are known to be in account /);
    // Another account's tenant is no help.
    const elsewhere = { JIT_CONSOLE_PORTAL: 'acme', JIT_CONSOLE_TENANT: 'billing' };
    assert.equal((await helper('get', registry, elsewhere)).code, 0);
    await good('ecr-login', '--tenant', 'billing');
    assert.match((await helper('get', registry, elsewhere)).stdout, /^jit-console: 2 tenants /);
    await good('ecr-login', '--tenant', 'invoice');
    assert.equal((await given(elsewhere)).Username, 'AWS');
  });

  test('servers that aren’t ECR’s are left to docker', async () => {
    for (const server of ['https://index.docker.io/v1/', 'public.ecr.aws', '']) {
      const { code, stdout } = await helper('get', server);
      assert.equal(code, 1);
      assert.equal(stdout, NOT_FOUND);
      assert.equal((await helper('erase', server)).code, 0);
    }
    assert.equal(asked(), 0);
  });

  test('a failure is told where docker shows it, with the next step', async () => {
    await good('ecr-login', '--tenant', 'invoice');
    const stored = await helper(
      'store',
      JSON.stringify({ ServerURL: registry, Username: 'AWS', Secret: 'canary' }),
    );
    assert.equal(stored.code, 2);
    assert.match(stored.stdout, /^jit-console: jit-console keeps no passwords for docker: /);
    assert.doesNotMatch(stored.stdout, /canary/);
    assert.equal((await helper('make')).code, 2);
    await good('sign-out', 'acme');
    const signedOut = await helper('get', registry);
    assert.equal(signedOut.code, 20);
    assert.match(signedOut.stdout, /^jit-console: .*; .*jit-console sign-in acme/);
  });

  test('AWS’s refusal is told in its own words', async () => {
    simulator.aws.set({ ecr: false });
    const { code, stderr } = await machine.home.run(['ecr-login', '--tenant', 'invoice']);
    assert.equal(code, 51, stderr);
    assert.match(
      stderr,
      /^jit-console: api\.ecr\.us-west-2\.amazonaws\.com refused to give a token \(400\): User: arn:aws:/,
    );
    assert.match(stderr, /\n {2}ask an administrator /);
    assert.equal(readFileSync(config, 'utf8'), DOCKERS);
  });

  test('another region’s registry is asked for there', async () => {
    const { stderr } = await good('ecr-login', '--tenant', 'invoice', '--region', 'eu-west-1');
    const there = registry.replace('us-west-2', 'eu-west-1');
    assert.match(stderr, new RegExp(`^docker asks jit-console for ${there}\n`));
    assert.ok(simulator.requests.some(({ host }) => host === 'api.ecr.eu-west-1.amazonaws.com'));
    const { code, stdout } = await helper('get', there);
    assert.equal(code, 0, stdout);
  });

  test('a missing helper is told, with how to make it', async () => {
    rmSync(join(machine.home.dir, 'bin'), { recursive: true });
    const { stderr } = await good('ecr-login', '--tenant', 'invoice');
    assert.match(stderr, /warning: docker looks for docker-credential-jit-console in PATH/);
    assert.match(stderr, /ln -s '\/.*jit-console' docker-credential-jit-console\n/);
  });
});
