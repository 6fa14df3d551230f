/* What the program's benchmarks stand in: a portal, networks of several round trips to it, home folders that are signed in. */
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Home, HostProcess } from '../program/program.js';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));

/** Where each of them keeps the authorities that a command is told to trust instead of the system's. */
const CA_VARIABLES = ['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'];

export class World {
  dir = mkdtempSync(join(tmpdir(), 'jit-console-benchmark-'));
  #children = [];
  /** @type {Home[]} */
  #homes = [];
  /** By round trip in milliseconds: the portal's address. @type {Map<number, string>} */
  urls = new Map();

  /** @param {{ tenants?: number, roundTrips?: number[] }} [options] */
  async start({ tenants = 100, roundTrips = [0] } = {}) {
    const said = await this.#child('portal.js', this.dir, tenants);
    Object.assign(this, JSON.parse(said));
    for (const roundTrip of roundTrips) {
      const port = await this.#child('delaying-proxy.js', this.port, roundTrip);
      this.urls.set(roundTrip, `https://localhost:${port}`);
    }
    if (process.env.JIT_CONSOLE_STORE) this.#trustInSystem();
    return this;
  }

  /**
   * @param {number} roundTrip
   * @param {'small' | 'system'} store small: a file with one authority
   * @returns {Promise<Home>} with the portal, signed in
   */
  async home(roundTrip, store = 'small') {
    const home = new Home();
    this.#homes.push(home);
    Object.assign(home.env, { DBUS_SESSION_BUS_ADDRESS: 'disabled:', DUPLO_TOKEN: this.token });
    if (store === 'small') for (const name of CA_VARIABLES) home.env[name] = this.caFile;
    await succeed(home, ['portal', 'add', this.urls.get(roundTrip) ?? '', '--name', 'acme']);
    await succeed(home, ['sign-in', '--token-stdin'], this.token);
    return home;
  }

  close() {
    for (const child of this.#children) child.stdin.end();
    for (const home of this.#homes) home.remove();
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** @param {string} script @param {...(string | number)} args @returns {Promise<string>} the first line that it prints */
  async #child(script, ...args) {
    const child = spawn(process.execPath, [here(script), ...args.map(String)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#children.push(child);
    for await (const line of createInterface(child.stdout)) return line;
    throw new Error(`${script} ended`);
  }

  /** As `update-ca-certificates` does, in the copy that system-store.sh made. */
  #trustInSystem() {
    const store = process.env.JIT_CONSOLE_STORE ?? '';
    const certificate = readFileSync(this.caFile, 'utf8');
    const hashed = ['x509', '-hash', '-noout', '-in', this.caFile];
    const hash = execFileSync('openssl', hashed, { encoding: 'utf8' }).trim();
    writeFileSync(join(store, `${hash}.0`), certificate);
    appendFileSync(join(store, 'ca-certificates.crt'), certificate);
  }
}

/** @param {Home} home @param {string[]} args @param {string} [input] */
export async function succeed(home, args, input = '') {
  const { code, stderr } = await home.run(args, { input });
  if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
}

/** @param {() => Promise<unknown>} act @returns {Promise<number>} milliseconds */
export async function timed(act) {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

/**
 * Takes one figure of each candidate in turn, again and again, so that what else the machine does meets all of them alike. The
 * first round isn't counted.
 * @param {Record<string, () => Promise<number>>} candidates
 * @param {number} rounds
 * @returns {Promise<Record<string, number[]>>}
 */
export async function alternately(candidates, rounds) {
  const figures = Object.fromEntries(Object.keys(candidates).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++)
    for (const [name, take] of Object.entries(candidates)) {
      const figure = await take();
      if (round > 0) figures[name].push(figure);
    }
  return figures;
}

/** @param {HostProcess} host @param {string} method @param {object} [params] @returns {Promise<any>} the result */
export async function ask(host, method, params = {}) {
  // Replies to questions before it have the same id.
  host.frames.length = 0;
  const reply = await host.ask({ id: 1, method, params });
  if (reply.error) throw new Error(`${method}: ${JSON.stringify(reply.error)}`);
  return reply.result;
}

/** @param {HostProcess} host */
export async function end(host) {
  host.child.stdin.end();
  await host.exited;
}

/** @param {HostProcess} host @returns {number} MB of memory that are its own, with its share of what processes share */
export function memoryOf({ child }) {
  const rollup = readFileSync(`/proc/${child.pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]) / 1000;
}
