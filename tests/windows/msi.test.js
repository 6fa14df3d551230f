import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { projectVersion } from '../../extension/build.js';
import { makeRecipes } from '../../installer/recipes.js';
import { filesBelow } from '../program/files.js';
import { WindowsUser, windowsPath } from './windows.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const version = projectVersion(readFileSync(join(ROOT, 'CMakeLists.txt'), 'utf8'));
const ids = JSON.parse(readFileSync(join(ROOT, 'manifests/ids.json'), 'utf8'));
const CHROMIUMS = ['Google\\Chrome', 'Chromium', 'Microsoft\\Edge'].concat(
  'BraveSoftware\\Brave-Browser',
  'Vivaldi',
);
const UNINSTALL = 'Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall';
const keyOf = (/** @type {string} */ maker) =>
  `Software\\${maker}\\NativeMessagingHosts\\${ids.host_name}`;

const SCOPES = [
  { name: 'one user', suffix: '-user', root: 'HKCU', below: 'users/', all: undefined },
  { name: 'the machine', suffix: '', root: 'HKLM', below: 'Program Files/', all: '1' },
];

describe('the Windows packages', () => {
  const dir = mkdtempSync(join(tmpdir(), 'jit-console-msi-'));
  /** @type {WindowsUser} */
  let user;

  /** @param {string} folder @param {Record<string, string>} [env] */
  const make = (folder, env = {}) =>
    execFileSync(join(ROOT, 'installer/windows/package.sh'), [join(dir, folder)], {
      env: { ...process.env, ...env },
      stdio: 'pipe',
    });
  const table = (/** @type {string} */ msi, /** @type {string} */ name) =>
    String(execFileSync('msiinfo', ['export', msi, name]))
      .split(/\r?\n/)
      .slice(3)
      .filter(Boolean)
      .map((row) => row.split('\t'));
  const properties = (/** @type {string} */ msi) => Object.fromEntries(table(msi, 'Property'));

  before(() => {
    make('new');
    make('old', { JIT_CONSOLE_MSI_VERSION: '0.0.1' });
    user = new WindowsUser();
  });
  after(() => {
    user?.remove();
    rmSync(dir, { recursive: true, force: true });
  });

  test('are the same, byte for byte, when they are made again', () => {
    make('again');
    for (const name of readdirSync(join(dir, 'new')))
      assert.ok(
        readFileSync(join(dir, 'new', name)).equals(readFileSync(join(dir, 'again', name))),
        name,
      );
  });

  test('are named in the recipe for winget, with their checksums and product codes', () => {
    const made = makeRecipes(join(dir, 'new'), 'https://downloads.example', join(dir, 'recipes'));
    assert.equal(made.filter((file) => file.startsWith('winget/')).length, 3);
    const [file] = made.filter((one) => one.endsWith('.installer.yaml'));
    const recipe = readFileSync(join(dir, 'recipes', String(file)), 'utf8');
    for (const { suffix } of SCOPES) {
      const msi = `jit-console-${version}-x64${suffix}.msi`;
      const content = readFileSync(join(dir, 'new', msi));
      assert.ok(recipe.includes(`https://downloads.example/${msi}\n`), msi);
      assert.ok(recipe.includes(createHash('sha256').update(content).digest('hex')), msi);
      assert.ok(recipe.includes(`'${properties(join(dir, 'new', msi)).ProductCode}'`), msi);
    }
  });

  for (const { name, suffix, root, below, all } of SCOPES)
    describe(`for ${name}`, () => {
      const fresh = join(dir, 'new', `jit-console-${version}-x64${suffix}.msi`);
      const older = join(dir, 'old', `jit-console-0.0.1-x64${suffix}.msi`);
      const drive = () => join(user.env.WINEPREFIX, 'drive_c');
      const installed = () =>
        filesBelow(drive()).filter(
          (file) => file.includes('/jit-console/') && file.includes(below),
        );
      /** "" where there is no such key. @param {string[]} args */
      const query = (...args) => {
        try {
          return user.wine('reg', 'query', ...args, '/reg:64');
        } catch {
          return '';
        }
      };
      /** What a key's default value names; "" where there is no such key. @param {string} maker */
      const registered = (maker) => {
        const said = query(`${root}\\${keyOf(maker)}`, '/ve');
        return /REG_SZ\s+(.*\S)/.exec(said)?.[1] ?? '';
      };
      /** What Windows offers to remove; for one user it may be in either hive. */
      const listedProducts = () =>
        ['HKCU', 'HKLM'].map((hive) => query(`${hive}\\${UNINSTALL}`, '/s')).join('');
      const onDisk = (/** @type {string} */ path) =>
        join(drive(), path.replace(/^C:\\/, '').replaceAll('\\', '/'));
      const msiexec = (/** @type {string[]} */ ...args) => user.wine('msiexec', '/qn', ...args);

      test('is one product after another of one kind, for 64 bits', () => {
        const [one, two] = [properties(older), properties(fresh)];
        assert.equal(one.UpgradeCode, two.UpgradeCode);
        assert.notEqual(one.ProductCode, two.ProductCode);
        assert.equal(two.ALLUSERS, all);
        assert.equal(two.ProductVersion, version);
        for (const component of table(fresh, 'Component')) assert.equal(component[3], '256');
        const keys = table(fresh, 'Registry').map(([, , key]) => key);
        assert.deepEqual(keys.sort(), [...CHROMIUMS, 'Mozilla'].map(keyOf).sort());
      });

      test('has the program, and manifests that name it beside them', () => {
        const files = join(dir, `files${suffix}`);
        execFileSync('msiextract', ['--directory', files, fresh], { stdio: 'pipe' });
        const names = filesBelow(files).map((file) => file.replace(/.*\//, ''));
        assert.deepEqual(names.sort(), [
          'LICENSE.txt',
          'chromium.json',
          'firefox.json',
          'jit-console.exe',
        ]);
      });

      test('is installed without a question, and registered with every browser', () => {
        msiexec('/i', windowsPath(older));
        assert.equal(installed().length, 4);
        for (const maker of [...CHROMIUMS, 'Mozilla']) {
          const manifest = JSON.parse(readFileSync(onDisk(registered(maker)), 'utf8'));
          assert.equal(manifest.name, ids.host_name);
          assert.equal(manifest.path, 'jit-console.exe');
          const allowed = manifest[maker === 'Mozilla' ? 'allowed_extensions' : 'allowed_origins'];
          assert.ok(allowed.length > 0, maker);
        }
        const program = registered('Mozilla').replace('firefox.json', 'jit-console.exe');
        assert.equal(user.wine(program, '--version').trim(), `jit-console ${version}`);
      });

      test('takes the place of the older one', () => {
        msiexec('/i', windowsPath(fresh));
        assert.equal(installed().length, 4);
        const listed = listedProducts();
        assert.ok(listed.includes(properties(fresh).ProductCode), listed);
        assert.ok(!listed.includes(properties(older).ProductCode), listed);
      });

      test('is not replaced by an older one', () => {
        assert.throws(() => msiexec('/i', windowsPath(older)));
        assert.ok(listedProducts().includes(properties(fresh).ProductCode));
        assert.equal(installed().length, 4);
      });

      test('leaves neither files nor keys when it is removed', () => {
        msiexec('/x', windowsPath(fresh));
        assert.deepEqual(installed(), []);
        assert.equal(existsSync(onDisk(`C:\\Program Files\\jit-console`)), false);
        for (const maker of [...CHROMIUMS, 'Mozilla']) assert.equal(registered(maker), '');
      });
    });
});
