/** @import { TerminalSession } from '../../../types.js' */
/** Programs at terminals that have AWS credentials from jit-console, each with the way to end that. */
import { HostError } from '../../../host/host-error.js';
import { targetName } from '../../../target-name.js';
import { leftInWords, text, timeOfDay } from '../../../text.js';
import { element } from '../../shared/element.js';
import { ask } from '../../shared/page.js';
import { openItem, problemLine } from './open-item.js';

/**
 * @param {HTMLElement} status where it is said what came of an act, which takes the focus from a button that goes
 * @returns {HTMLElement} empty until the host has answered, and where an older one doesn't know them
 */
export function terminalSessions(status) {
  const part = element('div', { class: 'panel-part', id: 'terminal-sessions', hidden: true });
  ask('list_terminal_sessions', {}).then(
    ({ sessions }) => {
      part.append(title(), ...list(sessions, status));
      part.hidden = false;
    },
    (error) => {
      const { code } = HostError.from(error);
      if (code === 'unknown_method') return;
      part.append(title(), element('p', { class: 'detail' }, problemLine(error)));
      part.hidden = false;
    },
  );
  return part;
}

function title() {
  return element('h3', { class: 'section-title' }, text('terminal_sessions'));
}

/** @param {TerminalSession[]} sessions @param {HTMLElement} status */
function list(sessions, status) {
  if (sessions.length === 0) return [element('p', { class: 'detail' }, text('terminal_none'))];
  const items = sessions.map((session) => item(session, status));
  return [element('ul', { class: 'open-now', 'aria-label': text('terminal_sessions') }, ...items)];
}

/** @param {TerminalSession} session @param {HTMLElement} status */
function item({ id, ends_at: end, folder, portal, program, role, tenant }, status) {
  const name = tenant ? (tenant.name ?? tenant.id ?? '') : '';
  const target = { portal, role, tenant: tenant?.id ?? null, name };
  const what = [
    element('span', { class: 'name' }, asTyped(program)),
    element('span', { class: 'place' }, `${targetName(target)} · ${portal}`),
    element('span', { class: 'detail' }, asTyped(folder)),
    element('span', { class: 'detail' }, until(end)),
  ];
  const way = {
    words: text('terminal_end'),
    label: text('terminal_end_of', program),
    end: () => ask('end_terminal_session', { id }),
    ended: text('terminal_ended', program),
  };
  return openItem({ 'data-terminal': id }, what, way, status);
}

/** Paths read from left to right in every language. @param {string} path */
function asTyped(path) {
  return element('bdi', { dir: 'ltr' }, path);
}

/** @param {number | null} end in seconds */
function until(end) {
  if (end === null) return text('terminal_whole');
  const now = Date.now();
  return text('open_now_until', timeOfDay(end * 1000, now), leftInWords(end * 1000 - now));
}
