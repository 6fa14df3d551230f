/**
 * How many instructions of the program's own (not of the libraries that it calls) are executed at its start, for a click and for
 * credentials that are kept, counted by valgrind: unlike times, the same in each run. instructions.json keeps the counts of the
 * build `dev`. After a change that is worth its cost: node tests/program/instructions.js
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { json, PlainPortal } from './plain-portal.js';
import { CALLER, Home, HostProcess, PROGRAM, runToEnd } from './program.js';

/** @typedef {Record<string, number>} Counts by function; `all` is their sum */

const KEPT = fileURLToPath(new URL('instructions.json', import.meta.url));
/** Valgrind is slow to start, and the machine may be busy. In milliseconds. */
const PATIENCE = 100_000;
/** A function that takes less of a path than this isn't kept by name. */
const SMALLEST = 0.008;
const MORE = 1.03;

const TENANT = 'a1a1a1a1-0000-4000-8000-00000000000a';
const ACCESS = {
  ConsoleUrl:
    'https://signin.aws.amazon.com/federation?Action=login&Issuer=duplo&Destination=https%3A%2F%2Fconsole.aws.amazon.com%2F&SigninToken=one+two%2Bthree',
  Region: 'eu-central-1',
  Validity: 3600,
  AccessKeyId: 'ASIACANARY0000000001',
  SecretAccessKey: 'canary/secret+key=',
  SessionToken: 'canary-session-token//==',
};

/** Other compilers and other headers make another program. */
export const madeWith = () =>
  [
    process.arch,
    String(execFileSync('clang++', ['--version'])).split('\n')[0],
    ...['libstdc++-12-dev', 'nlohmann-json3-dev'].map(
      (name) => `${name} ${execFileSync('dpkg-query', ['-W', '-f', '$' + '{Version}', name])}`,
    ),
  ].join(', ');

/** @returns {{ madeWith: string, paths: Record<string, Counts> }} */
export const kept = () => JSON.parse(readFileSync(KEPT, 'utf8'));

