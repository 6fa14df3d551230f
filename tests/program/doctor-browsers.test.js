import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { startSimulator } from '../simulator/simulator.js';
import { Machine } from './doctor-machine.js';
import { PROGRAM } from './program.js';

const OURS = 'hjkepomeflbmibkhbpicfepocdkjcbnb';
const POLICY = 'etc/opt/chrome/policies/managed/company.json';

/**
 * Each breaks one thing. `repair`: what puts it right: `--fix`, the command that the finding names, or nobody but an administrator.
 * @type {Record<string, {code: string, breaks: (machine: Machine) => unknown, repair: 'fix' | 'command' | null}>}
 */
const faults = {
  'a browser without a manifest': {
    code: 'manifest_missing',
    breaks: ({ chrome }) => rmSync(chrome),
    repair: 'fix',
  },
  'a manifest that is a link to nowhere': {
    code: 'manifest_unreadable',
    breaks: ({ chrome }) => {
      rmSync(chrome);
      symlinkSync('/nowhere/at/all', chrome);
    },
    repair: 'fix',
  },
  'half a manifest': {
    code: 'manifest_invalid',
    breaks: (machine) => machine.write(machine.firefox, '{"name": "org.jit_cons'),
    repair: 'fix',
  },
  'a manifest without a path': {
    code: 'manifest_invalid',
    breaks: (machine) => machine.change(machine.chrome, { path: undefined }),
    repair: 'fix',
  },
  'a manifest of another host': {
    code: 'manifest_name',
    breaks: (machine) => machine.change(machine.chrome, { name: 'org.other.host' }),
    repair: 'fix',
  },
  'a manifest for other extensions': {
    code: 'extension_ids',
    breaks: (machine) =>
      machine.change(machine.chrome, { allowed_origins: ['chrome-extension://aaaa/'] }),
    repair: 'fix',
  },
  'a manifest for other add-ons': {
    code: 'extension_ids',
    breaks: (machine) => machine.change(machine.firefox, { allowed_extensions: [] }),
    repair: 'fix',
  },
  'a manifest that everybody may change': {
    code: 'manifest_writable',
    breaks: ({ chrome }) => chmodSync(chrome, 0o666),
    repair: 'fix',
  },
  'a program that is gone': {
    code: 'program_missing',
    breaks: (machine) => machine.change(machine.chrome, { path: '/opt/gone/jit-console' }),
    repair: 'fix',
  },
  'a program that lost its mode': {
    code: 'program_not_executable',
    breaks: (machine) => machine.change(machine.chrome, { path: machine.program('', 0o644) }),
    repair: 'fix',
  },
  'another program in its place': {
    code: 'program_silent',
    breaks: (machine) => machine.change(machine.chrome, { path: machine.program('echo hello') }),
    repair: 'fix',
  },
  'a program that never answers': {
    code: 'program_silent',
    breaks: (machine) =>
      machine.change(machine.firefox, {
        path: machine.program('exec tail -f /dev/null'),
      }),
    repair: 'fix',
  },
  'an older program': {
    code: 'program_version',
    breaks: (machine) =>
      machine.change(machine.chrome, { path: machine.program('echo jit-console 0.0.9') }),
    repair: 'fix',
  },
  'a newer program': {
    code: 'program_version',
    breaks: (machine) =>
      machine.change(machine.chrome, { path: machine.program('echo jit-console 99.0.0') }),
    repair: null,
  },
  "a manifest that hides the system's": {
    code: 'manifest_shadowed',
    breaks: (machine) => {
      const other = join(machine.home.dir, 'elsewhere');
      symlinkSync(PROGRAM, other);
      machine.systemManifest(other);
    },
    repair: 'command',
  },
  "a system's manifest gone stale": {
    code: 'program_missing',
    breaks: (machine) => {
      machine.systemManifest('/opt/gone/jit-console');
      rmSync(machine.chrome);
    },
    repair: 'command',
  },
  'a policy against native hosts': {
    code: 'policy_blocks_host',
    breaks: (machine) => machine.system(POLICY, { NativeMessagingBlocklist: ['*'] }),
    repair: null,
  },
  "a policy against users' own manifests": {
    code: 'policy_user_level',
    breaks: (machine) => machine.system(POLICY, { NativeMessagingUserLevelHosts: false }),
    repair: 'command',
  },
  'a policy against the extension': {
    code: 'policy_blocks_extension',
    breaks: (machine) => machine.system(POLICY, { ExtensionInstallBlocklist: [OURS] }),
    repair: null,
  },
  'a policy against the add-on': {
    code: 'policy_blocks_extension',
    breaks: (machine) =>
      machine.system('etc/firefox/policies/policies.json', {
        policies: { ExtensionSettings: { '*': { installation_mode: 'blocked' } } },
      }),
    repair: null,
  },
  'a configuration that is no JSON': {
    code: 'config',
    breaks: (machine) =>
      machine.write(join(machine.home.dir, '.config/jit-console/config.json'), '{'),
    repair: null,
  },
};

