import { connect } from 'node:net';

/**
 * A client of Firefox's remote protocol: `LENGTH:JSON` messages over TCP, `[0, id, command, params]`
 * there and `[1, id, error, result]` back.
 */
export class Marionette {
  #socket;
  #received = Buffer.alloc(0);
  #lastId = 0;
  /** @type {Map<number, {resolve: (result: any) => void, reject: (error: Error) => void}>} */
  #waiting = new Map();

  /** @param {number} port @returns {Promise<Marionette>} connected, with Firefox's greeting read */
  static connect(port) {
    return new Promise((resolve, reject) => {
      const client = new Marionette(connect(port, '127.0.0.1'), () => resolve(client));
      client.#socket.once('error', reject);
    });
  }

  constructor(socket, greeted) {
    this.#socket = socket;
    this.greeted = greeted;
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('close', () => this.#fail(new Error('Firefox closed the connection')));
  }

  /**
   * @param {string} command
   * @param {object} [params]
   * @returns {Promise<any>}
   */
  send(command, params = {}) {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#waiting.set(id, { resolve, reject });
      const text = JSON.stringify([0, id, command, params]);
      this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  close() {
    this.#socket.destroy();
  }

  #receive(chunk) {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const colon = this.#received.indexOf(':');
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#received.subarray(0, colon));
      if (this.#received.length < end) return;
      const message = JSON.parse(this.#received.subarray(colon + 1, end).toString());
      this.#received = this.#received.subarray(end);
      this.#handle(message);
    }
  }

  #handle(message) {
    if (!Array.isArray(message)) {
      this.greeted();
      return;
    }
    const [, id, error, result] = message;
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) reject(new Error(error.message));
    else resolve(result);
  }

  #fail(error) {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
