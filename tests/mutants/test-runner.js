/**
 * What the tests use of node:test, for a tree of mutants: each test of a process that has them all can be run by its
 * id, as often as is wanted. (node:test watches every promise, which takes half of the time.)
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { mock } from 'node:test';
import { pathToFileURL } from 'node:url';

/** @typedef {(context: { mock: typeof mock }) => unknown} Step */
/** @typedef {{ name: string, beforeEach: Step[], afterEach: Step[] }} Suite */

/** By id. @type {Map<string, () => Promise<void>>} */
export const tests = new Map();
/** Those around what is being told, from the file inwards. @type {Suite[]} */
const open = [];

/** @param {string} name @param {() => void} fill */
export function describe(name, fill) {
  open.push({ name, beforeEach: [], afterEach: [] });
  fill();
  open.pop();
}

/** @param {string} name @param {Step} step */
export function it(name, step) {
  const around = [...open];
  const id = `${around.map((suite) => suite.name).join(' > ')} > ${name} #${tests.size}`;
  tests.set(id, async () => {
    try {
      for (const { beforeEach: steps } of around) await take(steps);
      await step({ mock });
    } finally {
      for (const { afterEach: steps } of around) await take(steps);
      mock.restoreAll();
      process.removeAllListeners('unhandledRejection');
    }
  });
}

export const beforeEach = (/** @type {Step} */ step) => void open.at(-1)?.beforeEach.push(step);
export const afterEach = (/** @type {Step} */ step) => void open.at(-1)?.afterEach.push(step);

/** @param {Step[]} steps */
async function take(steps) {
  for (const step of steps) await step({ mock });
}

/**
 * @param {string} folder all of whose tests are told but those of the package, which look at the checkout, and of the
 *   painter, which count calls with 200 tabs and take longer than all others together
 */
export async function load(folder) {
  for (const name of readdirSync(folder).sort()) {
    if (!/(?<!^(?:package|painter))\.test\.js$/.test(name)) continue;
    open.push({ name, beforeEach: [], afterEach: [] });
    await import(pathToFileURL(join(folder, name)).href);
    open.pop();
  }
}
