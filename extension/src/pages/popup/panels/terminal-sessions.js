/** @import { TerminalSession } from '../../../types.js' */
/** Programs at terminals that have AWS credentials from jit-console, each with the way to end that. */
import { sentenceFor } from '../../../error-sentences.js';
import { HostError } from '../../../host/host-error.js';
import { targetName } from '../../../target-name.js';
import { leftInWords, text, timeOfDay } from '../../../text.js';
import { setAvailable } from '../../shared/available.js';
import { element } from '../../shared/element.js';
import { ask } from '../../shared/page.js';

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
      part.append(title(), element('p', { class: 'detail' }, words(error)));
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
  const label = text('terminal_end_of', program);
  const finish = async () => {
    setAvailable(button, false);
    try {
      await ask('end_terminal_session', { id });
      made.remove();
      status.textContent = text('terminal_ended', program);
    } catch (error) {
      setAvailable(button, true);
      status.textContent = words(error);
    }
    status.focus();
  };
  const button = element(
    'button',
    {
      type: 'button',
      'aria-label': label,
      title: label,
      class: 'plain',
      click: () => void finish(),
    },
    text('terminal_end'),
  );
  const name = tenant ? (tenant.name ?? tenant.id ?? '') : '';
  const target = { portal, role, tenant: tenant?.id ?? null, name };
  const made = element(
    'li',
    { class: 'open-item', 'data-terminal': id },
    element(
      'div',
      { class: 'what' },
      element('span', { class: 'name' }, asTyped(program)),
      element('span', { class: 'place' }, `${targetName(target)} · ${portal}`),
      element('span', { class: 'detail' }, asTyped(folder)),
      element('span', { class: 'detail' }, until(end)),
    ),
    button,
  );
  return made;
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

/** @param {unknown} error */
function words(error) {
  return sentenceFor(HostError.from(error).toData(), { portal: null, target: null }).line;
}
