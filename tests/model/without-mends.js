/**
 * Takes back one mend after another in a copy of the extension, runs the model on it, and says which invariant
 * noticed, with which seed, in which sequence: `node without-mends.js [FAULT]...`. A mend that is not missed is a
 * failure.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mends } from './mends.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const atMost = '1500';

/**
 * @param {import('./mends.js').Mend} mend
 * @returns {string} a copy of the extension and its tests that lacks it
 */
function copyWithout({ changes }) {
  const copy = mkdtempSync(join(tmpdir(), 'jit-console-model-'));
  for (const part of ['extension', 'tests/extension/fakes', 'tests/model'])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'tests/node_modules'), join(copy, 'tests/node_modules'));
  cpSync(join(root, 'tests/package.json'), join(copy, 'tests/package.json'));
  for (const { file, now, before } of changes) {
    const path = join(copy, 'extension/src', file);
    const source = readFileSync(path, 'utf8');
    if (!source.includes(now)) throw new Error(`${file} has no ${now}`);
    writeFileSync(path, source.replace(now, before));
  }
  return copy;
}

/**
 * @param {import('./mends.js').Mend} mend which sequences to run
 * @param {string} cwd on what
 * @param {string} sequences how many
 * @returns {{ error: string, needed: string } | null} what goes wrong, in which of them; null: nothing does
 */
function fails({ seed = 1, favour = [] }, cwd, sequences) {
  const how = ['--whole', '--seed', String(seed), '--sequences', sequences];
  const args = ['tests/model/run.js', ...how, '--favour', favour.join(',')];
  const { stdout, stderr } = spawnSync('node', args, { cwd, encoding: 'utf8' });
  // A change that no longer fits the code must not count as one that nobody notices.
  if (!stdout.includes(' sequences of ')) throw new Error(stderr);
  const [, error] = /^Error: (.*)$/m.exec(stdout) ?? [];
  const [, needed = '0'] = /Property failed after (\d+) tests/.exec(stdout) ?? [];
  return error ? { error, needed } : null;
}

/**
 * @param {import('./mends.js').Mend} mend
 * @returns {string} which invariant notices that it is missing, and when; "" where none does, or where the same
 *   sequences fail with it, too
 */
function noticedBy(mend) {
  const copy = copyWithout(mend);
  const failure = fails(mend, copy, atMost);
  rmSync(copy, { recursive: true });
  if (!failure || fails(mend, root, failure.needed)) return '';
  const { error, needed } = failure;
  return `${error.slice(0, 110)} | seed ${mend.seed ?? 1}, ${needed} sequences`;
}

const wanted = process.argv.slice(2);
const chosen = mends.filter(({ fault }) => wanted.length === 0 || wanted.includes(String(fault)));
let unnoticed = 0;
for (const mend of chosen) {
  const found = noticedBy(mend);
  if (!found) unnoticed += 1;
  console.log(`${mend.fault}: ${mend.what}\n   ${found || 'NOT NOTICED'}`);
}
console.log(`# pass ${chosen.length - unnoticed}\n# fail ${unnoticed}`);
process.exit(unnoticed > 0 ? 1 : 0);
