/**
 * Takes back one mend after another in a copy of the extension, runs the model on it, and says which invariant
 * noticed: `node without-mends.js [FAULT]... [--sequences N]`. A mend that is not missed is a failure.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { mends } from './mends.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    sequences: { type: 'string', default: '1500' },
    seed: { type: 'string', default: '1' },
  },
});

/**
 * @param {import('./mends.js').Mend} mend
 * @returns {string} which invariant notices that it is missing; "" where none does
 */
function noticedBy({ file, changes }) {
  const copy = mkdtempSync(join(tmpdir(), 'jit-console-model-'));
  for (const part of ['extension', 'tests/extension/fakes', 'tests/model'])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'tests/node_modules'), join(copy, 'tests/node_modules'));
  cpSync(join(root, 'tests/package.json'), join(copy, 'tests/package.json'));
  const path = join(copy, 'extension/src', file);
  let source = readFileSync(path, 'utf8');
  for (const [now, before] of changes) {
    if (!source.includes(now)) throw new Error(`${file} has no ${now}`);
    source = source.replace(now, before);
  }
  writeFileSync(path, source);
  const { seed, sequences } = values;
  const args = ['tests/model/run.js', '--seed', seed, '--sequences', sequences];
  const { stdout } = spawnSync('node', args, { cwd: copy, encoding: 'utf8' });
  rmSync(copy, { recursive: true });
  const steps = /Counterexample: \[\{[^}]*\}+,(.*?)\s*\/\*/.exec(stdout)?.[1] ?? '';
  const error = /^Error: (.*)$/m.exec(stdout)?.[1];
  return error ? `${error.slice(0, 110)}\n      after ${steps.slice(0, 260)}` : '';
}

const chosen = mends.filter(({ fault }) => {
  return positionals.length === 0 || positionals.includes(String(fault));
});
let unnoticed = 0;
for (const mend of chosen) {
  const found = noticedBy(mend);
  if (!found) unnoticed += 1;
  console.log(`${mend.fault}: ${mend.what}\n   ${found || 'NOT NOTICED'}`);
}
console.log(`# pass ${chosen.length - unnoticed}\n# fail ${unnoticed}`);
process.exit(unnoticed > 0 ? 1 : 0);
