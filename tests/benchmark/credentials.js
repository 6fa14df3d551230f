/* What it takes to print AWS keys for a tenant named on the command line: `jit-console credentials`, a Python client that makes
 * duploctl's calls, and a script of curl and jq; whole processes. Prints the medians and writes them to build/benchmark/credentials.json.
 *
 *     node tests/benchmark/credentials.js [ROUNDS]
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PROGRAM, runToEnd } from '../program/program.js';
import { keep, machine, median } from './measured.js';
import { alternately, timed, World } from './world.js';

const ROUNDS = Number(process.argv[2] ?? 15);
const ROUND_TRIPS = [0, 50, 200];
const peer = (file) => fileURLToPath(new URL(`peers/${file}`, import.meta.url));

const world = await new World().start({ roundTrips: ROUND_TRIPS });
try {
  const rows = [];
  for (const roundTrip of ROUND_TRIPS) {
    const figures = await alternately(await candidates(roundTrip), ROUNDS);
    for (const [name, times] of Object.entries(figures))
      rows.push({ roundTrip, name, ms: Number(median(times).toFixed(1)) });
  }
  console.table(rows);
  keep('credentials', { machine: machine(), rounds: ROUNDS, rows });
} finally {
  world.close();
}

/** @param {number} roundTrip @returns {Promise<Record<string, () => Promise<number>>>} */
async function candidates(roundTrip) {
  const home = await world.home(roundTrip);
  const url = world.urls.get(roundTrip) ?? '';
  const ours = [PROGRAM, 'credentials', 'acme', '--tenant', 'web'];
  const commands = {
    'jit-console, asking the portal': [...ours, '--no-cache'],
    'jit-console, from its cache': ours,
    'Python, duploctl’s calls': ['python3', peer('duploctl_calls.py'), url, 'web'],
  };
  if (existsSync('/usr/bin/jq')) commands['curl and jq'] = [peer('curl_and_jq.sh'), url, 'web'];
  const takes = Object.entries(commands).map(([name, command]) => [
    name,
    () => timed(() => keysBy(command, home.env)),
  ]);
  return Object.fromEntries(takes);
}

/** @param {string[]} command @param {Record<string, string>} env */
async function keysBy(command, env) {
  const { code, stdout, stderr } = await runToEnd(command, { input: '', env });
  // What fails is quick, and would count as fast.
  if (code !== 0 || !JSON.parse(stdout).SecretAccessKey) throw new Error(`${command}: ${stderr}`);
}
