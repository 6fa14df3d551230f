import { execFile, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Home } from '../../tests/end-to-end/driver/home.js';
import { launch } from '../../tests/end-to-end/driver/launch.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HOST = process.env.JIT_CONSOLE_HOST ?? join(ROOT, 'build/quick/host/jit-console');
const EXTENSION = join(ROOT, 'extension');

/** The portal of the demonstration. */
export const PORTAL = 'acme';

/** A window that fits a page of a README. */
export const WINDOW = { width: 1180, height: 760 };

/** The simulator as a process of its own, the host with one portal, and Chromium with the extension from git. */
export class World {
  home = new Home();

  /**
   * @param {{env?: Record<string, string>, window?: typeof WINDOW}} [options] env: for the browser, such as its DISPLAY
   */
  async open({ env = {}, window: { width, height } = WINDOW } = {}) {
    await this.#startSimulator();
    this.home.useNetwork(this.network);
    // As most people who go from account to account have it; without it AWS keeps one identity at a time.
    await this.control('POST', '/aws/set', { multiSession: true });
    await this.#host('portal', 'add', this.portal.url);
    await this.#host(
      'install',
      '--browser',
      'chromium',
      '--user-data-dir',
      this.home.chromiumProfile,
    );
    this.#setUpToolbar();
    const args = [`--window-size=${width},${height}`, '--window-position=0,0'];
    const options = {
      home: this.home,
      extensionDir: EXTENSION,
      headless: false,
      unmarked: true,
      args,
      env,
    };
    this.browser = await launch('chromium', options);
  }

  get portal() {
    return this.network.portals.find(({ name }) => name === PORTAL);
  }

  /** What the steps of tests/end-to-end/person.js ask of a simulator. */
  get sim() {
    return { portal: (name) => this.network.portals.find((portal) => portal.name === name) };
  }

  /** The simulator's control API; see its README. */
  async control(method, path, body) {
    const options = { method, ...(body ? { body: JSON.stringify(body) } : {}) };
    const response = await fetch(this.network.control + path, options);
    const answer = await response.json();
    if (!response.ok) throw new Error(`simulator: ${answer.error}`);
    return answer;
  }

  async close() {
    await this.browser?.close();
    // The end of its input is the simulator's sign to end.
    this.simulator?.stdin.end();
    this.home.remove();
  }

  async #startSimulator() {
    const main = join(ROOT, 'tests/simulator/main.js');
    const dir = join(this.home.dir, 'simulator');
    this.simulator = spawn(process.execPath, [main, '--dir', dir], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: this.simulator.stdout })) {
      this.network = JSON.parse(line);
      return;
    }
    throw new Error('the simulator did not start');
  }

  async #host(...args) {
    await promisify(execFile)(HOST, args, { env: this.home.env });
  }

  /** Shows the extension's button, which Chromium else hides in a menu, and no question about passwords. */
  #setUpToolbar() {
    const ids = JSON.parse(readFileSync(join(ROOT, 'manifests/ids.json'), 'utf8'));
    const preferences = {
      extensions: { pinned_extensions: ids.chromium_extension_ids },
      credentials_enable_service: false,
    };
    const profile = join(this.home.chromiumProfile, 'Default');
    mkdirSync(profile, { recursive: true });
    writeFileSync(join(profile, 'Preferences'), JSON.stringify(preferences));
  }
}
