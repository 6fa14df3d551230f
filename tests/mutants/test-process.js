import { spawn } from 'node:child_process';

/** @typedef {import('./start.js').Request} Request */
/** @typedef {import('./start.js').Coverage | import('./start.js').Fate} Answer */

/** Of CPU, so that a busy machine makes no difference. All tests take a third of `forOne`. */
const forOne = 30;
const forAll = 20;

/** Processes with all tests (start.js): one after another, each used until it has taken its time. */
export class TestProcess {
  #command;
  #tree;
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null;

  /** @param {string} tree @param {string} start the script @param {string} tests their folder */
  constructor(tree, start, tests) {
    this.#tree = tree;
    const limit = `ulimit -t ${forOne + forAll}; exec "$@"`;
    this.#command = ['-c', limit, 'bash', process.execPath, start, tests];
  }

  /**
   * @param {Request} request
   * @returns {Promise<Answer | null>} null: the process ended instead
   */
  async ask(request) {
    // Without a mutant nothing may go wrong, and what does is to be seen.
    this.#child ??= this.#spawn({}, 'coverage' in request ? 'inherit' : 'ignore');
    const reply = await this.#exchange(this.#child, request);
    if (reply === null || reply.cpu > forAll || reply.answer === 'spoiled') this.end();
    return reply?.answer ?? null;
  }

  /**
   * In a process of its own that has the mutant as its modules are loaded.
   * @param {string} mutant
   * @param {string[]} ids
   */
  async askLoaded(mutant, ids) {
    const child = this.#spawn({ __STRYKER_ACTIVE_MUTANT__: mutant });
    const reply = await this.#exchange(child, { mutant, ids, loaded: true });
    child.kill('SIGKILL');
    return reply?.answer ?? null;
  }

  end() {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }

  /** @param {Record<string, string>} env @param {'ignore' | 'inherit'} [errors] */
  #spawn(env, errors = 'ignore') {
    const stdio = /** @type {const} */ (['ignore', 'ignore', errors, 'ipc']);
    return spawn('bash', this.#command, {
      cwd: this.#tree,
      env: { ...process.env, ...env },
      stdio: [...stdio],
    });
  }

  /**
   * @param {import('node:child_process').ChildProcess} child
   * @param {Request} request
   * @returns {Promise<{ answer: Answer, cpu: number } | null>}
   */
  #exchange(child, request) {
    return new Promise((resolve) => {
      const ended = () => resolve(null);
      child.once('exit', ended);
      child.once('message', (/** @type {any} */ reply) => {
        child.off('exit', ended);
        resolve(reply);
      });
      child.send(request, (error) => error && resolve(null));
    });
  }
}
