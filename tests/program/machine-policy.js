import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs a command that sees a folder of the test's laid over /etc, and another over /dev where the test stands in for the
 * system's log, in a mount namespace of its own: the program under test looks for its policy and for the log in one place
 * only, and other programs of this machine must not find these there.
 */
const ENTER = `#!/bin/sh
exec BECOME_ROOT unshare --mount sh -c '
  mount -t overlay overlay -o lowerdir="$0"/etc:/etc /etc || exit 99
  if test -L "$0"/dev/log; then mount -t overlay overlay -o lowerdir="$0"/dev:/dev /dev || exit 99; fi
  exec BECOME_ONESELF "$@"
' 'LAYER' "$@"
`;

/** A policy of the machine, for what is started by `command`. Takes root, or sudo. */
export class MachinePolicy {
  #dir = mkdtempSync(join(tmpdir(), 'jit-console-policy-'));
  #folder = join(this.#dir, 'etc/jit-console');
  #file = join(this.#folder, 'policy.json');
  /** @type {string} a program: runs its arguments under the policy */
  command = join(this.#dir, 'under-policy');

  /** @param {unknown} policy an object, or the file's text */
  constructor(policy) {
    mkdirSync(this.#folder, { recursive: true });
    const self = `setpriv --reuid=${process.getuid?.()} --regid=${process.getgid?.()} --init-groups`;
    const script = ENTER.replace('LAYER', this.#dir)
      .replace('BECOME_ROOT', isRoot() ? '' : 'sudo --preserve-env')
      .replace('BECOME_ONESELF', isRoot() ? '' : self);
    writeFileSync(this.command, script, { mode: 0o755 });
    this.write(policy);
  }

  /**
   * For what is started from now on.
   * @param {unknown} policy
   * @param {{ mode?: number, owner?: number }} [how]
   */
  write(policy, { mode = 0o644, owner = 0 } = {}) {
    const text = typeof policy === 'string' ? policy : JSON.stringify(policy);
    this.#asRoot('chown', '-R', String(process.getuid?.()), this.#dir);
    writeFileSync(this.#file, text);
    chmodSync(this.#file, mode);
    chmodSync(this.#folder, 0o755);
    this.#asRoot('chown', '-R', '0:0', join(this.#dir, 'etc'));
    if (owner !== 0) this.#asRoot('chown', String(owner), this.#file);
  }

  /**
   * A file of the administrators' beside the policy.
   * @param {string} name
   * @param {string | Buffer} text
   * @returns {string} where what is started by `command` finds it
   */
  put(name, text) {
    this.#asRoot('chown', '-R', String(process.getuid?.()), this.#dir);
    writeFileSync(join(this.#folder, name), text, { mode: 0o644 });
    this.#asRoot('chown', '-R', '0:0', join(this.#dir, 'etc'));
    return join('/etc/jit-console', name);
  }

  /** What is started by `command` finds this socket where the system's log listens. @param {string} socket */
  logTo(socket) {
    mkdirSync(join(this.#dir, 'dev'), { mode: 0o755 });
    symlinkSync(socket, join(this.#dir, 'dev/log'));
  }

  remove() {
    this.#asRoot('chown', '-R', String(process.getuid?.()), this.#dir);
    rmSync(this.#dir, { recursive: true, force: true });
  }

  /** @param {string[]} command */
  #asRoot(...command) {
    const [program, ...args] = isRoot() ? command : ['sudo', ...command];
    execFileSync(program, args);
  }
}

const isRoot = () => process.getuid?.() === 0;
