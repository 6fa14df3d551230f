import { readdirSync, readFileSync } from 'node:fs';

/** @returns {{pid: number, parent: number, argv: string[]}[]} the processes that can be seen just now */
function processes() {
  const found = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // The command's name stands in parentheses and may hold anything, so count from the last one.
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (state === 'Z') continue;
      const argv = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      found.push({ pid: Number(name), parent: Number(parent), argv });
    } catch {
      // It ended between the listing and the reading.
    }
  }
  return found;
}

/**
 * The processes of `program` that descend from `ancestor`.
 *
 * @param {number} ancestor a process id
 * @param {string} program the path as it stands in argv[0]
 * @returns {number[]} process ids
 */
export function descendantsRunning(ancestor, program) {
  const all = processes();
  const family = new Set([ancestor]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { pid, parent } of all) {
      if (family.has(parent) && !family.has(pid)) {
        family.add(pid);
        grown = true;
      }
    }
  }
  return all
    .filter(({ pid, argv }) => family.has(pid) && argv[0] === program)
    .map(({ pid }) => pid);
}
