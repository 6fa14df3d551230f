import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Mouse and keyboard of a screen, for what a browser draws outside its pages, such as menus. */
export class DesktopHands {
  /** @param {string} display what DISPLAY says */
  constructor(display) {
    this.env = { ...process.env, DISPLAY: display };
  }

  /** @param {{x: number, y: number}} point on the screen */
  rightClickAt({ x, y }) {
    return this.#xdotool(
      'mousemove',
      '--sync',
      String(Math.round(x)),
      String(Math.round(y)),
      'click',
      '3',
    );
  }

  /** @param {...string} keys by X's names: `Down`, `Return`, `alt+shift+l` */
  press(...keys) {
    return this.#xdotool('key', '--delay', '60', ...keys);
  }

  /** @param {string} text */
  type(text) {
    return this.#xdotool('type', '--delay', '20', text);
  }

  /** @returns {Promise<number>} how many windows are on the screen: each menu is one */
  async windows() {
    const { stdout } = await this.#xdotool('search', '--onlyvisible', '--name', '.*');
    return stdout.trim().split('\n').length;
  }

  #xdotool(...args) {
    return run('xdotool', args, { env: this.env });
  }
}
