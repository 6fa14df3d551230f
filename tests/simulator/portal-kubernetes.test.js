import assert from 'node:assert/strict';
import { inSimulator } from './testing/stage.js';

const ALICE = 'alice@example.com';

/** @param {import('./simulator.js').Simulator} sim @param {string} tenant */
const tenantCall = (sim, tenant) =>
  `/v3/subscriptions/${sim.portal('acme').tenant(tenant)?.id}/k8s/jitAccess`;
/** @param {import('./simulator.js').Simulator} sim @param {string} tenant */
const planCall = (sim, tenant) =>
  `/v3/admin/plans/${sim.portal('acme').tenant(tenant)?.plan}/k8sConfig`;

/** @param {string} token */
const claims = (token) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

inSimulator("a portal's Kubernetes calls", {
  'give a tenant its cluster, a namespace and a token that ends': async ({ sim, answerOf }) => {
    const before = sim.clock.seconds();
    const answer = await answerOf('acme', tenantCall(sim, 'invoice'));
    const after = sim.clock.seconds();
    assert.match(answer.ApiServer, /^https:\/\//);
    assert.equal(answer.DefaultNamespace, 'duploservices-invoice');
    assert.match(
      Buffer.from(answer.CertificateAuthorityDataBase64, 'base64').toString(),
      /^-----BEGIN CERTIFICATE-----\n/,
    );
    const { exp } = claims(answer.Token);
    assert.ok(exp >= before + 900 && exp <= after + 900, `${exp} from ${before} to ${after}`);
    assert.equal(Date.parse(answer.LastTokenRefreshTime) / 1000, exp);
    assert.ok(sim.secrets.has(answer.Token));
  },

  'may name no CA': async ({ sim, answerOf }) => {
    sim.portal('acme').set({ kubernetesAuthority: false });
    const answer = await answerOf('acme', tenantCall(sim, 'invoice'));
    assert.ok(!('CertificateAuthorityDataBase64' in answer));
  },

  'refuse a tenant without Kubernetes, whose features say so': async ({ sim, call, answerOf }) => {
    sim.portal('acme').set({ kubernetes: false });
    assert.equal((await call('acme', tenantCall(sim, 'invoice'))).status, 400);
    assert.equal((await call('acme', planCall(sim, 'invoice'), ALICE)).status, 404);
    const features = `/v3/features/tenant/${sim.portal('acme').tenant('invoice')?.id}`;
    assert.equal((await answerOf('acme', features)).IsKubernetesEnabled, false);
  },

  'give administrators an infrastructure’s': async ({ sim, call, answerOf }) => {
    assert.equal((await call('acme', planCall(sim, 'invoice'))).status, 403);
    const answer = await answerOf('acme', planCall(sim, 'invoice'), ALICE);
    assert.equal(answer.Name, `duploinfra-${sim.portal('acme').tenant('invoice')?.plan}`);
    assert.equal((await call('acme', '/v3/admin/plans/nowhere/k8sConfig', ALICE)).status, 404);
  },
});
