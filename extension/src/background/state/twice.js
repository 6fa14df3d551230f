/**
 * Calls the browser, and once more where it refuses: what fails once says nothing, and most events are told once.
 * @template T
 * @param {() => Promise<T>} call that may be made again
 * @returns {Promise<T>}
 */
export function twice(call) {
  return call().catch(call);
}
