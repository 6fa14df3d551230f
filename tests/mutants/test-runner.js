/**
 * What the tests use of node:test, for a tree of mutants: in one process, one test after another, only those that are
 * wanted, up to the first that fails. (node:test watches every promise, which takes half of the time.)
 */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @typedef {{ files: string[], ids?: string[], coverage?: string }} Wish without ids: all tests of the files */
/** @typedef {() => unknown} Step */
/** @typedef {{ id: string, run: Step }} Test */
/** @typedef {{ id: string, items: (Test | Suite)[], before: Step[], after: Step[], beforeEach: Step[], afterEach: Step[] }} Suite */

/** @param {string} id @returns {Suite} */
const suite = (id) => {
  return { id, items: [], before: [], after: [], beforeEach: [], afterEach: [] };
};
const world = /** @type {any} */ (globalThis);
world.__stryker__ ??= {};
const stryker = world.__stryker__;
let open = suite('');

/** @param {string} name */
const idOf = (name) => `${open.id} > ${name} #${open.items.length}`;

/** @param {string} name @param {() => void} fill */
export function describe(name, fill) {
  const [outer, inner] = [open, suite(idOf(name))];
  outer.items.push(inner);
  open = inner;
  fill();
  open = outer;
}

/** @param {string} name @param {Step} run */
export function it(name, run) {
  open.items.push({ id: idOf(name), run });
}

export const before = (/** @type {Step} */ step) => void open.before.push(step);
export const after = (/** @type {Step} */ step) => void open.after.push(step);
export const beforeEach = (/** @type {Step} */ step) => void open.beforeEach.push(step);
export const afterEach = (/** @type {Step} */ step) => void open.afterEach.push(step);

/** @param {Step[]} steps */
async function take(steps) {
  for (const step of steps) await step();
}

/**
 * @param {Suite} all
 * @param {(id: string) => boolean} wanted
 * @param {Suite[]} outer the suites around it
 */
async function run(all, wanted, outer = []) {
  const around = [...outer, all];
  await take(all.before);
  for (const item of all.items) {
    if ('items' in item) await run(item, wanted, around);
    else if (wanted(item.id)) {
      stryker.currentTestId = item.id;
      await take(around.flatMap(({ beforeEach: steps }) => steps));
      await item.run();
      await take(around.flatMap(({ afterEach: steps }) => steps));
      stryker.currentTestId = undefined;
    }
  }
  await take(all.after);
}

/**
 * @param {Wish} wish `coverage`: where to write which mutants the tests came by
 */
export async function main({ files, ids, coverage }) {
  for (const file of files) {
    open = suite(basename(file));
    await import(pathToFileURL(file).href);
    await run(open, (id) => ids?.includes(id) ?? true);
  }
  if (!coverage) return;
  const { static: always = {}, perTest = {} } = stryker.mutantCoverage ?? {};
  const byTest = Object.entries(perTest).map(([id, seen]) => [id, Object.keys(seen)]);
  const seen = { always: Object.keys(always), byTest: Object.fromEntries(byTest) };
  writeFileSync(coverage, JSON.stringify(seen));
}
