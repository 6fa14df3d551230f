import { everyPage } from '../pictures/every-page.js';
import { layoutFaults } from '../pictures/layout.js';
import { BROWSER } from './stage.js';

/* Every page in every state: nothing is cut, too wide, over something else, or moves where that isn't wished. */

/** The hardest of each way to look at a page, together. */
const HARDEST = /** @type {const} */ ({
  name: '320 px wide, words 40 % longer, from right to left, in forced colours',
  width: 320,
  language: 'pseudo',
  rightToLeft: true,
  forced: true,
  reduced: true,
});

/** A window of 1,280 px. */
const ZOOMED = /** @type {const} */ ({ name: 'at 200 % zoom', width: 640 });

/** The same window: what keeps its place in it has little room. */
const ZOOMED_MORE = /** @type {const} */ ({ name: 'at 400 % zoom', width: 320, height: 256 });

/**
 * @param {import('puppeteer-core').Page} page
 * @returns {Promise<string[]>} what moves
 */
function motions(page) {
  return page.evaluate(() =>
    document.getAnimations().map((motion) => `moves: ${/** @type {any} */ (motion).animationName}`),
  );
}

// The pages are the same in both browsers; only Chromium shows them in any look.
if (BROWSER === 'chromium') {
  everyPage(HARDEST, async (page) => [...(await layoutFaults(page)), ...(await motions(page))]);
  // The popup and the chip are as wide as ever.
  everyPage(ZOOMED, layoutFaults, ({ page }) => !/popup|chip/.test(page));
  everyPage(ZOOMED_MORE, layoutFaults, ({ page }) => /popup|chip/.test(page));
}
