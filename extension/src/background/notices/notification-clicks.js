/** @import { Parts } from '../parts.js' */

/**
 * Does what a notification about a session offers (renewal-notices.js).
 * @param {string} id the notification's: a word, then the key of a session or the name of a portal
 * @param {Pick<Parts, 'registry' | 'renewals' | 'signInFlow'>} parts
 * @returns {Promise<boolean>} false: it was about something else
 */
export async function answerNotification(id, { registry, renewals, signInFlow }) {
  const space = id.indexOf(' ');
  const about = id.slice(space + 1);
  const session = await registry.get(about);
  switch (id.slice(0, space)) {
    case 'renew':
      return session ? renewals.reopen(session, 'notification') : false;
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
