import { FakeEvent } from './fake-event.js';

/**
 * Stands in for the host's process: each `connect` is one, which says what the test has it say. Keeps a
 * journal of what it was asked.
 */
export class FakeHost {
  /** @type {any[]} */
  journal = [];
  /** @type {FakePort[]} */
  ports = [];
  /** What it says first on connecting; null: nothing. @type {any} */
  hello = { version: '0.1.0', protocol: 1, capabilities: [] };
  /** Why `connect` fails at once; null: it doesn't. @type {string | null} */
  absent = null;
  /** Answers at once, by method: a result, or `{ error }`; without one the test answers itself. */
  /** @type {Record<string, (params: any, id: number) => any>} */
  answers = {};
  /** The browser's word for why the last port closed. */
  lastError = '';

  connect = () => {
    const port = new FakePort(this);
    this.ports.push(port);
    queueMicrotask(() => {
      if (this.absent !== null) port.die(this.absent);
      else if (this.hello) port.say({ event: 'hello', data: this.hello });
    });
    return /** @type {any} */ (port);
  };

  reason = () => this.lastError;

  /** @returns {FakePort} the port that was opened last */
  get port() {
    const last = this.ports.at(-1);
    if (!last) throw new Error('nobody connected');
    return last;
  }

  /**
   * @param {string} method
   * @returns {any} the last request of that method
   */
  asked(method) {
    const found = this.journal.filter((request) => request.method === method).at(-1);
    if (!found) throw new Error(`nobody asked ${method}`);
    return found;
  }

  /**
   * @param {string} method
   * @returns {number} how often it was asked
   */
  count(method) {
    return this.journal.filter((request) => request.method === method).length;
  }

  /**
   * @param {string} method whose last request this answers
   * @param {any} answer a result, or `{ error }`
   */
  answer(method, answer) {
    this.port.answer(this.asked(method).id, answer);
  }
}

class FakePort {
  onMessage = new FakeEvent();
  onDisconnect = new FakeEvent();
  open = true;
  #host;

  /** @param {FakeHost} host */
  constructor(host) {
    this.#host = host;
  }

  /** @param {any} request */
  postMessage(request) {
    if (!this.open) throw new Error('Attempting to use a disconnected port object');
    this.#host.journal.push(request);
    const answer = this.#host.answers[request.method];
    if (answer) queueMicrotask(() => this.answer(request.id, answer(request.params, request.id)));
  }

  /** The extension closes it. */
  disconnect() {
    this.open = false;
  }

  /** @param {any} message */
  say(message) {
    if (this.open) this.onMessage.fire(message);
  }

  /**
   * @param {number | string} id
   * @param {any} answer undefined: none yet
   */
  answer(id, answer) {
    if (answer === undefined) return;
    if (answer.error) this.say({ id, error: answer.error });
    else this.say({ id, result: answer });
  }

  /** The host's process ended. @param {string} why */
  die(why) {
    if (!this.open) return;
    this.open = false;
    this.#host.lastError = why;
    this.onDisconnect.fire(this);
  }
}
