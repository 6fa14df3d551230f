import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const WINE = '/usr/lib/wine/wine64';
const PREFIX = join(ROOT, 'build', 'wine');
const ENV = { PATH: process.env.PATH ?? '/usr/bin:/bin', WINEPREFIX: PREFIX, WINEDEBUG: '-all' };

process.env.JIT_CONSOLE_HOST = join(ROOT, 'tests', 'windows', 'jit-console');
export const { CALLER, Home, HostProcess, runToEnd } = await import('../program/program.js');

/** The program's own path, as Windows has it. */
export const EXE = windowsPath(join(ROOT, 'build', 'windows', 'host', 'jit-console.exe'));

/** A path of this system as Wine's programs see it. @param {string} path */
export function windowsPath(path) {
  return `Z:${path.replaceAll('/', '\\')}`;
}

/**
 * Hands a token over as an old portal's page does.
 * @param {string} page the address that the host wants to be opened
 * @param {string} origin
 * @param {string} token
 * @returns {Promise<number | undefined>} the answer's status
 */
export function handOver(page, origin, token) {
  const port = new URL(page).searchParams.get('localPort');
  const options = { port, host: '127.0.0.1', method: 'POST', headers: { Origin: origin } };
  return new Promise((resolve, reject) => {
    const request = http.request(options, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    request.on('error', reject).end(token);
  });
}

let started = false;
/**
 * Boots a Windows of Wine's, which is made where it is missing, and keeps it running until this process ends: what is started
 * in it otherwise brings its services along, which hold on to its standard output for seconds after its end.
 */
function startWindows() {
  if (started) return;
  started = true;
  const isNew = !existsSync(join(PREFIX, 'system.reg'));
  mkdirSync(PREFIX, { recursive: true });
  const shell = spawn(WINE, ['cmd'], { env: ENV, stdio: ['pipe', 'ignore', 'ignore'] });
  shell.unref();
  execFileSync(WINE, isNew ? ['wineboot.exe', '-i'] : ['wineboot.exe'], {
    env: ENV,
    stdio: 'ignore',
  });
}

/**
 * The one user of that Windows. The variables that name a user's folders can't be
 * set from outside, so what a test left is cleared away instead: only one test file at a time may use it.
 */
export class WindowsUser extends Home {
  env = {
    ...ENV,
    HOME: this.dir,
  };

  constructor() {
    super();
    startWindows();
    this.profile = this.wine('cmd', '/c', 'echo %USERPROFILE%')
      .trim()
      .replace(/^C:/, join(PREFIX, 'drive_c'))
      .replaceAll('\\', '/');
    this.local = join(this.profile, 'AppData', 'Local');
    this.roaming = join(this.profile, 'AppData', 'Roaming');
    this.clear();
  }

  /** Takes away what the program keeps and the browsers that tests put there. */
  clear() {
    const kept = [join(this.roaming, 'Mozilla'), join(this.profile, '.aws')];
    for (const name of ['Google', 'Chromium']) kept.push(join(this.local, name));
    for (const folder of [this.local, this.roaming]) kept.push(join(folder, 'jit-console'));
    for (const folder of kept) rmSync(folder, { recursive: true, force: true });
    for (const key of ['Google', 'Chromium', 'Mozilla', 'Policies\\Google'])
      this.registry('delete', key, '/f');
  }

  remove() {
    this.clear();
    super.remove();
  }

  /**
   * Its output goes into a file: services of Windows that it brings along would keep a pipe open after its end.
   * @param {string[]} args @returns {string} what it said
   */
  wine(...args) {
    const said = join(this.dir, 'said');
    const output = openSync(said, 'w');
    try {
      execFileSync(WINE, args, { env: this.env, stdio: ['ignore', output, 'ignore'] });
    } finally {
      closeSync(output);
    }
    return readFileSync(said, 'utf8');
  }

  /**
   * Windows' own reg.exe, on keys below HKCU\Software; "" where it fails.
   *
   * @param {string} action
   * @param {string} key
   * @param {string[]} more
   */
  registry(action, key, ...more) {
    try {
      return this.wine('reg', action, `HKCU\\Software\\${key}`, ...more);
    } catch {
      return '';
    }
  }
}
