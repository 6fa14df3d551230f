/** A page's process answers each refusal after what was told to it before, so that more are hardly ever needed. */
const attempts = 6;

/**
 * Enters the page that was clicked on. The click gives the right to (`activeTab`), but Chromium tells the page's
 * process of it by another way than a script comes by: one that is there first is refused.
 * @template T
 * @param {() => Promise<T>} enter runs a script in the page; called again after a refusal
 * @returns {Promise<T>}
 * @throws {Error} where scripts may not enter the page
 */
export async function inClickedPage(enter) {
  for (let left = attempts - 1; ; left -= 1) {
    try {
      return await enter();
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}