describe('the doctor on browsers', () => {
  /** @type {import('../simulator/simulator.js').Simulator} */
  let simulator;
  /** @type {Machine} */
  let machine;
  before(async () => {
    simulator = await startSimulator();
  });
  after(() => simulator.close());
  afterEach(() => machine.remove());
  const newMachine = () => {
    machine = new Machine(simulator);
    return machine;
  };

  test('has nothing to say about a healthy machine, and says what it checked', async () => {
    await newMachine().withBrowsers();
    const { code, findings, report, stderr } = await machine.doctor();
    assert.deepEqual(findings, []);
    assert.equal(code, 0);
    assert.equal(stderr, '');
    assert.equal(report.clean, true);
    const looked = report.checked.map((/** @type {any} */ entry) => entry.name || entry.subject);
    const wanted = ['Google Chrome', 'Firefox', 'vault', 'signin.aws.amazon.com', 'program'];
    assert.deepEqual(looked, wanted);
    assert.ok(report.checked[0].detail.includes(PROGRAM));
  });

  test('finds a policy that keeps a portal from reaching this machine, and names both', async () => {
    await newMachine().withBrowsers();
    const { url, apiUrl } = simulator.portal('globex');
    await machine.run('portal', 'add', url, '--api-url', apiUrl);
    machine.system(POLICY, { LoopbackNetworkBlockedForUrls: ['*'] });
    const blocks = (await machine.doctor()).findings.filter(
      (/** @type {any} */ { code }) => code === 'policy_blocks_loopback',
    );
    assert.equal(blocks.length, 1);
    assert.match(
      blocks[0].message,
      /the portal globex .*LoopbackNetworkBlockedForUrls.*company\.json/,
    );
    machine.system(POLICY, {
      LoopbackNetworkAllowedForUrls: [url],
      LocalNetworkAccessBlockedForUrls: ['*'],
    });
    assert.ok(!(await machine.doctor()).codes.includes('policy_blocks_loopback'));
  });

  for (const [what, { code: wanted, breaks, repair }] of Object.entries(faults))
    test(`finds ${what}, that alone${repair ? ', and it is repaired' : ''}`, async () => {
      await newMachine().withBrowsers();
      await breaks(machine);
      const { code, codes, findings, stderr } = await machine.doctor();
      assert.deepEqual(codes, [wanted], JSON.stringify(findings));
      const [finding] = findings;
      assert.equal(code, 58);
      assert.match(stderr, /1 problem found/);
      assert.equal(finding.fixable, repair === 'fix');
      assert.match(finding.message, /^\S.*[^.]$/);
      assert.match(finding.hint, /^\S.*[^.]$/);
      if (repair === 'command') {
        const words = finding.command
          .replace(/^sudo /, '')
          .split(' ')
          .slice(1);
        assert.equal((await machine.run(...words)).code, 0);
        assert.deepEqual((await machine.doctor()).codes, []);
      }
      const fixed = await machine.doctor('--fix');
      assert.deepEqual(fixed.codes, repair ? [] : [wanted], fixed.stderr);
      assert.equal(fixed.code, repair ? 0 : 58);
    });

  test('looks after profile folders of one’s own, too', async () => {
    const folder = join(newMachine().home.dir, 'a profile');
    mkdirSync(folder);
    await machine.withBrowsers();
    await machine.run('install', '--user-data-dir', folder);
    assert.deepEqual((await machine.doctor()).codes, []);
    rmSync(join(folder, 'NativeMessagingHosts'), { recursive: true });
    const { codes, findings } = await machine.doctor();
    assert.deepEqual(codes, ['manifest_missing']);
    assert.equal(findings[0].name, `Chromium in ${folder}`);
    assert.deepEqual((await machine.doctor('--fix')).codes, []);
    assert.ok(existsSync(join(folder, 'NativeMessagingHosts')));
  });

  test('finds no browser where there is none', async () => {
    newMachine();
    const { codes, findings } = await machine.doctor();
    assert.deepEqual(codes, ['no_browser']);
    assert.equal((await machine.run(...findings[0].command.split(' ').slice(1))).code, 0);
    assert.deepEqual((await machine.doctor()).codes, []);
  });

  test('says of a sandboxed browser what to do, loudly only where there is no other', async () => {
    await newMachine();
    mkdirSync(join(machine.home.dir, 'snap/chromium'), { recursive: true });
    const alone = await machine.doctor();
    assert.deepEqual(alone.codes, ['sandboxed']);
    assert.equal(alone.code, 58);
    assert.match(alone.findings[0].hint, /ordinary package/);
    await machine.withBrowsers();
    const beside = await machine.doctor();
    assert.deepEqual(beside.codes, ['sandboxed']);
    assert.equal(beside.findings[0].severity, 'note');
    assert.equal(beside.code, 0);
  });

  test('asks the desktop whether it can start programs for a snap of Firefox', async () => {
    await newMachine();
    mkdirSync(join(machine.home.dir, 'snap/firefox'), { recursive: true });
    await machine.run('install');
    const busctl = join(machine.home.dir, 'bin/busctl');
    machine.home.env.PATH = `${join(machine.home.dir, 'bin')}:${machine.home.env.PATH}`;
    machine.write(busctl, '#!/bin/sh\necho u 1\n', 0o755);
    // Firefox itself is there by its folder, too: that of the manifest.
    assert.deepEqual((await machine.doctor()).codes, []);
    machine.write(busctl, '#!/bin/sh\necho no such interface >&2\nexit 1\n', 0o755);
    const { codes, findings } = await machine.doctor();
    assert.deepEqual(codes, ['sandbox_portal']);
    assert.equal(findings[0].name, 'Firefox (snap)');
  });

  test('repairs several things at once and tells which, on a terminal', async () => {
    await newMachine().withBrowsers();
    rmSync(machine.chrome);
    machine.write(machine.firefox, '');
    const before = await machine.run('doctor');
    assert.equal(before.code, 58);
    assert.match(
      before.stdout,
      /^error {4}Google Chrome: .*\(manifest_missing\)\n {9}\S.*: jit-console install/m,
    );
    assert.match(before.stderr, /2 problems found\n {2}jit-console doctor --fix fixes 2/);
    const { code, stdout, stderr } = await machine.run('doctor', '--fix');
    assert.equal(code, 0, stdout);
    assert.match(stderr, /^written: .*google-chrome.*\nwritten: .*mozilla/);
    assert.match(stdout, /^ok {7}Google Chrome: /m);
    await machine.run('uninstall');
    assert.ok(!existsSync(machine.chrome) && !existsSync(machine.firefox));
  });
});
