import assert from 'node:assert/strict';
import { labelOf, TestClient, textOf } from './testing/client.js';
import { inSimulator } from './testing/stage.js';

const TENANTS = '/admin/GetTenantsForUser';
const FEATURES = '/v3/features/system';

inSimulator('a portal whose answers are other than guessed', {
  'has its field names in other letters': async ({ sim, answerOf, tenantJit }) => {
    sim.portal('acme').set({ fieldCase: 'camel' });
    assert.equal((await answerOf('acme', TENANTS))[0].metadata[0].key, 'enable_alerting');
    sim.portal('acme').set({ fieldCase: 'upper' });
    assert.match((await answerOf('acme', tenantJit('acme', 'invoice'))).CONSOLEURL, /^https:/);
  },

  'has optional fields of another type, among some that nobody knows': async ({
    sim,
    answerOf,
    tenantJit,
  }) => {
    sim.portal('acme').set({ oddFields: true });
    const features = await answerOf('acme', FEATURES);
    assert.equal(features.AwsRegions, 'us-west-2, us-east-1');
    assert.deepEqual(features.$type, { Odd: [null, 1e300] });
    const jit = await answerOf('acme', tenantJit('acme', 'invoice'));
    assert.equal(jit.Validity, 'soon');
    assert.match(jit.AccessKeyId, /^ASIA/);
  },

  'has its Validity as text': async ({ sim, answerOf, tenantJit }) => {
    sim.portal('acme').set({ validityAsText: true });
    assert.equal((await answerOf('acme', tenantJit('acme', 'invoice'))).Validity, '3600');
  },

  'has tenants of any name, and roles that AWS takes': async ({ sim, answerOf, tenantJit }) => {
    sim.portal('acme').set({ oddTenants: true });
    const names = (await answerOf('acme', TENANTS)).map(({ AccountName }) => AccountName);
    assert.deepEqual(names.slice(-4), ['Data Platform', 'web.eu', 'ACME-Ops', 'فريق المنصة']);
    const jit = await answerOf('acme', tenantJit('acme', 'Data Platform'));
    const { text } = await new TestClient(sim).open(jit.ConsoleUrl);
    assert.equal(textOf(text, 'user'), 'duploservices-Data-Platform/bob@example.com');
  },

  'lists its tenants in parts, or only the first of them': async ({ sim, answerOf }) => {
    sim.portal('acme').set({ tenantParts: 'linked' });
    const names = [];
    let path = TENANTS;
    while (path) {
      const { Items, NextPageLink, Count } = await answerOf('acme', path);
      assert.equal(Count, 11);
      names.push(...Items.map(({ AccountName }) => AccountName));
      path = NextPageLink && TENANTS + new URL(NextPageLink).search;
    }
    assert.equal(new Set(names).size, 11);
    sim.portal('acme').set({ tenantParts: 'counted' });
    const { Items, NextPageLink } = await answerOf('acme', TENANTS);
    assert.deepEqual([Items.length, NextPageLink], [4, null]);
  },

  'writes its sign-in URLs in other ways': async ({ sim, answerOf, tenantJit }) => {
    const url = async (consoleUrl) => {
      sim.portal('acme').set({ consoleUrl });
      return (await answerOf('acme', tenantJit('acme', 'invoice'))).ConsoleUrl;
    };
    assert.equal(new URL(await url('no-destination')).searchParams.get('Destination'), null);
    assert.match(await url('plus-for-blank'), /&Issuer=Portal\+of\+ACME&/);
    const lower = await url('lower-case-escapes');
    assert.match(lower, /https%3a%2f%2f/);
    assert.equal((await new TestClient(sim).open(lower)).status, 200);
    assert.match(await url('relative'), /^\/federation\?/);
    assert.match(await url('http'), /^http:\/\/signin\./);
  },

  'fails by chance, the same in each run of a seed': async ({ sim, call }) => {
    const statuses = async (seed) => {
      sim.portal('acme').clearFaults();
      const fault = sim.portal('acme').fault({ path: TENANTS, status: 503, share: 0.3, seed });
      const seen = [];
      for (let asked = 0; asked < 20; asked++) {
        seen.push((await call('acme', TENANTS)).status);
        // What else is asked changes no luck.
        if (asked % 3 === 0) await call('acme', FEATURES);
      }
      assert.equal(fault.met, seen.filter((status) => status === 503).length);
      return seen.join();
    };
    const first = await statuses(7);
    assert.match(first, /200.*503|503.*200/);
    assert.equal(await statuses(7), first);
    assert.notEqual(await statuses(8), first);
    sim.portal('acme').clearFaults();
  },

  'keeps a fault that is always there, behind others': async ({ sim, call }) => {
    const globex = sim.portal('globex');
    globex.fault({ path: TENANTS, status: 503, always: true });
    globex.fault({ path: TENANTS, status: 418, times: 1 });
    assert.equal((await call('globex', TENANTS)).status, 418);
    globex.clearFaults();
    assert.equal((await call('globex', TENANTS)).status, 503);
  },

  'fails at each N-th request only': async ({ sim, call }) => {
    sim.portal('acme').fault({ path: TENANTS, status: 503, every: 3 });
    const statuses = [];
    for (let asked = 0; asked < 6; asked++) statuses.push((await call('acme', TENANTS)).status);
    assert.deepEqual(statuses, [200, 200, 503, 200, 200, 503]);
    assert.equal((await call('acme', FEATURES)).status, 200);
  },
});

inSimulator('an AWS that is other than reported', {
  'labels an identity anew at each sign-in, and the label before is over': async ({
    sim,
    client,
    signIn,
  }) => {
    sim.aws.set({ multiSession: true, stableLabels: false });
    const [first, second] = [await signIn('first'), await signIn('first')];
    assert.notEqual(labelOf(first.url), labelOf(second.url));
    assert.equal((await client.request(first.url)).status, 302);
    assert.equal((await client.request(second.url)).status, 200);
    assert.equal(sim.aws.sessions.length, 1);
  },

  'takes a sign-in URL again': async ({ sim, keysOf, signInUrl }) => {
    sim.aws.set({ singleUse: false });
    const url = await signInUrl(keysOf('first'));
    for (let times = 0; times < 2; times++)
      assert.equal((await new TestClient(sim).open(url)).status, 200);
  },

  'announces the end in an element that nobody has seen yet': async ({ sim, signIn }) => {
    sim.aws.set({ dialogue: 'other' });
    assert.match((await signIn('first')).text, /"dialogue":"other"/);
  },
});
