/** @import { IsProduction } from '../../domain/history-export.js' */
/** @import { HistoryEntry } from '../../types.js' */
/** The history, as the host stores it: by day, filtered, exported, and the way to clear it. */

import { historyCsv, historyJson } from '../../domain/history-export.js';
import { isProductionTarget } from '../../domain/production.js';
import { searchWords } from '../../domain/tenant-search.js';
import { text } from '../../text.js';
import { element } from '../shared/element.js';
import { ask, policy, readState, settingsOf } from '../shared/page.js';
import { dayTables, targetOf, wordsOf } from './history-table.js';
import { saveAs } from './save-as.js';

/** More are shown when asked for. */
const shownAtFirst = 50;

/** @returns {Promise<IsProduction>} by the rules of the settings, and what is known of the tenants now */
async function productionTest() {
  const state = await readState();
  const { production } = await settingsOf(state);
  return (entry) => isProductionTarget(targetOf(entry), state, production);
}

export class HistoryList {
  #box;
  #failed;
  /** @type {HistoryEntry[] | null} */
  #entries = null;
  #all = false;
  /** @type {IsProduction} */
  #isProduction = () => false;
  /** The organisation has everything recorded. */
  #fixed = false;
  /** Clearing has to be confirmed. */
  #asked = false;
  #filter = element('input', {
    id: 'history-filter',
    type: 'search',
    autocomplete: 'off',
    spellcheck: 'false',
    input: () => this.#render(),
  });
  #count = element('p', { class: 'muted', role: 'status' });
  #tables = element('div', { class: 'days' });
  #below = element('div', { class: 'buttons' });

  /** @param {HTMLElement} box @param {(error: unknown) => void} failed */
  constructor(box, failed) {
    this.#box = box;
    this.#failed = failed;
  }

  /** Reads it again. */
  async refresh() {
    try {
      this.#fixed = (await policy()).recordEverything;
      this.#isProduction = await productionTest();
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
      const empty = element('p', { class: 'muted', id: 'history-empty', tabindex: '-1' });
      empty.append(text('history_empty'));
      this.#box.replaceChildren(empty);
      return;
    }
    // The filter stays where it is, with its focus.
    if (!this.#filter.isConnected)
      this.#box.replaceChildren(this.#tools(), this.#count, this.#tables, this.#below);
    const found = this.#found();
    const shown = this.#all ? found : found.slice(0, shownAtFirst);
    this.#count.textContent =
      found.length > 0
        ? text('history_count', new Intl.NumberFormat().format(found.length))
        : text('history_none', this.#filter.value.trim());
    this.#tables.replaceChildren(...dayTables(shown, this.#isProduction));
    const buttons = this.#buttons(found.length - shown.length);
    this.#below.replaceChildren(...buttons.filter((one) => one !== false));
  }

  #tools() {
    const label = element('label', { for: 'history-filter' }, text('history_filter'));
    const name = 'jit-console-history';
    const csv = () =>
      saveAs(`${name}.csv`, 'text/csv', historyCsv(this.#found(), this.#isProduction));
    const json = () =>
      saveAs(`${name}.json`, 'application/json', historyJson(this.#found(), this.#isProduction));
    return element(
      'div',
      { class: 'history-tools' },
      element('div', { class: 'field' }, label, this.#filter),
      element('button', { type: 'button', id: 'history-csv', click: csv }, text('history_csv')),
      element('button', { type: 'button', id: 'history-json', click: json }, text('history_json')),
    );
  }

  /** @returns {HistoryEntry[]} those that hold every word of the filter */
  #found() {
    const words = searchWords(this.#filter.value);
    return (this.#entries ?? []).filter((entry) => {
      const all = wordsOf(entry, this.#isProduction(entry));
      return words.every((word) => all.includes(word));
    });
  }

  /** @param {number} hidden how many entries aren't shown @returns {(HTMLElement | false)[]} */
  #buttons(hidden) {
    const more =
      hidden > 0 &&
      this.#button('more', text('history_more', String(hidden)), () => {
        this.#all = true;
      });
    if (this.#fixed) return [more, element('p', { class: 'locked' }, text('history_fixed'))];
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
    return [question, keep, this.#confirm()];
  }

  #confirm() {
    const clear = async () => {
      await ask('clear_history', {}).catch(this.#failed);
      this.#asked = false;
      await this.refresh();
      // The pressed button is gone.
      document.getElementById('history-empty')?.focus();
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
      this.#below.querySelector('button')?.focus();
    };
    return element('button', { type: 'button', id: `history-${name}`, click }, words);
  }
}
