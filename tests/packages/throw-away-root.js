import { execFileSync } from 'node:child_process';

/** This system's own files under a layer that takes all changes and is gone with the command, as its mounts are. */
const ENTER = `
  mount -t tmpfs tmpfs /mnt
  mkdir /mnt/top /mnt/work /mnt/root
  mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/top,workdir=/mnt/work /mnt/root
  mount -t proc proc /mnt/root/proc
  mount --bind /dev /mnt/root/dev
  mkdir -p /mnt/root/given
  mount --bind "$0" /mnt/root/given
  exec chroot /mnt/root /bin/sh -euc "$1"`;

/**
 * Runs commands as root in a system like this one, whose files they change without changing this one's. Takes root.
 * @param {string} script for sh
 * @param {string} given a folder that they see as /given
 * @returns {string} its standard output
 */
export function inThrowAwayRoot(script, given) {
  const args = ['--mount', 'sh', '-euc', ENTER, given, script];
  return String(execFileSync('unshare', args, { stdio: 'pipe' }));
}
