/**
 * Two functions that run in a console page, apart from its own scripts: each is sent as text and sees
 * nothing of this file. They read one meta tag and what may be lost, and change nothing.
 */

/**
 * Watches a page from now on; where it is watched already, only notes the new stamp.
 * @param {number} stamp what the background tells this session's time by
 * @param {boolean} late the page has been there for a while, and nobody saw what was typed
 * @returns {string | null} AWS's own words about who is signed in: the JSON of the page's meta tag
 */
export function watchPage(stamp, late) {
  const world = /** @type {any} */ (globalThis);
  const extension = world.browser ?? world.chrome;
  const content = document.querySelector('meta[name="awsc-session-data"]')?.getAttribute('content');
  const first = world.jitConsoleStamp === undefined;
  world.jitConsoleStamp = stamp;
  if (!first) return content ?? null;

  const fields = 'textarea, [contenteditable], input:not([type=checkbox], [type=radio])';
  /** @type {Set<Element>} */
  const typedInto = new Set(late ? document.querySelectorAll(fields) : []);
  world.jitConsoleTypedInto = typedInto;
  const say = (/** @type {string} */ name, /** @type {object} */ params) => {
    // A page outlives the extension that it was loaded with; then nobody listens.
    if (extension.runtime?.id)
      extension.runtime.sendMessage({ name, params }).catch(() => undefined);
  };
  const typed = (/** @type {Event} */ event) => {
    const field = event.composedPath()[0];
    if (event.isTrusted && field instanceof Element) typedInto.add(field);
  };
  addEventListener('input', typed, true);
  // Not by globalThis, which is no window in Firefox's content scripts.
  if (window.top !== window) return null;

  let saidAt = 0;
  const used = (/** @type {Event} */ event) => {
    // What could not be reached before is tried again while the page is used, but no more often.
    if (!event.isTrusted || Date.now() - saidAt < 60_000) return;
    saidAt = Date.now();
    say('page_used', {});
  };
  addEventListener('pointerdown', used, true);
  addEventListener('keydown', used, true);

  // A sign-out may end on somebody else's page, and the browser tells of the last page only.
  const left = (/** @type {Event} */ { isTrusted, target }) => {
    const links = 'a[href*="/console/logout"], a[href*="Action=logout"]';
    if (isTrusted && target instanceof Element && target.closest(links))
      say('page_left', { stamp: world.jitConsoleStamp });
  };
  addEventListener('click', left, true);

  const lookForEnd = () => {
    const root = document.querySelector('#awsc-nav-signin-again-modal-root');
    if (!root?.firstElementChild) return;
    observer.disconnect();
    say('page_ended', { stamp: world.jitConsoleStamp });
  };
  const observer = new MutationObserver(lookForEnd);
  observer.observe(document.body, { childList: true });
  const root = document.querySelector('#awsc-nav-signin-again-modal-root');
  if (root) observer.observe(root, { childList: true });
  lookForEnd();
  return content ?? null;
}

/**
 * @returns {{ watched: boolean, holdsText: boolean }} a field other than a search holds what somebody typed; or, where
 *   nobody watched, may have typed
 */
export function isTypedInto() {
  const fields = 'textarea, [contenteditable], input:not([type=checkbox], [type=radio])';
  const typedInto = /** @type {Set<HTMLElement> | undefined} */ (
    /** @type {any} */ (globalThis).jitConsoleTypedInto
  );
  /** @type {Iterable<HTMLElement>} */
  const suspects = typedInto ?? document.querySelectorAll(fields);
  const holdsText = [...suspects].some((field) => {
    if (!field.isConnected || field.getClientRects().length === 0) return false;
    if (field.matches('[type=search], [role=searchbox], [role=combobox]')) return false;
    // Editors of code empty their field after each key.
    if (field.closest('.monaco-editor, .ace_editor, .CodeMirror, .cm-editor')) return true;
    const { value } = /** @type {HTMLInputElement} */ (field);
    return (value ?? field.textContent ?? '') !== '';
  });
  return { watched: typedInto !== undefined, holdsText };
}
