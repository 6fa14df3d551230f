/** @import { ConsolePlace } from '../types.js' */

/**
 * What a page is called in a list: the resource's own name, the service's, or its place in the console.
 * @param {{ to: string, page: ConsolePlace }} place
 * @returns {string}
 */
export function placeName({ to, page }) {
  if (page.kind === 'service') return to;
  if (page.kind === 'url') return new URL(page.url).pathname;
  return to.split(':').slice(5).join(':') || to;
}
