import assert from 'node:assert/strict';
import { inSimulator } from './testing/stage.js';

const BOB = 'bob@example.com';
const ALICE = 'alice@example.com';

/** @param {import('./testing/stage.js').Stage} stage */
function whoAmI({ sim, client }, name, token) {
  return client.call(`${sim.portal(name).apiUrl}/admin/GetUserRoleInfo`, token);
}

inSimulator("a portal's tokens", {
  'are JWTs with their end, and stop working then': async (stage) => {
    const { sim } = stage;
    const token = sim.portal('acme').token(BOB, { ttlSeconds: 100 });
    const { exp, sub } = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
    assert.equal(sub, BOB);
    assert.ok(Math.abs(exp - sim.clock.seconds() - 100) <= 1);
    assert.equal((await whoAmI(stage, 'acme', token)).status, 200);
    sim.clock.advance(100);
    const { status, text } = await whoAmI(stage, 'acme', token);
    assert.equal(status, 401);
    assert.match(JSON.parse(text).Message, /denied/);
  },

  'of a year, and such that are no JWT, are to be had': async (stage) => {
    const { sim } = stage;
    const portal = sim.portal('acme');
    const permanent = portal.token(ALICE, { permanent: true });
    const { exp } = JSON.parse(Buffer.from(permanent.split('.')[1], 'base64url').toString());
    assert.ok(exp - sim.clock.seconds() > 364 * 24 * 3600);
    const opaque = portal.token(BOB, { opaque: true });
    assert.doesNotMatch(opaque, /\./);
    assert.equal((await whoAmI(stage, 'acme', opaque)).status, 200);
  },

  'are refused where missing, invented, of another portal or revoked': async (stage) => {
    const { sim } = stage;
    const portal = sim.portal('acme');
    const token = portal.token();
    for (const wrong of [undefined, 'x', `${token}x`, sim.portal('globex').token()]) {
      assert.equal((await whoAmI(stage, 'acme', wrong)).status, 401);
    }
    portal.revokeTokens();
    assert.equal((await whoAmI(stage, 'acme', token)).status, 401);
  },

  'are among the secrets, as are the keys and the sign-in tokens': async ({
    sim,
    answerOf,
    tenantJit,
  }) => {
    const token = sim.portal('acme').token();
    const jit = await answerOf('acme', tenantJit('acme', 'invoice'));
    const inUrl = new URL(jit.ConsoleUrl).searchParams.get('SigninToken');
    for (const secret of [token, jit.SecretAccessKey, jit.SessionToken, inUrl]) {
      assert.ok(sim.secrets.has(secret));
    }
  },
});

