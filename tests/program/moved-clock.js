import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LIBRARY = ['x86_64', 'aarch64']
  .map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`)
  .find(existsSync);

/** The wall clock of programs that a test starts, by Debian's `faketime`: real time plus what it was moved on by. */
export class MovedClock {
  #seconds = 0;

  /** @param {string} dir where its file goes */
  constructor(dir) {
    if (!LIBRARY) throw new Error('faketime is missing: tests/install-dependencies.sh');
    this.file = join(dir, 'moved-clock');
    this.advance(0);
    /** What the programs need in their environment. Waits go by real time. */
    this.env = {
      LD_PRELOAD: LIBRARY,
      FAKETIME_TIMESTAMP_FILE: this.file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
  }

  /** @param {number} seconds */
  advance(seconds) {
    this.#seconds += seconds;
    // In one step: programs read it at any time.
    writeFileSync(`${this.file}.new`, `+${this.#seconds}`);
    renameSync(`${this.file}.new`, this.file);
  }

  /** @returns {number} milliseconds since 1970 */
  now() {
    return Date.now() + this.#seconds * 1000;
  }
}
