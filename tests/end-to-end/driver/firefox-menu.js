import { until } from './until.js';

/**
 * A right click and a choice in the menu that comes, as contentAreaContextMenu shows it.
 * @param {import('./firefox.js').FirefoxBrowser} browser
 * @param {{id: number}} page
 * @param {{x: number, y: number}} point in the page
 * @param {string[]} path
 */
export async function firefoxMenu(browser, page, point, path) {
  await browser.rightClickAt(page.id, point);
  await until('the menu to open', () => browser.privileged(menuIsOpen));
  await until(`${path.join(' → ')} to be offered`, () =>
    browser.privileged(choose, browser.extensionId, path),
  );
  await until('the menu to close', async () => !(await browser.privileged(menuIsOpen)));
}

/* What follows is sent to Firefox as text; see firefox-privileged.js. */

function menuIsOpen() {
  return document.getElementById('contentAreaContextMenu').state === 'open';
}

/** @param {string} extensionId @param {string[]} path @returns {Promise<boolean>} false: it isn't there (yet) */
async function choose(extensionId, path) {
  const { name } = WebExtensionPolicy.getByID(extensionId);
  let popup = document.getElementById('contentAreaContextMenu');
  const steps = [name, ...path];
  for (const [depth, label] of steps.entries()) {
    const item = [...popup.children].find(
      (child) => child.getAttribute('label') === label && !child.hidden,
    );
    if (!item) return false;
    if (depth === steps.length - 1) {
      popup.activateItem(item);
      return true;
    }
    popup = item.menupopup;
    if (popup.state === 'open') continue;
    const shown = new Promise((resolve) =>
      popup.addEventListener('popupshown', resolve, { once: true }),
    );
    item.openMenu(true);
    await shown;
  }
  return false;
}
