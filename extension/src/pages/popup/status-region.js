/**
 * Puts cards into a live region. What is shown already is kept: it isn't read out again, and
 * keeps what was typed into it.
 * @param {HTMLElement} region
 * @param {HTMLElement[]} cards
 * @param {(region: HTMLElement) => HTMLElement} focus what takes the focus where nothing has it
 */
export function showCards(region, cards, focus) {
  const same =
    cards.length === region.children.length &&
    cards.every((made, at) => isSame(region.children[at], made));
  if (same) return;
  const held = region.contains(document.activeElement) ? document.activeElement?.id : null;
  const panelBefore = region.querySelector('.panel') !== null;
  region.replaceChildren(...cards);
  const again = held ? document.getElementById(held) : null;
  const panelNow = region.querySelector('.panel') !== null;
  if (again) again.focus();
  else if (panelNow !== panelBefore || document.activeElement === document.body)
    // What is said comes first, even where the button below it is out of sight.
    focus(region).focus({ preventScroll: true });
}

/**
 * An element with `data-kept` updates itself, and stays as long as that value is the same.
 * @param {Element | undefined} shown
 * @param {HTMLElement} made
 */
function isSame(shown, made) {
  const { kept } = made.dataset;
  if (kept !== undefined) return shown?.getAttribute('data-kept') === kept;
  return shown?.isEqualNode(made) ?? false;
}

/**
 * @param {HTMLElement} region
 * @returns {HTMLElement | null} what a panel wants pressed or filled in
 */
export function firstControl(region) {
  const found = region.querySelector('.panel input, .panel button.primary');
  return found instanceof HTMLElement ? found : null;
}

/**
 * Firefox may forget what had the focus before it shows the popup: once that has it, nothing in it does.
 * @param {() => HTMLElement} wanted what takes it then
 */
export function refocus(wanted) {
  addEventListener('focus', () => {
    if (document.activeElement === document.body) wanted().focus();
  });
}
