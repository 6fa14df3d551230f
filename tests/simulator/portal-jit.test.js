import assert from 'node:assert/strict';
import { TestClient, textOf } from './testing/client.js';
import { inSimulator } from './testing/stage.js';

const BOB = 'bob@example.com';
const ALICE = 'alice@example.com';
const ADMIN_JIT = '/v3/admin/aws/jitAccess/admin';
const DUPLO_OPS_JIT = '/v3/admin/aws/jitAccess/duplo-ops';
const OLD_ADMIN_JIT = '/adminproxy/GetJITAwsConsoleAccessUrl';

inSimulator("a portal's JIT calls", {
  'gives a tenant a sign-in URL, its keys and how long they live': async ({
    sim,
    answerOf,
    tenantJit,
  }) => {
    const jit = await answerOf('acme', tenantJit('acme', 'invoice'));
    assert.deepEqual(Object.keys(jit).sort(), [
      ...['AccessKeyId', 'ConsoleUrl', 'Region', 'SecretAccessKey', 'SessionToken', 'Validity'],
    ]);
    assert.equal(jit.Validity, 3600);
    assert.equal(jit.Region, 'us-west-2');
    const { text } = await new TestClient(sim).open(jit.ConsoleUrl);
    assert.equal(textOf(text, 'user'), `duploservices-invoice/${BOB}`);
    assert.equal(textOf(text, 'account'), '123456789012');
    assert.equal(sim.aws.minted.at(-1)?.by, 'portal');
  },

  'makes sessions and keys of the validity that is set': async ({ sim, answerOf, tenantJit }) => {
    sim.portal('acme').set({ validity: 60 });
    const jit = await answerOf('acme', tenantJit('acme', 'invoice'));
    assert.equal(jit.Validity, 60);
    const browser = new TestClient(sim);
    const page = await browser.open(jit.ConsoleUrl);
    sim.clock.advance(60);
    assert.equal((await browser.request(page.url)).status, 302);
  },

  'may leave the validity out, or give none that is one': async ({ sim, answerOf, tenantJit }) => {
    sim.portal('acme').set({ validity: null });
    assert.ok(!('Validity' in (await answerOf('acme', tenantJit('acme', 'invoice')))));
    sim.portal('acme').set({ validity: 0 });
    assert.equal((await answerOf('acme', tenantJit('acme', 'invoice'))).Validity, 0);
  },

  'may give a regional sign-in URL, one on a foreign host, none, or anything': async ({
    sim,
    answerOf,
    tenantJit,
  }) => {
    const consoleUrl = async (changes) => {
      sim.portal('acme').set(changes);
      return (await answerOf('acme', tenantJit('acme', 'invoice'))).ConsoleUrl;
    };
    assert.match(
      await consoleUrl({ consoleUrl: 'aws' }),
      /^https:\/\/signin\.aws\.amazon\.com\/federation\?/,
    );
    const regional = await consoleUrl({ regionalConsoleUrl: true });
    assert.match(regional, /^https:\/\/us-west-2\.signin\.aws\.amazon\.com\/federation\?/);
    const foreign = new URL(await consoleUrl({ consoleUrl: 'foreign', regionalConsoleUrl: false }));
    assert.equal(foreign.hostname, 'signin.aws.amazon.com.evil.example');
    assert.equal(await consoleUrl({ consoleUrl: 'none' }), undefined);
    assert.equal(await consoleUrl({ consoleUrl: 'javascript:1' }), 'javascript:1');
  },

  'is of the partition of the portal': async ({ sim, answerOf, tenantJit }) => {
    const jit = await answerOf('gov', tenantJit('gov', 'census'));
    assert.equal(new URL(jit.ConsoleUrl).hostname, 'signin.amazonaws-us-gov.com');
    const { url } = await new TestClient(sim).open(jit.ConsoleUrl);
    assert.equal(new URL(url).hostname, 'us-gov-west-1.console.amazonaws-us-gov.com');
  },

  'can be denied to who is no administrator': async ({ sim, call, tenantJit }) => {
    sim.portal('acme').set({ nonAdminJit: false });
    assert.equal((await call('acme', tenantJit('acme', 'invoice'))).status, 403);
    assert.equal((await call('acme', tenantJit('acme', 'invoice'), ALICE)).status, 200);
  },

  'gives administrators the admin session, of a region too': async ({ sim, call, answerOf }) => {
    assert.equal((await call('acme', ADMIN_JIT)).status, 403);
    const jit = await answerOf('acme', ADMIN_JIT, ALICE);
    const { text } = await new TestClient(sim).open(jit.ConsoleUrl);
    assert.equal(textOf(text, 'user'), `duplo-jit-admin/${ALICE}`);
    assert.equal((await answerOf('acme', `${ADMIN_JIT}/eu-west-1`, ALICE)).Region, 'eu-west-1');
  },

  'gives the duplo-ops session where it is on': async ({ sim, call }) => {
    assert.equal((await call('acme', DUPLO_OPS_JIT, ALICE)).status, 403);
    sim.portal('acme').set({ duploOps: true });
    assert.equal((await call('acme', DUPLO_OPS_JIT, ALICE)).status, 200);
  },

  'has the admin session switched off where it is off': async ({ sim, call }) => {
    sim.portal('acme').set({ adminJit: false });
    assert.equal((await call('acme', ADMIN_JIT, ALICE)).status, 403);
  },

  'has only the older admin call on an older portal': async ({ call, answerOf }) => {
    assert.equal((await call('globex', ADMIN_JIT, ALICE)).status, 404);
    assert.equal((await answerOf('globex', OLD_ADMIN_JIT, ALICE)).Region, 'eu-west-1');
  },

  'asks administrators for a one-time password where one is needed': async ({
    call,
    tenantJit,
  }) => {
    assert.equal((await call('initech', ADMIN_JIT, ALICE)).status, 403);
    assert.equal((await call('initech', ADMIN_JIT, ALICE, { otpcode: '1' })).status, 403);
    assert.equal((await call('initech', ADMIN_JIT, ALICE, { otpcode: '246810' })).status, 200);
    assert.equal((await call('initech', tenantJit('initech', 'tps'))).status, 200);
  },
});
