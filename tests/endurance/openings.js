// Opens consoles through one host and looks at its memory: node tests/endurance/openings.js [COUNT] [COMMAND…], 200 by
// default. A COMMAND such as valgrind runs the host. Fails where the host grows, a request fails, or it doesn't end with 0.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { CALLER, Home, HostProcess, PROGRAM } from '../program/program.js';
import { startSimulator } from '../simulator/simulator.js';

const [count = '200', ...command] = process.argv.slice(2);
const openings = Number(count);
// Warm after a quarter of them: connections, threads' arenas and the library's caches are there.
const warm = Math.ceil(openings / 4);
const GROWTH = 1024; // KiB

const home = new Home();
const simulator = await startSimulator({ dir: home.dir });
const acme = simulator.portal('acme');
home.env.https_proxy = String(simulator.proxy);
for (const [args, input] of /** @type {[string[], string][]} */ ([
  [['portal', 'add', acme.url, '--ca-file', String(simulator.caFile)], ''],
  [['sign-in', 'acme', '--token-stdin'], acme.token()],
]))
  assert.equal((await home.run(args, { input })).code, 0);

const [program, ...before] = [...command, PROGRAM];
const host = new HostProcess(home, [...before, CALLER], program);
host.patience = 120_000; // valgrind is slow to start
const tenants = acme.tenants.map(({ id }) => id);

/** Of the host, in KiB. */
function resident() {
  const status = readFileSync(`/proc/${host.child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s*(\d+)/.exec(status)?.[1]);
}

let start = 0;
for (let id = 1; id <= openings; id++) {
  const tenant = tenants[id % tenants.length];
  const method = id % 10 === 0 ? 'get_credentials' : 'open_console';
  const { error } = await host.ask({ id, method, params: { portal: 'acme', tenant } });
  assert.equal(error, undefined, JSON.stringify(error));
  host.frames.length = 0;
  if (id === warm) start = resident();
}
const end = resident();
host.child.stdin.end();
const code = await host.exited;
if (host.stderr) console.error(host.stderr);
await simulator.close();
home.remove();

console.log(
  `${openings} openings: ${start} KiB after ${warm}, ${end} KiB at the end, exit code ${code}`,
);
assert.equal(code, 0);
// ThreadSanitizer keeps what it saw of each thread.
if (!('TSAN_OPTIONS' in process.env))
  assert.ok(end - start <= GROWTH, `it grew by ${end - start} KiB`);
