/* How the host's costs grow with tenants and with portals. Prints the medians and writes them to build/benchmark/growth.json.
 *
 *     node tests/benchmark/growth.js [ROUNDS]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HostProcess } from '../program/program.js';
import { keep, machine, median } from './measured.js';
import { end, memoryOf, timed, World } from './world.js';

const ROUNDS = Number(process.argv[2] ?? 11);
const rows = [];
for (const count of [1, 100, 10_000]) {
  const world = await new World().start({ tenants: count });
  try {
    const home = await world.home(0);
    const open = { method: 'open_console', params: { tenant: world.tenant } };
    rows.push({
      what: 'tenants',
      count,
      list: await costOf(home, { method: 'list_tenants' }),
      click: await costOf(home, open),
    });
  } finally {
    world.close();
  }
}
// More take minutes: the time grows with the square of their number.
for (const count of [1, 10, 100]) {
  const world = await new World().start();
  try {
    const home = await world.home(0);
    addPortals(home, count - 1);
    const open = { method: 'open_console', params: { tenant: world.tenant, portal: 'acme' } };
    rows.push({
      what: 'portals',
      count,
      list: await costOf(home, { method: 'list_portals' }),
      click: await costOf(home, open),
    });
  } finally {
    world.close();
  }
}
console.table(rows.map(({ list, click, ...row }) => ({ ...row, ...list, click: click.ms })));
keep('growth', { machine: machine(), rounds: ROUNDS, rows });

/** @returns {Promise<{ ms: number, memory: number }>} of one request to a host that runs, and what the host has then in MB */
async function costOf(home, { method, params = {} }) {
  const times = [];
  const host = new HostProcess(home);
  await host.frame(({ event }) => event === 'hello');
  for (let round = 0; round <= ROUNDS; round++)
    times.push(await timed(() => answered(host, method, params)));
  const memory = memoryOf(host);
  await end(host);
  return { ms: Number(median(times.slice(1)).toFixed(2)), memory: Number(memory.toFixed(1)) };
}

/** A long answer comes in parts, of which the last one counts. */
async function answered(host, method, params) {
  host.frames.length = 0;
  host.send({ id: 1, method, params });
  const { error } = await host.frame(
    ({ id, part }) => id === 1 && (!part || part.index === part.count - 1),
  );
  if (error) throw new Error(`${method}: ${JSON.stringify(error)}`);
}

/** @param {import('../program/program.js').Home} home @param {number} count */
function addPortals(home, count) {
  const file = join(home.dir, '.config/jit-console/config.json');
  const config = JSON.parse(readFileSync(file, 'utf8'));
  const [first] = config.portals;
  for (let nth = 0; nth < count; nth++) {
    const url = `https://portal-${nth}.example`;
    config.portals.push({ ...first, name: `portal-${nth}`, url });
  }
  writeFileSync(file, JSON.stringify(config));
}
