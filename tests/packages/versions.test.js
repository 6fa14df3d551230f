import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { hostBinary } from '../end-to-end/stage.js';
import { ROOT } from './built-packages.js';

/** What stands for the version before where nothing was released yet. */
const BEFORE_THE_FIRST = '943e4a33c03dba1974fc035f6f877692ad2afabb';

/** What a person does first and most often. */
const STORIES = ['first-sign-in', 'opening'];

const git = (/** @type {string[]} */ ...args) =>
  String(execFileSync('git', ['-C', ROOT, ...args], { maxBuffer: 2 ** 28 }));

/** @returns {string} the commit of the version before this one: of the last tag that isn't this commit's */
function versionBefore() {
  const args = ['-C', ROOT, 'describe', '--tags', '--match', 'v*', '--abbrev=0', 'HEAD^'];
  const { stdout } = spawnSync('git', args, { encoding: 'utf8' });
  return git('rev-parse', `${stdout.trim() || BEFORE_THE_FIRST}^{commit}`).trim();
}

/** @param {string} commit @returns {string} a folder with that commit's files, and the tests' tools */
function checkout(commit) {
  const folder = join(ROOT, 'build/versions', commit);
  if (existsSync(folder)) return folder;
  mkdirSync(folder, { recursive: true });
  const archive = execFileSync('git', ['-C', ROOT, 'archive', commit], { maxBuffer: 2 ** 28 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  symlinkSync(join(ROOT, 'tests/node_modules'), join(folder, 'tests/node_modules'));
  return folder;
}

/** @param {string} folder a checkout @returns {string} its program */
function build(folder) {
  const run = (/** @type {string[]} */ ...args) =>
    execFileSync('cmake', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  // What it does is tried, and not how fast: so it compiles in half of the time.
  run('--preset', 'release', '-DCMAKE_BUILD_TYPE=Debug');
  run('--build', '--preset', 'release', '--target', 'jit-console');
  return join(folder, 'build/release/host/jit-console');
}

/**
 * Each version's own stories know what its extension shows.
 * @param {string} folder the checkout with the extension
 * @param {string} host the program
 * @param {string} browser
 * @param {string[]} stories
 */
function tell(folder, host, browser, stories) {
  const files = stories.map((name) => `tests/end-to-end/${name}.test.js`);
  const env = { ...process.env, JIT_CONSOLE_HOST: host, E2E_BROWSER: browser };
  // Else the inner runner takes itself for a part of this one.
  delete env.NODE_TEST_CONTEXT;
  for (const file of files) {
    const { status, stdout } = spawnSync(process.execPath, ['--test', file], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    const told = Number(/^(?:#|ℹ) pass (\d+)$/m.exec(stdout)?.[1] ?? 0);
    assert.ok(status === 0 && told > 0, `${file}\n${stdout}`);
  }
}

describe('versions one apart', () => {
  /** @type {string} */
  let earlier;
  before(() => {
    earlier = checkout(versionBefore());
  });

  for (const browser of ['chromium', 'firefox'])
    test(`the extension of the version before works with this program in ${browser}`, () =>
      tell(earlier, hostBinary(), browser, [...STORIES, 'jit-menu']));

  // What the older program lacks isn't in the tenant's menu, which that menu's own story takes for a fault.
  for (const browser of ['chromium', 'firefox'])
    test(`this extension works with the program of the version before in ${browser}`, () =>
      tell(ROOT, build(earlier), browser, [...STORIES, 'session-end']));
});
