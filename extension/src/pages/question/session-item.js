/** @import { Session } from '../../types.js' */
/** A session that may have to end: whose it is, how long it lasts, its tabs, and when it was last used. */
import { api } from '../../browser.js';
import { targetName } from '../../target-name.js';
import { leftInWords, text, timeOfDay } from '../../text.js';
import { element } from '../shared/element.js';
import { productionMark } from '../shared/production-mark.js';

/**
 * @param {Session} session
 * @param {boolean} production
 * @param {(() => void) | null} end null: it isn't ended on its own
 * @returns {Promise<HTMLLIElement>}
 */
export async function sessionItem(session, production, end) {
  const { target, tabIds, expiresAt } = session;
  const asked = tabIds.map((tabId) => api.tabs.get(tabId).catch(() => undefined));
  const tabs = (await Promise.all(asked)).filter((tab) => tab !== undefined);
  const titles = tabs.flatMap(({ title }) => (title ? [title] : []));
  const name = targetName(target);
  const left = expiresAt - Date.now();
  return element(
    'li',
    { class: 'session' },
    element(
      'span',
      {},
      element('strong', {}, name),
      production && '\u00a0',
      production && productionMark(),
      ` · ${target.portal}`,
    ),
    left > 0 && element('span', { class: 'left' }, text('question_left', leftInWords(left))),
    element('p', { class: 'detail' }, titles.join(', ') || text('question_no_tabs')),
    element('p', { class: 'detail' }, lastUse(session, tabs)),
    end &&
      element(
        'button',
        { type: 'button', class: 'danger', click: end },
        text('question_end', name),
      ),
  );
}

/** @param {Session} session @param {chrome.tabs.Tab[]} tabs */
function lastUse({ startedAt }, tabs) {
  const now = Date.now();
  const used = Math.max(0, ...tabs.map(({ lastAccessed = 0 }) => lastAccessed));
  const key = used > startedAt ? 'question_used' : 'question_opened';
  return text(key, timeOfDay(Math.max(used, startedAt), now));
}
