import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';

/** @typedef {{ line: number, column: number }} Place from 0 */
/**
 * @typedef {object} Mutant
 * @property {string} id
 * @property {string} fileName
 * @property {string} mutatorName
 * @property {{ start: Place, end: Place }} location
 * @property {string} original the code that stands there
 * @property {string} replacement
 */

/** The rest is linked: it is read, and not changed. */
const copied = ['extension', 'tests/extension', 'tests/contract', 'tests/mutants'];
const logs = {
  shouldIgnore: (/** @type {any} */ { node }) => (isLog(node) ? 'a log' : undefined),
};
const quiet = { isDebugEnabled: () => false, debug: () => undefined, info: () => undefined };

/**
 * What stands in a log is for those who debug, and is left out: a call of the console's, and a function that only makes one.
 * @param {any} node
 * @returns {boolean}
 */
function isLog(node) {
  if (node.type === 'ArrowFunctionExpression') return isLog(node.body);
  return node.type === 'CallExpression' && node.callee.object?.name === 'console';
}

/** @param {string} folder @returns {string[]} the scripts in it */
function scripts(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** @param {string} text @param {Mutant['location']} location */
function pieceOf(text, { start, end }) {
  const lines = text.split('\n').slice(start.line, end.line + 1);
  lines.push((lines.pop() ?? '').slice(0, end.column));
  return lines.join('\n').slice(start.column);
}

/**
 * Makes a copy of the extension and its tests that holds every mutant of some folders, each switched on by the
 * environment (__STRYKER_ACTIVE_MUTANT__).
 * @param {string} root of the checkout
 * @param {string} tree the copy's root; what is there is removed
 * @param {string[]} folders relative to the root
 * @returns {Promise<Mutant[]>}
 */
export async function makeTree(root, tree, folders) {
  rmSync(tree, { recursive: true, force: true });
  for (const part of copied) cpSync(join(root, part), join(tree, part), { recursive: true });
  for (const folder of ['', 'tests'])
    for (const name of readdirSync(join(root, folder))) {
      const part = join(folder, name);
      if (!existsSync(join(tree, part)) && !['.git', 'build'].includes(part))
        symlinkSync(join(root, part), join(tree, part));
    }
  const tests = scripts(join(tree, 'tests/extension'));
  for (const name of tests) {
    const text = readFileSync(name, 'utf8');
    writeFileSync(name, text.replace("'node:test'", "'../mutants/test-runner.js'"));
  }
  const files = folders.flatMap((folder) =>
    scripts(join(tree, folder)).map((name) => {
      return { name, content: readFileSync(name, 'utf8'), mutate: true };
    }),
  );
  const instrumenter = new Instrumenter(/** @type {any} */ (quiet));
  const options = { plugins: null, excludedMutations: [], ignorers: [logs] };
  const { files: made, mutants } = await instrumenter.instrument(files, options);
  for (const { name, content } of made) writeFileSync(name, content);
  const texts = new Map(files.map(({ name, content }) => [name, content]));
  return mutants
    .filter(({ status }) => status !== 'Ignored')
    .map((/** @type {any} */ mutant) => {
      return { ...mutant, original: pieceOf(texts.get(mutant.fileName) ?? '', mutant.location) };
    });
}
