/**
 * Runs in a page: it is sent as text and sees nothing of this file. The clock that it asks stands still while the machine
 * sleeps, so a page may be older than this, never younger.
 * @returns {number} how many milliseconds ago the browser went to it
 */
export function ageOfPage() {
  return performance.now();
}
