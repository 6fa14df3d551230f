import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { projectVersion } from '../../extension/build.js';
import { makeRecipes } from '../../installer/recipes.js';
import { ROOT } from './built-packages.js';

const ADDRESS = 'https://downloads.example/jit-console';

describe('the recipes for other systems', () => {
  const dir = mkdtempSync(join(tmpdir(), 'jit-console-recipes-'));
  const release = join(dir, 'release');
  const output = join(dir, 'recipes');
  const version = projectVersion(readFileSync(join(ROOT, 'CMakeLists.txt'), 'utf8'));
  const source = `jit-console-${version}-source.tar.gz`;
  const sum = (/** @type {string} */ text) => createHash('sha256').update(text).digest('hex');
  const read = (/** @type {string} */ name) => readFileSync(join(output, name), 'utf8');
  const run = (/** @type {string} */ program, /** @type {string[]} */ ...args) =>
    String(execFileSync(program, args, { stdio: 'pipe' }));
  /** @type {string[]} */
  let made;

  before(() => {
    mkdirSync(release);
    writeFileSync(join(release, source), 'sources');
    made = makeRecipes(release, ADDRESS, output);
  });
  after(() => rmSync(dir, { recursive: true }));

  test('name the release’s own sources by address and checksum', () => {
    assert.deepEqual(made, ['homebrew/jit-console.rb', 'aur/PKGBUILD', 'nix/package.nix']);
    for (const name of made) {
      assert.ok(read(name).includes(sum('sources')), name);
      assert.ok(read(name).includes(`${ADDRESS}/${source}`), name);
      assert.doesNotMatch(read(name), /@[A-Z_]+@/);
    }
  });

  test('are no recipes where a file is missing', () => {
    const empty = join(dir, 'empty');
    mkdirSync(empty);
    assert.deepEqual(makeRecipes(empty, ADDRESS, join(dir, 'none')), []);
  });

  test('say that they were never tried where they are for', () => {
    for (const name of made) assert.match(read(name).slice(0, 300), /it was never (tried|built)/);
  });

  test('can be read by Ruby, bash and Nix', () => {
    assert.equal(run('ruby', '-c', join(output, 'homebrew/jit-console.rb')), 'Syntax OK\n');
    run('bash', '-n', join(output, 'aur/PKGBUILD'));
    run('nix-instantiate', '--parse', join(output, 'nix/package.nix'));
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is bash
    const names = 'source "$0"; echo "$pkgname $pkgver ${backup[1]}"';
    assert.equal(
      run('bash', '-c', names, join(output, 'aur/PKGBUILD')),
      `jit-console ${version} etc/opt/chrome/native-messaging-hosts/org.jit_console.host.json\n`,
    );
  });
});
