/**
 * A process with all tests of a tree of mutants: node start.js FOLDER. Asked for `coverage` it says which mutants each
 * test comes by; else it tries a mutant with some tests, in their order.
 */
import { load, tests } from './test-runner.js';

/** @typedef {{ coverage: true } | { mutant: string, ids: string[], loaded: boolean }} Request loaded: with the mutant */
/**
 * @typedef {object} Coverage
 * @property {string[]} always mutants in what runs as a module is loaded
 * @property {{ id: string, ms: number, seen: string[] }[]} byTest
 * @property {string | null} failure of a test without a mutant
 */
/** spoiled: the test fails without the mutant, too, by what was tried before. */
/** @typedef {'noticed' | 'survived' | 'spoiled'} Fate */

const world = /** @type {any} */ (globalThis);
world.__stryker__ ??= {};
const stryker = world.__stryker__;
/** So often no mutant is come by in a test, but in one that goes round for ever. */
stryker.hitLimit = 1_000_000;
/** What the code says there takes longer to write than the tests to run. */
for (const name of /** @type {const} */ (['debug', 'info', 'log', 'warn', 'error']))
  console[name] = () => undefined;

/** @param {string} id @returns {Promise<unknown>} why it failed; null: it passed */
async function failure(id) {
  stryker.hitCount = 0;
  try {
    await tests.get(id)?.();
    return null;
  } catch (error) {
    return error ?? 'nothing';
  }
}

/** @returns {Promise<Coverage>} */
async function coverage() {
  let failed = null;
  const { static: always = {}, perTest = {} } = stryker.mutantCoverage ?? {};
  /** @type {Coverage['byTest']} */
  const byTest = [];
  for (const id of tests.keys()) {
    stryker.currentTestId = id;
    const start = performance.now();
    const error = await failure(id);
    if (error !== null) failed ??= `${id}: ${error}`;
    byTest.push({ id, ms: performance.now() - start, seen: Object.keys(perTest[id] ?? {}) });
  }
  stryker.currentTestId = undefined;
  return { always: Object.keys(always), byTest, failure: failed };
}

/** @param {Extract<Request, { mutant: string }>} request @returns {Promise<Fate>} */
async function fate({ mutant, ids, loaded }) {
  for (const id of ids) {
    stryker.activeMutant = mutant;
    const failed = (await failure(id)) !== null;
    if (!loaded) stryker.activeMutant = '';
    if (failed) return loaded || (await failure(id)) === null ? 'noticed' : 'spoiled';
  }
  return 'survived';
}

await load(String(process.argv[2]));
process.on('message', async (/** @type {Request} */ request) => {
  // A test that waits for what never comes ends the process.
  process.channel?.unref();
  const answer = 'coverage' in request ? await coverage() : await fate(request);
  process.channel?.ref();
  process.send?.({ answer, cpu: process.cpuUsage().user / 1e6 });
});
