import { spawn } from 'node:child_process';

/** Runs argv[2:] in a terminal of its own. argv[1] is a list of what is waited for and what is typed then, as JSON. */
const IN_TERMINAL = `
import json, os, pty, sys
steps, seen, output, answered = json.loads(sys.argv[1]), '', b'', 0
child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
while True:
    try:
        more = os.read(terminal, 4096)
    except OSError:
        break
    if not more:
        break
    os.write(1, more)
    # As a terminal says where its cursor is.
    output += more
    while output.count(b'\\x1b[6n') > answered:
        answered += 1
        os.write(terminal, b'\\x1b[1;1R')
    seen += more.decode('utf-8', 'replace')
    while steps and steps[0][0] in seen:
        waited_for, typed = steps.pop(0)
        seen = seen.split(waited_for, 1)[1]
        os.write(terminal, typed.encode())
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) if not steps else 99)
`;

/** How long all of it may take, in milliseconds. */
const PATIENCE = 60_000;

/**
 * What a command shows at a terminal where somebody types. The exit code is 99 where something that was waited for never came.
 *
 * @param {string[]} command the program and its arguments
 * @param {Record<string, string>} env
 * @param {[waitFor: string, typed: string][]} steps
 * @returns {Promise<{code: number | null, shown: string}>}
 */
export function typed(command, env, steps) {
  const child = spawn('python3', ['-c', IN_TERMINAL, JSON.stringify(steps), ...command], {
    env: { TERM: 'xterm', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: PATIENCE,
    killSignal: 'SIGKILL',
  });
  let shown = '';
  child.stdout.on('data', (data) => {
    shown += data;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, shown })));
}
