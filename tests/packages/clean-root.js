import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const APT = '/etc/apt';

/**
 * Runs a command in the root, with what programs expect of a system around them. The mounts are in a namespace of
 * their own: they are gone with the command.
 */
const ENTER = `#!/bin/sh
exec unshare --mount sh -c '
  root=$0
  mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" && mount -t tmpfs tmpfs "$root/dev/shm" || exit 1
  exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
' ROOT "$@"
`;

/** Debian as it is before anybody has installed anything, in a folder. Takes root. */
export class CleanRoot {
  /** Made from the same archive as this machine, whatever that is. @returns {CleanRoot} */
  static make() {
    const dir = mkdtempSync(join(tmpdir(), 'jit-console-root-'));
    const known = execFileSync('apt-get', [
      'indextargets',
      '--format',
      '$(RELEASE) $(REPO_URI)',
      'Created-By: Packages',
    ]);
    const [, archive] = /^bookworm (\S+)$/m.exec(String(known));
    execFileSync('debootstrap', ['--variant=minbase', 'bookworm', dir, archive]);
    return new CleanRoot(dir);
  }

  /** @param {string} dir */
  constructor(dir) {
    this.dir = dir;
    this.enter = `${dir}.enter`;
    writeFileSync(this.enter, ENTER.replace('ROOT', `'${dir}'`), { mode: 0o755 });
    for (const name of readdirSync(join(dir, APT)))
      if (name.startsWith('sources.list')) rmSync(join(dir, APT, name), { recursive: true });
    for (const name of [
      'sources.list',
      'sources.list.d',
      'apt.conf.d',
      '../resolv.conf',
      '../hosts',
    ])
      if (existsSync(join(APT, name)))
        cpSync(join(APT, name), join(dir, APT, name), { recursive: true, dereference: true });
    this.run('apt-get', 'update', '-qq');
  }

  /** @param {string[]} command @returns {string} its standard output */
  run(...command) {
    return String(execFileSync(this.enter, command, { stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  /** @param {string[]} packages names, or paths in the root */
  install(...packages) {
    this.run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages);
  }

  /**
   * A script that starts a program in the root, as a browser's driver wants it.
   * @param {string} program
   * @param {Record<string, string>} [env] variables that it gets, besides the root's own
   * @returns {string}
   */
  launcher(program, env = {}) {
    const script = `${this.dir}.${program}`;
    const variables = Object.entries(env).map(([name, value]) => `'${name}=${value}'`);
    const command = ['env', ...variables, program].join(' ');
    writeFileSync(script, `#!/bin/sh\nexec '${this.enter}' ${command} "$@"\n`, { mode: 0o755 });
    return script;
  }

  /** @param {string} path as seen from within @returns {string} as seen from without */
  path(path) {
    return join(this.dir, path);
  }

  remove() {
    rmSync(this.dir, { recursive: true, force: true, maxRetries: 5 });
    for (const name of ['enter', 'chromium', 'firefox-esr'])
      rmSync(`${this.dir}.${name}`, { force: true });
  }
}
