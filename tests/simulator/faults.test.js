import assert from 'node:assert/strict';
import { inSimulator } from './testing/stage.js';

const ask = (call) => call('acme', '/admin/GetUserRoleInfo');

inSimulator('faults', {
  'answer in place of the portal, as often as is said': async ({ sim, call }) => {
    const acme = sim.portal('acme');
    acme.fault({ path: 'GetUserRoleInfo', status: 503, times: 2 });
    assert.deepEqual(
      [(await ask(call)).status, (await ask(call)).status, (await ask(call)).status],
      [503, 503, 200],
    );
    acme.fault({ path: /^\/admin\//, body: '<html>log in</html>' });
    const { status, headers, text } = await ask(call);
    assert.deepEqual([status, text], [200, '<html>log in</html>']);
    assert.match(headers['content-type'] ?? '', /^text\/html/);
    assert.equal((await call('acme', '/v3/features/system')).status, 200);
    acme.clearFaults();
    assert.equal((await ask(call)).status, 200);
  },

  'send bytes, objects and headers as given': async ({ sim, call }) => {
    const acme = sim.portal('acme');
    acme.fault({ path: 'GetUserRoleInfo', body: { Message: 'no' }, status: 403, times: 1 });
    assert.equal((await ask(call)).text, '{"Message":"no"}');
    acme.fault({
      path: 'GetUserRoleInfo',
      body: '',
      status: 302,
      headers: { location: '/x' },
      times: 1,
    });
    assert.equal((await ask(call)).headers.location, '/x');
    acme.fault({
      path: 'GetUserRoleInfo',
      body: Buffer.from([0xff]),
      contentType: 'application/json',
    });
    assert.equal((await ask(call)).headers['content-type'], 'application/json');
  },

  'break the connection': async ({ sim, call }) => {
    sim.portal('acme').fault({ path: 'GetUserRoleInfo', drop: true });
    await assert.rejects(ask(call), /socket hang up|ECONNRESET/);
  },

  'never answer, and the request shows in the log': async ({ sim, call }) => {
    sim.portal('acme').fault({ path: 'GetUserRoleInfo', hang: true });
    sim.clearRequests();
    const race = await Promise.race([
      ask(call).catch(() => 'answered'),
      sim.waitForRequest(({ path }) => path.endsWith('GetUserRoleInfo')).then(() => 'asked'),
    ]);
    assert.equal(race, 'asked');
    assert.equal(sim.requests[0].pending, true);
  },

  'delay the real answer': async ({ sim, call }) => {
    sim.portal('acme').fault({ path: 'GetUserRoleInfo', delayMs: 100 });
    const start = performance.now();
    assert.equal((await ask(call)).status, 200);
    assert.ok(performance.now() - start >= 99);
  },

  'are refused where they make no sense': ({ sim }) => {
    assert.throws(() => sim.portal('acme').fault({ path: 'x', stauts: 500 }), /stauts/);
    assert.throws(() => sim.portal('acme').fault({ status: 500 }), /path/);
  },
});
