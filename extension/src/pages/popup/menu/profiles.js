/** @import { AwsProfile, AwsProfileList } from '../../../types.js' */
/** @import { PanelContext } from './panel.js' */
/** The profiles that jit-console wrote, each with a button to remove it. */
import { targetLabel } from '../../../target-name.js';
import { text } from '../../../text.js';
import { element } from '../../shared/element.js';
import { ask } from '../../shared/page.js';
import { button, failure } from './panel.js';

/**
 * @param {AwsProfileList} list
 * @param {PanelContext} context
 * @param {(name: string) => void} removed
 * @returns {(Node | null)[]} nothing where there are none
 */
export function profileList({ file, profiles }, context, removed) {
  if (profiles.length === 0) return [];
  return [
    element('h3', { class: 'section-title' }, text('profiles_title', file)),
    element(
      'ul',
      { class: 'profiles' },
      ...profiles.map((profile) => profileItem(profile, context, removed)),
    ),
  ];
}

/**
 * @param {AwsProfile} profile
 * @param {PanelContext} context
 * @param {(name: string) => void} removed
 */
function profileItem({ name, portal, role, tenant }, context, removed) {
  const target = { portal, role, tenant, name: tenant ?? '' };
  const item = element('li', { 'data-profile': name });
  const keep = () => {
    item.replaceChildren(line);
    remove.focus();
  };
  const take = async () => {
    try {
      await ask('remove_aws_profile', { name });
      removed(name);
    } catch (error) {
      item.replaceChildren(line, failure(error, context, null));
    }
  };
  const question = () => {
    const confirm = button('remove', 'danger confirm', () => void take());
    const stay = button('keep', '', keep);
    const buttons = element('div', { class: 'buttons' }, stay, confirm);
    const words = text('profile_remove_question', name);
    const asked = { class: 'removal', role: 'alertdialog', 'aria-label': words };
    item.replaceChildren(element('div', asked, element('p', {}, words), buttons));
    stay.focus();
  };
  const remove = button('remove', 'plain remove', question);
  remove.setAttribute('aria-label', text('profile_remove', name));
  const line = element(
    'div',
    { class: 'profile-line' },
    element('span', { class: 'name' }, name),
    element('span', { class: 'place' }, targetLabel(target)),
    remove,
  );
  item.append(line);
  return item;
}
