import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { PROGRAM } from './program.js';

/**
 * How long a command line takes beside `--version`, in milliseconds: the shortest of many runs of each, since what else the
 * machine does only ever adds. On a busy machine it takes more of them until both were left alone once.
 *
 * @param {string[]} args
 * @param {Record<string, string>} env
 * @param {(shortest: {version: number, command: number}) => boolean} isEnough
 */
export function shortestRuns(args, env, isEnough) {
  const shortest = { version: Number.POSITIVE_INFINITY, command: Number.POSITIVE_INFINITY };
  const measure = (/** @type {keyof typeof shortest} */ what, /** @type {string[]} */ words) => {
    const start = process.hrtime.bigint();
    const { status } = spawnSync(PROGRAM, words, { env, stdio: 'ignore' });
    shortest[what] = Math.min(shortest[what], Number(process.hrtime.bigint() - start) / 1e6);
    assert.equal(status, 0);
  };
  for (let i = 0; i < 400 && (i < 40 || !isEnough(shortest)); i++) {
    measure('version', ['--version']);
    measure('command', args);
  }
  return shortest;
}

/**
 * The shortest of up to five times, since what else the machine does only ever adds; one below the limit is enough.
 *
 * @param {number} limit
 * @param {() => Promise<number>} measure in milliseconds
 */
export async function shortestOf(limit, measure) {
  let shortest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 5 && shortest >= limit; i++) shortest = Math.min(shortest, await measure());
  return shortest;
}
