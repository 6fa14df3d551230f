import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { everyPage } from '../pictures/every-page.js';
import { layoutFaults } from '../pictures/layout.js';
import { emulate } from '../pictures/pages.js';
import { BROWSER } from './stage.js';

/* Every page in every state: axe-core finds nothing in it, in neither theme, and nothing is cut or over something else, and
 * production is marked. */

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * @param {import('puppeteer-core').Page} page
 * @param {string[]} [rules] by default all
 * @returns {Promise<string[]>} axe's findings of every level
 */
async function axeFindings(page, rules) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(async (runOnly) => {
    const options = { resultTypes: ['violations'], ...(runOnly ? { runOnly } : {}) };
    const { violations } = await /** @type {any} */ (globalThis).axe.run(options);
    return violations.flatMap((/** @type {any} */ { id, help, nodes }) =>
      nodes.map((/** @type {any} */ { html }) => `${id}: ${help}: ${html.slice(0, 200)}`),
    );
  }, rules);
}

/**
 * @param {import('puppeteer-core').Page} page
 * @returns {Promise<string[]>} headings, rows, cards and entries that name a production tenant without its mark
 */
function unmarked(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('h1, .row-line, .card, .menu-head, .session, .history tr, .row')]
      .filter((one) => one.checkVisibility() && /\w+-prod\b/.test(one.textContent ?? ''))
      .filter((one) => !one.querySelector('.production'))
      .map((one) => `no mark for production: ${one.textContent}`),
  );
}

// The pages are the same in both browsers; only Chromium shows them in any look.
if (BROWSER === 'chromium')
  everyPage({ name: 'light and dark' }, async (page) => {
    const faults = [
      ...(await layoutFaults(page)),
      ...(await unmarked(page)),
      ...(await axeFindings(page)),
    ];
    await emulate(page, { name: 'dark', dark: true });
    // Only colours are others there.
    return [...faults, ...(await axeFindings(page, ['color-contrast']))];
  });