inSimulator("a portal's API", {
  'says who one is, with a secret that nobody should keep': async ({ sim, answerOf }) => {
    const bob = await answerOf('acme', '/admin/GetUserRoleInfo');
    assert.equal(bob.Username, BOB);
    assert.deepEqual(bob.Roles, ['User']);
    assert.equal(bob.IsReadOnly, false);
    assert.ok(sim.secrets.has(bob.CurrentSessionToken));
    const alice = await answerOf('acme', '/admin/GetUserRoleInfo', ALICE);
    assert.deepEqual(alice.Roles, ['User', 'Administrator']);
    assert.equal(
      (await answerOf('acme', '/admin/GetUserRoleInfo', 'carol@example.com')).IsReadOnly,
      true,
    );
  },

  'lists the tenants, less those that were removed': async ({ sim, call, answerOf, tenantJit }) => {
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
    sim.portal('acme').set({ deniedTenants: ['invoice'] });
    assert.ok(!(await names(BOB)).includes('invoice'));
    assert.ok((await names(ALICE)).includes('invoice'));
    assert.equal((await call('acme', tenantJit('acme', 'invoice'))).status, 403);
  },

  'gives tenants the same GUIDs in every run': async ({ answerOf }) => {
    const [tenant] = await answerOf('acme', '/admin/GetTenantsForUser');
    assert.equal(tenant.TenantId, '1c031356-0489-4cc4-beb8-d95691e5adcc');
    assert.equal(tenant.PlanID, 'nonprod');
  },

  'lists tenants for everybody the other way too': async ({ answerOf }) => {
    assert.equal((await answerOf('acme', '/adminproxy/GetTenantNames')).length, 11);
    assert.equal((await answerOf('acme', '/adminproxy/GetTenantNames', ALICE)).length, 11);
  },

  'tells the features, with flags as they are set': async ({ sim, call, answerOf }) => {
    const acme = await answerOf('acme', '/v3/features/system');
    assert.equal(acme.IsAwsAdminJITEnabled, true);
    assert.equal(acme.IsOtpNeeded, false);
    assert.equal(acme.DefaultAwsPartition, 'aws');
    assert.equal(acme.DefaultAwsAccount, '123456789012');
    assert.equal((await answerOf('initech', '/v3/features/system')).IsOtpNeeded, true);
    assert.equal((await answerOf('gov', '/v3/features/system')).DefaultAwsPartition, 'aws-us-gov');
    sim.portal('acme').set({ adminJit: false, duploOps: true });
    const changed = await answerOf('acme', '/v3/features/system');
    assert.deepEqual([changed.IsAwsAdminJITEnabled, changed.IsDuploOpsEnabled], [false, true]);
    sim.portal('acme').set({ noFeatures: true });
    assert.equal((await call('acme', '/v3/features/system')).status, 404);
  },

  'tells what it knows of a tenant': async ({ sim, call, answerOf }) => {
    const { id } = sim.portal('acme').tenant('billing');
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
  },

  'says in each of its two ways that there is no such tenant': async ({ call }) => {
    const id = '00000000-0000-4000-8000-000000000000';
    const old = await call('acme', `/subscriptions/${id}/GetAwsRegionId`);
    assert.equal(old.status, 400);
    assert.match(old.text, /not found/);
    assert.equal((await call('acme', `/v3/features/tenant/${id}`)).status, 404);
  },

  'keeps settings that an administrator writes': async ({ sim, client, call, answerOf }) => {
    const portal = sim.portal('acme');
    const url = `${portal.apiUrl}/v3/admin/tenant/${portal.tenant('qa').id}/metadata`;
    const headers = { authorization: `Bearer ${portal.token(ALICE)}` };
    const body = JSON.stringify({ Key: 'a', Value: 'b' });
    await client.request(url, { method: 'POST', headers, body });
    assert.deepEqual(JSON.parse((await client.request(url, { headers })).text), [
      { Key: 'a', Value: 'b' },
    ]);
    assert.deepEqual(await answerOf('acme', '/v3/admin/systemSettings/config', ALICE), []);
    assert.equal((await call('acme', '/v3/admin/systemSettings/config', BOB)).status, 403);
  },

  'answers 404 to what it does not have': async ({ call }) => {
    assert.equal((await call('acme', '/v3/nothing')).status, 404);
  },

  'is on a host of its own where the portal has one; the pages answer there with HTML': async ({
    sim,
    client,
  }) => {
    const portal = sim.portal('initech');
    assert.notEqual(portal.apiUrl, portal.url);
    const answer = await client.call(`${portal.url}/admin/GetUserRoleInfo`, portal.token());
    assert.equal(answer.status, 200);
    assert.match(answer.headers['content-type'] ?? '', /^text\/html/);
    assert.match(answer.text, /<form id="login"/);
  },

  'refuses settings that it does not have': ({ sim }) => {
    assert.throws(() => sim.portal('acme').set({ adminJIT: true }), /adminJIT/);
    assert.throws(() => sim.portal('acme').set({ handover: 'psot' }), /psot/);
    assert.throws(() => sim.portal('nowhere'), /nowhere/);
  },
});
