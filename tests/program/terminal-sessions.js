import { spawn } from 'node:child_process';
import { PROGRAM } from './program.js';

const PYTHON = '/usr/bin/python3';

/** For each line it reads it asks for credentials as AWS's SDKs do, and prints what it gets, in one line. */
const ASKER = `
import json, os, sys, urllib.error, urllib.request
print('ready', flush=True)
for line in sys.stdin:
    request = urllib.request.Request(os.environ['AWS_CONTAINER_CREDENTIALS_FULL_URI'],
        headers={'Authorization': os.environ['AWS_CONTAINER_AUTHORIZATION_TOKEN']})
    try:
        status, body = 200, urllib.request.urlopen(request).read()
    except urllib.error.HTTPError as error:
        status, body = error.code, error.read()
    print(json.dumps({'status': status, 'body': json.loads(body)}), flush=True)
`;

/** A program that runs under exec or lend and asks for credentials whenever the test wants it to. */
export class AskingProgram {
  #text = '';
  /** What jit-console and the program say beside it. */
  stderr = '';
  /** @type {Set<() => void>} */
  #waiting = new Set();

  /**
   * @param {string[]} args of jit-console, up to "--"
   * @param {Record<string, string>} env
   * @param {{ cwd?: string, script?: string, words?: string[] }} [more] script: another one in Python that says when
   *   it is ready, and answers each line with one of JSON; words: further arguments of the program
   */
  constructor(args, env, { cwd, script = ASKER, words = [] } = {}) {
    const command = [...args, '--', PYTHON, '-c', script, ...words];
    this.child = spawn(PROGRAM, command, { env, cwd });
    this.child.stdout.on('data', (data) => {
      this.#text += data;
      for (const wake of this.#waiting) wake();
    });
    this.child.stderr.on('data', (data) => {
      this.stderr += data;
    });
    this.child.stdin.on('error', () => this.child.stdin.destroy());
    /** @type {Promise<number | null>} the exit code */
    this.exited = new Promise((resolve) => this.child.on('close', resolve));
    this.exited.then(() => {
      for (const wake of this.#waiting) wake();
    });
  }

  /** Until it runs. */
  async ready() {
    const line = await this.#line();
    if (line !== 'ready') throw new Error(`${line}\n${this.stderr}`);
  }

  /** @returns {Promise<{ status: number, body: any }>} what the endpoint answers now */
  async ask() {
    this.child.stdin.write('ask\n');
    return JSON.parse(await this.#line());
  }

  /** Has it end. @returns {Promise<number | null>} the exit code */
  end() {
    this.child.stdin.end();
    return this.exited;
  }

  async #line() {
    while (!this.#text.includes('\n')) {
      if (this.child.exitCode !== null) throw new Error(`it ended\n${this.stderr}`);
      await new Promise((resolve) => {
        const wake = () => {
          this.#waiting.delete(wake);
          resolve(undefined);
        };
        this.#waiting.add(wake);
      });
    }
    const end = this.#text.indexOf('\n');
    const line = this.#text.slice(0, end);
    this.#text = this.#text.slice(end + 1);
    return line;
  }
}
