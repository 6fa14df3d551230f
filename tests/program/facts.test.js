import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { startSimulator } from '../simulator/simulator.js';
import { Machine } from './doctor-machine.js';

describe('doctor --facts', () => {
  /** @type {import('../simulator/simulator.js').Simulator} */
  let simulator;
  /** @type {Machine} */
  let machine;
  /** @type {any} */
  let acme;
  /** @type {object} its settings as they usually are */
  let usual;

  before(async () => {
    simulator = await startSimulator();
    acme = simulator.portal('acme');
    usual = acme.settings;
  });
  after(() => simulator.close());
  beforeEach(async () => {
    machine = new Machine(simulator);
    await machine.run('portal', 'add', acme.url);
    await machine.signIn('acme', acme.token('alice@example.com'));
  });
  afterEach(() => {
    machine.remove();
    acme.clearFaults();
    acme.behaveAs(null);
    acme.set(usual);
    simulator.aws.clearFaults();
    simulator.aws.set({ federation: 'both' });
  });

  /** @param {string[]} args @returns {Promise<any>} */
  async function facts(...args) {
    const { code, stdout, stderr } = await machine.run('doctor', '--facts', '--json', ...args);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout);
  }

  /** @param {any} report @param {string} [verdict] */
  const ids = (report, verdict = 'differs') =>
    report.facts
      .filter((/** @type {any} */ fact) => fact.verdict === verdict)
      .map((/** @type {any} */ fact) => fact.id);

  test('finds nothing that differs on a portal as the public clients describe it', async () => {
    const report = await facts('--tenant', 'invoice');
    assert.deepEqual(ids(report), []);
    const held = ids(report, 'holds');
    for (const id of ['portal.tenants', 'portal.account', 'jit.url_form', 'aws.sign_in_host']) {
      assert.ok(held.includes(id), `${id}: ${held}`);
    }
    const asAdministrator = await facts('--admin');
    assert.deepEqual(ids(asAdministrator), []);
    assert.ok(ids(asAdministrator, 'holds').includes('admin.call'));
  });

  test('sees how AWS takes keys where the portal gives no ConsoleUrl', async () => {
    acme.set({ consoleUrl: 'none' });
    assert.ok(ids(await facts('--tenant', 'invoice'), 'holds').includes('aws.federation'));
    acme.set({ consoleUrl: 'aws' });
    simulator.clearRequests();
    assert.ok(ids(await facts('--tenant', 'invoice'), 'not seen').includes('aws.federation'));
    assert.ok(simulator.requests.every(({ path }) => path !== '/federation'));
  });

  test('asks for AWS access only where a tenant is named, and then once', async () => {
    const asked = () => simulator.requests.filter(({ path }) => path.includes('ConsoleTokenUrl'));
    simulator.clearRequests();
    machine.home.env.JIT_CONSOLE_TENANT = 'invoice';
    const report = await facts();
    assert.equal(asked().length, 0);
    assert.ok(ids(report, 'not seen').includes('jit.url'));
    await facts('--tenant', 'invoice');
    assert.equal(asked().length, 1);
    assert.ok(simulator.requests.every(({ method }) => method === 'GET'));
  });

  /** @param {any} report @returns {any} */
  const withoutTimes = ({ made_at, calls, ...rest }) => ({
    ...rest,
    calls: calls.map((/** @type {any} */ { milliseconds, ...call }) => call),
  });

  test('five switches turned are five that differ, in a table that people can read', async () => {
    acme.set({
      validity: null,
      fieldCase: 'camel',
      oddTenants: true,
      consoleUrl: 'no-destination',
    });
    acme.fault({ path: 'features/system', status: 204, body: '' });
    const file = join(machine.home.dir, 'report.json');
    const args = ['doctor', '--facts', 'acme', '--tenant', 'invoice', '--report', file];
    const { code, stdout, stderr } = await machine.run(...args);
    assert.equal(code, 0, stderr);
    assert.equal(stdout.match(/^differs /gm)?.length, 5, stdout);
    assert.match(
      stdout,
      /^differs {3}jit\.validity: .*\n {10}seen: .*\n {10}then: it is taken to be an hour$/m,
    );
    assert.match(stderr, /\d+ hold, 5 differ, \d+ were not seen/);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const report = JSON.parse(readFileSync(file, 'utf8'));
    assert.equal(ids(report).length, 5);

    const replay = await startSimulator({ as: report });
    machine.remove();
    machine = new Machine(replay);
    try {
      await machine.run('portal', 'add', acme.url);
      await machine.signIn('acme', replay.portal('acme').token('alice@example.com'));
      assert.deepEqual(withoutTimes(await facts('--tenant', 'invoice')), withoutTimes(report));
    } finally {
      await replay.close();
    }
  });

  test('a report holds none of the portal’s secrets, names, addresses and GUIDs', async () => {
    acme.set({ oddTenants: true });
    const reports = [await facts('--tenant', 'invoice'), await facts('--admin')];
    const text = JSON.stringify(reports).toLowerCase();
    const tenants = acme.tenants.flatMap((/** @type {any} */ tenant) => [
      tenant.id,
      tenant.account,
    ]);
    const names = acme.tenants.map((/** @type {any} */ { name }) => `"${name.toLowerCase()}"`);
    const hosts = [
      acme.url,
      'acme',
      'alice',
      'example.com',
      'duploservices-',
      ...simulator.secrets,
    ];
    for (const told of [...tenants, ...names, ...hosts]) {
      assert.ok(!text.includes(String(told).toLowerCase()), told);
    }
    assert.doesNotMatch(text, /[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  test('a portal that nobody signed in to is told, and so is one that refuses', async () => {
    acme.revokeTokens();
    assert.equal((await machine.run('doctor', '--facts')).code, 20);
    await machine.run('sign-out', 'acme');
    const { code, stderr } = await machine.run('doctor', '--facts');
    assert.equal(code, 20);
    assert.match(stderr, /sign-in acme/);
  });

  test('a portal named by the environment changes nothing for the doctor without it', async () => {
    machine.home.env.JIT_CONSOLE_PORTAL = 'acme';
    const { code, stderr } = await machine.run('doctor');
    assert.notEqual(code, 2, stderr);
  });

  test('its options without it are a mistake', async () => {
    for (const args of [['acme'], ['--report', 'file'], ['--tenant', 'invoice'], ['--admin']]) {
      const { code, stderr } = await machine.run('doctor', ...args);
      assert.equal(code, 2, stderr);
      assert.match(stderr, /--facts/);
    }
  });
});
