import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ROOT } from './built-packages.js';

const SCRIPT = join(ROOT, 'installer/apt-repository.sh');

describe('the apt repository', () => {
  const dir = mkdtempSync(join(tmpdir(), 'jit-console-apt-'));
  const repository = join(dir, 'repository');
  const release = join(repository, 'dists/stable');
  /** @type {string} */
  let architecture;

  /** A keyring with one key, as a maintainer has it. @param {string} name */
  const keyring = (name) => {
    const home = join(dir, name);
    mkdirSync(home, { mode: 0o700 });
    const env = { ...process.env, GNUPGHOME: home };
    const identity = `${name}@jit-console.example`;
    const generate = ['--quick-generate-key', identity, 'ed25519', 'sign', 'never'];
    execFileSync('gpg', ['--batch', '--quiet', '--passphrase', '', ...generate], { env });
    return { env, identity };
  };
  /** A package of that version with nothing in it. @param {string} version */
  const deb = (version) => {
    const tree = join(dir, version);
    mkdirSync(join(tree, 'DEBIAN'), { recursive: true });
    const fields = {
      Package: 'jit-console',
      Version: version,
      Architecture: architecture,
      Maintainer: 'the jit-console developers <developers@jit-console.org>',
      Description: 'for a test',
    };
    const lines = Object.entries(fields).map((field) => `${field.join(': ')}\n`);
    writeFileSync(join(tree, 'DEBIAN/control'), lines.join(''));
    const file = join(dir, `jit-console_${version}_${architecture}.deb`);
    execFileSync('dpkg-deb', ['--root-owner-group', '--build', tree, file], { stdio: 'ignore' });
    return file;
  };
  /** @param {ReturnType<typeof keyring>} maintainer @param {string[]} debs */
  const publish = ({ env, identity }, ...debs) =>
    execFileSync(SCRIPT, [identity, repository, ...debs], { env, stdio: 'pipe' });

  /**
   * A machine that knows this repository and no other; nothing of this machine's.
   * @param {string} name
   * @param {string} key the file with the key it trusts
   */
  const machine = (name, key) => {
    const state = join(dir, name);
    for (const folder of ['lists/partial', 'archives/partial', 'etc', 'downloads'])
      mkdirSync(join(state, folder), { recursive: true });
    writeFileSync(join(state, 'status'), '');
    const source = join(state, 'etc/sources.list');
    writeFileSync(source, `deb [signed-by=${key}] file:${repository} stable main\n`);
    const options = Object.entries({
      'Dir::State': state,
      'Dir::State::status': join(state, 'status'),
      'Dir::State::lists': join(state, 'lists'),
      'Dir::Cache': state,
      'Dir::Etc::sourcelist': source,
      'Dir::Etc::sourceparts': '-',
      'APT::Architecture': architecture,
      'APT::Sandbox::User': 'root',
    }).flatMap((option) => ['-o', option.join('=')]);
    return (/** @type {string[]} */ ...command) => {
      const cwd = join(state, 'downloads');
      const said = spawnSync('apt-get', [...options, ...command], { cwd, encoding: 'utf8' });
      return { ...said, cwd };
    };
  };

  const maintainer = keyring('maintainer');
  const stranger = keyring('stranger');
  const ourKey = join(repository, 'jit-console.asc');

  before(() => {
    architecture = String(execFileSync('dpkg', ['--print-architecture'])).trim();
    publish(maintainer, deb('0.0.1'));
  });
  after(() => {
    for (const { env } of [maintainer, stranger])
      execFileSync('gpgconf', ['--kill', 'all'], { env });
    rmSync(dir, { recursive: true, force: true });
  });

  test('gives the package to whoever has its key', () => {
    const apt = machine('first', ourKey);
    const updated = apt('update');
    assert.equal(updated.status, 0, updated.stderr);
    const { status, stderr, cwd } = apt('download', 'jit-console');
    assert.equal(status, 0, stderr);
    const name = `jit-console_0.0.1_${architecture}.deb`;
    assert.deepEqual(readFileSync(join(cwd, name)), readFileSync(join(dir, name)));
    assert.match(
      apt('install', '--simulate', 'jit-console').stdout,
      /^Inst jit-console \(0\.0\.1 /m,
    );
  });

  test('offers the newer one of two versions', () => {
    publish(maintainer, deb('0.0.2'));
    const apt = machine('second', ourKey);
    assert.equal(apt('update').status, 0);
    assert.match(
      apt('install', '--simulate', 'jit-console').stdout,
      /^Inst jit-console \(0\.0\.2 /m,
    );
  });

  test('is refused where another key signed it', () => {
    const theirKey = join(dir, 'stranger.asc');
    const exported = ['--armor', '--export', stranger.identity];
    writeFileSync(theirKey, execFileSync('gpg', exported, { env: stranger.env }));
    const apt = machine('third', theirKey);
    const { status, stderr } = apt('update');
    assert.equal(status, 100);
    assert.match(stderr, /NO_PUBKEY|not signed/);
    assert.notEqual(apt('install', '--simulate', 'jit-console').status, 0);
  });

  test('is refused where its list of packages was changed after it was signed', () => {
    const index = join(release, `main/binary-${architecture}/Packages`);
    writeFileSync(
      index,
      readFileSync(index, 'utf8').replace(/^SHA256: .*$/gm, `SHA256: ${'0'.repeat(64)}`),
    );
    rmSync(`${index}.gz`);
    const { status, stderr } = machine('fourth', ourKey)('update');
    assert.equal(status, 100);
    assert.match(stderr, /Hash Sum mismatch|unexpected size/);
  });

  test('is refused where what was signed was changed', () => {
    publish(maintainer, deb('0.0.3'));
    for (const name of ['InRelease', 'Release']) {
      const file = join(release, name);
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replace('Origin: jit-console', 'Origin: somebody'),
      );
    }
    const { status, stderr } = machine('fifth', ourKey)('update');
    assert.equal(status, 100);
    assert.match(stderr, /BADSIG|not signed/);
  });
});
