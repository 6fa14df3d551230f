/* The host's start, messages, clicks and memory, beside a bare program with the same libraries and Debian's keepassxc-proxy. Prints
 * the medians and writes them to build/benchmark/host.json.
 *
 *     tests/benchmark/system-store.sh node tests/benchmark/host.js [ROUNDS]     (without system-store.sh: only a small trust store)
 */
import { existsSync, mkdirSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { CALLER, HostProcess, PROGRAM, runToEnd } from '../program/program.js';
import { keep, machine, median } from './measured.js';
import { alternately, ask, end, memoryOf, timed, World } from './world.js';

const ROUNDS = Number(process.argv[2] ?? 21);
const ROUND_TRIPS = [0, 50, 200];
const stores = process.env.JIT_CONSOLE_STORE ? ['small', 'system'] : ['small'];

const BARE = new URL('../../build/release/tests/benchmark/bare_host', import.meta.url).pathname;
const KEEPASSXC = '/usr/bin/keepassxc-proxy';

const world = await new World().start({ roundTrips: ROUND_TRIPS });
const home = await world.home(0);
const keepassxc = await keepassxcHome();
/** @type {Record<string, [import('../program/program.js').Home, string]>} */
const hosts = { 'jit-console': [home, PROGRAM] };
if (existsSync(BARE)) hosts['a bare host'] = [home, BARE];
if (keepassxc) hosts['keepassxc-proxy'] = [keepassxc, KEEPASSXC];

try {
  const figures = {
    machine: machine(),
    rounds: ROUNDS,
    start: medians(await alternately(starts(), ROUNDS)),
    message: medians(await messages()),
    click: await clicks(),
    memory: await memory(),
  };
  console.log(JSON.stringify(figures, null, 2));
  keep('host', figures);
} finally {
  world.close();
  keepassxc?.server.close();
  keepassxc?.remove();
}

/** @param {Record<string, number[]>} figures */
function medians(figures) {
  return Object.fromEntries(
    Object.entries(figures).map(([name, times]) => [name, Number(median(times).toFixed(2))]),
  );
}

/** From the start of the process to its first reply; and a whole run of what prints its version or does nothing. */
function starts() {
  const firstReply = async ([at, program]) => {
    const start = performance.now();
    const host = new HostProcess(at, [CALLER], program);
    await ask(host, 'list_portals');
    const took = performance.now() - start;
    await end(host);
    return took;
  };
  const wholeRun = (...command) => timed(() => runToEnd(command, { input: '', env: home.env }));
  return {
    ...Object.fromEntries(
      Object.entries(hosts).map(([name, host]) => [
        `first reply of ${name}`,
        () => firstReply(host),
      ]),
    ),
    'jit-console --version': () => wholeRun(PROGRAM, '--version'),
    'curl --version': () => wholeRun('curl', '--version'),
    'python3 -c pass': () => wholeRun('python3', '-c', 'pass'),
    true: () => wholeRun('true'),
  };
}

async function messages() {
  const open = Object.entries(hosts).map(([name, [at, program]]) => {
    const host = new HostProcess(at, [CALLER], program);
    return { name, host };
  });
  const takes = open.map(({ name, host }) => [name, () => timed(() => ask(host, 'list_portals'))]);
  const figures = await alternately(Object.fromEntries(takes), 20 * ROUNDS);
  for (const { host } of open) await end(host);
  return figures;
}

/** From a click's request to the sign-in URL: cold with the start of the host, warm on its kept connection. */
async function clicks() {
  const rows = [];
  for (const roundTrip of ROUND_TRIPS) {
    const homes = await Promise.all(stores.map((store) => world.home(roundTrip, store)));
    const takes = stores.map((store, at) => [store, () => coldAndWarm(homes[at])]);
    /** @type {Record<string, any[]>} */
    const figures = await alternately(Object.fromEntries(takes), ROUNDS);
    for (const store of stores)
      for (const kind of ['cold', 'warm']) {
        const ms = median(figures[store].map((figure) => figure[kind]));
        rows.push({ roundTrip, store, kind, ms: Number(ms.toFixed(1)) });
      }
  }
  return rows;
}

async function coldAndWarm(at) {
  const click = () => ask(host, 'open_console', { tenant: world.tenant });
  const start = performance.now();
  const host = new HostProcess(at);
  await click();
  const cold = performance.now() - start;
  const warm = await timed(click);
  await end(host);
  return { cold, warm };
}

/** In MB, started and after a first message; the host also after a click. */
async function memory() {
  const figures = {};
  for (const [name, [at, program]] of Object.entries(hosts)) {
    const host = new HostProcess(at, [CALLER], program);
    await ask(host, 'list_portals');
    figures[name] = Number(memoryOf(host).toFixed(1));
    if (program === PROGRAM) {
      await ask(host, 'open_console', { tenant: world.tenant });
      figures[`${name}, after a click`] = Number(memoryOf(host).toFixed(1));
    }
    await end(host);
  }
  return figures;
}

/** A home folder with something on the socket of KeePassXC's that answers at once, in place of the program behind the proxy. */
async function keepassxcHome() {
  if (!existsSync(KEEPASSXC)) return null;
  const made = await world.home(0);
  const runtime = join(made.dir, 'run');
  const folder = join(runtime, 'app/org.keepassxc.KeePassXC');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  made.env.XDG_RUNTIME_DIR = runtime;
  made.server = net.createServer((socket) => {
    socket.on('data', () => socket.write('{"id":1,"result":{}}'));
  });
  const path = join(folder, 'org.keepassxc.KeePassXC.BrowserServer');
  await new Promise((resolve) => made.server.listen(path, () => resolve(undefined)));
  return made;
}
