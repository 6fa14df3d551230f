/** @import { Clock, Host, HostMessage, HostMethods, LeaseRequested, OpenRequested } from '../types.js' */
import { HostError } from './host-error.js';
import { ReplyParts } from './reply-parts.js';

export const protocol = 1;

/** The browsers' sentences for a host that isn't installed, isn't allowed, or whose file is gone. */
const missing =
  /not found|forbidden|no such native|not installed|permission to use native|failed to start/i;

/** @typedef {{ version?: string, protocol?: number, capabilities?: string[], policy?: Record<string, unknown> | null }} Hello */

/**
 * @typedef {object} Pending
 * @property {string} method
 * @property {object} params
 * @property {(result: any) => void} resolve
 * @property {(error: HostError) => void} reject
 * @property {((event: string, data: unknown) => void) | undefined} onEvent
 * @property {ReplyParts} parts
 * @property {boolean} sent
 * @property {unknown} timer null until it is sent
 */

/** The host waits 180 s for the hand-over and 30 s more for what the portal says to it (PROTOCOL.md); and a little. */
export const signInMs = 215_000;

/**
 * How long the host may take to answer (PROTOCOL.md), and a little.
 * @param {string} method
 */
function deadlineOf(method) {
  return method === 'sign_in' ? signInMs : 65_000;
}

/**
 * Talks to the host over one port, opened with the first request and closed after `idleMs` without any.
 * A port that is lost fails every request under way; the next request opens a new one.
 * @implements {Host}
 */
export class HostClient {
  /** @type {chrome.runtime.Port | null} */
  #port = null;
  #greeted = false;
  #nextId = 1;
  /** @type {Map<number, Pending>} */
  #pending = new Map();
  /** @type {unknown} */
  #timer = null;
  #parts;

  /**
   * @param {object} parts
   * @param {() => chrome.runtime.Port} parts.connect
   * @param {(port: chrome.runtime.Port) => string} parts.reason why the port closed
   * @param {Clock} parts.clock
   * @param {(hello: Hello) => void} [parts.greeted] hears what the host says first
   * @param {(wanted: OpenRequested) => void} [parts.openRequested] hears what somebody at a terminal wants opened
   * @param {(wanted: LeaseRequested) => void} [parts.leaseRequested] or lent
   * @param {(gone: { ticket: number }) => void} [parts.leaseWithdrawn] and what the terminal no longer waits for
   * @param {number} [parts.idleMs]
   * @param {number} [parts.helloMs] how long the host may take to say hello
   */
  constructor(parts) {
    this.#parts = { idleMs: 600_000, helloMs: 10_000, ...parts };
  }

  /** A host is there that said hello: a request starts no process. */
  get isOpen() {
    return this.#greeted;
  }

