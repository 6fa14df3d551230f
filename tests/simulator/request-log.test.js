import assert from 'node:assert/strict';
import { TestClient } from './testing/client.js';
import { inSimulator } from './testing/stage.js';

inSimulator('the log of requests', {
  'has each request with its answer and whose it was, and no secrets': async ({ sim }) => {
    const client = new TestClient(sim);
    const portal = sim.portal('acme');
    await client.call(`${portal.url}/admin/GetUserRoleInfo?t=secret&a=b`, portal.token());
    const [{ at, userAgent, ...request }] = sim.requests;
    assert.equal(userAgent, '');
    assert.ok(Math.abs(Date.now() - at) < 10_000);
    assert.deepEqual(request, {
      host: 'acme.duplocloud.net',
      method: 'GET',
      path: '/admin/GetUserRoleInfo',
      query: { t: '…', a: 'b' },
      pending: false,
      status: 200,
      user: 'bob@example.com',
      origin: null,
      httpVersion: '1.1',
    });
  },

  "leaves the pages' own plumbing out": async ({ sim }) => {
    const client = new TestClient(sim);
    const { status } = await client.request('https://acme.duplocloud.net/__simulator/portal.css');
    assert.equal(status, 200);
    assert.deepEqual(sim.requests, []);
  },

  'can be waited on, and says what came instead': async ({ sim }) => {
    const client = new TestClient(sim);
    const [request] = await Promise.all([
      sim.waitForRequest(({ path }) => path === '/app/login'),
      client.request('https://acme.duplocloud.net/app/login'),
    ]);
    assert.equal(request.host, 'acme.duplocloud.net');
    const waiting = sim.waitForRequest(({ path }) => path === '/x', { timeoutMs: 10 });
    await assert.rejects(waiting, /within 10 ms; seen:\nGET acme\.duplocloud\.net\/app\/login/);
  },
});
