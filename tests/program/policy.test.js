import assert from 'node:assert/strict';
import { chownSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { MachinePolicy } from './machine-policy.js';
import { json, PlainPortal } from './plain-portal.js';
import { CALLER, Home, HostProcess, PROGRAM, runToEnd } from './program.js';

const AWS = '/usr/bin/aws';
const TENANT = 'a1a1a1a1-0000-4000-8000-00000000000a';
const KEYS = {
  AccessKeyId: 'ASIACANARY0000000001',
  SecretAccessKey: 'canary-secret',
  SessionToken: 'canary-session-token',
  Region: 'eu-central-1',
  Validity: 3600,
};
const FILE = '/etc/jit-console/policy.json';

describe('a policy of the machine', () => {
  const home = new Home();
  const portal = new PlainPortal();
  const policy = new MachinePolicy({});
  const profile = [
    'aws-profile',
    'add',
    'mine',
    'plain',
    '--tenant',
    TENANT,
    '--region',
    'eu-central-1',
  ];
  before(async () => {
    await portal.start(home.dir);
    home.env.SSL_CERT_FILE = portal.caFile;
    portal.answers[`/subscriptions/${TENANT}/GetAwsConsoleTokenUrl`] = json({
      ...JSON.parse(portal.answers[`/subscriptions/${TENANT}/GetAwsConsoleTokenUrl`].body),
      ...KEYS,
    });
    for (const args of [
      ['portal', 'add', portal.url, '--name', 'plain'],
      ['vault', 'file'],
      ['sign-in', '--token-stdin'],
      profile,
    ]) {
      const { code, stderr } = await home.run(args, { input: portal.token });
      assert.equal(code, 0, stderr);
    }
  });
  after(async () => {
    await portal.close();
    policy.remove();
    home.remove();
  });

  /** @param {string[]} command @param {{ input?: string, env?: Record<string, string> }} [how] */
  const run = (command, { input = '', env = home.env } = {}) =>
    runToEnd([policy.command, ...command], { input, env });
  /** @param {string[]} args of the program */
  const terminal = (...args) => run([PROGRAM, ...args]);

  let asked = 0;
  /** @param {HostProcess} host @param {string} method @param {object} [params] */
  const ask = (host, method, params) => host.ask({ id: ++asked, method, params });

  /** @param {(host: HostProcess) => Promise<void>} talk */
  async function client(talk) {
    const host = new HostProcess(home, [PROGRAM, CALLER], policy.command);
    await talk(host);
    host.child.stdin.end();
    assert.equal(await host.exited, 0, host.stderr);
  }

  test('that hides credentials refuses them to a terminal, to AWS’s tools and to a client of its own alike', async () => {
    policy.write({ hide: ['credentials'] });
    const typed = await terminal('credentials', 'plain', '--tenant', TENANT);
    assert.equal(typed.code, 26, typed.stderr);
    assert.equal(
      typed.stderr,
      `jit-console: your organisation's policy forbids this: temporary AWS credentials\n  ask your administrator; it is "hide": "credentials" in ${FILE}\n`,
    );
    const started = await terminal('exec', 'plain', '--tenant', TENANT, '--', 'true');
    assert.equal(started.code, 26, started.stderr);
    const tool = await run([AWS, '--profile', 'mine', 'sts', 'get-caller-identity']);
    assert.notEqual(tool.code, 0);
    assert.match(tool.stderr, /policy forbids this: temporary AWS credentials/);
    assert.match((await terminal(...profile)).stderr, /policy forbids this: temporary AWS cred/);
    await client(async (host) => {
      const hello = await host.frame((frame) => frame.event === 'hello');
      assert.deepEqual(hello.data.policy.hide, ['credentials']);
      const params = { portal: 'plain', tenant: TENANT };
      const refused = await ask(host, 'get_credentials', params);
      assert.equal(refused.error.code, 'policy_forbids');
      assert.match(refused.error.message, /temporary AWS credentials$/);
      assert.match(refused.error.hint, /policy\.json$/);
      const added = await ask(host, 'add_aws_profile', params);
      assert.equal(added.error.code, 'policy_forbids');
      const opened = await ask(host, 'open_console', params);
      assert.ok(opened.result.url, JSON.stringify(opened.error));
    });
  });

  test('that hides AWS profiles stops those that are there, and leaves credentials for people', async () => {
    policy.write({ hide: ['aws_profiles'] });
    const tool = await run([AWS, '--profile', 'mine', 'sts', 'get-caller-identity']);
    assert.match(tool.stderr, /policy forbids this: AWS profiles/);
    const typed = await terminal('credentials', 'plain', '--tenant', TENANT, '--format', 'env');
    assert.match(typed.stdout, /ASIACANARY/);
  });

  test('that hides printed sign-in URLs and tokens refuses both', async () => {
    policy.write({ hide: ['sign_in_url', 'api_tokens'] });
    portal.calls.length = 0;
    assert.equal((await terminal('console', 'plain', '--tenant', TENANT, '--print')).code, 26);
    const signIn = await run([PROGRAM, 'sign-in', 'plain', '--token-stdin'], {
      input: portal.token,
    });
    assert.equal(signIn.code, 26, signIn.stderr);
    assert.deepEqual(portal.calls, []);
  });

  test('that hides administrators’ roles, or wants them confirmed, refuses them to all', async () => {
    for (const [rule, sentence] of /** @type {[object, RegExp][]} */ ([
      [{ hide: ['administrator'] }, /the administrators' roles/],
      [{ confirmAdministrator: true }, /without a person's confirmation/],
    ])) {
      policy.write(rule);
      for (const args of [
        ['console', 'plain', '--admin', '--print'],
        ['credentials', 'plain', '--admin'],
      ]) {
        const { code, stderr } = await terminal(...args);
        assert.equal(code, 26, stderr);
        assert.match(stderr, sentence);
      }
      await client(async (host) => {
        for (const method of ['open_console', 'get_credentials']) {
          const { error } = await ask(host, method, { portal: 'plain', role: 'admin' });
          assert.equal(error.code, 'policy_forbids');
          assert.match(error.message, sentence);
        }
      });
    }
  });

  test('that lists the portals has them without a terminal, and no other is used by anybody', async () => {
    const fresh = new Home();
    policy.write({
      portals: [
        {
          url: portal.url,
          name: 'ours',
          caFile: policy.put('ca.pem', readFileSync(portal.caFile)),
        },
      ],
      onlyListedPortals: true,
      vaults: ['file'],
    });
    const under = (/** @type {string[]} */ ...args) =>
      run([PROGRAM, ...args], { input: portal.token, env: fresh.env });
    const signedIn = await under('sign-in', 'ours', '--token-stdin');
    assert.equal(signedIn.code, 0, signedIn.stderr);
    assert.match((await under('tenants', 'ours')).stdout, /^api/m);
    assert.equal((await under('portal', 'add', 'https://other.example')).code, 26);
    assert.equal((await under('portal', 'remove', 'ours')).code, 26);
    fresh.remove();
    policy.write({ portals: [{ url: 'https://acme.duplocloud.net' }], onlyListedPortals: true });
    const typed = await terminal('tenants', 'plain');
    assert.equal(typed.code, 26);
    assert.match(typed.stderr, /forbids this: the portal plain/);
    await client(async (host) => {
      const { result } = await ask(host, 'list_portals');
      assert.deepEqual(
        result.portals.map((/** @type {any} */ known) => known.name),
        ['acme'],
      );
      for (const [method, params] of /** @type {[string, object][]} */ ([
        ['open_console', { portal: 'plain', tenant: TENANT }],
        ['add_portal', { url: 'https://other.example' }],
        ['check_portal', { url: 'https://other.example' }],
        ['remove_portal', { portal: 'acme' }],
      ])) {
        const { error } = await ask(host, method, params);
        assert.equal(error?.code, 'policy_forbids', method);
      }
    });
  });

  test('trusts no certificates that others may change', async () => {
    const file = `${home.dir}/theirs.pem`;
    writeFileSync(file, readFileSync(portal.caFile));
    if (process.getuid?.() === 0) chownSync(file, 12345, 12345);
    policy.write({ portals: [{ url: portal.url, caFile: file }] });
    const { code, stderr } = await terminal('tenants', 'plain');
    assert.equal(code, 26, stderr);
    assert.match(stderr, /users other than administrators can change caFile/);
  });

  test('wants a reason, records it with everything, and lets nobody clear the record', async () => {
    policy.write({ requireReason: true, recordEverything: true });
    const credentials = ['credentials', 'plain', '--tenant', TENANT];
    const without = await terminal(...credentials);
    assert.equal(without.code, 27);
    assert.equal(
      without.stderr,
      'jit-console: your organisation requires a reason or a ticket number for this\n  give one with: --reason "TICKET-1"\n',
    );
    const tool = await run([AWS, '--profile', 'mine', 'sts', 'get-caller-identity']);
    assert.match(tool.stderr, /requires a reason or a ticket number/);
    assert.equal((await terminal(...profile)).code, 26);
    const given = await terminal(...credentials, '--reason', 'OPS-7');
    assert.equal(given.code, 0, given.stderr);
    const tooLong = await terminal(...credentials, '--reason', 'x'.repeat(201));
    assert.equal(tooLong.code, 3, tooLong.stderr);
    await client(async (host) => {
      const params = { portal: 'plain', tenant: TENANT, private: true };
      const refused = await ask(host, 'open_console', params);
      assert.equal(refused.error.code, 'reason_needed');
      const opened = await ask(host, 'open_console', { ...params, reason: 'OPS-8' });
      assert.ok(opened.result?.url, JSON.stringify(opened.error));
      assert.equal((await ask(host, 'clear_history')).error?.code, 'policy_forbids');
    });
    assert.equal((await terminal('history', '--clear')).code, 26);
    const entries = JSON.parse((await terminal('history', '--json')).stdout);
    assert.deepEqual(
      entries.slice(0, 2).map((/** @type {any} */ { what, reason }) => [what, reason]),
      [
        ['opened', 'OPS-8'],
        ['credentials', 'OPS-7'],
      ],
    );
    assert.equal((await terminal('history', 'verify')).code, 0);
  });

  test('bounds how long credentials and sessions count, and where sign-ins are kept', async () => {
    policy.write({ longestSessionMinutes: 20, vaults: ['keyring'] });
    const credentials = ['credentials', 'plain', '--tenant', TENANT, '--no-cache'];
    const forbidden = await terminal(...credentials);
    assert.equal(forbidden.code, 26, forbidden.stderr);
    assert.match(forbidden.stderr, /keeping sign-ins in: file/);
    assert.equal((await terminal('vault', 'file')).code, 26);
    assert.equal((await terminal('tenants', 'plain', '--vault', 'file')).code, 26);
    policy.write({ longestSessionMinutes: 20 });
    const { stdout, stderr } = await terminal(
      'credentials',
      'plain',
      '--tenant',
      TENANT,
      '--no-cache',
    );
    const left = Date.parse(JSON.parse(stdout || stderr).Expiration) - Date.now();
    assert.ok(left > 18 * 60_000 && left <= 20 * 60_000, String(left));
  });

  test('that is not the administrators’ own, or no policy, opens nothing, and the doctor says why', async () => {
    for (const [text, how, why] of /** @type {[unknown, object, RegExp][]} */ ([
      [{}, { mode: 0o666 }, /can be written by others/],
      [{}, { owner: 12345 }, /belongs to another user/],
      ['{"hide": ', {}, /it holds no JSON object/],
      [{ hidden: [] }, {}, /it has a field that is none of a policy's: hidden/],
    ])) {
      policy.write(text, how);
      portal.calls.length = 0;
      const typed = await terminal('credentials', 'plain', '--tenant', TENANT);
      assert.equal(typed.code, 26);
      assert.match(typed.stderr, why);
      const tool = await run([AWS, '--profile', 'mine', 'sts', 'get-caller-identity']);
      assert.match(tool.stderr, why);
      await client(async (host) => {
        const hello = await host.frame((frame) => frame.event === 'hello');
        assert.equal(hello.data.policy, null);
        for (const method of ['list_portals', 'open_console', 'get_credentials', 'sign_in']) {
          const params = { portal: 'plain', tenant: TENANT };
          const { error } = await ask(host, method, params);
          assert.equal(error?.code, 'policy_forbids', method);
          assert.match(error.message, why);
        }
      });
      const doctor = await terminal('doctor', '--json');
      const finding = JSON.parse(doctor.stdout).findings.find(
        (/** @type {any} */ found) => found.code === 'policy',
      );
      assert.match(finding.message, why);
      assert.deepEqual(portal.calls, []);
    }
    assert.equal((await terminal('sign-out', 'plain')).code, 0);
  });
});
