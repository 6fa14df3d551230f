import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { MachinePolicy } from './machine-policy.js';
import { json, PlainPortal } from './plain-portal.js';
import { CALLER, Home, HostProcess, PROGRAM, runToEnd } from './program.js';

const TENANT = 'a1a1a1a1-0000-4000-8000-00000000000a';
const KEYS = {
  AccessKeyId: 'ASIACANARY0000000001',
  SecretAccessKey: 'canary-secret',
  SessionToken: 'canary-session-token',
  Region: 'eu-central-1',
  Validity: 3600,
};
const PYTHON = '/usr/bin/python3';

/** A command in a terminal of its own. */
const IN_TERMINAL =
  'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';

/** Stands in for journald or another syslog: prints each datagram as a JSON string, in a line of its own. */
const LOG = `
import json, socket, sys
log = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
log.bind(sys.argv[1])
print('"listening"', flush=True)
while True: print(json.dumps(log.recv(65536).decode()), flush=True)
`;

describe('a policy that wants to know what for', () => {
  const home = new Home();
  const portal = new PlainPortal();
  const policy = new MachinePolicy({});
  const socket = join(home.dir, 'log');
  const log = spawn(PYTHON, ['-c', LOG, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface(log.stdout)[Symbol.asyncIterator]();
  const target = ['plain', '--tenant', TENANT, '--region', 'eu-central-1'];
  before(async () => {
    assert.equal(await nextLine(), 'listening');
    await portal.start(home.dir);
    home.env.SSL_CERT_FILE = portal.caFile;
    portal.answers[`/subscriptions/${TENANT}/GetAwsConsoleTokenUrl`] = json({
      ...JSON.parse(portal.answers[`/subscriptions/${TENANT}/GetAwsConsoleTokenUrl`].body),
      ...KEYS,
    });
    for (const args of [
      ['portal', 'add', portal.url, '--name', 'plain'],
      ['vault', 'file'],
      ['sign-in', '--token-stdin'],
    ]) {
      const { code, stderr } = await home.run(args, { input: portal.token });
      assert.equal(code, 0, stderr);
    }
  });
  after(async () => {
    log.kill();
    await once(log, 'close');
    await portal.close();
    policy.remove();
    home.remove();
  });

  /** @returns {Promise<string>} what the system's log got next */
  async function nextLine() {
    const { value } = await lines.next();
    return JSON.parse(value);
  }

  /** @param {string[]} command @param {string} [input] */
  const run = (command, input = '') =>
    runToEnd([policy.command, ...command], { input, env: home.env });

  const inVain = {
    'a profile, whose command can give no reason': {
      rules: { requireReason: true },
      command: ['aws-profile', 'add', 'mine', ...target],
      says: /AWS profiles, since they can't give a reason/,
    },
    'credentials that are hidden': {
      rules: { requireReason: true, hide: ['credentials'] },
      command: ['credentials', ...target],
      says: /forbids this: temporary AWS credentials/,
    },
  };
  for (const [what, { rules, command, says }] of Object.entries(inVain))
    test(`asks nothing at a terminal before it refuses ${what}`, async () => {
      policy.write(rules);
      const { code, stdout } = await run(
        [PYTHON, '-c', IN_TERMINAL, PROGRAM, ...command],
        'OPS-1\n',
      );
      assert.match(stdout, says);
      assert.doesNotMatch(stdout, /reason or ticket number \(/);
      assert.equal(code, 26);
    });

  /** @param {string} line of the system's log */
  function event(line) {
    const parts = /^<85>jit-console\[\d+\]: (.+)$/.exec(line);
    assert.ok(parts, line);
    return JSON.parse(parts[1]);
  }

  test('has the system’s log hear of each console and all credentials, without a secret', async () => {
    policy.logTo(socket);
    policy.write({ requireReason: true, systemLog: true });
    const typed = await run([PROGRAM, 'credentials', ...target, '--reason', 'OPS-7']);
    assert.equal(typed.code, 0, typed.stderr);
    const atTerminal = await nextLine();
    const host = new HostProcess(home, [PROGRAM, CALLER], policy.command);
    const params = { portal: 'plain', tenant: TENANT, reason: 'OPS-8' };
    const opened = await host.ask({ id: 1, method: 'open_console', params });
    assert.ok(opened.result?.url, JSON.stringify(opened.error));
    const byBrowser = await nextLine();
    host.child.stdin.end();
    await host.exited;

    for (const [line, what, reason] of [
      [atTerminal, 'credentials', 'OPS-7'],
      [byBrowser, 'opened', 'OPS-8'],
    ]) {
      const { class_uid, unmapped } = event(line);
      assert.equal(class_uid, 3003);
      assert.deepEqual([unmapped.what, unmapped.reason], [what, reason]);
      assert.equal(unmapped.tenant_uid, TENANT);
      for (const secret of ['canary', 'SigninToken', portal.token])
        assert.ok(!line.includes(secret), line);
    }
  });

  test('hands nothing out where the system’s log is wanted and nobody listens', async () => {
    policy.write({ systemLog: true, recordEverything: true });
    rmSync(socket);
    const { code, stdout, stderr } = await run([PROGRAM, 'credentials', ...target]);
    assert.notEqual(code, 0);
    assert.equal(stdout, '');
    assert.match(stderr, /the system's log/);
  });
});
