import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A session bus that starts nothing automatically, and what is to answer for the desktop's keyring on it. */
export class DesktopKeyring {
  /** @type {import('node:child_process').ChildProcess[]} */
  #running = [];

  /** @param {string} dir of the test's own; the keyring's files go below it */
  constructor(dir) {
    this.dir = dir;
    /** @type {Record<string, string>} what programs need to find the bus */
    this.env = {};
  }

  async startBus() {
    const config = join(this.dir, 'bus.conf');
    const allow =
      '<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>';
    writeFileSync(
      config,
      `<busconfig><type>session</type><listen>unix:tmpdir=${this.dir}</listen><policy context="default">${allow}</policy></busconfig>`,
    );
    const bus = this.#start('dbus-daemon', [
      '--nofork',
      '--print-address',
      '--config-file',
      config,
    ]);
    this.env.DBUS_SESSION_BUS_ADDRESS = await firstLine(bus);
  }

  /**
   * Starts a real gnome-keyring; with a password its keyring is unlocked, or made.
   *
   * @param {string | null} password
   */
  async startGnomeKeyring(password) {
    const runtime = join(this.dir, 'keyring-run');
    mkdirSync(runtime, { recursive: true, mode: 0o700 });
    const args = ['--foreground', '--components=secrets'];
    if (password !== null) args.push('--unlock');
    const env = { HOME: this.dir, XDG_RUNTIME_DIR: runtime, PATH: '/usr/bin:/bin', ...this.env };
    const daemon = this.#start('gnome-keyring-daemon', args, env);
    daemon.stdin?.end(password ?? '');
    await this.#nameIsTaken();
    return daemon;
  }

  /** Takes the keyring's name and never answers. */
  async startDeafService() {
    const code = `
import dbus, signal
dbus.SessionBus().request_name('org.freedesktop.secrets')
print('ready', flush=True)
signal.pause()
`;
    await firstLine(this.#start('/usr/bin/python3', ['-c', code], { ...process.env, ...this.env }));
  }

  /** @param {import('node:child_process').ChildProcess} child */
  async end(child) {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill();
      await ended;
    }
    this.#running = this.#running.filter((other) => other !== child);
  }

  async endAll() {
    for (const child of [...this.#running].reverse()) await this.end(child);
  }

  /**
   * @param {string} program
   * @param {string[]} args
   * @param {NodeJS.ProcessEnv} [env]
   */
  #start(program, args, env = process.env) {
    const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
    this.#running.push(child);
    return child;
  }

  /** Asks the bus until the name has an owner. */
  async #nameIsTaken() {
    const args = ['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/'];
    const question = ['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'];
    for (;;) {
      const asking = this.#start('dbus-send', [...args, ...question], {
        ...process.env,
        ...this.env,
      });
      if (/true/.test(await firstLine(asking))) return;
    }
  }
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<string>} */
function firstLine(child) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (data) => {
      text += data;
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    child.once('close', () =>
      text ? resolve(text) : reject(new Error(`${child.spawnfile} ended`)),
    );
  });
}
