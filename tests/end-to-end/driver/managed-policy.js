import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Debian's browsers read policies. There is no other place for tests. */
const FILES = {
  chromium: '/etc/chromium/policies/managed/jit-console-test.json',
  firefox: '/etc/firefox/policies/policies.json',
};

/** @param {string[]} command */
function asRoot(...command) {
  const [program, ...args] = process.getuid() === 0 ? command : ['sudo', ...command];
  execFileSync(program, args);
}

/**
 * Puts a policy in force for browsers started from now on. Takes root, or sudo.
 * @param {'chromium' | 'firefox'} browser
 * @param {object} policy the file's content
 * @returns {() => void} brings back what was there before
 */
export function installPolicy(browser, policy) {
  const file = FILES[browser];
  const kept = mkdtempSync(join(tmpdir(), 'jit-console-policy-'));
  const before = existsSync(file);
  if (before) asRoot('cp', '--preserve', file, join(kept, 'before'));
  writeFileSync(join(kept, 'ours'), JSON.stringify(policy));
  asRoot('install', '-D', '--mode=0644', join(kept, 'ours'), file);
  const restore = () => {
    process.off('exit', restore);
    if (before) asRoot('cp', '--preserve', join(kept, 'before'), file);
    else asRoot('rm', file);
    rmSync(kept, { recursive: true });
  };
  process.once('exit', restore);
  return restore;
}
