import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.js';
import { pngOfXwd } from './xwd-png.js';

/** Shorter than a cursor's blinking. */
const QUIET_MS = 300;

/**
 * A screen of its own for a browser with its toolbar visible: Xvfb, which keeps its picture in a
 * file, so that it can be read without further programs.
 */
export class VirtualDisplay {
  /** @param {{width: number, height: number}} size @returns {Promise<VirtualDisplay>} */
  static async start({ width, height }) {
    const dir = mkdtempSync(join(tmpdir(), 'jit-console-display-'));
    const args = [
      '-displayfd',
      '3',
      '-screen',
      '0',
      `${width}x${height}x24`,
      '-fbdir',
      dir,
      '-nolisten',
      'tcp',
    ];
    const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    process.once('exit', () => child.kill());
    const [number] = await Promise.race([
      once(child.stdio[3], 'data'),
      once(child, 'exit').then(() => Promise.reject(new Error('Xvfb did not start'))),
    ]);
    return new VirtualDisplay(child, dir, `:${String(number).trim()}`);
  }

  constructor(child, dir, name) {
    this.child = child;
    this.dir = dir;
    /** What to put into DISPLAY. */
    this.name = name;
  }

  /**
   * Waits until nothing moves.
   * @param {string} path where the whole screen is written as a PNG
   */
  async screenshot(path) {
    let last = this.frame();
    let since = Date.now();
    await until('the screen to stand still', () => {
      const now = this.frame();
      if (!now.equals(last)) since = Date.now();
      last = now;
      return Date.now() - since >= QUIET_MS;
    });
    writeFileSync(path, pngOfXwd(last));
  }

  /** @returns {Buffer} the whole screen as it is now, an X window dump */
  frame() {
    return readFileSync(join(this.dir, 'Xvfb_screen0'));
  }

  async close() {
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
    rmSync(this.dir, { recursive: true, force: true });
  }
}
