import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 25;

/** Longer than what does answer takes, but for a question about many pages on a busy machine: the next one has twice as long. */
const SILENCE_MS = 5000;

const silence = Symbol('no answer');

/** How long a condition may take before the test fails: generous, since nothing waits longer than it must. */
export const DEADLINE_MS = 60_000;

/**
 * Asserts again and again until it holds: for what follows from an act, but not in the same moment.
 *
 * @param {() => unknown} assertion throws while it doesn't hold
 * @throws {Error} after the deadline, what it threw last
 */
export async function eventually(assertion) {
  let last;
  const holds = async () => {
    await assertion();
    return true;
  };
  const asked = () =>
    holds().catch((error) => {
      last = error;
      throw error;
    });
  await until('an assertion to hold', asked).catch((error) => {
    throw last ?? error;
  });
}

/**
 * Asks again and again until the answer is truthy.
 *
 * @template T
 * @param {string} what the condition in words, for the failure message
 * @param {() => T | Promise<T>} ask a thrown error counts as "not yet"
 * @param {number} [deadlineMs]
 * @returns {Promise<NonNullable<T>>}
 * @throws {Error} after the deadline, with the last answer or error
 */
export async function until(what, ask, deadlineMs = DEADLINE_MS) {
  const end = Date.now() + deadlineMs;
  let patience = Math.min(SILENCE_MS, deadlineMs);
  for (;;) {
    let last;
    try {
      // A page or a worker that goes away while it is asked may never answer; its successor does.
      const silent = pause(patience, silence, { ref: false });
      const answer = await Promise.race([ask(), silent]);
      if (answer === silence) {
        last = `no answer within ${patience} ms`;
        patience *= 2;
      } else if (answer) return answer;
      else last = JSON.stringify(answer);
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    if (Date.now() >= end)
      throw new Error(`waited ${deadlineMs} ms for ${what}; last seen: ${last}`);
    await pause(POLL_MS);
  }
}
