import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { each, onStage } from './testing/stage.js';

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

/** A simulator in a process of its own, and its control API. */
function processSet() {
  const stage = /** @type {any} */ ({ dir: mkdtempSync(path.join(tmpdir(), 'simulator-')) });
  let simulator;
  const open = async () => {
    simulator = await start(['--dir', stage.dir, '--tenants', '7']);
    stage.state = simulator.state;
  };
  stage.get = async (action) => (await fetch(stage.state.control + action)).json();
  stage.post = async (action, body = {}) => {
    const request = { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(stage.state.control + action, request);
    return { status: response.status, ...(await response.json()) };
  };
  const close = async () => {
    simulator.child.kill();
    await simulator.exit;
    rmSync(stage.dir, { recursive: true });
  };
  return { stage, open, reset: () => stage.post('/requests/clear'), close };
}

const ENDS = [
  ['standard input ends', (child) => child.stdin.end()],
  ['SIGTERM comes', (child) => child.kill('SIGTERM')],
  ['SIGINT comes', (child) => child.kill('SIGINT')],
];

onStage('the simulator as a program', processSet(), {
  'tells where it is, on standard output and in a file': ({ state, dir }) => {
    const { proxy, control, caFile, tlsPort, portals } = state;
    assert.match(proxy, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.match(control, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.match(readFileSync(caFile, 'utf8'), /BEGIN CERTIFICATE/);
    assert.ok(tlsPort > 0);
    assert.deepEqual(
      portals.map(({ name }) => name),
      ['acme', 'globex', 'initech', 'gov'],
    );
    const file = JSON.parse(readFileSync(path.join(dir, 'simulator.json'), 'utf8'));
    assert.deepEqual(file, state);
  },

  'drives a portal': async ({ get, post }) => {
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
  },

  'drives AWS, the clock and the log': async ({ get, post }) => {
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
    assert.equal((await post('/offline', { offline: true })).status, 200);
    assert.equal((await post('/offline', { offline: false })).status, 200);
    assert.equal((await post('/requests/clear')).status, 200);
    assert.match((await get('/requests/wait?path=x&timeoutMs=10')).error, /no such request/);
  },

  'says what is wrong': async ({ post }) => {
    const wrong = await post('/portals/acme/set', { validty: 60 });
    assert.equal(wrong.status, 400);
    assert.match(wrong.error, /validty/);
    assert.equal((await post('/nothing')).status, 404);
  },

  'is not for web pages': async ({ state }) => {
    const headers = { origin: 'https://acme.duplocloud.net' };
    const response = await fetch(`${state.control}/requests`, { headers });
    assert.equal(response.status, 403);
  },

  ...each(ENDS, ([what, end]) => [
    `ends when ${what}`,
    async ({ dir }) => {
      const { child, exit } = await start(['--dir', dir]);
      end(child);
      assert.deepEqual(await exit, [0, null]);
    },
  ]),

  ...each([[], ['--dir', '.', '--tenants', 'many'], ['--port', '1']], (parameters) => [
    `refuses the command line "${parameters.join(' ')}"`,
    () => {
      const { status, stderr } = spawnSync(process.execPath, [MAIN, ...parameters]);
      assert.equal(status, 2);
      assert.match(String(stderr), /usage: /);
    },
  ]),
});
