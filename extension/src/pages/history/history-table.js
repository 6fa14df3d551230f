/** @import { IsProduction } from '../../domain/history-export.js' */
/** @import { HistoryEntry, Target } from '../../types.js' */
/** The history in words: a table for each day. */
import { targetName } from '../../target-name.js';
import { inWords, text, timeOfDay } from '../../text.js';
import { element } from '../shared/element.js';
import { markedSentence } from '../shared/production-mark.js';

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'full' });

/** @type {Record<HistoryEntry['what'], () => string>} */
const whatWords = {
  opened: () => text('history_opened'),
  page: () => text('history_page'),
  renewed: () => text('history_renewed'),
  copied: () => text('history_copied'),
  credentials: () => text('history_credentials'),
  profile: () => text('history_profile'),
  ended: () => text('history_ended'),
  signed_out: () => text('history_signed_out'),
};

/** @type {Partial<Record<HistoryEntry['what'], () => string>>} */
const kubernetesWords = {
  credentials: () => text('history_kube_credentials'),
  profile: () => text('history_context'),
};

/** @param {Pick<HistoryEntry, 'what' | 'service'>} entry @returns {string[]} what happened, and in which service */
function whatHappened({ what, service }) {
  const ofKubernetes = service === 'kubernetes' ? kubernetesWords[what] : undefined;
  if (ofKubernetes) return [ofKubernetes()];
  return [whatWords[what]?.() ?? what, service ?? ''];
}

/** @type {Record<HistoryEntry['by'], () => string>} */
const byWords = {
  popup: () => text('history_by_popup'),
  menu: () => text('history_by_menu'),
  shortcut: () => text('history_by_shortcut'),
  omnibox: () => text('history_by_omnibox'),
  chip: () => text('history_by_chip'),
  notification: () => text('history_by_notification'),
  renewal: () => text('history_by_renewal'),
  extension: () => text('history_by_extension'),
  terminal: () => text('history_by_terminal'),
};

/** Of these nobody asks what they were opened from. @type {readonly HistoryEntry['what'][]} */
const ends = ['ended', 'signed_out'];

/**
 * @param {HistoryEntry[]} entries newest first
 * @param {IsProduction} isProduction
 * @returns {HTMLElement[]} each day under its heading
 */
export function dayTables(entries, isProduction) {
  const byDay = new Map();
  for (const entry of entries) {
    const date = new Date(entry.at * 1000).toDateString();
    byDay.set(date, [...(byDay.get(date) ?? []), entry]);
  }
  return [...byDay].map(([date, those]) =>
    element(
      'section',
      { class: 'day' },
      element('h2', {}, dayWords(date)),
      tableOf(those, isProduction),
    ),
  );
}

/** @param {string} date */
function dayWords(date) {
  const now = new Date();
  if (date === now.toDateString()) return text('history_today');
  now.setDate(now.getDate() - 1);
  return date === now.toDateString() ? text('history_yesterday') : day.format(new Date(date));
}

/** @param {HistoryEntry[]} entries @param {IsProduction} isProduction */
function tableOf(entries, isProduction) {
  const heads = ['history_when', 'history_who', 'history_what', 'history_by'];
  const cells = heads.map((key) => element('th', { scope: 'col' }, text(key)));
  const rows = entries.map((entry) =>
    element(
      'tr',
      {},
      ...cellsOf(entry, isProduction(entry)).map((cell) => element('td', {}, ...cell)),
    ),
  );
  return element(
    'table',
    { class: 'history' },
    element('colgroup', {}, ...heads.map(() => element('col', {}))),
    element('thead', { class: 'unseen' }, element('tr', {}, ...cells)),
    element('tbody', {}, ...rows),
  );
}

/** @param {HistoryEntry} entry @returns {Target} whose console it was */
export function targetOf({ portal, role, tenant, name }) {
  return { portal, role, tenant, name: name ?? tenant ?? '' };
}

/** @param {HistoryEntry} entry @param {boolean} production @returns {(Node | string)[][]} */
function cellsOf(entry, production) {
  const { at, what, portal, service, by, lasted } = entry;
  const after = lasted === null ? '' : text('history_after', inWords(lasted * 1000));
  const happened = [...whatHappened({ what, service }), after];
  return [
    [timeOfDay(at * 1000, at * 1000)],
    markedSentence(targetName(targetOf(entry)), production, (name) => `${name} · ${portal}`),
    [happened.filter(Boolean).join(' · ')],
    [ends.includes(what) ? '' : (byWords[by]?.() ?? by)],
  ];
}

/** @param {HistoryEntry} entry @param {boolean} production @returns {string} what a search finds it by, lower case */
export function wordsOf(entry, production) {
  const words = cellsOf(entry, false).flat();
  return [...words, production ? text('production_mark') : ''].join(' ').toLowerCase();
}
