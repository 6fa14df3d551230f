/** The page of the history. */
import { sentenceFor } from '../../error-sentences.js';
import { HostError } from '../../host/host-error.js';
import { text } from '../../text.js';
import { byId, element } from '../shared/element.js';
import { localise } from '../shared/page.js';
import { showSideList } from '../shared/side-list.js';
import { HistoryList } from './history-list.js';

/** @param {unknown} error */
function showError(error) {
  const data = HostError.from(error).toData();
  const { line } = sentenceFor(data, { portal: null, target: null });
  byId('status', HTMLElement).replaceChildren(element('p', { class: 'problem' }, line));
}

await localise();
document.title = text('history_title');
showSideList();
const history = new HistoryList(byId('history', HTMLElement), showError);
document.addEventListener('visibilitychange', () => document.hidden || void history.refresh());
void history.refresh();
