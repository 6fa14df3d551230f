import { DesktopHands } from './desktop-hands.js';
import { firefoxMenu } from './firefox-menu.js';
import { until } from './until.js';

/**
 * Clicks with the right button of the mouse and chooses what the extension offers there.
 * @param {{browser: import('./browser.js').Browser, display?: import('./virtual-display.js').VirtualDisplay}} stage
 *   opened with `desktop`
 * @param {import('./surface.js').Surface} page in front
 * @param {string} selector what is clicked on
 * @param {string[]} path the entries on the way, by their words; the extension's own name is left out
 * @param {number[]} places the same by their places from 0, for Chromium, whose menus only eyes can read
 */
export async function chooseFromMenu({ browser, display }, page, selector, path, places) {
  const point = await until(`${selector} to be seen`, () => page.evaluate(middleOf, selector));
  if (browser.name === 'firefox') await firefoxMenu(browser, page, point, path);
  else await chromiumMenu(new DesktopHands(display.name), point, places);
}

/**
 * Each menu is a window of its own on the screen.
 * @param {DesktopHands} hands
 * @param {{screenX: number, screenY: number}} point
 * @param {number[]} places
 */
async function chromiumMenu(hands, { screenX, screenY }, places) {
  const open = (count) =>
    until(`${count} menus to be open`, async () => (await hands.menus()) === count);
  const opens = () => until('a menu', async () => (await hands.menus()) === 1, 4_000);
  await until('a right click to open a menu', async () => {
    // One that comes while another window of the browser's closes is lost: a person clicks again.
    await hands.rightClickAt({ x: screenX, y: screenY });
    return opens();
  });
  // The menu goes by first letters, and nothing else in it begins with this one. What it opens so is looked at, but
  // not yet entered: there and back enters it.
  await hands.press('j');
  await open(2);
  await hands.press('Left');
  await open(1);
  await hands.press('Right');
  await open(2);
  for (const [depth, place] of places.entries()) {
    if (place > 0) await hands.press(...Array(place).fill('Down'));
    if (depth === places.length - 1) break;
    await hands.press('Right');
    await open(3 + depth);
  }
  await hands.press('Return');
  await open(0);
}

/** Runs in the page. @param {string} selector */
function middleOf(selector) {
  const element = document.querySelector(selector);
  if (!element || document.visibilityState !== 'visible') return null;
  element.scrollIntoView({ block: 'center' });
  // Of the words, not of the line they stand in.
  const range = document.createRange();
  range.selectNodeContents(element);
  const [box] = range.getClientRects();
  if (!box?.width) return null;
  const { x, y } = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return { x, y, screenX: screenX + x, screenY: screenY + outerHeight - innerHeight + y };
}
