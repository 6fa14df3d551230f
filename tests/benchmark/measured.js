/* Figures of a run: their middle, the machine that they are of, and the file that keeps them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../end-to-end/stage.js';

/** @param {number[]} figures @param {number} share 0.5: the median @returns {number} */
export function quantile(figures, share) {
  const sorted = [...figures].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** @param {number[]} figures @returns {number} */
export const median = (figures) => quantile(figures, 0.5);

/** @returns {string} */
export function machine() {
  const [{ model = '' } = {}] = cpus();
  return `${cpus().length} × ${model.trim()}, load ${loadavg()[0]?.toFixed(1)}`;
}

/** @param {string} name of a file in build/benchmark @param {object} figures */
export function keep(name, figures) {
  const dir = join(ROOT, 'build/benchmark');
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, `${name}.json`), `${JSON.stringify(figures, null, 2)}\n`);
}
