import { FakeEvent } from './fake-event.js';

/** Answered at once by browsers, or not a call to the browser's process at all. */
const immediate = [
  'i18n.getMessage',
  'runtime.getURL',
  'runtime.getManifest',
  'contextMenus.create',
];

/** The API as one worker sees it: calls can be refused, and a worker that died hears nothing more. */
export class FakeCalls {
  /** How many calls there were. */
  count = 0;
  /** Told of each call before it takes effect, and again (`done`) before its answer is heard. */
  /** @type {((name: string, count: number, done: boolean, args: any[]) => void) | null} */
  watch = null;
  #worker = { alive: true };
  /** @type {{ name: string, message: string }[]} */
  #refusals = [];

  /**
   * Has something happen as the browser is called.
   * @param {number} calls from now; 0 and 1: at the next
   * @param {(name: string) => void} act given the call's name
   * @returns {() => boolean} to be called once that has had time: it won't happen any more. True: it has
   */
  at(calls, act) {
    const last = this.count + calls;
    this.watch = (name, count, done) => {
      if (count < last || done) return;
      this.watch = null;
      act(name);
    };
    return () => {
      const hasHappened = this.watch === null;
      this.watch = null;
      return hasHappened;
    };
  }

  /**
   * The next call of that name rejects, once, and has no effect.
   * @param {string} name as in `tabs.update`; `*`: whatever is called next
   * @param {string} message
   */
  refuseOnce(name, message) {
    this.#refusals.push({ name, message });
  }

  /** @returns {{ readonly alive: boolean }} the present worker, also after its death */
  get worker() {
    return this.#worker;
  }

  /** @returns {number} refusals that no call has met */
  get refusalsLeft() {
    return this.#refusals.length;
  }

  forgetRefusals() {
    this.#refusals = [];
  }

  /** The worker dies: what it called and calls is never answered; what it calls from now on has no effect. */
  kill() {
    this.#worker.alive = false;
    this.#worker = { alive: true };
  }

  /**
   * @param {any} tree an API object
   * @param {string} [path]
   * @returns {any} the same for the present worker
   */
  guard(tree, path = '') {
    /** @type {any} */
    const guarded = {};
    for (const [name, value] of Object.entries(tree)) {
      const full = path === '' ? name : `${path}.${name}`;
      if (typeof value === 'function')
        guarded[name] = immediate.includes(full) ? value : this.#guarded(full, value);
      else if (value instanceof FakeEvent || typeof value !== 'object') guarded[name] = value;
      else guarded[name] = this.guard(value, full);
    }
    return guarded;
  }

  /**
   * @param {string} name
   * @param {(...args: any[]) => any} call
   */
  #guarded(name, call) {
    const worker = this.#worker;
    const never = () => new Promise(() => undefined);
    return (/** @type {any[]} */ ...args) => {
      this.#note(name, false, worker, args);
      if (!worker.alive) return never();
      const at = this.#refusals.findIndex((refusal) => [name, '*'].includes(refusal.name));
      const [refusal] = at < 0 ? [] : this.#refusals.splice(at, 1);
      // Some fail at once, as Firefox's notifications with buttons do.
      const answer = refusal ? Promise.reject(new Error(refusal.message)) : call(...args);
      if (!(answer instanceof Promise)) return answer;
      return answer.finally(() => {
        this.#note(name, true, worker, args);
        return worker.alive ? undefined : never();
      });
    };
  }

  /**
   * @param {string} name
   * @param {boolean} done
   * @param {{ alive: boolean }} worker
   * @param {any[]} args
   */
  #note(name, done, worker, args) {
    if (!worker.alive) return;
    if (!done) this.count += 1;
    this.watch?.(name, this.count, done, args);
  }
}
