import { until } from './driver/until.js';
import { openList } from './person.js';

/* What a person does in the menu of a tenant or role, only by keyboard. */

const SELECTED = '[role=option][aria-selected=true]';

/**
 * Opens the popup, finds a row by typing and opens its menu with the right arrow.
 * @param {import('./stage.js').Stage} stage
 * @param {string} letters
 * @param {RegExp} row what must be selected before
 * @returns {Promise<import('./driver/surface.js').Surface>} the popup
 */
export async function openMenu(stage, letters, row) {
  const popup = await openList(stage);
  await popup.type(letters);
  await popup.waitForText(SELECTED, row);
  await popup.press('ArrowRight');
  await until('the focus on the first entry', () => popup.evaluate(focusedEntry));
  return popup;
}

/**
 * Goes to an entry of the open menu and chooses it.
 * @param {import('./driver/surface.js').Surface} popup
 * @param {string} entry such as `credentials`
 */
export async function choose(popup, entry) {
  const entries = await menuEntries(popup);
  for (const _ of entries) {
    if ((await popup.evaluate(focusedEntry)) === entry) break;
    await popup.press('ArrowDown');
  }
  await until(`the focus on ${entry}`, async () => (await popup.evaluate(focusedEntry)) === entry);
  await popup.press('Enter');
}

/** Goes from a panel back to the menu. @param {import('./driver/surface.js').Surface} popup */
export async function back(popup) {
  await popup.press('Escape');
  await until('the menu', () => popup.evaluate(focusedEntry));
}

/** @param {import('./driver/surface.js').Surface} popup @returns {Promise<string[]>} the words of the open menu */
export function menuEntries(popup) {
  return popup.evaluate(() =>
    [...document.querySelectorAll('#menu [role=menuitem]')].map(({ textContent }) => textContent),
  );
}

/** Runs in the popup. */
function focusedEntry() {
  return document.activeElement?.dataset.entry ?? null;
}
