import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A home folder of a test's own, so that neither the tester's browsers and settings nor other runs
 * are seen or touched. Everything started with `env` keeps its files under `dir`.
 */
export class Home {
  /** @param {string} [dir] by default a new temporary folder */
  constructor(dir = mkdtempSync(join(tmpdir(), 'jit-console-home-'))) {
    this.dir = dir;
    this.chromiumProfile = join(dir, 'chromium');
    this.firefoxProfile = join(dir, 'firefox');
    const folders = {
      XDG_CONFIG_HOME: join(dir, '.config'),
      XDG_STATE_HOME: join(dir, '.local/state'),
      XDG_DATA_HOME: join(dir, '.local/share'),
      XDG_CACHE_HOME: join(dir, '.cache'),
      XDG_RUNTIME_DIR: join(dir, 'run'),
    };
    for (const folder of Object.values(folders)) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    }
    // With AWS's folder and without a bus to be started, the host gives up all that it can.
    mkdirSync(join(dir, '.aws'), { recursive: true });
    /** @type {Record<string, string | undefined>} */
    this.env = { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: dir, ...folders };
    this.env.DBUS_SESSION_BUS_ADDRESS = 'disabled:';
  }

  /**
   * Leads what is started with `env` through the simulator's proxy and has it trust its CA. The
   * variables are the host's; browsers are told in their own ways.
   * @param {{proxy: string, caFile: string}} network `http://HOST:PORT` and a PEM file
   */
  useNetwork({ proxy, caFile }) {
    this.proxy = new URL(proxy);
    this.caFile = caFile;
    Object.assign(this.env, { https_proxy: proxy, SSL_CERT_FILE: caFile });
  }

  /**
   * Makes a browser trust the simulator's CA, by way of an NSS database: Chromium reads
   * `$HOME/.pki/nssdb`, Firefox the one in its profile.
   * @param {string} folder
   */
  trustIn(folder) {
    if (existsSync(join(folder, 'cert9.db'))) return;
    mkdirSync(folder, { recursive: true });
    const certutil = (/** @type {string[]} */ ...args) =>
      execFileSync('certutil', ['-d', `sql:${folder}`, ...args]);
    certutil('-N', '--empty-password');
    certutil('-A', '-t', 'C,,', '-n', 'jit-console simulator', '-i', this.caFile);
  }

  remove() {
    rmSync(this.dir, { recursive: true, force: true, maxRetries: 5 });
  }
}
