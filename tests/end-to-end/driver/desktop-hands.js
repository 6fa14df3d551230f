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
    // Not --sync: that waits long for a mouse that is there already, and X keeps the order anyway.
    const place = [x, y].map((at) => String(Math.round(at)));
    return this.#xdotool('mousemove', ...place, 'click', '3');
  }

  /** @param {...string} keys by X's names: `Down`, `Return`, `alt+shift+l` */
  press(...keys) {
    return this.#xdotool('key', '--delay', '60', ...keys);
  }

  /** @param {string} text */
  type(text) {
    return this.#xdotool('type', '--delay', '20', text);
  }

  /** @returns {Promise<number>} how many menus are open: each is a window of its own, as notifications are */
  async menus() {
    const { stdout } = await this.#xdotool('search', '--onlyvisible', '--name', '.*');
    const types = await Promise.all(
      stdout
        .trim()
        .split('\n')
        .map((id) => this.#typeOf(id)),
    );
    return types.filter((type) => type.includes('_NET_WM_WINDOW_TYPE_MENU')).length;
  }

  /** @param {string} id @returns {Promise<string>} "" for a window that is gone by now */
  async #typeOf(id) {
    const asked = run('xprop', ['-id', id, '_NET_WM_WINDOW_TYPE'], { env: this.env });
    return asked.then(({ stdout }) => stdout).catch(() => '');
  }

  #xdotool(...args) {
    return run('xdotool', args, { env: this.env });
  }
}
