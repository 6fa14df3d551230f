/** @import { HistoryEntry } from '../../types.js' */
/** The history, as the host stores it, and the way to clear it. */

import { targetName } from '../../target-name.js';
import { inWords, text, timeOfDay } from '../../text.js';
import { element } from '../shared/element.js';
import { ask } from '../shared/page.js';

/** More are shown when asked for. */
const shownAtFirst = 25;

/** @type {Record<HistoryEntry['what'], () => string>} */
const whatWords = {
  opened: () => text('history_opened'),
  page: () => text('history_page'),
  renewed: () => text('history_renewed'),
  copied: () => text('history_copied'),
  credentials: () => text('history_credentials'),
  ended: () => text('history_ended'),
  signed_out: () => text('history_signed_out'),
};

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

export class HistoryList {
  #box;
  #failed;
  /** @type {HistoryEntry[] | null} */
  #entries = null;
  #all = false;
  /** Clearing has to be confirmed. */
  #asked = false;

  /** @param {HTMLElement} box @param {(error: unknown) => void} failed */
  constructor(box, failed) {
    this.#box = box;
    this.#failed = failed;
  }

  /** Reads it again. */
  async refresh() {
    try {
      this.#entries = (await ask('list_history', {})).entries;
    } catch (error) {
      this.#failed(error);
    }
    this.#render();
  }

  #render() {
    const entries = this.#entries;
    if (!entries) return;
    if (entries.length === 0) {
      this.#box.replaceChildren(element('p', { class: 'muted' }, text('history_empty')));
      return;
    }
    const shown = this.#all ? entries : entries.slice(0, shownAtFirst);
    this.#box.replaceChildren(
      historyTable(shown),
      element('div', { class: 'buttons' }, ...this.#buttons(entries.length - shown.length)),
    );
  }

  /** @param {number} hidden how many entries aren't shown */
  #buttons(hidden) {
    const more =
      hidden > 0 &&
      this.#button('more', text('history_more', String(hidden)), () => {
        this.#all = true;
      });
    if (!this.#asked) {
      const clear = this.#button('clear', text('history_clear'), () => {
        this.#asked = true;
      });
      return [more, clear];
    }
    const question = element('p', { role: 'alert' }, text('history_clear_question'));
    const keep = this.#button('keep', text('history_keep'), () => {
      this.#asked = false;
    });
    return [question, this.#confirm(), keep];
  }

  #confirm() {
    const clear = async () => {
      await ask('clear_history', {}).catch(this.#failed);
      this.#asked = false;
      await this.refresh();
    };
    const click = () => void clear();
    const id = 'history-confirm';
    return element('button', { type: 'button', id, class: 'danger', click }, text('history_clear'));
  }

  /** @param {string} name @param {string} words @param {() => void} press */
  #button(name, words, press) {
    const click = () => {
      press();
      this.#render();
      // The pressed button is gone: focus the first new one.
      this.#box.querySelector('button')?.focus();
    };
    return element('button', { type: 'button', id: `history-${name}`, click }, words);
  }
}

/** @param {HistoryEntry[]} entries */
function historyTable(entries) {
  const heads = [
    text('history_when'),
    text('history_who'),
    text('history_what'),
    text('history_by'),
  ];
  const head = element('tr', {}, ...heads.map((words) => element('th', { scope: 'col' }, words)));
  const rows = entries.map((entry) =>
    element('tr', {}, ...cellsOf(entry).map((words) => element('td', {}, words))),
  );
  return element(
    'table',
    { class: 'history' },
    element('thead', {}, head),
    element('tbody', {}, ...rows),
  );
}

/** @param {HistoryEntry} entry */
function cellsOf({ at, what, portal, role, tenant, name, service, by, lasted }) {
  const who = targetName({ portal, role, tenant, name: name ?? tenant ?? '' });
  const after = lasted === null ? '' : text('history_after', inWords(lasted * 1000));
  const happened = [whatWords[what]?.() ?? what, service ?? '', after];
  return [
    timeOfDay(at * 1000, Date.now()),
    `${who} · ${portal}`,
    happened.filter(Boolean).join(' · '),
    byWords[by]?.() ?? by,
  ];
}
