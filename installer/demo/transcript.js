import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What was done and seen, step by step, kept in a folder with the pictures. */
export class Transcript {
  #steps = [];

  /** @param {string} dir emptied first */
  constructor(dir) {
    this.dir = dir;
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { recursive: true });
  }

  /**
   * Does a step and writes down what was seen.
   * @template T
   * @param {string} step in words
   * @param {() => Promise<T>} act throws where what is seen isn't what should be
   * @returns {Promise<T>} what was seen
   */
  async step(step, act) {
    const start = performance.now();
    const passed = () => Math.round(performance.now() - start);
    try {
      const saw = await act();
      this.#write({ step, verified: true, saw, milliseconds: passed() });
      return saw;
    } catch (error) {
      this.#write({ step, verified: false, saw: error.message, milliseconds: passed() });
      throw error;
    }
  }

  /** Says that the story was told to its end. */
  finish() {
    this.#save(true);
  }

  #write(entry) {
    this.#steps.push(entry);
    const sign = entry.verified ? 'ok' : 'FAILED';
    process.stdout.write(`${sign} ${entry.step} (${entry.milliseconds} ms)\n`);
    this.#save(false);
  }

  #save(verified) {
    const text = JSON.stringify({ verified, steps: this.#steps }, null, 2);
    writeFileSync(join(this.dir, 'transcript.json'), `${text}\n`);
  }
}
