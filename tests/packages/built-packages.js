import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @param {string} [source] the checkout to make them from
 * @param {number} [umask]
 * @returns {string} the folder with the packages: JIT_CONSOLE_PACKAGES, or made now
 */
export function buildPackages(source = ROOT, umask = 0o022) {
  const output = join(source, 'build/packages');
  const before = process.umask(umask);
  execFileSync(join(source, 'installer/package.sh'), [output], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, SOURCE_DATE_EPOCH: epoch() },
  });
  process.umask(before);
  return output;
}

/** @returns {string} the time of the commit, which a copy of the files doesn't know */
function epoch() {
  return String(execFileSync('git', ['-C', ROOT, 'log', '-1', '--format=%ct'])).trim();
}

/** @returns {string} another folder with the same sources as this checkout, in a new one with nothing else */
export function copyOfSources() {
  const copy = join(mkdtempSync(join(tmpdir(), 'jit-console-copy-')), 'another-place');
  const files = String(
    execFileSync('git', [
      '-C',
      ROOT,
      'ls-files',
      '-z',
      '--cached',
      '--others',
      '--exclude-standard',
    ]),
  );
  for (const file of files.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(ROOT, file), join(copy, file));
  }
  // The archive of the sources has the files that git knows.
  execFileSync('git', ['-C', copy, 'init', '--quiet']);
  execFileSync('git', ['-C', copy, 'add', '--all']);
  return copy;
}

/**
 * @param {string} folder
 * @param {RegExp} pattern
 * @returns {string} the one package there whose name matches
 */
export function packageIn(folder, pattern) {
  const found = readdirSync(folder).filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`${folder} has ${found.join(', ') || 'nothing'}`);
  return join(folder, found[0]);
}
