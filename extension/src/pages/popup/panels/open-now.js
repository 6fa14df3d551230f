/** @import { Session } from '../../../types.js' */
/** @import { PanelNeeds } from '../panel-loader.js' */
/** What is open now: consoles with their ends, each with its way out, and the window's pages for colleagues. */

import { copiedPages } from '../../../copied-pages.js';
import { isProductionTarget } from '../../../domain/production.js';
import { settingsDefaults } from '../../../domain/settings.js';
import { targetName } from '../../../target-name.js';
import { leftInWords, text, timeOfDay } from '../../../text.js';
import { element } from '../../shared/element.js';
import { ask } from '../../shared/page.js';
import { productionMark } from '../../shared/production-mark.js';
import { openItem, problemLine } from './open-item.js';
import { showPanel } from './panel-box.js';
import { terminalSessions } from './terminal-sessions.js';

/**
 * @param {HTMLElement} box
 * @param {PanelNeeds} needs
 */
export function openNowPanel(box, needs) {
  const status = element('p', { class: 'panel-status', role: 'status', tabindex: '-1' });
  const say = (/** @type {string} */ words) => {
    status.textContent = words;
  };
  const body = element('div', { class: 'panel-body' });
  const copy = element(
    'button',
    { type: 'button', id: 'copy-pages', click: () => void copyPages(needs, say) },
    text('copy_pages'),
  );
  body.append(consoles(needs, status), copy, terminalSessions(status), status);
  showPanel(box, text('open_now'), body, needs.closed);
}

/**
 * @param {PanelNeeds} needs
 * @param {HTMLElement} status
 */
function consoles({ state }, status) {
  const now = Date.now();
  const live = Object.entries(state()?.sessions ?? {}).filter(
    ([, { endedBecause, expiresAt, landed }]) => landed && !endedBecause && expiresAt > now,
  );
  live.sort(([, left], [, right]) => left.expiresAt - right.expiresAt);
  const rules = state()?.settings.production ?? settingsDefaults.production;
  const list = element(
    'ul',
    { class: 'open-now', 'aria-label': text('open_now_consoles') },
    ...live.map(([key, session]) => {
      const known = state();
      const production = known !== null && isProductionTarget(session.target, known, rules);
      return consoleItem(key, session, production, status);
    }),
  );
  const none = element('p', { class: 'detail' }, text('open_now_none'));
  return element(
    'div',
    { class: 'panel-part' },
    element('h3', { class: 'section-title' }, text('open_now_consoles')),
    live.length > 0 ? list : none,
  );
}

/**
 * @param {string} key
 * @param {Session} session
 * @param {boolean} production
 * @param {HTMLElement} status
 */
function consoleItem(key, { expiresAt, target }, production, status) {
  const name = targetName(target);
  const now = Date.now();
  const until = text('open_now_until', timeOfDay(expiresAt, now), leftInWords(expiresAt - now));
  const what = [
    element('span', { class: 'name' }, name),
    production && productionMark(),
    element('span', { class: 'place' }, target.portal),
    element('span', { class: 'detail' }, until),
  ];
  const way = {
    words: text('sign_out'),
    label: text('sign_out_of', name),
    end: () => ask('sign_out_of_aws', { sessions: [key] }),
    ended: text('session_left', name),
  };
  return openItem({ 'data-session': key }, what, way, status);
}

/**
 * @param {PanelNeeds} needs
 * @param {(words: string) => void} say
 */
async function copyPages({ where }, say) {
  const { windowId } = where();
  if (windowId === undefined) return;
  try {
    const shared = await ask('share_pages', { windowId });
    if (shared.count > 0) await navigator.clipboard.writeText(shared.text);
    say(copiedPages(shared));
  } catch (error) {
    // The press is too long ago: the browser wants another one.
    const late = error instanceof DOMException && error.name === 'NotAllowedError';
    say(late ? text('copy_again') : problemLine(error));
  }
}
