import { DesktopHands } from './desktop-hands.js';
import { until } from './until.js';

/* Keys that the browser itself takes, before any page. The stage is opened with `desktop`. */

/** WebDriver's codes of keys without a character. */
const CODES = { alt: '\uE00A', shift: '\uE008', control: '\uE009', Enter: '\uE007', Tab: '\uE004' };

/**
 * @param {{browser: import('./browser.js').Browser, display?: import('./virtual-display.js').VirtualDisplay}} stage
 * @param {string} shortcut such as `alt+shift+o`
 */
export async function pressShortcut({ browser, display }, shortcut) {
  if (browser.name === 'firefox') await firefoxKeys(browser, shortcut.split('+'));
  else await new DesktopHands(display.name).press(shortcut.replace('control', 'ctrl'));
}

/**
 * Types into the address bar and presses Enter.
 * @param {{browser: import('./browser.js').Browser, display?: import('./virtual-display.js').VirtualDisplay}} stage
 * @param {string} keyword the extension's
 * @param {string} words what follows it
 */
export async function enterInAddressBar({ browser, display }, keyword, words) {
  if (browser.name === 'firefox') {
    await browser.privileged(focusAddressBar);
    for (const character of `${keyword} ${words}`) await firefoxKeys(browser, [character]);
    await until('the extension to be asked', () => browser.privileged(extensionAnswers));
    await firefoxKeys(browser, ['Enter']);
    return;
  }
  const hands = new DesktopHands(display.name);
  await hands.press('ctrl+l');
  await hands.type(keyword);
  // Tab takes the keyword for what it is.
  await hands.press('Tab');
  await hands.type(words);
  await hands.press('Return');
}

/**
 * Waits for the browser's own page on which extensions' keys are set.
 * @param {{browser: import('./browser.js').Browser}} stage
 */
export async function shortcutPage({ browser }) {
  if (browser.name !== 'firefox')
    await browser.waitForPage('the page of keys', (url) => url === 'chrome://extensions/shortcuts');
  else await until('the page of keys', () => browser.privileged(showsAddons));
}

/** Presses keys together, in the browser's window. */
async function firefoxKeys(browser, names) {
  const shifted = names.includes('shift');
  const keys = names.map((name) => CODES[name] ?? (shifted ? name.toUpperCase() : name));
  const down = keys.map((value) => ({ type: 'keyDown', value }));
  const up = keys.reverse().map((value) => ({ type: 'keyUp', value }));
  const actions = [{ type: 'key', id: 'keyboard', actions: [...down, ...up] }];
  await browser.marionette.send('WebDriver:PerformActions', { actions });
}

/* What follows is sent to Firefox as text; see firefox-privileged.js. */

function focusAddressBar() {
  gURLBar.focus();
  gURLBar.select();
}

function showsAddons() {
  return gBrowser.selectedBrowser.currentURI.spec === 'about:addons';
}

function extensionAnswers() {
  const { view } = gURLBar;
  const first = view.isOpen ? view.getResultAtIndex(0) : null;
  return first?.payload?.keyword === 'aws';
}
