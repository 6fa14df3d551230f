/** Buttons that have been taken in hand. @type {WeakSet<HTMLButtonElement>} */
const guarded = new WeakSet();

/**
 * Makes a button do nothing for now, or something again. It keeps the focus: one that is `disabled` while it has the
 * focus takes every key with it, Escape too, before anything around it hears of them.
 * @param {HTMLButtonElement} button
 * @param {boolean} available
 */
export function setAvailable(button, available) {
  if (available) button.removeAttribute('aria-disabled');
  else button.setAttribute('aria-disabled', 'true');
  if (guarded.has(button)) return;
  guarded.add(button);
  const refuse = (/** @type {Event} */ event) => {
    if (button.hasAttribute('aria-disabled')) event.stopImmediatePropagation();
  };
  button.addEventListener('click', refuse, { capture: true });
}
