import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startSimulator } from '../simulator/simulator.js';
import { Home, HostProcess } from './program.js';

/**
 * Requests to the portal and to AWS that a path costs at most: cold, as the first one of a fresh host in a fresh home, and warm,
 * when the same host is asked once more.
 * @type {[string, string, (tenant: string) => object, { cold: number, warm: number }][]}
 */
const paths = [
  ['a console', 'open_console', (tenant) => ({ tenant }), { cold: 1, warm: 1 }],
  ['a console by name', 'open_console', () => ({ tenant: 'invoice' }), { cold: 2, warm: 1 }],
  ['an administrator’s console', 'open_console', () => ({ role: 'admin' }), { cold: 1, warm: 1 }],
  ['tenants', 'list_tenants', () => ({}), { cold: 1, warm: 1 }],
  ['credentials', 'get_credentials', (tenant) => ({ tenant }), { cold: 1, warm: 0 }],
  ['how long a session is', 'get_session_length', (tenant) => ({ tenant }), { cold: 1, warm: 0 }],
  ['resources', 'list_resources', (tenant) => ({ tenant }), { cold: 2, warm: 2 }],
  ['resources by name', 'list_resources', () => ({ tenant: 'invoice' }), { cold: 3, warm: 2 }],
  ['what a portal offers', 'get_portal', () => ({}), { cold: 2, warm: 2 }],
  ['a page by its ARN', 'resolve_page', () => ({ to: 'arn:aws:s3:::x' }), { cold: 0, warm: 0 }],
];

describe('the requests that a path costs', () => {
  /** @type {Awaited<ReturnType<typeof startSimulator>>} */
  let sim;
  const homes = /** @type {Home[]} */ ([]);

  before(async () => {
    const home = new Home();
    homes.push(home);
    sim = await startSimulator({ dir: home.dir });
  });

  after(async () => {
    await sim.close();
    for (const home of homes) home.remove();
  });

  /** @returns {Promise<Home>} with the portal, signed in as an administrator */
  async function freshHome() {
    const home = new Home();
    homes.push(home);
    home.env.https_proxy = sim.proxy;
    const acme = sim.portal('acme');
    assert.equal((await home.run(['portal', 'add', acme.url, '--ca-file', sim.caFile])).code, 0);
    const input = acme.token('alice@example.com');
    assert.equal((await home.run(['sign-in', '--token-stdin'], { input })).code, 0);
    return home;
  }

  for (const [what, method, paramsOf, most] of paths)
    test(`${what}: at most ${most.cold}, and ${most.warm} when it is warm`, async () => {
      const host = new HostProcess(await freshHome());
      const tenant = sim.portal('acme').tenants.find(({ name }) => name === 'invoice').id;
      for (const [id, count] of [most.cold, most.warm].entries()) {
        sim.clearRequests();
        const reply = await host.ask({ id: id + 1, method, params: paramsOf(tenant) });
        assert.ok(reply.result, JSON.stringify(reply));
        const asked = sim.requests.map((request) => `${request.host}${request.path}`);
        assert.ok(asked.length <= count, asked.join('\n'));
      }
      host.child.stdin.end();
      await host.exited;
    });
});
