/**
 * Runs random sequences: `node run.js [--sequences N | --minutes M] [--seed S] [--path P] [--steps K] [--favour STEP,…]
 * [--whole]`. What fails is shrunk, unless it is wanted whole, and printed, with the seed and the path that bring it
 * back. Steps that are favoured come more often.
 */
import '../extension/fakes/fake-words.js';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { sequences, starts } from './commands.js';
import { checkRest } from './rest.js';
import { World } from './world.js';

const { values } = parseArgs({
  options: {
    sequences: { type: 'string', default: '2000' },
    minutes: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    path: { type: 'string' },
    steps: { type: 'string', default: '40' },
    favour: { type: 'string', default: '' },
    whole: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const minutes = values.minutes === undefined ? null : Number(values.minutes);
const limit = minutes === null ? {} : { interruptAfterTimeLimit: minutes * 60_000 };
// What the background says of calls that fail is as it should be here.
for (const level of /** @type {const} */ (['debug', 'warn', 'error']))
  console[level] = () => undefined;
// As in a browser, where it is logged.
Error.stackTraceLimit = 3;
process.on('unhandledRejection', () => undefined);

let ran = 0;
const property = fc.asyncProperty(
  starts(),
  sequences(Number(values.steps), values.favour.split(',')),
  async (start, steps) => {
    ran += 1;
    const world = new World(start);
    await world.begin();
    await fc.asyncModelRun(() => ({ model: {}, real: world }), steps);
    await checkRest(world);
  },
);
console.log(`seed ${seed}`);
const began = Date.now();
const details = await fc.check(property, {
  seed,
  ...(values.path ? { path: values.path } : {}),
  numRuns: minutes === null ? Number(values.sequences) : Number.MAX_SAFE_INTEGER,
  ...limit,
  markInterruptAsFailure: false,
  endOnFailure: values.whole,
});
const took = Math.round((Date.now() - began) / 1000);
console.log(`${ran} sequences of up to ${values.steps} steps in ${took} s, seed ${seed}`);
if (details.failed) {
  console.log(fc.defaultReportMessage(details));
  console.log(details.errorInstance);
  console.log(`# pass 0\n# fail 1`);
  process.exit(1);
}
console.log('# pass 1\n# fail 0');
