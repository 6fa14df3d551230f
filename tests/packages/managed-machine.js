import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** In a mount namespace of its own, so that no other program of this machine sees what is laid over /etc. */
const ENTER = `#!/bin/sh
exec unshare --mount sh -c '
  mount -t overlay overlay -o lowerdir="$0":/etc /etc || exit 99
  exec "$@"
' 'LAYER' PROGRAM "$@"
`;

/** A machine with files of its administrators' in /etc, for the programs that are started through it. Takes root. */
export class ManagedMachine {
  #dir = mkdtempSync(join(tmpdir(), 'jit-console-managed-'));

  /** @param {Record<string, unknown>} files what stands in them, by their path below /etc */
  constructor(files) {
    for (const [path, content] of Object.entries(files)) {
      const file = join(this.#dir, 'etc', path);
      mkdirSync(dirname(file), { recursive: true, mode: 0o755 });
      writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content), {
        mode: 0o644,
      });
    }
  }

  /** @param {string} program @returns {string} another one that starts it on this machine */
  launcher(program) {
    const script = join(this.#dir, program.replaceAll('/', '-'));
    const text = ENTER.replace('LAYER', join(this.#dir, 'etc')).replace('PROGRAM', program);
    writeFileSync(script, text, { mode: 0o755 });
    return script;
  }

  /** @returns {string} a new folder that goes with it */
  folder() {
    return mkdtempSync(join(this.#dir, 'profile-'));
  }

  remove() {
    rmSync(this.#dir, { recursive: true, force: true, maxRetries: 5 });
  }
}
