/**
 * Clicks once it is there and can be clicked: what a page asks for comes later than the page.
 * @param {import('puppeteer-core').Page} page
 * @param {string} selector
 */
export async function press(page, selector) {
  await page.waitForSelector(selector);
  await page.click(selector);
}
