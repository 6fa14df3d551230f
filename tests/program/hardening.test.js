import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, describe, test } from 'node:test';
import { CALLER, Home, PROGRAM } from './program.js';

/**
 * Starts a command, waits for its first byte of output, breaks it with SIGSEGV and prints whether it left a core dump.
 * Core files go to a folder of the test's own.
 */
const DUMPS = `
import os, resource, signal, subprocess, sys
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
child = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
child.stdout.read(1)
os.kill(child.pid, signal.SIGSEGV)
print(os.WCOREDUMP(os.waitpid(child.pid, 0)[1]))
`;

describe('the hardened process', () => {
  const home = new Home();
  after(() => home.remove());

  /** @param {string[]} command */
  const dumps = (command) =>
    execFileSync('/usr/bin/python3', ['-c', DUMPS, ...command], {
      cwd: home.dir,
      env: home.env,
      encoding: 'utf8',
    }).trim();

  test('leaves no core dump, where another program does', () => {
    assert.equal(dumps([PROGRAM, CALLER]), 'False');
    assert.equal(dumps(['sh', '-c', 'echo; read x']), 'True');
  });
});
