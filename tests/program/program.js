import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The program under test: JIT_CONSOLE_HOST, or what the preset `dev` builds. */
export const PROGRAM =
  process.env.JIT_CONSOLE_HOST ?? join(ROOT, 'build', 'dev', 'host', 'jit-console');

export const CALLER = 'chrome-extension://hjkepomeflbmibkhbpicfepocdkjcbnb/';

if (!existsSync(PROGRAM)) {
  throw new Error(`${PROGRAM} is not built: cmake --preset dev && cmake --build --preset dev`);
}

/** What runs for longer hangs: it is killed, so that its own test fails. In milliseconds. */
const LONGEST_RUN = 120_000;

/** A home folder of a test's own. */
export class Home {
  dir = mkdtempSync(join(tmpdir(), 'jit-console-program-'));
  /** @type {Record<string, string>} */
  env = { HOME: this.dir, PATH: process.env.PATH ?? '/usr/bin:/bin' };

  remove() {
    rmSync(this.dir, { recursive: true, force: true });
  }

  /**
   * Runs one command line to its end.
   *
   * @param {string[]} args
   * @param {{input?: string, env?: Record<string, string>, cwd?: string}} [options]
   * @returns {Promise<{code: number | null, stdout: string, stderr: string}>}
   */
  run(args, { input = '', env = {}, cwd } = {}) {
    return runToEnd([PROGRAM, ...args], { input, env: { ...this.env, ...env }, cwd });
  }
}

/**
 * @param {string[]} command the program and its arguments
 * @param {{input: string, env: Record<string, string | undefined>, cwd?: string}} how
 * @returns {Promise<{code: number | null, stdout: string, stderr: string}>}
 */
export function runToEnd([program = '', ...args], { input, env, cwd }) {
  const child = spawn(program, args, { env, cwd, timeout: LONGEST_RUN, killSignal: 'SIGKILL' });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    output.stdout += data;
  });
  child.stderr.on('data', (data) => {
    output.stderr += data;
  });
  child.stdin.on('error', () => child.stdin.destroy());
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...output })));
}

/** As it goes over the wire. @param {string} text */
export function frameOf(text) {
  const body = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([length, body]);
}

/** The program as a browser runs it. */
export class HostProcess {
  /** @type {any[]} every frame that came, in order */
  frames = [];
  /** How long a frame is waited for, in milliseconds. */
  patience = 20_000;
  stderr = '';
  #bytes = Buffer.alloc(0);
  /** @type {Set<() => void>} */
  #waiting = new Set();

  /**
   * @param {Home} home
   * @param {string[]} [args] as a browser passes them
   * @param {string} [program]
   */
  constructor(home, args = [CALLER], program = PROGRAM) {
    this.child = spawn(program, args, { env: home.env });
    this.child.stdout.on('data', (data) => this.#read(data));
    this.child.stderr.on('data', (data) => {
      this.stderr += data;
    });
    this.child.stdin.on('error', () => this.child.stdin.destroy());
    /** @type {Promise<number | null>} the exit code */
    this.exited = new Promise((resolve) => this.child.on('close', resolve));
    this.exited.then(() => this.#wake());
  }

  /** @param {object} message */
  send(message) {
    this.sendText(JSON.stringify(message));
  }

  /** @param {string} text */
  sendText(text) {
    this.child.stdin.write(frameOf(text));
  }

  /** Sends a request and waits for its reply. @param {any} request */
  async ask(request) {
    this.send(request);
    return this.frame((frame) => frame.id === request.id && !frame.part);
  }

  /**
   * The first frame that fits, waited for.
   *
   * @param {(frame: any) => boolean} fits
   */
  async frame(fits) {
    const deadline = Date.now() + this.patience;
    for (;;) {
      const found = this.frames.find(fits);
      if (found) return found;
      if (this.child.exitCode !== null) throw new Error(`the host ended: ${this.stderr}`);
      await this.#change(deadline);
    }
  }

  /** @param {number} deadline */
  #change(deadline) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`no such frame within ${this.patience} ms`)),
        deadline - Date.now(),
      );
      const wake = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve(undefined);
      };
      this.#waiting.add(wake);
    });
  }

  /** @param {Buffer} data */
  #read(data) {
    this.#bytes = Buffer.concat([this.#bytes, data]);
    while (this.#bytes.length >= 4) {
      const length = this.#bytes.readUInt32LE(0);
      if (this.#bytes.length < 4 + length) break;
      this.frames.push(JSON.parse(this.#bytes.subarray(4, 4 + length).toString()));
      this.#bytes = this.#bytes.subarray(4 + length);
    }
    this.#wake();
  }

  #wake() {
    for (const wake of [...this.#waiting]) wake();
  }
}
