/** @import { Parts } from '../parts.js' */
import { twice } from '../state/twice.js';

/** How long a page is waited for, in milliseconds. One whose connection broke may answer no script at all. */
const answersWithin = 10_000;

/**
 * Runs a function in a page, and once more where the browser refuses.
 * @template {unknown[]} Args
 * @template Result
 * @param {Pick<Parts, 'api' | 'clock'>} parts
 * @param {chrome.scripting.InjectionTarget} target
 * @param {(...args: Args) => Result} func which is sent as text
 * @param {Args} args
 * @returns {Promise<{ frameId: number, result?: Result }[]>} what each of its frames answers
 * @throws {Error} no script may enter the page, or it doesn't answer
 */
export async function inPage({ api, clock }, target, func, ...args) {
  const script = /** @type {any} */ ({ target, func, ...(args.length > 0 ? { args } : {}) });
  return /** @type {any} */ (
    await answered(
      clock,
      twice(() => api.scripting.executeScript(script)),
    )
  );
}

/**
 * @template T
 * @param {Parts['clock']} clock
 * @param {Promise<T>} answer of a page
 * @returns {Promise<T>}
 * @throws {Error} there is none
 */
export async function answered(clock, answer) {
  /** @type {unknown} */
  let timer;
  /** @type {Promise<never>} */
  const silence = new Promise((_, reject) => {
    timer = clock.setTimeout(() => reject(new Error('the page does not answer')), answersWithin);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clock.clearTimeout(timer);
  }
}
