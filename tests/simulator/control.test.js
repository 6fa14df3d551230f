import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('./main.js', import.meta.url));

/** @param {string[]} parameters */
async function start(parameters) {
  const child = spawn(process.execPath, [MAIN, ...parameters], { stdio: ['pipe', 'pipe', 'pipe'] });
  const exit = once(child, 'exit');
  let line = '';
  for await (const chunk of child.stdout) {
    line += chunk;
    if (line.endsWith('\n')) break;
  }
  return { child, exit, state: line && JSON.parse(line) };
}

describe('control', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'simulator-'));
  let simulator;

  before(async () => {
    simulator = await start(['--dir', dir, '--tenants', '7']);
  });
  after(async () => {
    simulator.child.kill();
    await simulator.exit;
    rmSync(dir, { recursive: true });
  });

  const get = async (action) => (await fetch(simulator.state.control + action)).json();
  const post = async (action, body = {}) => {
    const response = await fetch(simulator.state.control + action, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return { status: response.status, ...(await response.json()) };
  };

  it('tells where it is, on standard output and in a file', () => {
    const { proxy, control, caFile, tlsPort, portals } = simulator.state;
    assert.match(proxy, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.match(control, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.match(readFileSync(caFile, 'utf8'), /BEGIN CERTIFICATE/);
    assert.ok(tlsPort > 0);
    assert.deepEqual(
      portals.map(({ name }) => name),
      ['acme', 'globex', 'initech', 'gov'],
    );
    const file = JSON.parse(readFileSync(path.join(dir, 'simulator.json'), 'utf8'));
    assert.deepEqual(file, simulator.state);
  });

  it('drives a portal', async () => {
    assert.equal((await get('/portals/acme')).tenants.length, 9 + 7);
    await post('/portals/acme/set', { validity: 60 });
    assert.equal((await get('/portals/acme')).settings.validity, 60);
    const { token } = await post('/portals/acme/token', {
      user: 'alice@example.com',
      ttlSeconds: 5,
    });
    assert.match(token, /^ey/);
    const faults = [
      { path: 'x', status: 500 },
      { pathPattern: '^/x', bodyBase64: '/w==' },
    ];
    for (const fault of faults) {
      assert.equal((await post('/portals/acme/fault', fault)).status, 200);
    }
    for (const action of ['clear-faults', 'revoke-tokens', 'end-sessions']) {
      assert.equal((await post(`/portals/acme/${action}`)).status, 200);
    }
  });

  it('drives AWS, the clock and the log', async () => {
    await post('/aws/set', { multiSession: true });
    assert.equal((await get('/aws')).multiSession, true);
    assert.equal((await post('/aws/revoke')).ended, 0);
    assert.deepEqual(await get('/aws/minted'), []);
    assert.deepEqual(await get('/aws/sessions'), []);
    assert.equal((await post('/aws/fault', { path: 'federation', status: 500 })).status, 200);
    assert.equal((await post('/aws/clear-faults')).status, 200);
    await post('/clock/advance', { seconds: 3600 });
    assert.ok((await get('/clock')).now > Date.now() + 3500 * 1000);
    assert.deepEqual(await get('/requests'), []);
    assert.deepEqual(await get('/refused'), []);
    assert.equal((await post('/requests/clear')).status, 200);
    assert.match((await get('/requests/wait?path=x&timeoutMs=10')).error, /no such request/);
  });

  it('says what is wrong', async () => {
    const wrong = await post('/portals/acme/set', { validty: 60 });
    assert.equal(wrong.status, 400);
    assert.match(wrong.error, /validty/);
    assert.equal((await post('/nothing')).status, 404);
  });

  it('is not for web pages', async () => {
    const headers = { origin: 'https://acme.duplocloud.net' };
    const response = await fetch(`${simulator.state.control}/requests`, { headers });
    assert.equal(response.status, 403);
  });

  for (const [what, end] of [
    ['standard input ends', (child) => child.stdin.end()],
    ['SIGTERM comes', (child) => child.kill('SIGTERM')],
    ['SIGINT comes', (child) => child.kill('SIGINT')],
  ]) {
    it(`ends when ${what}`, async () => {
      const { child, exit } = await start(['--dir', dir]);
      end(child);
      assert.deepEqual(await exit, [0, null]);
    });
  }

  for (const parameters of [[], ['--dir', dir, '--tenants', 'many'], ['--port', '1']]) {
    it(`refuses the command line "${parameters.slice(-2).join(' ')}"`, () => {
      const { status, stderr } = spawnSync(process.execPath, [MAIN, ...parameters]);
      assert.equal(status, 2);
      assert.match(String(stderr), /usage: /);
    });
  }
});
