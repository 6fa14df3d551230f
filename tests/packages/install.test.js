import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { startSimulator } from '../simulator/simulator.js';
import { hostFound, startChromium, startFirefox } from './browsers.js';
import { ROOT } from './built-packages.js';

const run = promisify(execFile);

/**
 * @param {string} folder
 * @param {string} [path]
 * @returns {Record<string, string>} mode and content of everything under it, by path
 */
function everything(folder, path = '') {
  const file = join(folder, path);
  const { mode } = lstatSync(file);
  const entry = (/** @type {string} */ content) => ({ [path]: `${mode.toString(8)} ${content}` });
  if (lstatSync(file).isSymbolicLink()) return entry(readlinkSync(file));
  if (lstatSync(file).isFile())
    return entry(createHash('sha256').update(readFileSync(file)).digest('hex'));
  const below = readdirSync(file).map((name) => everything(folder, join(path, name)));
  return Object.assign(entry(''), ...below);
}

/**
 * @param {(network: Record<string, string>, sim: import('../simulator/simulator.js').Simulator) => Promise<void>} act
 *   gets the variables by which programs reach the simulator
 */
async function withSimulator(act) {
  const dir = mkdtempSync(join(tmpdir(), 'jit-console-simulator-'));
  const sim = await startSimulator({ dir });
  try {
    await act({ https_proxy: sim.proxy, SSL_CERT_FILE: sim.caFile }, sim);
  } finally {
    await sim.close();
    rmSync(dir, { recursive: true });
  }
}

describe('install.sh', () => {
  const home = mkdtempSync(join(tmpdir(), 'jit-console-install-'));
  const env = {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    HOME: home,
    CCACHE_DIR: process.env.CCACHE_DIR,
  };
  const program = join(home, '.local/bin/jit-console');
  const chromium = { profile: join(home, '.config/chromium'), env };
  let firefox;
  /** The home before. */
  let fresh;

  const install = (...args) => run(join(ROOT, 'installer/install.sh'), args, { env });
  const jitConsole = (...args) => run(program, args, { env });

  before(async () => {
    // A home in which both browsers were used, and nothing else.
    const first = await startChromium({ ...chromium, extensions: true });
    await first.close();
    execFileSync('/usr/bin/firefox-esr', ['--headless', '-CreateProfile', 'default'], { env });
    // Where Firefox keeps profiles since version 147.
    const profiles = join(home, '.config/mozilla/firefox');
    const name = readdirSync(profiles).find((entry) => entry.endsWith('.default'));
    firefox = { profile: join(profiles, name), args: ['-P', 'default'], env };
    fresh = everything(home);
  });
  after(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

  test('installs the program for the installed browsers, and again without a change', async () => {
    const { stdout } = await install();
    assert.ok(stdout.includes(`as ${program}`));
    assert.ok(stdout.includes(join(ROOT, 'build/extension/firefox/manifest.json')));
    assert.match((await jitConsole('--version')).stdout, /^jit-console \d/);
    const installed = everything(home);
    const added = Object.keys(installed).filter((path) => !(path in fresh));
    assert.ok(added.includes('.config/chromium/NativeMessagingHosts/org.jit_console.host.json'));
    assert.ok(added.includes('.mozilla/native-messaging-hosts/org.jit_console.host.json'));
    assert.ok(added.includes('.local/share/man/man1/jit-console.1'));
    assert.ok(added.includes('.local/bin/docker-credential-jit-console'));
    await install();
    assert.deepEqual(everything(home), installed);
  });

  test('leaves the doctor nothing to say', () =>
    withSimulator(async (network) => {
      const { stdout } = await run(program, ['doctor'], { env: { ...env, ...network } });
      for (const browser of ['Chromium', 'Firefox'])
        assert.match(stdout, new RegExp(`^ok +${browser}: .* starts ${program} `, 'm'));
    }));

  test('removes everything it installed, and what the program wrote', () =>
    withSimulator(async (network, sim) => {
      const user = (...args) => run(program, args, { env: { ...env, ...network } });
      const { url, apiUrl } = sim.portal('acme');
      await user('portal', 'add', url, '--name', 'acme', '--api-url', apiUrl);
      const signIn = user('sign-in', 'acme', '--token-stdin');
      signIn.child.stdin.end(sim.portal('acme').token('bob@example.com'));
      await signIn;
      await user('aws-profile', 'add', 'dev', 'acme', '--tenant', 'dev01');
      const config = join(home, '.aws/config');
      assert.match(readFileSync(config, 'utf8'), /credential_process = .* credentials acme /);
      assert.ok(existsSync(join(home, '.config/jit-console/config.json')));
      await install('--uninstall');
      assert.deepEqual(everything(home), fresh);
    }));

  test('keeps what the program wrote, if that is wanted', async () => {
    await install();
    await jitConsole('portal', 'add', 'https://acme.duplocloud.net', '--unchecked');
    await install('--uninstall', '--keep-data');
    assert.equal(existsSync(program), false);
    await install();
    assert.match((await jitConsole('portal', 'list')).stdout, /acme/);
    await install('--uninstall');
    assert.deepEqual(everything(home), fresh);
  });

  test('has nothing to do where nothing is', async () => {
    await install('--uninstall');
    assert.deepEqual(everything(home), fresh);
  });

  test('lets ordinary browsers find the host, and upgrades it while they run', async () => {
    await install();
    const running = [
      await startChromium({ ...chromium, extensions: [join(ROOT, 'extension')] }),
      await startFirefox({ ...firefox, extension: join(ROOT, 'build/extension/firefox') }),
    ];
    try {
      const pages = await Promise.all(running.map(hostFound));
      const hosts = running.flatMap((browser) => browser.hostPids(program));
      assert.equal(hosts.length, 2);
      const { ino } = lstatSync(program);
      await install();
      assert.notEqual(lstatSync(program).ino, ino);
      assert.deepEqual(
        running
          .flatMap((browser) => browser.hostPids(program))
          .filter((pid) => hosts.includes(pid)),
        hosts,
      );
      for (const page of pages) await page.evaluate(() => location.reload());
      await Promise.all(running.map(hostFound));
    } finally {
      for (const browser of running) await browser.close();
    }
    await install('--uninstall');
    const left = Object.keys(everything(home)).filter((path) => !(path in fresh));
    const ofBrowsers = /^(Downloads|\.cache|\.pki|\.config\/(chromium|mozilla))(\/|$)/;
    assert.deepEqual(
      left.filter((path) => !ofBrowsers.test(path) || /native-?messaging/i.test(path)),
      [],
    );
  });
});
