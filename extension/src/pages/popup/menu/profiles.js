/** @import { EntryKind, Listed } from './own-entries.js' */
/** @import { PanelContext } from './panel.js' */
/** What jit-console wrote into a file of other tools, each with a button to remove it. */
import { text } from '../../../text.js';
import { element } from '../../shared/element.js';
import { button, failure } from './panel.js';

/**
 * @param {EntryKind} kind
 * @param {Listed} list
 * @param {PanelContext} context
 * @param {(name: string) => void} removed
 * @returns {(Node | null)[]} nothing where there are none
 */
export function profileList(kind, { title, entries }, context, removed) {
  if (entries.length === 0) return [];
  return [
    element('h3', { class: 'section-title' }, title),
    element(
      'ul',
      { class: 'profiles' },
      ...entries.map((entry) => profileItem(kind, entry, context, removed)),
    ),
  ];
}

/**
 * @param {EntryKind} kind
 * @param {Listed['entries'][number]} entry
 * @param {PanelContext} context
 * @param {(name: string) => void} removed
 */
function profileItem({ words, remove: removeEntry }, { name, place, file }, context, removed) {
  const item = element('li', { 'data-profile': name, title: file });
  const keep = () => {
    item.replaceChildren(line);
    remove.focus();
  };
  const take = async () => {
    try {
      await removeEntry(name);
      removed(name);
    } catch (error) {
      item.replaceChildren(line, failure(error, context, null));
    }
  };
  const question = () => {
    const confirm = button('remove', 'danger confirm', () => void take());
    const stay = button('keep', '', keep);
    const buttons = element('div', { class: 'buttons' }, stay, confirm);
    const asking = text(words.question, name);
    const asked = { class: 'removal', role: 'alertdialog', 'aria-label': asking };
    item.replaceChildren(element('div', asked, element('p', {}, asking), buttons));
    stay.focus();
  };
  const remove = button('remove', 'plain remove', question);
  remove.setAttribute('aria-label', text(words.remove, name));
  const line = element(
    'div',
    { class: 'profile-line' },
    element('span', { class: 'name' }, name),
    element('span', { class: 'place' }, place),
    remove,
  );
  item.append(line);
  return item;
}
