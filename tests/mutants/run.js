/**
 * How much the extension's tests notice: takes a random sample of the mutants that Stryker makes of the background and the
 * domain, and runs the tests that come by each. (Stryker itself takes no sample, and starts a process for each test file;
 * here a process has all tests, and tries one mutant after another.)
 *   node tests/mutants/run.js [--seed N] [--count N] [--only PART-OF-PATH] [--ids N,N]
 * The score is printed last; less than `leastScore` is a failure. build/mutants/report.txt has the survivors.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeTree } from './instrumented.js';
import { TestProcess } from './test-process.js';

/** @import { Mutant } from './instrumented.js' */
/** @typedef {import('./start.js').Coverage} Coverage */

const leastScore = 80;
const folders = ['extension/src/background', 'extension/src/domain'];
const root = fileURLToPath(new URL('../../', import.meta.url));
const build = join(root, 'build/mutants');
const tree = join(build, 'tree');
const where = /** @type {const} */ ([
  tree,
  join(tree, 'tests/mutants/start.js'),
  join(tree, 'tests/extension'),
]);

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
 * Tries a mutant: noticed where a test fails with it that passes without it, or where it ends or hangs the process twice.
 * @param {TestProcess} tests
 * @param {Coverage} coverage
 * @param {Mutant} mutant
 * @returns {Promise<'noticed' | 'survived' | 'no test comes by'>}
 */
async function fateOf(tests, { always, byTest }, { id: mutant }) {
  if (always.includes(mutant)) {
    const answer = await tests.askLoaded(
      mutant,
      byTest.map(({ id }) => id),
    );
    return answer === 'survived' ? answer : 'noticed';
  }
  const ids = byTest.filter(({ seen }) => seen.includes(mutant)).map(({ id }) => id);
  if (ids.length === 0) return 'no test comes by';
  const request = { mutant, ids, loaded: false };
  let answer = await tests.ask(request);
  if (answer !== 'noticed' && answer !== 'survived') answer = await tests.ask(request);
  return answer === 'survived' ? answer : 'noticed';
}

/**
 * @returns {Promise<Coverage>} first the tests that are quick and come by few mutants: they are about those
 */
async function covered() {
  const tests = new TestProcess(...where);
  const coverage = /** @type {Coverage | null} */ (await tests.ask({ coverage: true }));
  tests.end();
  if (!coverage || coverage.failure !== null)
    throw new Error(`the tests fail without a mutant: ${coverage?.failure ?? 'the process ended'}`);
  coverage.byTest.sort((left, right) => left.ms * left.seen.length - right.ms * right.seen.length);
  return coverage;
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
const coverage = await covered();
const ids = options.ids?.split(',');
const among = mutants.filter(({ id, fileName }) =>
  ids ? ids.includes(id) : relative(tree, fileName).includes(options.only ?? ''),
);
const chosen = sample(among, Number(options.count), randomFrom(Number(options.seed)));
console.log(`${chosen.length} of ${mutants.length} mutants, seed ${options.seed}`);
/** @type {string[]} */
const survivors = [];
const left = [...chosen];
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    const tests = new TestProcess(...where);
    for (let mutant = left.shift(); mutant !== undefined; mutant = left.shift()) {
      const fate = await fateOf(tests, coverage, mutant);
      if (fate === 'noticed') continue;
      survivors.push(described(mutant, fate));
      console.log(`${survivors.length} of ${chosen.length - left.length}: ${survivors.at(-1)}`);
    }
    tests.end();
  }),
);
const noticed = chosen.length - survivors.length;
const score = (100 * noticed) / chosen.length;
const summary = `${noticed} of ${chosen.length} mutants noticed: ${score.toFixed(1)} %, seed ${options.seed}`;
writeFileSync(join(build, 'report.txt'), `${summary}\n\n${survivors.sort().join('\n')}\n`);
console.log(summary);
process.exitCode = score >= leastScore ? 0 : 1;
