import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { projectVersion } from '../../extension/build.js';
import { makeRecipes } from '../../installer/recipes.js';
import { buildPackages, ROOT } from './built-packages.js';
import { checkWinget } from './winget-rules.js';

const ids = JSON.parse(readFileSync(join(ROOT, 'manifests/ids.json'), 'utf8'));
const MANIFEST = `native-messaging-hosts/${ids.host_name}.json`;
const BUILD = join(ROOT, 'build/release');
const NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];

/** @param {string} program @returns {string | false} why a test without it is skipped */
const lacking = (program) =>
  spawnSync('which', [program]).status === 0 ? false : `${program} is not installed`;

/** Steps of a recipe with this system's build: its own would take as long again, and need the other system's libraries. */
const WITH_THIS_BUILD = `
  cmake() { shift 2; command cmake --install '${BUILD}' --prefix "$prefix" "$@"; }
  substituteInPlace() { [ "$2" = --replace-fail ] && grep -q "$3" "$1" && sed -i "s,$3,$4," "$1"; }`;

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
    assert.deepEqual(made, [
      'homebrew/jit-console.rb',
      'aur/.SRCINFO',
      'aur/PKGBUILD',
      'nix/package.nix',
    ]);
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
    for (const name of made.filter((file) => file !== 'aur/.SRCINFO'))
      assert.match(read(name).slice(0, 300), /it was never (tried|built)/);
  });

  test('are read by Ruby, with nothing for its linter to say', { skip: lacking('rubocop') }, () => {
    const formula = join(output, 'homebrew/jit-console.rb');
    assert.equal(run('ruby', '-c', formula), 'Syntax OK\n');
    // Homebrew's own style has double quotes and no such comment, and names the file as the formula.
    const except = [
      'Naming/FileName',
      'Style/FrozenStringLiteralComment',
      'Style/StringLiterals',
      'Style/StringLiteralsInInterpolation',
    ].join();
    assert.match(run('rubocop', '--no-color', '--except', except, formula), /no offenses detected/);
  });

  test(
    'are read by makepkg, whose summary is the one for the AUR',
    { skip: lacking('makepkg') },
    () => {
      // It refuses to work for root, and wants a folder to write into.
      for (const folder of [dir, output, join(output, 'aur')]) chmodSync(folder, 0o777);
      const args = [...(process.getuid?.() === 0 ? NOBODY : []), 'makepkg', '--printsrcinfo'];
      const said = execFileSync('env', args, { cwd: join(output, 'aur'), stdio: 'pipe' });
      assert.equal(String(said), read('aur/.SRCINFO'));
    },
  );

  test('are as shellcheck wants it', { skip: lacking('shellcheck') }, () => {
    // makepkg reads these variables and sets those.
    run('shellcheck', '--shell=bash', '--exclude=SC2034,SC2154', join(output, 'aur/PKGBUILD'));
  });

  test('of Arch Linux put the manifests where its browsers look', () => {
    if (!process.env.JIT_CONSOLE_PACKAGES) buildPackages();
    const place = join(dir, 'arch');
    mkdirSync(place);
    symlinkSync(BUILD, join(place, 'build'));
    symlinkSync(ROOT, join(place, `jit-console-${version}`));
    const pkgdir = join(place, 'pkg');
    const steps = `${WITH_THIS_BUILD}
      set -eu; cd '${place}'; prefix=/usr pkgdir='${pkgdir}'; . '${output}/aur/PKGBUILD'; package`;
    run('bash', '-c', steps);
    const manifest = (/** @type {string} */ path) =>
      JSON.parse(readFileSync(join(pkgdir, path, MANIFEST), 'utf8'));
    for (const path of ['etc/chromium', 'etc/opt/chrome', 'etc/opt/edge', 'usr/lib/mozilla'])
      assert.equal(manifest(path).path, '/usr/bin/jit-console');
    for (const path of ['usr/bin/jit-console', 'usr/share/licenses/jit-console/LICENSE'])
      assert.ok(existsSync(join(pkgdir, path)), path);
  });

  test(
    'of Nix put the manifests where nativeMessagingHosts looks',
    { skip: lacking('nix-instantiate') },
    () => {
      if (!process.env.JIT_CONSOLE_PACKAGES) buildPackages();
      const recipe = join(output, 'nix/package.nix');
      run('nix-instantiate', '--parse', recipe);
      // Each argument of nixpkgs' that it names, as a stand-in.
      const names = /\{([^}]*)\}:/.exec(read('nix/package.nix'))?.[1]?.split(',') ?? [];
      const [lib, stdenv, ...inputs] = names.map((name) => name.trim());
      assert.deepEqual([lib, stdenv], ['lib', 'stdenv']);
      const expression = `(import ${recipe} {
      lib = { licenses.asl20 = "Apache-2.0"; platforms.linux = [ ]; };
      stdenv.mkDerivation = make: make { };
      fetchurl = sources: sources;
      ${inputs
        .filter((name) => name !== 'fetchurl')
        .map((name) => `${name} = "${name}";`)
        .join(' ')}
    })`;
      const derivation = JSON.parse(
        run('nix-instantiate', '--eval', '--strict', '--json', '-E', expression),
      );
      assert.deepEqual(derivation.src, { sha256: sum('sources'), url: `${ADDRESS}/${source}` });
      assert.equal(derivation.version, version);
      const place = join(dir, 'nix');
      cpSync(join(BUILD, 'manifests'), join(place, 'manifests'), { recursive: true });
      const out = join(place, 'out');
      const steps = `${WITH_THIS_BUILD}\nset -eu; cd '${place}'; out='${out}' prefix='${out}'; ${derivation.postInstall}`;
      run('bash', '-c', steps);
      for (const path of ['etc/chromium', 'lib/mozilla'])
        assert.equal(
          JSON.parse(readFileSync(join(out, path, MANIFEST), 'utf8')).path,
          `${out}/bin/jit-console`,
        );
    },
  );

  test('of winget have the fields that it wants', { skip: lacking('msibuild') }, () => {
    const withMsi = join(dir, 'with-msi');
    cpSync(release, withMsi, { recursive: true });
    for (const [index, name] of ['x64', 'x64-user'].entries()) {
      const create =
        'CREATE TABLE `Property` (`Property` CHAR(72) NOT NULL, `Value` CHAR(0) NOT NULL LOCALIZABLE PRIMARY KEY `Property`)';
      const code = `{${String(index).repeat(8)}-AAAA-5AAA-8AAA-AAAAAAAAAAAA}`;
      const insert = `INSERT INTO \`Property\` (\`Property\`, \`Value\`) VALUES ('ProductCode', '${code}')`;
      run(
        'msibuild',
        join(withMsi, `jit-console-${version}-${name}.msi`),
        '-q',
        create,
        '-q',
        insert,
      );
    }
    const all = join(dir, 'all');
    const files = makeRecipes(withMsi, ADDRESS, all);
    assert.equal(files.filter((file) => file.startsWith('winget/')).length, 3);
    checkWinget(join(all, 'winget'));
  });
});
