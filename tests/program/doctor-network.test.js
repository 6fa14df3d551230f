import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { startSimulator } from '../simulator/simulator.js';
import { Machine } from './doctor-machine.js';
import { PlainPortal } from './plain-portal.js';

/** @param {string} user @param {string[]} roles */
const who = (user, roles) => ({ status: 200, body: { Username: user, Roles: roles } });

describe('the doctor on portals, AWS and what is kept', () => {
  const dir = mkdtempSync(join(tmpdir(), 'jit-console-simulator-'));
  const plain = new PlainPortal();
  /** @type {import('../simulator/simulator.js').Simulator} */
  let simulator;
  /** @type {Machine} */
  let machine;
  /** @type {any} */
  let acme;

  before(async () => {
    simulator = await startSimulator({ dir });
    acme = simulator.portal('acme');
    await plain.start(dir);
  });
  after(async () => {
    await plain.close();
    await simulator.close();
    rmSync(dir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    machine = await new Machine(simulator).withBrowsers();
    await machine.run('portal', 'add', acme.url);
    await machine.signIn('acme', acme.token('bob@example.com'));
  });
  afterEach(() => {
    machine.remove();
    acme.clearFaults();
    acme.set({ adminJit: true });
    simulator.aws.clearFaults();
    simulator.setOffline(false);
  });

  /** In place of acme, one that is reached without a proxy. */
  async function plainInstead() {
    await machine.run('portal', 'remove', 'acme');
    machine.home.env.no_proxy = 'localhost';
    await machine.run('portal', 'add', plain.url, '--ca-file', String(plain.caFile));
    await machine.signIn('localhost', plain.token);
  }

  test('tells who is signed in where, and what is switched on there', async () => {
    const { codes, report } = await machine.doctor();
    assert.deepEqual(codes, []);
    const portal = report.checked.find((/** @type {any} */ entry) => entry.subject === 'portal');
    assert.equal(portal.name, 'acme.duplocloud.net');
    assert.equal(
      portal.detail,
      "signed in as bob@example.com; administrators' AWS access on, duplo-ops off",
    );
  });

  /** @type {Record<string, {code: string, breaks: () => unknown, says?: RegExp, repair?: () => unknown}>} */
  const faults = {
    "a name that isn't known": {
      code: 'portal_name',
      breaks: () => {
        machine.home.env.no_proxy = 'nowhere.invalid';
        return machine.run('portal', 'add', 'https://portal.nowhere.invalid', '--unchecked');
      },
      says: /portal\.nowhere\.invalid can't be resolved/,
    },
    'a proxy that refuses a portal': {
      code: 'portal_proxy',
      breaks: () => machine.run('portal', 'add', 'https://elsewhere.example', '--unchecked'),
      says: /the proxy 127\.0\.0\.1:\d+ can't connect to elsewhere\.example: .*403/,
    },
    'a portal that nobody listens for': {
      code: 'portal_unreachable',
      breaks: () => {
        machine.home.env.no_proxy = 'localhost';
        return machine.run('portal', 'add', 'https://localhost:1', '--unchecked');
      },
    },
    'a portal that breaks off': {
      code: 'portal_unreachable',
      breaks: () => acme.fault({ path: '/admin/GetUserRoleInfo', drop: true }),
    },
    'a certificate of an unknown authority': {
      code: 'portal_tls',
      breaks: async () => {
        machine.home.env.no_proxy = 'localhost';
        await machine.run('portal', 'add', plain.url, '--unchecked');
      },
      says: /certificate/,
    },
    'an authority that is gone': {
      code: 'ca_file',
      breaks: async () => {
        await plainInstead();
        const config = join(machine.home.dir, '.config/jit-console/config.json');
        machine.write(
          config,
          readFileSync(config, 'utf8').replace('plain-portal.pem', 'gone.pem'),
          0o600,
        );
      },
      says: /gone\.pem/,
    },
    'a portal that never answers': {
      code: 'portal_timeout',
      breaks: () => acme.fault({ path: '/admin/GetUserRoleInfo', hang: true }),
    },
    'a portal that fails': {
      code: 'portal_error',
      breaks: () => acme.fault({ path: '/admin/GetUserRoleInfo', status: 503 }),
    },
    'a portal that fails to tell its features': {
      code: 'portal_error',
      breaks: () => acme.fault({ path: '/v3/features/system', status: 500 }),
    },
    'a portal that refuses': {
      code: 'portal_forbidden',
      breaks: () => acme.fault({ path: '/admin/GetUserRoleInfo', status: 403 }),
    },
    'a portal without these calls': {
      code: 'portal_not_found',
      breaks: () => acme.fault({ path: '/admin/', status: 404 }),
    },
    'a login page before the portal': {
      code: 'portal_answer',
      breaks: () => acme.fault({ path: '/admin/GetUserRoleInfo', status: 200, body: '<html>' }),
    },
    'nobody signed in': {
      code: 'signed_out',
      breaks: () => machine.run('sign-out', 'acme'),
      repair: () => machine.signIn('acme', acme.token('bob@example.com')),
    },
    'a sign-in that the portal no longer takes': {
      code: 'signed_out',
      breaks: () => acme.revokeTokens(),
      repair: () => machine.signIn('acme', acme.token('bob@example.com')),
    },
    'a clock that is wrong': {
      code: 'clock',
      breaks: () => {
        const headers = { date: new Date(Date.now() - 10 * 60_000).toUTCString() };
        acme.fault({
          path: '/admin/GetUserRoleInfo',
          ...who('bob@example.com', ['User']),
          headers,
        });
        acme.fault({ path: '/v3/features/system', body: {}, headers });
      },
      says: /(9|10) minutes ahead of/,
    },
    'a proxy that is not there, before AWS': {
      code: 'aws_proxy',
      breaks: async () => {
        await plainInstead();
        machine.home.env.https_proxy = 'http://bob:s3cret@127.0.0.1:1';
      },
      says: /the proxy 127\.0\.0\.1:1 can't connect to signin\.aws\.amazon\.com/,
    },
    'AWS behind an unknown authority': {
      code: 'aws_tls',
      breaks: async () => {
        await plainInstead();
        machine.home.env.SSL_CERT_FILE = String(plain.caFile);
      },
    },
    'AWS that never answers': {
      code: 'aws_unreachable',
      breaks: () => simulator.aws.fault({ path: '/', hang: true }),
    },
    'AWS that breaks off': {
      code: 'aws_unreachable',
      breaks: () => simulator.aws.fault({ path: '/', drop: true }),
    },
    'a key that others can read': {
      code: 'vault_open',
      breaks: () => chmodSync(join(machine.home.dir, '.config/jit-console/vault.key'), 0o644),
    },
    'sign-ins whose key is gone': {
      code: 'vault',
      breaks: () => rmSync(join(machine.home.dir, '.config/jit-console/vault.key')),
    },
    'a keyring that is not there': {
      code: 'keyring',
      breaks: () => {
        const config = join(machine.home.dir, '.config/jit-console/config.json');
        const text = readFileSync(config, 'utf8');
        machine.write(config, { ...JSON.parse(text), vault: 'keyring' }, 0o600);
      },
      says: /keyring/,
    },
  };
  for (const [what, { code: wanted, breaks, says = /./, repair }] of Object.entries(faults))
    test(`finds ${what}, that alone`, async () => {
      const signed = ['portal_name', 'portal_proxy', 'portal_unreachable', 'portal_tls'];
      await breaks();
      const { code, findings, stderr } = await machine.doctor();
      const codes = findings.map(({ code }) => code);
      assert.deepEqual(codes, [wanted], JSON.stringify(findings));
      assert.equal(code, 58);
      assert.match(findings[0].message, says);
      assert.match(findings[0].hint, /\S/);
      assert.ok(!JSON.stringify(findings).includes('s3cret') && !stderr.includes('s3cret'));
      if (signed.includes(wanted)) assert.equal(findings[0].subject, 'portal');
      if (!repair) return;
      assert.equal(findings[0].command, 'jit-console sign-in acme');
      await repair();
      assert.deepEqual((await machine.doctor()).codes, []);
    });

  test('closes a key to others at the word --fix', async () => {
    const key = join(machine.home.dir, '.config/jit-console/vault.key');
    chmodSync(key, 0o644);
    const { findings } = await machine.doctor();
    assert.equal(findings[0].fixable, true);
    const fixed = await machine.doctor('--fix');
    assert.deepEqual(fixed.codes, []);
    assert.equal(statSync(key).mode & 0o777, 0o600);
  });

  test('notes, and no more, that administrators’ access is switched off', async () => {
    acme.set({ adminJit: false });
    await machine.signIn('acme', acme.token('alice@example.com'));
    const { code, codes, report } = await machine.doctor();
    assert.deepEqual(codes, ['admin_jit_off']);
    assert.equal(code, 0);
    assert.equal(report.clean, true);
  });

  test('says of each portal what is wrong with it, when nothing can be reached', async () => {
    await machine.run('portal', 'add', simulator.portal('globex').url);
    simulator.setOffline(true);
    const { codes, findings } = await machine.doctor();
    assert.deepEqual(codes, ['portal_proxy', 'portal_proxy', 'aws_proxy']);
    assert.deepEqual(
      findings.map(({ name }) => name),
      ['acme.duplocloud.net', 'globex.duplocloud.net', 'signin.aws.amazon.com'],
    );
  });

  test('asks the partition in use, and no other', async () => {
    await machine.run('portal', 'remove', 'acme');
    const gov = simulator.portal('gov');
    await machine.run('portal', 'add', gov.url);
    await machine.signIn('gov', gov.token('bob@example.com'));
    simulator.clearRequests();
    assert.deepEqual((await machine.doctor()).codes, []);
    const hosts = new Set(simulator.requests.map(({ host }) => host));
    assert.deepEqual([...hosts].sort(), ['gov.duplocloud.net', 'signin.amazonaws-us-gov.com']);
  });

  test('writes a support report, without secrets, tenants, users and addresses', async () => {
    acme.fault({
      path: '/admin/GetUserRoleInfo',
      status: 403,
      body: { Message: 'not you, tenant invoice' },
    });
    const file = join(machine.home.dir, 'report.json');
    const { code, stderr } = await machine.doctor('--bundle', file);
    assert.equal(code, 58);
    assert.match(stderr, /written: .*report\.json/);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const text = readFileSync(file, 'utf8');
    for (const secret of [
      ...simulator.secrets,
      'acme',
      'invoice',
      'bob@',
      'example.com',
      machine.home.dir,
    ])
      assert.ok(!text.includes(secret), secret);
    const report = JSON.parse(text);
    assert.equal(report.findings[0].code, 'portal_forbidden');
    assert.equal(report.findings[0].name, 'portal-1');
    assert.ok(report.variables_set.includes('https_proxy'));
    await machine.doctor('--bundle', file, '--with-hosts');
    assert.match(readFileSync(file, 'utf8'), /acme\.duplocloud\.net/);
  });

  test('says where a report can’t be written', async () => {
    const { code, stderr } = await machine.run('doctor', '--bundle', '/nowhere/at/all/report.json');
    assert.equal(code, 61);
    assert.match(stderr, /\/nowhere\/at\/all/);
  });
});
