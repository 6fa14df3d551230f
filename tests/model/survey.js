/** Counts what goes wrong in many sequences, without shrinking: `node survey.js SEQUENCES SEED [FAVOURED,…]`. */
import '../extension/fakes/fake-words.js';
import fc from 'fast-check';
import { sequences, starts } from './commands.js';
import { checkRest } from './rest.js';
import { World } from './world.js';

const [count = '500', seed = '1', favoured = ''] = process.argv.slice(2);
for (const level of /** @type {const} */ (['debug', 'warn', 'error']))
  console[level] = () => undefined;
Error.stackTraceLimit = 3;
process.on('unhandledRejection', () => undefined);

/** @type {Map<string, { times: number, shortest: string, length: number }>} */
const kinds = new Map();
const began = Date.now();
let steps = 0;
for (const [start, commands] of fc.sample(fc.tuple(starts(), sequences(40, favoured.split(','))), {
  numRuns: Number(count),
  seed: Number(seed),
})) {
  const world = new World(start);
  await world.begin();
  const length = [...commands].length;
  steps += length;
  try {
    await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
    await checkRest(world);
  } catch (error) {
    const kind = String(/** @type {Error} */ (error).message)
      .replaceAll(/\n.*/g, '')
      .replaceAll(/invoice|billing|quiet|silent/g, 'T')
      .replaceAll(
        /https?:\/\/[^ ]*/g,
        (url) => new URL(url).host + new URL(url).pathname.slice(0, 24),
      )
      .replaceAll(/default|firefox-container-\d|private|firefox-default|firefox-private/g, 'S')
      .replaceAll(/\d+/g, 'N');
    const known = kinds.get(kind) ?? { times: 0, shortest: '', length: 1_000 };
    known.times += 1;
    const path = `${JSON.stringify(start)} ${commands}`;
    if (path.length < known.length * 10)
      Object.assign(known, { shortest: path, length: path.length / 10 });
    kinds.set(kind, known);
  }
}
console.log(`${count} sequences, ${steps} steps, ${Date.now() - began} ms`);
for (const [kind, { times, shortest }] of [...kinds].sort((a, b) => b[1].times - a[1].times))
  console.log(`${times} × ${kind}\n      ${shortest.slice(0, 900)}`);
process.exit();
