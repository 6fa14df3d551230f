/**
 * Runs in a page of AWS's sign-in: it is sent as text and sees nothing of this file.
 * @param {string} page its address; another one may have come since
 * @param {string} portal an origin
 * @returns {boolean | null} whether it has a link to the portal; null: it is another page
 */
export function linksTo(page, portal) {
  if (location.href !== page) return null;
  return [...document.links].some(
    (link) => /** @type {HTMLAnchorElement} */ (link).origin === portal,
  );
}
