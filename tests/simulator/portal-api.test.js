import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { startSimulator } from './simulator.js';
import { TestClient, textOf } from './test-client.js';

const BOB = 'bob@example.com';
const ALICE = 'alice@example.com';
const ADMIN_JIT = '/v3/admin/aws/jitAccess/admin';
const DUPLO_OPS_JIT = '/v3/admin/aws/jitAccess/duplo-ops';
const OLD_ADMIN_JIT = '/adminproxy/GetJITAwsConsoleAccessUrl';

describe('portal API', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'simulator-'));
  /** @type {import('./simulator.js').Simulator} */
  let simulator;
  /** @type {TestClient} */
  let client;

  before(async () => {
    simulator = await startSimulator({ dir, tenants: 2 });
    client = new TestClient(simulator);
  });
  after(async () => {
    await simulator.close();
    rmSync(dir, { recursive: true });
  });
  const settings = new Map();
  afterEach(() => {
    for (const portal of simulator.portals) {
      portal.clearFaults();
      portal.set(settings.get(portal.name) ?? {});
    }
  });

  /** Changes settings for the running test. */
  const set = (portal, changes) => {
    if (!settings.has(portal.name)) settings.set(portal.name, portal.settings);
    portal.set(changes);
  };
  const call = (name, api, user = BOB, headers = {}) => {
    const portal = simulator.portal(name);
    return client.call(portal.apiUrl + api, portal.token(user), headers);
  };
  const answerOf = async (...parameters) => {
    const answer = await call(...parameters);
    assert.equal(answer.status, 200, answer.text);
    assert.match(answer.headers['content-type'] ?? '', /^application\/json/);
    return JSON.parse(answer.text);
  };
  const tenantJit = (portal, tenant) =>
    `/subscriptions/${simulator.portal(portal).tenant(tenant).id}/GetAwsConsoleTokenUrl`;

  describe('tokens', () => {
    const whoAmI = (name, token) =>
      client.call(`${simulator.portal(name).apiUrl}/admin/GetUserRoleInfo`, token);

    it('are JWTs with their end, and stop working then', async () => {
      const token = simulator.portal('acme').token(BOB, { ttlSeconds: 100 });
      const { exp, sub } = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
      assert.equal(sub, BOB);
      assert.ok(Math.abs(exp - simulator.clock.seconds() - 100) <= 1);
      assert.equal((await whoAmI('acme', token)).status, 200);
      simulator.clock.advance(100);
      const { status, text } = await whoAmI('acme', token);
      assert.equal(status, 401);
      assert.match(JSON.parse(text).Message, /denied/);
    });

    it('of a year, and such that are no JWT, are to be had', async () => {
      const portal = simulator.portal('acme');
      const permanent = portal.token(ALICE, { permanent: true });
      const { exp } = JSON.parse(Buffer.from(permanent.split('.')[1], 'base64url').toString());
      assert.ok(exp - simulator.clock.seconds() > 364 * 24 * 3600);
      const opaque = portal.token(BOB, { opaque: true });
      assert.doesNotMatch(opaque, /\./);
      assert.equal((await whoAmI('acme', opaque)).status, 200);
    });

    it('are refused where missing, invented, of another portal or revoked', async () => {
      const portal = simulator.portal('acme');
      const token = portal.token();
      for (const wrong of [undefined, 'x', `${token}x`, simulator.portal('globex').token()]) {
        assert.equal((await whoAmI('acme', wrong)).status, 401);
      }
      portal.revokeTokens();
      assert.equal((await whoAmI('acme', token)).status, 401);
    });

    it('are among the secrets, as are the keys and the sign-in tokens', async () => {
      const token = simulator.portal('acme').token();
      const jit = await answerOf('acme', tenantJit('acme', 'invoice'));
      const inUrl = new URL(jit.ConsoleUrl).searchParams.get('SigninToken');
      for (const secret of [token, jit.SecretAccessKey, jit.SessionToken, inUrl]) {
        assert.ok(simulator.secrets.has(secret));
      }
    });
  });

  it('says who one is, with a secret that nobody should keep', async () => {
    const bob = await answerOf('acme', '/admin/GetUserRoleInfo');
    assert.equal(bob.Username, BOB);
    assert.deepEqual(bob.Roles, ['User']);
    assert.equal(bob.IsReadOnly, false);
    assert.ok(simulator.secrets.has(bob.CurrentSessionToken));
    const alice = await answerOf('acme', '/admin/GetUserRoleInfo', ALICE);
    assert.deepEqual(alice.Roles, ['User', 'Administrator']);
    assert.equal(
      (await answerOf('acme', '/admin/GetUserRoleInfo', 'carol@example.com')).IsReadOnly,
      true,
    );
  });

  it('lists the tenants, less those that were taken away', async () => {
    const names = async (user) =>
      (await answerOf('acme', '/admin/GetTenantsForUser', user)).map(
        ({ AccountName }) => AccountName,
      );
    assert.deepEqual((await names(BOB)).slice(0, 5), [
      'invoice',
      'dev01',
      'staging',
      'qa',
      'default',
    ]);
    assert.deepEqual((await names(BOB)).slice(-2), ['tenant-00001', 'tenant-00002']);
    set(simulator.portal('acme'), { deniedTenants: ['invoice'] });
    assert.ok(!(await names(BOB)).includes('invoice'));
    assert.ok((await names(ALICE)).includes('invoice'));
    assert.equal((await call('acme', tenantJit('acme', 'invoice'))).status, 403);
  });

  it('gives tenants the same GUIDs in every run', async () => {
    const [tenant] = await answerOf('acme', '/admin/GetTenantsForUser');
    assert.equal(tenant.TenantId, '1c031356-0489-4cc4-beb8-d95691e5adcc');
    assert.equal(tenant.PlanID, 'nonprod');
  });

  it('lists tenants for administrators the other way too', async () => {
    assert.equal((await call('acme', '/adminproxy/GetTenantNames')).status, 403);
    assert.equal((await answerOf('acme', '/adminproxy/GetTenantNames', ALICE)).length, 11);
  });

  it('tells the features, with flags as they are set', async () => {
    const acme = await answerOf('acme', '/v3/features/system');
    assert.equal(acme.IsAwsAdminJITEnabled, true);
    assert.equal(acme.IsOtpNeeded, false);
    assert.equal(acme.DefaultAwsPartition, 'aws');
    assert.equal(acme.DefaultAwsAccount, '123456789012');
    assert.equal((await answerOf('initech', '/v3/features/system')).IsOtpNeeded, true);
    assert.equal((await answerOf('gov', '/v3/features/system')).DefaultAwsPartition, 'aws-us-gov');
    set(simulator.portal('acme'), { adminJit: false, duploOps: true });
    const changed = await answerOf('acme', '/v3/features/system');
    assert.deepEqual([changed.IsAwsAdminJITEnabled, changed.IsDuploOpsEnabled], [false, true]);
    set(simulator.portal('acme'), { noFeatures: true });
    assert.equal((await call('acme', '/v3/features/system')).status, 404);
  });

  it('tells what it knows of a tenant', async () => {
    const { id } = simulator.portal('acme').tenant('billing');
    assert.equal(await answerOf('acme', `/subscriptions/${id}/GetAwsRegionId`), 'us-west-2');
    assert.equal(
      await answerOf('acme', `/subscriptions/${id}/GetTenantAwsAccountId`),
      '210987654321',
    );
    const { Region, Cloud } = await answerOf('acme', `/v3/features/tenant/${id}`);
    assert.deepEqual([Region, Cloud], ['us-west-2', 0]);
    const resources = await answerOf('acme', `/subscriptions/${id}/GetCloudResources`);
    const bucket = 'duploservices-billing-configbucket-210987654321';
    assert.deepEqual(resources[0], {
      ResourceType: 1,
      Name: bucket,
      Arn: `arn:aws:s3:::${bucket}`,
      MetaData: '',
    });
    const one = await answerOf('acme', `/v3/subscriptions/${id}/aws/s3Bucket/${bucket}`);
    assert.deepEqual([one.Arn, one.Region], [`arn:aws:s3:::${bucket}`, 'us-west-2']);
    assert.equal((await call('acme', `/v3/subscriptions/${id}/aws/s3Bucket/other`)).status, 404);
  });

  it('says in each of its two ways that there is no such tenant', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    const old = await call('acme', `/subscriptions/${id}/GetAwsRegionId`);
    assert.equal(old.status, 400);
    assert.match(old.text, /not found/);
    assert.equal((await call('acme', `/v3/features/tenant/${id}`)).status, 404);
  });

  it('keeps settings that an administrator writes', async () => {
    const portal = simulator.portal('acme');
    const url = `${portal.apiUrl}/v3/admin/tenant/${portal.tenant('qa').id}/metadata`;
    const headers = { authorization: `Bearer ${portal.token(ALICE)}` };
    const body = JSON.stringify({ Key: 'a', Value: 'b' });
    await client.request(url, { method: 'POST', headers, body });
    assert.deepEqual(JSON.parse((await client.request(url, { headers })).text), [
      { Key: 'a', Value: 'b' },
    ]);
    assert.deepEqual(await answerOf('acme', '/v3/admin/systemSettings/config', ALICE), []);
    assert.equal((await call('acme', '/v3/admin/systemSettings/config', BOB)).status, 403);
  });

  it('answers 404 to what it does not have', async () => {
    assert.equal((await call('acme', '/v3/nothing')).status, 404);
  });

  describe('JIT', () => {
    it('gives a tenant a sign-in URL, its keys and how long they live', async () => {
      const jit = await answerOf('acme', tenantJit('acme', 'invoice'));
      assert.deepEqual(Object.keys(jit).sort(), [
        ...['AccessKeyId', 'ConsoleUrl', 'Region', 'SecretAccessKey', 'SessionToken', 'Validity'],
      ]);
      assert.equal(jit.Validity, 3600);
      assert.equal(jit.Region, 'us-west-2');
      const { text } = await new TestClient(simulator).open(jit.ConsoleUrl);
      assert.equal(textOf(text, 'user'), `duploservices-invoice/${BOB}`);
      assert.equal(textOf(text, 'account'), '123456789012');
      assert.equal(simulator.aws.minted.at(-1)?.by, 'portal');
    });

    it('makes sessions and keys of the validity that is set', async () => {
      set(simulator.portal('acme'), { validity: 60 });
      const jit = await answerOf('acme', tenantJit('acme', 'invoice'));
      assert.equal(jit.Validity, 60);
      const browser = new TestClient(simulator);
      const page = await browser.open(jit.ConsoleUrl);
      simulator.clock.advance(60);
      assert.equal((await browser.request(page.url)).status, 302);
    });

    it('may leave the validity out, or give none that is one', async () => {
      set(simulator.portal('acme'), { validity: null });
      assert.ok(!('Validity' in (await answerOf('acme', tenantJit('acme', 'invoice')))));
      set(simulator.portal('acme'), { validity: 0 });
      assert.equal((await answerOf('acme', tenantJit('acme', 'invoice'))).Validity, 0);
    });

    it('may give a regional sign-in URL, one on a foreign host, none, or anything', async () => {
      const consoleUrl = async (changes) => {
        set(simulator.portal('acme'), changes);
        return (await answerOf('acme', tenantJit('acme', 'invoice'))).ConsoleUrl;
      };
      assert.match(
        await consoleUrl({ consoleUrl: 'aws' }),
        /^https:\/\/signin\.aws\.amazon\.com\/federation\?/,
      );
      const regional = await consoleUrl({ regionalConsoleUrl: true });
      assert.match(regional, /^https:\/\/us-west-2\.signin\.aws\.amazon\.com\/federation\?/);
      const foreign = new URL(
        await consoleUrl({ consoleUrl: 'foreign', regionalConsoleUrl: false }),
      );
      assert.equal(foreign.hostname, 'signin.aws.amazon.com.evil.example');
      assert.equal(await consoleUrl({ consoleUrl: 'none' }), undefined);
      assert.equal(await consoleUrl({ consoleUrl: 'javascript:1' }), 'javascript:1');
    });

    it('is of the partition of the portal', async () => {
      const jit = await answerOf('gov', tenantJit('gov', 'census'));
      assert.equal(new URL(jit.ConsoleUrl).hostname, 'signin.amazonaws-us-gov.com');
      const { url } = await new TestClient(simulator).open(jit.ConsoleUrl);
      assert.equal(new URL(url).hostname, 'us-gov-west-1.console.amazonaws-us-gov.com');
    });

    it('can be denied to who is no administrator', async () => {
      set(simulator.portal('acme'), { nonAdminJit: false });
      assert.equal((await call('acme', tenantJit('acme', 'invoice'))).status, 403);
      assert.equal((await call('acme', tenantJit('acme', 'invoice'), ALICE)).status, 200);
    });

    it('gives administrators the admin session, of a region too', async () => {
      assert.equal((await call('acme', ADMIN_JIT)).status, 403);
      const jit = await answerOf('acme', ADMIN_JIT, ALICE);
      const { text } = await new TestClient(simulator).open(jit.ConsoleUrl);
      assert.equal(textOf(text, 'user'), `duplo-jit-admin/${ALICE}`);
      assert.equal((await answerOf('acme', `${ADMIN_JIT}/eu-west-1`, ALICE)).Region, 'eu-west-1');
    });

    it('gives the duplo-ops session where it is on', async () => {
      assert.equal((await call('acme', DUPLO_OPS_JIT, ALICE)).status, 403);
      set(simulator.portal('acme'), { duploOps: true });
      assert.equal((await call('acme', DUPLO_OPS_JIT, ALICE)).status, 200);
    });

    it('has the admin session switched off where it is off', async () => {
      set(simulator.portal('acme'), { adminJit: false });
      assert.equal((await call('acme', ADMIN_JIT, ALICE)).status, 403);
    });

    it('has only the older admin call on an older portal', async () => {
      assert.equal((await call('globex', ADMIN_JIT, ALICE)).status, 404);
      assert.equal((await answerOf('globex', OLD_ADMIN_JIT, ALICE)).Region, 'eu-west-1');
    });

    it('asks administrators for a one-time password where one is needed', async () => {
      assert.equal((await call('initech', ADMIN_JIT, ALICE)).status, 403);
      assert.equal((await call('initech', ADMIN_JIT, ALICE, { otpcode: '1' })).status, 403);
      assert.equal((await call('initech', ADMIN_JIT, ALICE, { otpcode: '246810' })).status, 200);
      assert.equal((await call('initech', tenantJit('initech', 'tps'))).status, 200);
    });
  });

  it('is on a host of its own where the portal has one; the pages answer there with HTML', async () => {
    const portal = simulator.portal('initech');
    assert.notEqual(portal.apiUrl, portal.url);
    const answer = await client.call(`${portal.url}/admin/GetUserRoleInfo`, portal.token());
    assert.equal(answer.status, 200);
    assert.match(answer.headers['content-type'] ?? '', /^text\/html/);
    assert.match(answer.text, /<form id="login"/);
  });

  describe('faults', () => {
    const ask = () => call('acme', '/admin/GetUserRoleInfo');

    it('answer in place of the portal, as often as is said', async () => {
      const acme = simulator.portal('acme');
      acme.fault({ path: 'GetUserRoleInfo', status: 503, times: 2 });
      assert.deepEqual(
        [(await ask()).status, (await ask()).status, (await ask()).status],
        [503, 503, 200],
      );
      acme.fault({ path: /^\/admin\//, body: '<html>log in</html>' });
      const { status, headers, text } = await ask();
      assert.deepEqual([status, text], [200, '<html>log in</html>']);
      assert.match(headers['content-type'] ?? '', /^text\/html/);
      assert.equal((await call('acme', '/v3/features/system')).status, 200);
      acme.clearFaults();
      assert.equal((await ask()).status, 200);
    });

    it('send bytes, objects and headers as given', async () => {
      const acme = simulator.portal('acme');
      acme.fault({ path: 'GetUserRoleInfo', body: { Message: 'no' }, status: 403, times: 1 });
      assert.equal((await ask()).text, '{"Message":"no"}');
      acme.fault({
        path: 'GetUserRoleInfo',
        body: '',
        status: 302,
        headers: { location: '/x' },
        times: 1,
      });
      assert.equal((await ask()).headers.location, '/x');
      acme.fault({
        path: 'GetUserRoleInfo',
        body: Buffer.from([0xff]),
        contentType: 'application/json',
      });
      assert.equal((await ask()).headers['content-type'], 'application/json');
    });

    it('break the connection', async () => {
      simulator.portal('acme').fault({ path: 'GetUserRoleInfo', drop: true });
      await assert.rejects(ask, /socket hang up|ECONNRESET/);
    });

    it('never answer, and the request shows in the log', async () => {
      simulator.portal('acme').fault({ path: 'GetUserRoleInfo', hang: true });
      simulator.clearRequests();
      const race = await Promise.race([
        ask().catch(() => 'answered'),
        simulator
          .waitForRequest(({ path }) => path.endsWith('GetUserRoleInfo'))
          .then(() => 'asked'),
      ]);
      assert.equal(race, 'asked');
      assert.equal(simulator.requests[0].status, null);
    });

    it('delay the real answer', async () => {
      simulator.portal('acme').fault({ path: 'GetUserRoleInfo', delayMs: 100 });
      const start = performance.now();
      assert.equal((await ask()).status, 200);
      assert.ok(performance.now() - start >= 99);
    });

    it('are refused where they make no sense', () => {
      assert.throws(() => simulator.portal('acme').fault({ path: 'x', stauts: 500 }), /stauts/);
      assert.throws(() => simulator.portal('acme').fault({ status: 500 }), /path/);
    });
  });

  it('refuses settings that it does not have', () => {
    assert.throws(() => simulator.portal('acme').set({ adminJIT: true }), /adminJIT/);
    assert.throws(() => simulator.portal('nowhere'), /nowhere/);
  });
});
