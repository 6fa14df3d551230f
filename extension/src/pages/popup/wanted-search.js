/** @import { SessionState } from '../../types.js' */
import { HostError } from '../../host/host-error.js';
import { ask } from '../shared/page.js';

/** A search this old belongs to a popup that never opened. */
const tooOld = 10_000;

/**
 * Puts what the popup was opened to look for into its search box, once.
 * @param {SessionState['wantedSearch']} wanted
 * @param {HTMLInputElement} search
 */
export function takeWantedSearch(wanted, search) {
  if (!wanted) return;
  ask('search_taken', {}).catch((error) =>
    console.debug('the search is still kept', HostError.from(error).code),
  );
  if (Date.now() - wanted.at > tooOld) return;
  search.value = wanted.text;
  search.dispatchEvent(new Event('input'));
}
