/**
 * Runs one sequence as a failure prints it, without the steps that it fails without, too:
 * `node replay.js '{"flavour":…}' 'open({…}),type()'`.
 */
import '../extension/fakes/fake-words.js';
import fc from 'fast-check';
import { stepOf } from './commands.js';
import { checkRest } from './rest.js';
import { World } from './world.js';

const [start = '', text = ''] = process.argv.slice(2);
for (const level of /** @type {const} */ (['debug', 'warn', 'error']))
  console[level] = () => undefined;
Error.stackTraceLimit = 3;
process.on('unhandledRejection', () => undefined);

/** @typedef {{ name: string, args: unknown[] }} Call */

/** @type {Call[]} */
const calls = [...text.matchAll(/(\w+)\(([^()]*)\)/g)].map(([, name = '', args]) => ({
  name,
  args: JSON.parse(`[${args}]`),
}));

/**
 * @param {Call[]} some
 * @returns {Promise<string>} what goes wrong; "" where nothing does
 */
async function wrongIn(some) {
  const world = new World(JSON.parse(start));
  try {
    await world.begin();
    const steps = some.map(({ name, args }) => stepOf(name, args));
    await fc.asyncModelRun(() => ({ model: {}, real: world }), steps);
    await checkRest(world);
    return '';
  } catch (error) {
    return String(error);
  }
}

let left = calls;
const wrong = await wrongIn(left);
const kind = wrong.slice(0, 20);
for (let at = left.length - 1; wrong && at >= 0; at--) {
  const without = left.filter((_, index) => index !== at);
  if ((await wrongIn(without)).startsWith(kind)) left = without;
}
console.log(wrong ? await wrongIn(left) : 'nothing goes wrong');
console.log(
  left.map(({ name, args }) => `${name}(${JSON.stringify(args).slice(1, -1)})`).join(','),
);
process.exit(wrong ? 1 : 0);