  /**
   * @template {keyof HostMethods} M
   * @param {M} method
   * @param {HostMethods[M]['params']} params
   * @param {{ onEvent?: (event: string, data: unknown) => void, signal?: AbortSignal }} [options]
   *   `signal` asks the host to cancel; the promise then ends as the host says
   * @returns {Promise<HostMethods[M]['result']>}
   * @throws {HostError} the host's error, or `host_missing`, `host_ended`, `host_lost`, `host_too_old`,
   *   `host_too_new`
   */
  request(method, params, { onEvent, signal } = {}) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(new HostError('cancelled', 'cancelled before it was asked'));
        return;
      }
      const id = this.#nextId++;
      const parts = new ReplyParts();
      const fresh = { sent: false, timer: null };
      this.#pending.set(id, { method, params, resolve, reject, onEvent, parts, ...fresh });
      signal?.addEventListener('abort', () => this.#cancel(id), { once: true });
      if (!this.#port) this.#open();
      else if (this.#greeted) this.#send(id);
    });
  }

  #open() {
    const port = this.#connect();
    if (!port) return;
    this.#port = port;
    this.#greeted = false;
    port.onMessage.addListener((message) => {
      if (port === this.#port) this.#receive(message);
    });
    port.onDisconnect.addListener(() => {
      if (port === this.#port) this.#lost(this.#parts.reason(port));
    });
    const silent = () => this.#close(new HostError('host_ended', 'the host said nothing'));
    this.#startTimer(this.#parts.helloMs, silent);
  }

  /** @returns {chrome.runtime.Port | null} null: the browser refused, and every request has failed */
  #connect() {
    try {
      return this.#parts.connect();
    } catch (error) {
      this.#close(lost(String(error)));
      return null;
    }
  }

  /** @param {number} id */
  #send(id) {
    const pending = this.#pending.get(id);
    if (!pending || pending.sent) return;
    this.#stopTimer();
    const { method, params } = pending;
    try {
      this.#port?.postMessage({ id, method, params });
      pending.sent = true;
      const late = () => this.#close(lost(`the host did not answer ${method}`));
      pending.timer = this.#parts.clock.setTimeout(late, deadlineOf(method));
    } catch {
      // The port died and its notice is still on the way. The host had answered, so a new one is
      // worth a try; requests that were already sent can't be known to have done nothing.
      this.#failSent(lost('the host stopped'));
      this.#open();
    }
  }

  /** @param {number} id */
  #cancel(id) {
    const pending = this.#pending.get(id);
    if (!pending) return;
    if (pending.sent) {
      // The cancelled request itself replies with the outcome; this reply adds nothing.
      this.request('cancel', { request: id }).catch(() => undefined);
      return;
    }
    this.#settle(id)?.reject(new HostError('cancelled', 'cancelled before it was asked'));
  }

  /** @param {HostMessage} message */
  #receive(message) {
    if (message.event === 'hello') this.#hello(/** @type {any} */ (message.data));
    else if (message.event !== undefined) this.#event(message.event, message.data);
    else if (message.part) this.#part(message);
    else this.#reply(message);
  }

  /** @param {Hello | undefined} data */
  #hello(data) {
    const theirs = data?.protocol;
    if (theirs !== protocol) {
      const newer = typeof theirs === 'number' && theirs > protocol;
      const said = `jit-console ${data?.version ?? '?'} supports protocol ${theirs ?? '?'}, this extension supports ${protocol}`;
      this.#close(new HostError(newer ? 'host_too_new' : 'host_too_old', said));
      return;
    }
    this.#greeted = true;
    this.#parts.greeted?.(data ?? {});
    this.#stopTimer();
    for (const id of [...this.#pending.keys()]) this.#send(id);
    this.#restWhenIdle();
  }

  /** @param {string} event @param {unknown} data */
  #event(event, data) {
    if (event === 'open_requested')
      this.#parts.openRequested?.(/** @type {OpenRequested} */ (data));
    if (event === 'lease_requested')
      this.#parts.leaseRequested?.(/** @type {LeaseRequested} */ (data));
    if (event === 'lease_withdrawn')
      this.#parts.leaseWithdrawn?.(/** @type {{ ticket: number }} */ (data));
    const id = /** @type {{ request?: number } | undefined} */ (data)?.request;
    if (id !== undefined) this.#pending.get(id)?.onEvent?.(event, data);
  }

  /** @param {HostMessage} message */
  #part(message) {
    const pending = this.#pending.get(/** @type {number} */ (message.id));
    if (!pending || !message.part) return;
    try {
      const whole = pending.parts.add(message.part);
      if (whole) this.#reply(whole);
    } catch (error) {
      this.#close(lost(`a reply in parts is broken: ${/** @type {Error} */ (error).message}`));
    }
  }

  /** @param {HostMessage} message */
  #reply({ id, result, error }) {
    if (id === null) console.warn('the host refused a request without an id', error?.code);
    const pending = this.#settle(/** @type {number} */ (id));
    if (error) pending?.reject(new HostError(error.code, error.message, error.hint));
    else pending?.resolve(result);
    this.#restWhenIdle();
  }

  /** @param {number} id */
  #settle(id) {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (pending?.timer) this.#parts.clock.clearTimeout(pending.timer);
    return pending;
  }

  #restWhenIdle() {
    if (this.#greeted && this.#pending.size === 0)
      this.#startTimer(this.#parts.idleMs, () => this.#close(lost('closed while idle')));
  }

  /** @param {string} reason */
  #lost(reason) {
    const why = reason || 'the host stopped';
    if (this.#greeted) this.#close(lost(why));
    else this.#close(new HostError(missing.test(reason) ? 'host_missing' : 'host_ended', why));
  }

  /** @param {HostError} error */
  #close(error) {
    this.#stopTimer();
    const port = this.#port;
    this.#port = null;
    this.#greeted = false;
    port?.disconnect();
    this.#fail(error, () => true);
  }

  /** @param {HostError} error */
  #failSent(error) {
    this.#fail(error, (pending) => pending.sent);
  }

  /** @param {HostError} error @param {(pending: Pending) => boolean} which */
  #fail(error, which) {
    for (const [id, pending] of [...this.#pending])
      if (which(pending)) this.#settle(id)?.reject(error);
  }

  /** @param {number} ms @param {() => void} run */
  #startTimer(ms, run) {
    this.#stopTimer();
    this.#timer = this.#parts.clock.setTimeout(run, ms);
  }

  #stopTimer() {
    if (this.#timer !== null) this.#parts.clock.clearTimeout(this.#timer);
    this.#timer = null;
  }
}

/** @param {string} message */
function lost(message) {
  return new HostError('host_lost', message);
}
