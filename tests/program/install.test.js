import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
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
import { afterEach, beforeEach, describe, test } from 'node:test';
import { Home, PROGRAM } from './program.js';

const NAME = 'org.jit_console.host.json';

/** Everything below a folder, with what it is: to compare before and after. @param {string} dir */
function picture(dir) {
  return readdirSync(dir)
    .sort()
    .flatMap((/** @type {string} */ name) => {
      const path = join(dir, name);
      const status = lstatSync(path);
      const line = `${path} ${status.mode.toString(8)}`;
      if (status.isDirectory()) return [line, ...picture(path)];
      return status.isFile() ? [`${line} ${readFileSync(path, 'utf8')}`] : [line];
    });
}

describe('install', () => {
  /** @type {Home} */
  let home;
  /** @type {string} stands for "/" */
  let root;
  /** @param {string[]} args */
  const run = (...args) => home.run([...args, '--root', root]);
  /** @param {string} path below the home */
  const manifest = (path) => JSON.parse(readFileSync(join(home.dir, path, NAME), 'utf8'));
  /** @param {string[]} paths below the home */
  const folders = (...paths) => {
    for (const path of paths) mkdirSync(join(home.dir, path), { recursive: true });
  };

  beforeEach(() => {
    home = new Home();
    root = mkdtempSync(join(tmpdir(), 'jit-console-root-'));
  });
  afterEach(() => {
    home.remove();
    rmSync(root, { recursive: true, force: true });
  });

  test('registers this program with the installed browsers, and no others', async () => {
    folders('.config/google-chrome', '.config/vivaldi', '.mozilla', '.zen');
    const { code, stderr } = await run('install');
    assert.equal(code, 0, stderr);
    for (const browser of ['google-chrome', 'vivaldi'])
      assert.equal(manifest(`.config/${browser}/NativeMessagingHosts`).path, PROGRAM);
    assert.equal(manifest('.mozilla/native-messaging-hosts').path, PROGRAM);
    assert.match(stderr, /Firefox, Zen: /);
    assert.deepEqual(readdirSync(join(home.dir, '.config')).sort(), ['google-chrome', 'vivaldi']);
    assert.deepEqual(readdirSync(join(home.dir, '.zen')), []);
  });

  test('inside WSL without browsers says where the program has to be', async () => {
    mkdirSync(join(root, 'proc/sys/kernel'), { recursive: true });
    writeFileSync(join(root, 'proc/sys/kernel/osrelease'), '5.15.90.1-microsoft-standard-WSL2\n');
    const refused = await run('install');
    assert.equal(refused.code, 63);
    assert.match(refused.stderr, /a Windows browser can only start Windows programs/);
    assert.match(refused.stderr, /install jit-console on Windows/);
    folders('.mozilla');
    assert.equal((await run('install')).code, 0);
  });

  test('finds a browser that was installed and never started', async () => {
    mkdirSync(join(root, 'opt/google/chrome'), { recursive: true });
    writeFileSync(join(root, 'opt/google/chrome/chrome'), '');
    const { code, stderr } = await run('install');
    assert.equal(code, 0, stderr);
    assert.equal(manifest('.config/google-chrome/NativeMessagingHosts').path, PROGRAM);
  });

  test('uninstall leaves the home as it was before', async () => {
    folders('.config/chromium/Default', '.mozilla/firefox', '.librewolf');
    writeFileSync(join(home.dir, '.config/chromium/Local State'), '{}');
    const before = picture(home.dir);
    for (const args of [[], ['--browser', 'edge'], ['--browser', 'floorp'], []])
      assert.equal((await run('install', ...args)).code, 0);
    await run('install', '--user-data-dir', join(home.dir, 'a profile/of my own'));
    assert.notDeepEqual(picture(home.dir), before);
    const shown = await run('uninstall', '--dry-run');
    const { code, stderr } = await run('uninstall');
    assert.equal(code, 0, stderr);
    assert.deepEqual(shown.stdout, stderr.replaceAll('removed ', ''));
    assert.deepEqual(picture(home.dir), before);
    assert.equal((await run('uninstall')).code, 0);
  });

  test('uninstall of one browser leaves the others', async () => {
    folders('.config/chromium', '.mozilla');
    await run('install');
    await run('uninstall', '--browser', 'firefox');
    assert.ok(!existsSync(join(home.dir, '.mozilla/native-messaging-hosts')));
    assert.equal(manifest('.config/chromium/NativeMessagingHosts').path, PROGRAM);
  });

  test('what somebody else put into a folder of ours stays', async () => {
    await run('install', '--browser', 'chrome');
    const theirs = join(home.dir, '.config/google-chrome/NativeMessagingHosts/other.json');
    writeFileSync(theirs, '{}');
    await run('uninstall');
    assert.deepEqual(readdirSync(join(home.dir, '.config/google-chrome/NativeMessagingHosts')), [
      'other.json',
    ]);
    assert.deepEqual(readdirSync(home.dir), ['.config']);
  });

  test('a dry run shows every file with its text and changes nothing', async () => {
    folders('.config/chromium', '.mozilla');
    const before = picture(home.dir);
    const { stdout, code } = await run('install', '--dry-run');
    assert.equal(code, 0);
    const shown = stdout.split(/^(?=\/)/m);
    assert.equal(shown.length, 2);
    for (const text of shown) {
      const end = text.indexOf('\n');
      assert.ok(text.slice(0, end).endsWith(`/${NAME}`));
      assert.equal(JSON.parse(text.slice(end)).path, PROGRAM);
    }
    assert.deepEqual(picture(home.dir), before);
    await run('install');
    const gone = await run('uninstall', '--dry-run');
    assert.equal(gone.stdout.trim().split('\n').length, 2);
    assert.equal(manifest('.mozilla/native-messaging-hosts').path, PROGRAM);
  });

  test('for all users, into a package: nothing but the manifests, which name the program to be', async () => {
    const { code, stderr } = await run(
      ...['install', '--system', '--browser', 'chromium', '--browser', 'firefox'],
      ...['--program', '/usr/bin/jit-console'],
    );
    assert.equal(code, 0, stderr);
    const files = picture(root).filter((line) => line.includes(' 100644 '));
    assert.equal(files.length, 2);
    for (const line of files) assert.match(line, /"path": "\/usr\/bin\/jit-console"/);
    assert.equal(statSync(join(root, 'etc/chromium/native-messaging-hosts')).mode & 0o777, 0o755);
    assert.deepEqual(readdirSync(home.dir), []);
    assert.equal((await run('uninstall', '--system')).stderr.split('\n').filter(Boolean).length, 2);
  });

  test('is safe whatever the umask', () => {
    folders('.config/chromium');
    const line = `umask 0; exec '${PROGRAM}' install --browser chrome --browser chromium --root '${root}'`;
    execFileSync('sh', ['-c', line], { env: home.env, stdio: 'ignore' });
    for (const text of picture(home.dir)) {
      if (text.includes('.config/chromium ') || text.endsWith('/.config 40755')) continue;
      const mode = Number.parseInt(/ (\d{5,6})(?: |$)/.exec(text)?.[1] ?? '', 8);
      assert.equal(mode & 0o022, 0, text);
    }
  });

  test('replaces a link in the manifest’s place, and follows none out of the home', async () => {
    folders('.mozilla/native-messaging-hosts');
    const outside = join(root, 'precious');
    writeFileSync(outside, 'theirs');
    symlinkSync(outside, join(home.dir, '.mozilla/native-messaging-hosts', NAME));
    assert.equal((await run('install')).code, 0);
    assert.equal(readFileSync(outside, 'utf8'), 'theirs');
    assert.equal(manifest('.mozilla/native-messaging-hosts').path, PROGRAM);

    symlinkSync(root, join(home.dir, '.librewolf'));
    const { code, stderr } = await run('install', '--browser', 'librewolf');
    assert.equal(code, 63);
    assert.match(stderr, /leads out of the home/);
    assert.ok(!existsSync(join(root, 'native-messaging-hosts')));
  });

  test('sets a snap of Firefox up through the portal, and says what a snap of Chromium needs', async () => {
    folders('snap/firefox/common', 'snap/chromium/common');
    const { code, stderr } = await run('install');
    assert.equal(code, 0, stderr);
    assert.equal(manifest('.mozilla/native-messaging-hosts').path, PROGRAM);
    assert.match(stderr, /note: Firefox \(snap\) runs in a sandbox .*portal/);
    assert.match(stderr, /skipped: Chromium \(snap\) .*\n.*ordinary package/);
    const alone = await run('install', '--browser', 'chromium-snap');
    assert.equal(alone.code, 63);
  });

  test('refuses a home that isn’t the user’s own, where sudo would leave files of root’s', async () => {
    const { code, stderr } = await home.run(['install', '--browser', 'chrome'], {
      env: { HOME: '/proc/1/nobody', XDG_CONFIG_HOME: '/proc/1/nobody' },
    });
    assert.equal(code, 63);
    assert.match(stderr, /belongs to another user\n {2}.*without sudo/);
  });

  /** @type {[string[], number, RegExp][]} */
  const refusals = [
    [[], 63, /no browser found/],
    [['--browser', 'netscape'], 63, /known browsers: chrome, chrome-beta/],
    [['--system', '--user-data-dir', '/tmp/x'], 2, /--system/],
    [['--browser', 'chrome', '--program', 'jit-console'], 2, /absolute/],
  ];
  for (const [args, wanted, says] of refusals)
    test(`refuses: install ${args.join(' ')}`, async () => {
      const { code, stderr } = await run('install', ...args);
      assert.equal(code, wanted, stderr);
      assert.match(stderr, says);
      assert.deepEqual(readdirSync(home.dir), []);
    });
});
