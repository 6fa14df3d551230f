import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Home, PROGRAM } from './program.js';

const NAME = 'org.jit_console.host.json';

/** A made-up machine: a home, and a folder that stands for "/". Its network is the simulator's, or what a test makes of it. */
export class Machine {
  home = new Home();
  root = mkdtempSync(join(tmpdir(), 'jit-console-root-'));
  chrome = join(this.home.dir, '.config/google-chrome/NativeMessagingHosts', NAME);
  firefox = join(this.home.dir, '.mozilla/native-messaging-hosts', NAME);
  systemChrome = join(this.root, 'etc/opt/chrome/native-messaging-hosts', NAME);

  /** @param {{proxy: string, caFile: string}} [network] */
  constructor(network) {
    this.home.env.XDG_RUNTIME_DIR = join(this.home.dir, 'run');
    mkdirSync(this.home.env.XDG_RUNTIME_DIR, { mode: 0o700 });
    if (!network) return;
    this.home.env.https_proxy = network.proxy;
    this.home.env.SSL_CERT_FILE = network.caFile;
  }

  /** Chrome and Firefox, both with a manifest. */
  async withBrowsers() {
    mkdirSync(join(this.home.dir, '.config/google-chrome'), { recursive: true });
    mkdirSync(join(this.home.dir, '.mozilla'));
    await this.run('install');
    return this;
  }

  /** @param {string} file @param {string | object} content @param {number} [mode] */
  write(file, content, mode = 0o644) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    chmodSync(file, mode);
    return file;
  }

  /** Changes a manifest. @param {string} file @param {object} change */
  change(file, change) {
    this.write(file, { ...JSON.parse(readFileSync(file, 'utf8')), ...change });
  }

  /** A program that stands in for jit-console. @param {string} script @param {number} [mode] */
  program(script, mode = 0o755) {
    return this.write(join(this.home.dir, 'other/jit-console'), `#!/bin/sh\n${script}\n`, mode);
  }

  /** @param {string} file below "/" @param {string | object} content */
  system(file, content) {
    return this.write(join(this.root, file), content);
  }

  /** What a manifest for all users would be. @param {string} program */
  systemManifest(program) {
    const text = readFileSync(this.chrome, 'utf8').replace(PROGRAM, program);
    return this.write(this.systemChrome, text);
  }

  /** @param {string[]} args */
  run(...args) {
    const ours = ['install', 'uninstall', 'doctor'].includes(String(args[0]));
    return this.home.run(ours ? [...args, '--root', this.root] : args);
  }

  /** @param {string} portal @param {string} token */
  async signIn(portal, token) {
    const { code, stderr } = await this.home.run(['sign-in', portal, '--token-stdin'], {
      input: token,
    });
    assert.equal(code, 0, stderr);
  }

  /**
   * @param {string[]} args
   * @returns {Promise<{code: number | null, stderr: string, findings: any[], codes: string[], report: any}>}
   *   `codes`: of the findings, in order
   */
  async doctor(...args) {
    const { code, stdout, stderr } = await this.run('doctor', '--json', ...args);
    const report = JSON.parse(stdout);
    const codes = report.findings.map((/** @type {any} */ finding) => finding.code);
    return { code, stderr, findings: report.findings, codes, report };
  }

  remove() {
    this.home.remove();
    rmSync(this.root, { recursive: true, force: true });
  }
}
