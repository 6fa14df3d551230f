/** @import { ErrorData } from '../types.js' */

/**
 * The one error of the extension: a code of PROTOCOL.md, or one of ours (`host_missing`, `host_ended`,
 * `host_lost`, `host_too_old`, `host_too_new`, `grant_url`), with the host's own words.
 */
export class HostError extends Error {
  /**
   * @param {string} code
   * @param {string} message lower case, no full stop
   * @param {string} [hint] what to do next
   */
  constructor(code, message, hint = '') {
    super(message);
    this.name = 'HostError';
    this.code = code;
    this.hint = hint;
  }

  /** @returns {ErrorData} */
  toData() {
    return { code: this.code, message: this.message, hint: this.hint };
  }

  /**
   * @param {unknown} cause whatever was thrown
   * @returns {HostError} the same, or `internal` around it
   */
  static from(cause) {
    if (cause instanceof HostError) return cause;
    return new HostError('internal', cause instanceof Error ? cause.message : String(cause));
  }
}
