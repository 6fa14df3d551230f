/**
 * How much the extension's tests notice: takes a random sample of the mutants that Stryker makes of the background and the
 * domain, and runs the tests that come by each. (Stryker itself takes no sample, and starts a process for each test file.)
 *   node tests/mutants/run.js [--seed N] [--count N] [--only PART-OF-PATH] [--ids N,N]
 * The score is printed last; less than `leastScore` is a failure. build/mutants/report.txt has the survivors.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeTree } from './instrumented.js';

/** @import { Mutant } from './instrumented.js' */
/** @typedef {import('./test-runner.js').Wish} Wish */
/** @typedef {{ file: string, always: Set<string>, byTest: Map<string, Set<string>> }} TestFile */

const leastScore = 80;
const folders = ['extension/src/background', 'extension/src/domain'];
const root = fileURLToPath(new URL('../../', import.meta.url));
const build = join(root, 'build/mutants');
const tree = join(build, 'tree');
/** Of CPU, so that a busy machine makes no difference; far more than all tests need. */
const secondsOfCpu = 60;

/**
 * @param {number} seed
 * @returns {() => number} from 0 to 1, always the same (mulberry32)
 */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * @template T
 * @param {T[]} all
 * @param {number} count
 * @param {() => number} random
 */
function sample(all, count, random) {
  const rest = [...all];
  return Array.from({ length: Math.min(count, all.length) }, () => {
    return /** @type {T} */ (rest.splice(Math.floor(random() * rest.length), 1)[0]);
  });
}

/**
 * @param {Wish} wish
 * @param {string} [mutant] none: nothing is changed
 * @returns {Promise<string | null>} null: the tests pass; else what was said
 */
function failure(wish, mutant) {
  const limit = `ulimit -t ${secondsOfCpu}; exec "$@"`;
  const start = join(tree, 'tests/mutants/start.js');
  const node = [process.execPath, start, JSON.stringify(wish)];
  const env = { ...process.env, ...(mutant ? { __STRYKER_ACTIVE_MUTANT__: mutant } : {}) };
  const child = spawn('bash', ['-c', limit, 'bash', ...node], { cwd: tree, env });
  return new Promise((resolve) => {
    let said = '';
    child.stdout.resume();
    child.stderr.on('data', (text) => {
      said += text;
    });
    child.on('close', (code) => resolve(code === 0 ? null : said));
  });
}

/**
 * @template T
 * @param {T[]} items
 * @param {(item: T) => Promise<void>} work as many at once as there are processors
 */
async function each(items, work) {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

/** @returns {Promise<TestFile[]>} what comes by which mutants */
async function testFiles() {
  const folder = join(tree, 'tests/extension');
  // That of the package looks at the checkout, not at what the code does.
  const names = readdirSync(folder).filter((name) => /(?<!^package)\.test\.js$/.test(name));
  /** @type {TestFile[]} */
  const found = [];
  await each(names, async (name) => {
    const file = join(folder, name);
    const coverage = join(build, `${name}.json`);
    const failed = await failure({ files: [file], coverage });
    if (failed !== null) throw new Error(`${name} fails without a mutant: ${failed}`);
    const { always, byTest } = JSON.parse(readFileSync(coverage, 'utf8'));
    const sets = Object.keys(byTest).map((id) => [id, new Set(byTest[id])]);
    found.push({ file, always: new Set(always), byTest: new Map(/** @type {any} */ (sets)) });
  });
  return found;
}

/**
 * @param {TestFile[]} tests
 * @param {string} mutant
 * @returns {Wish & { ids: string[] }} the tests that come by it, the files with fewest of them first
 */
function comingBy(tests, mutant) {
  const found = tests.map(({ file, always, byTest }) => {
    const all = [...byTest].filter(([, seen]) => always.has(mutant) || seen.has(mutant));
    return { file, ids: all.map(([id]) => id) };
  });
  const some = found
    .filter(({ ids }) => ids.length > 0)
    .sort((a, b) => a.ids.length - b.ids.length);
  return { files: some.map(({ file }) => file), ids: some.flatMap(({ ids }) => ids) };
}

/**
 * @param {Mutant} mutant
 * @param {string} fate
 */
function described({ id, fileName, location, mutatorName, original, replacement }, fate) {
  const short = (/** @type {string} */ code) => code.replace(/\s+/g, ' ').slice(0, 100);
  const place = `${relative(tree, fileName)}:${location.start.line + 1}`;
  return `${place} ${mutatorName}, ${fate} (${id})\n    ${short(original)}\n  → ${short(replacement)}`;
}

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '600' },
    only: { type: 'string', default: '' },
    ids: { type: 'string' },
  },
});
mkdirSync(build, { recursive: true });
const mutants = await makeTree(root, tree, folders);
const tests = await testFiles();
const together = await failure({ files: tests.map(({ file }) => file) });
if (together !== null) throw new Error(`the tests fail in one process: ${together}`);
const ids = options.ids?.split(',');
const among = mutants.filter(({ id, fileName }) =>
  ids ? ids.includes(id) : relative(tree, fileName).includes(options.only ?? ''),
);
const chosen = sample(among, Number(options.count), randomFrom(Number(options.seed)));
console.log(`${chosen.length} of ${mutants.length} mutants, seed ${options.seed}`);
/** @type {string[]} */
const survivors = [];
let done = 0;
await each(chosen, async (mutant) => {
  const wish = comingBy(tests, mutant.id);
  const untested = wish.ids.length === 0;
  const noticed = !untested && (await failure(wish, mutant.id)) !== null;
  done += 1;
  if (noticed) return;
  survivors.push(described(mutant, untested ? 'no test comes by' : 'survived'));
  console.log(`${survivors.length} of ${done}: ${survivors.at(-1)}`);
});
const noticed = chosen.length - survivors.length;
const score = (100 * noticed) / chosen.length;
const summary = `${noticed} of ${chosen.length} mutants noticed: ${score.toFixed(1)} %, seed ${options.seed}`;
writeFileSync(join(build, 'report.txt'), `${summary}\n\n${survivors.sort().join('\n')}\n`);
console.log(summary);
process.exitCode = score >= leastScore ? 0 : 1;
