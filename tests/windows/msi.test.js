import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { projectVersion } from '../../extension/build.js';
import { makeRecipes } from '../../installer/recipes.js';
import { checkWinget } from '../packages/winget-rules.js';
import { filesBelow } from '../program/files.js';
import { startSimulator } from '../simulator/simulator.js';
import {
  CALLER,
  HostProcess,
  handOver,
  runToEnd,
  WINE,
  WindowsUser,
  windowsPath,
} from './windows.js';

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

const PROGRAM = join(ROOT, 'build/windows/host/jit-console.exe');
/** Linked into the program: libraries by their sources, and Debian's packages of the compiler. */
const STATIC = [
  'boost1.74',
  'curl',
  'g++-mingw-w64-x86-64-posix',
  'gcc-mingw-w64-x86-64-posix',
  'mingw-w64-x86-64-dev',
  'openssl',
  'yaml-cpp',
];
const OF_WINDOWS =
  /^(ADVAPI32|bcrypt|CRYPT32|KERNEL32|msvcrt|MSWSOCK|Normaliz|ole32|SHELL32|USER32|WS2_32)\.dll$/i;

/** Windows Installer's ERROR_SUCCESS_REBOOT_REQUIRED, 3010, in the one byte that is left of it here. */
const REBOOT_REQUIRED = 3010 & 0xff;

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
  /** @returns {string} the same build with a program of other bytes, since Windows Installer leaves a file that it has already */
  const otherBuild = () => {
    const build = join(ROOT, 'build/windows');
    const other = join(dir, 'other-build');
    mkdirSync(join(other, 'host'), { recursive: true });
    for (const below of ['.', 'host'])
      for (const name of readdirSync(join(build, below)))
        if (!existsSync(join(other, below, name)))
          symlinkSync(join(build, below, name), join(other, below, name));
    const program = join(other, 'host/jit-console.exe');
    rmSync(program);
    writeFileSync(program, Buffer.concat([readFileSync(PROGRAM), Buffer.from('older')]));
    return other;
  };
  const table = (/** @type {string} */ msi, /** @type {string} */ name) =>
    String(execFileSync('msiinfo', ['export', msi, name]))
      .split(/\r?\n/)
      .slice(3)
      .filter(Boolean)
      .map((row) => row.split('\t'));
  const properties = (/** @type {string} */ msi) => Object.fromEntries(table(msi, 'Property'));

  before(() => {
    make('new');
    make('old', { JIT_CONSOLE_MSI_VERSION: '0.0.1', JIT_CONSOLE_WINDOWS_BUILD: otherBuild() });
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
    checkWinget(join(dir, 'recipes/winget'));
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

  test('have a bill of materials, with what is linked into the program, and their checksums', () => {
    const file = join(dir, 'new', `jit-console-${version}-windows-x64.cdx.json`);
    const { components } = JSON.parse(readFileSync(file, 'utf8'));
    const linked = (/** @type {string} */ how) =>
      components
        .filter((/** @type {any} */ { properties }) => properties[0].value === how)
        .map((/** @type {any} */ one) => one.name);
    assert.deepEqual(linked('static'), STATIC);
    assert.deepEqual(linked('headers'), ['libboost1.74-dev', 'nlohmann-json3-dev']);
    assert.equal(components.length, STATIC.length + 2);
    for (const one of components) assert.match(one.version, /^\d+\.\d/, one.name);
    const imports = String(
      execFileSync('x86_64-w64-mingw32-objdump', ['-p', PROGRAM], { maxBuffer: 2 ** 28 }),
    );
    for (const [, dll] of imports.matchAll(/DLL Name: (\S+)/g))
      assert.match(String(dll), OF_WINDOWS, 'no library of somebody else’s');
    const sums = readFileSync(join(dir, 'new', 'SHA256SUMS'), 'utf8');
    for (const name of readdirSync(join(dir, 'new')))
      assert.equal(sums.includes(`  ${name}\n`), name !== 'SHA256SUMS', name);
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

      test('takes the place of the older one, whose running program serves its browser on, at the next start of Windows', async () => {
        const program = registered('Google\\Chrome').replace('chromium.json', 'jit-console.exe');
        const before = statSync(onDisk(program)).ino;
        const host = new HostProcess(user, [program, CALLER, '--parent-window=0'], WINE);
        await host.frame((frame) => frame.event === 'hello');
        assert.throws(() => msiexec('/i', windowsPath(fresh)), { status: REBOOT_REQUIRED });
        assert.equal(statSync(onDisk(program)).ino, before);
        assert.ok((await host.ask({ id: 1, method: 'list_portals' })).result);
        host.child.stdin.end();
        assert.equal(await host.exited, 0);
        user.wine('wineboot');
        assert.notEqual(statSync(onDisk(program)).ino, before);
        assert.equal(installed().length, 4);
        const listed = listedProducts();
        assert.ok(listed.includes(properties(fresh).ProductCode), listed);
        assert.ok(!listed.includes(properties(older).ProductCode), listed);
      });

      test('starts for a browser from there: a sign-in, and a console', async () => {
        const program = registered('Google\\Chrome').replace('chromium.json', 'jit-console.exe');
        const sim = await startSimulator({ dir: user.dir });
        const { env } = user;
        user.env = { ...env, https_proxy: sim.proxy };
        const acme = sim.portal('acme');
        const add = ['portal', 'add', acme.url, '--ca-file', windowsPath(sim.caFile)];
        const added = await runToEnd([WINE, program, ...add], { input: '', env: user.env });
        assert.equal(added.code, 0, added.stderr);
        const host = new HostProcess(user, [program, CALLER, '--parent-window=0'], WINE);
        const hello = await host.frame((frame) => frame.event === 'hello');
        assert.equal(hello.data.version, version);
        host.send({ id: 1, method: 'sign_in' });
        const page = await host.frame((frame) => frame.event === 'grant_page');
        assert.equal(await handOver(page.data.url, acme.url, acme.token()), 200);
        assert.ok((await host.frame((frame) => frame.id === 1)).result);
        const tenant = acme.tenants[0].id;
        const opened = await host.ask({ id: 2, method: 'open_console', params: { tenant } });
        assert.match(
          opened.result.url,
          /^https:\/\/[a-z0-9.-]*signin\.aws\.amazon\.com\/federation\?/,
        );
        host.child.stdin.end();
        assert.equal(await host.exited, 0);
        await sim.close();
        user.env = env;
        // What the person has of it isn't the package's to remove.
        for (const folder of [user.local, user.roaming])
          rmSync(join(folder, 'jit-console'), { recursive: true, force: true });
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
