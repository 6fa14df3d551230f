/** @import { Parts } from '../parts.js' */
import { answered } from '../sessions/in-page.js';

/**
 * How long to wait after each refusal, in ms. Mostly the right comes before the next try; on a busy machine a page's
 * process has been seen to refuse six of them in a row.
 */
const pauses = [0, 0, 0, 20, 50, 100, 200, 400];

/**
 * Enters the page that was clicked on. The click gives the right to (`activeTab`), but Chromium tells the page's
 * process of it by another way than a script comes by: one that is there first is refused.
 * @template T
 * @param {Pick<Parts, 'clock'>} parts
 * @param {() => Promise<T>} enter runs a script in the page; called again after a refusal
 * @returns {Promise<T>}
 * @throws {Error} where scripts may not enter the page, or it doesn't answer
 */
export function inClickedPage({ clock }, enter) {
  return answered(clock, entered(clock, enter));
}

/**
 * @template T
 * @param {Parts['clock']} clock
 * @param {() => Promise<T>} enter
 * @returns {Promise<T>}
 */
async function entered(clock, enter) {
  for (const pause of pauses) {
    try {
      return await enter();
    } catch {
      if (pause > 0) await new Promise((done) => clock.setTimeout(() => done(null), pause));
    }
  }
  return enter();
}
