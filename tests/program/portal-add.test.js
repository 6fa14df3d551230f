import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { startSimulator } from '../simulator/simulator.js';
import { PlainPortal } from './plain-portal.js';
import { Home } from './program.js';

const ASKED = '/admin/GetUserRoleInfo';
const ANYWAY = ' to add it all the same, as without the network or VPN: --unchecked\n';

describe('a portal that is added at a terminal', () => {
  const plain = new PlainPortal();
  /** @type {Home} */
  let home;
  /** @type {import('../simulator/simulator.js').Simulator} */
  let sim;
  /** @type {any} */
  let acme;
  before(async () => {
    sim = await startSimulator();
    acme = sim.portal('acme');
  });
  after(async () => {
    await plain.close();
    await sim.close();
  });
  beforeEach(() => {
    home = new Home();
    Object.assign(home.env, { https_proxy: sim.proxy, SSL_CERT_FILE: sim.caFile });
  });
  afterEach(() => {
    home.remove();
    acme.clearFaults();
    sim.setOffline(false);
  });

  /** @param {string[]} args */
  const add = (...args) => home.run(['portal', 'add', ...args]);
  const names = async () =>
    JSON.parse((await home.run(['portal', 'list', '--json'])).stdout).map(
      (/** @type {any} */ { name }) => name,
    );

  /** Not added, in one sentence, with both ways on. @param {string[]} args @param {number} code @param {RegExp} says @param {string} next */
  async function refused(args, code, says, next) {
    const result = await add(...args);
    assert.equal(result.code, code, result.stderr);
    assert.match(result.stderr, /^jit-console: \S.*[^.]\n {2}\S.*\n$/);
    assert.match(result.stderr, says);
    assert.ok(result.stderr.includes(next), result.stderr);
    assert.equal(result.stderr.includes('did you mean'), next.startsWith('did you mean'));
    assert.ok(result.stderr.endsWith(ANYWAY), result.stderr);
    assert.deepEqual(await names(), []);
  }

  test('is asked once, without a token, before it is saved', async () => {
    sim.clearRequests();
    const { code, stderr } = await add('Acme.duplocloud.net/app/');
    assert.equal(code, 0, stderr);
    assert.equal(
      stderr,
      'added acme (https://acme.duplocloud.net); next: jit-console sign-in acme\n',
    );
    assert.deepEqual(
      sim.requests.map(({ path, status, user }) => [path, status, user ?? null]),
      [[ASKED, 401, null]],
    );
  });

  test('is asked at its API’s address', async () => {
    const { url, apiUrl } = sim.portal('initech');
    sim.clearRequests();
    assert.equal((await add(url, '--api-url', apiUrl)).code, 0);
    assert.deepEqual(
      sim.requests.map(({ host }) => `https://${host}`),
      [apiUrl],
    );
  });

  test('is not saved as acme, which is no host: the whole name is offered', async () => {
    await refused(
      ['acme'],
      30,
      /: acme can't be reached: the proxy refused the connection \(403\)\n/,
      'did you mean: jit-console portal add https://acme.duplocloud.net?',
    );
    await refused(
      ['https://ACME/', '--name', 'mine'],
      30,
      /acme can't be reached/,
      'did you mean: jit-console portal add https://acme.duplocloud.net --name mine?',
    );
    await refused(
      ['acme.duplocloud'],
      30,
      /acme\.duplocloud can't be reached/,
      'did you mean: jit-console portal add https://acme.duplocloud.net?',
    );
    assert.equal((await add('acme.duplocloud.net')).code, 0);
  });

  test('that has a whole name and whose name is not known is said to be out of reach', async () => {
    home.env.no_proxy = 'nowhere.invalid';
    await refused(
      ['portal.nowhere.invalid'],
      30,
      /portal\.nowhere\.invalid can't be reached: .*resolve/,
      'check the network, the VPN and the proxy settings',
    );
  });

  /** @type {Record<string, [object, RegExp]>} */
  const others = {
    'a redirect': [
      { status: 302, headers: { location: 'https://login.example/' } },
      /no DuploCloud portal answers there: acme\.duplocloud\.net answered with a redirect \(302\)/,
    ],
    'a login page': [
      { status: 200, body: '<html>' },
      /no DuploCloud portal answers there: .* answered with a web page instead of data/,
    ],
    'a server of another kind': [
      { status: 404, path: '/admin/' },
      /no DuploCloud portal answers there: .*\(404\)/,
    ],
  };
  for (const [what, [fault, says]] of Object.entries(others))
    test(`and answers with ${what} is not saved`, async () => {
      acme.fault({ path: ASKED, ...fault });
      await refused([acme.url], 36, says, 'open the portal in your browser and copy its address');
    });

  test('whose certificate isn’t trusted is not saved until its CA file is named', async () => {
    await plain.start(home.dir);
    home.env.no_proxy = 'localhost';
    await refused([plain.url], 31, /the connection to localhost:\d+ can't be trusted/, '--ca-file');
    assert.equal((await add(plain.url, '--ca-file', String(plain.caFile))).code, 0);
  });

  test('out of reach is added with --unchecked, without a request', async () => {
    sim.setOffline(true);
    await refused([acme.url], 30, /acme\.duplocloud\.net can't be reached/, 'the VPN');
    sim.clearRequests();
    const { code, stderr } = await add(acme.url, '--unchecked');
    assert.equal(code, 0, stderr);
    assert.deepEqual(await names(), ['acme']);
    assert.equal((await add('acme', '--unchecked', '--name', 'bare')).code, 0);
    assert.deepEqual(sim.requests, []);
  });

  test('that is there already is not asked again', async () => {
    assert.equal((await add(acme.url)).code, 0);
    sim.setOffline(true);
    const { code, stderr } = await add(acme.url);
    assert.equal(code, 0, stderr);
  });
});
