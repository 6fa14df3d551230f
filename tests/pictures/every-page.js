import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Pages } from './pages.js';
import { STATES } from './states.js';

/**
 * Shows every page in every state, a test each.
 * @param {import('./pages.js').Look} look
 * @param {(page: import('puppeteer-core').Page) => Promise<string[]>} faultsOf what is wrong with one
 * @param {(state: import('./states.js').State) => boolean} [wanted] by default all
 */
export function everyPage(look, faultsOf, wanted = () => true) {
  describe(`every page, ${look.name}`, () => {
    /** @type {Pages} */
    let pages;
    before(async () => {
      pages = await Pages.open(look.language);
    });
    after(() => pages.close());
    for (const state of STATES.filter(wanted))
      test(state.name, { timeout: 60_000 }, async () => {
        const page = await pages.show(state, look);
        const faults = await faultsOf(page);
        await page.close();
        assert.deepEqual(faults, []);
      });
  });
}