/** Without what its templates are given, which is long. @param {string} name @returns {string} */
export function shortName(name) {
  let depth = 0;
  let short = '';
  for (const [i, c] of [
    ...name.replaceAll('operator<<', 'operator‹‹').replaceAll('->', '-›'),
  ].entries()) {
    if (c === '<' && i > 0) depth += 1;
    if (depth === 0) short += c;
    if (c === '>' && depth > 0) depth -= 1;
  }
  return short
    .replaceAll('(anonymous namespace)::', '')
    .replace(/\(.*$/, '')
    .replaceAll('‹‹', '<<')
    .replaceAll('-›', '->');
}

/**
 * @param {string} text what callgrind wrote (its format: valgrind's manual, "Callgrind Format Specification")
 * @param {string} program whose functions count
 * @returns {Counts}
 */
export function ownCounts(text, program) {
  /** @type {Record<string, string>} */
  const names = {};
  /** @type {Counts} */
  const counts = { all: 0 };
  const at = { ob: '', fn: '' };
  let isCall = false;
  for (const line of text.split('\n')) {
    const [, called, kind, id, name] = /^(c?)(ob|fn)=(\(\d+\))(?: (.*))?$/.exec(line) ?? [];
    if (kind === 'ob' || kind === 'fn') {
      if (name !== undefined) names[kind + id] = name;
      if (!called) at[kind] = names[kind + id] ?? '';
      continue;
    }
    const cost = Number(/^[-+*\d]\S* (\d+)$/.exec(line)?.[1]);
    if (cost >= 0 && !isCall && at.ob === program) {
      const short = shortName(at.fn);
      counts[short] = (counts[short] ?? 0) + cost;
      counts.all += cost;
    }
    isCall = line.startsWith('calls=');
  }
  return counts;
}

/**
 * @param {string} path
 * @param {Counts} before
 * @param {Counts} now
 * @returns {string} empty where it is no more than it may be
 */
export function complaint(path, before, now) {
  const [was = 0, is = 0] = [before.all, now.all];
  if (is <= was * MORE) return '';
  const grown = Object.keys(now)
    .filter((name) => name !== 'all')
    .map((name) => ({ name, by: (now[name] ?? 0) - (before[name] ?? 0) }))
    .sort((a, b) => b.by - a.by)[0];
  const percent = ((is / was - 1) * 100).toFixed(1);
  return `${path}: ${is} instructions, ${percent} % more than the ${was} that are kept; most of it in ${grown?.name}, ${grown?.by} more`;
}

/** A portal, a person signed in there, and the program without the debug data that valgrind can't read. */
export class Counting {
  #dir = mkdtempSync(join(tmpdir(), 'jit-console-instructions-'));
  #program = join(this.#dir, 'jit-console');
  #home = new Home();
  #portal = new PlainPortal();

  async start() {
    execFileSync('strip', ['--strip-debug', '-o', this.#program, PROGRAM]);
    this.#portal.answers[`/subscriptions/${TENANT}/GetAwsConsoleTokenUrl`] = json(ACCESS);
    // TLS is OpenSSL's work, and valgrind would make it slow.
    await this.#portal.startWithoutTls();
    const { url, token } = this.#portal;
    await this.#said(['portal', 'add', String(url), '--name', 'plain', '--insecure-localhost']);
    await this.#said(['sign-in', '--token-stdin'], token);
    // What only the first does is over.
    await this.#said(['credentials', '--tenant', TENANT]);
    await this.#click(new HostProcess(this.#home));
  }

  async close() {
    await this.#portal.close();
    this.#home.remove();
    rmSync(this.#dir, { recursive: true });
  }

  paths = {
    'a host that a browser starts': () =>
      this.#host(async (host) => {
        await host.frame(({ event }) => event === 'hello');
        await this.#end(host);
      }),
    'a click': () => this.#host((host) => this.#click(host)),
    'credentials that are kept': () => this.#command(['credentials', '--tenant', TENANT]),
  };

  /** @param {HostProcess} host */
  async #click(host) {
    host.patience = PATIENCE;
    const params = { portal: 'plain', tenant: TENANT };
    const reply = await host.ask({ id: 1, method: 'open_console', params });
    if (!reply.result) throw new Error(JSON.stringify(reply));
    await this.#end(host);
  }

  /** @param {HostProcess} host */
  async #end(host) {
    host.child.stdin.end();
    await host.exited;
  }

  /** @param {string[]} args @param {string} [input] */
  async #said(args, input) {
    const { code, stderr } = await this.#home.run(args, { input });
    if (code !== 0) throw new Error(stderr);
  }

  /** @param {string[]} args */
  #command(args) {
    return this.#counted(async (counter) => {
      const how = { input: '', env: this.#home.env };
      const { code, stderr } = await runToEnd([...counter, ...args], how);
      if (code !== 0) throw new Error(stderr);
    });
  }

  /** @param {(host: HostProcess) => Promise<void>} use */
  #host(use) {
    return this.#counted(([valgrind = '', ...args]) => {
      const host = new HostProcess(this.#home, [...args, CALLER], valgrind);
      host.patience = PATIENCE;
      return use(host);
    });
  }

  /** @param {(counter: string[]) => Promise<void>} run @returns {Promise<Counts>} */
  async #counted(run) {
    const file = join(this.#dir, 'counts');
    await run([
      'valgrind',
      '-q',
      '--tool=callgrind',
      `--callgrind-out-file=${file}`,
      this.#program,
    ]);
    return ownCounts(readFileSync(file, 'utf8'), this.#program);
  }
}

/** @param {Counts} counts @returns {Counts} the total and the functions that take most of it */
function mostOf(counts) {
  const all = counts.all ?? 0;
  const most = Object.entries(counts).filter(([, count]) => count >= all * SMALLEST);
  return Object.fromEntries(most.sort(([, a], [, b]) => b - a));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const counting = new Counting();
  await counting.start();
  /** @type {Record<string, Counts>} */
  const paths = {};
  for (const [path, count] of Object.entries(counting.paths)) paths[path] = mostOf(await count());
  await counting.close();
  writeFileSync(KEPT, `${JSON.stringify({ madeWith: madeWith(), paths }, null, 2)}\n`);
}
