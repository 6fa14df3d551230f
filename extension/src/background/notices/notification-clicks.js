/** @import { OpenRequest, Session } from '../../types.js' */
/** @import { Parts } from '../parts.js' */

/**
 * Does what a notification about a session offers (renewal-notices.js).
 * @param {string} id the notification's: a word, then the key of a session or the name of a portal
 * @param {Pick<Parts, 'opener' | 'registry' | 'renewals' | 'signInFlow'>} parts
 * @returns {Promise<boolean>} false: it was about something else
 */
export async function answerNotification(id, { opener, registry, renewals, signInFlow }) {
  const space = id.indexOf(' ');
  const about = id.slice(space + 1);
  const session = await registry.get(about);
  switch (id.slice(0, space)) {
    case 'renew':
      if (!session) return false;
      if (!(await renewals.reopen(session, 'notification'))) await opener.open(opened(session));
      return true;
    case 'countdown':
      for (const tabId of session?.tabIds ?? []) await renewals.stop(tabId);
      return true;
    case 'portal':
      await signInFlow.start(about, null, null);
      return true;
    default:
      return false;
  }
}

/**
 * @param {Session} session of which no tab shows a page of AWS's any more
 * @returns {OpenRequest}
 */
function opened({ tabIds, target }) {
  return { target, how: 'go', tabId: tabIds.at(-1) ?? null, by: 'notification' };
}
