/** @import { RenewalMode, Settings } from '../../types.js' */
/** @import { State } from '../shared/page.js' */
/** @import { Change, Control } from './setting-controls.js' */
/** The settings of sessions: what happens at their end, and how their tabs are told apart. */
import { api } from '../../browser.js';
import { longestWarning } from '../../domain/settings.js';
import { text } from '../../text.js';
import { element } from '../shared/element.js';
import { ask } from '../shared/page.js';
import { colourList } from './colours.js';
import { amount, choice, optionElements, toggle, wordList } from './setting-controls.js';

const renewalWords = () => ({
  automatic: text('renewal_automatic'),
  ask: text('renewal_ask'),
  off: text('renewal_off'),
});

/**
 * @param {HTMLElement} box where they go
 * @param {Change} change
 * @param {(error: unknown) => void} failed
 * @returns {(state: State, settings: Settings, locked: (keyof Settings)[]) => void} shows them
 */
export function sessionSettings(box, change, failed) {
  const portals = portalModes(change);
  const colours = colourList(change);
  const controls = [
    choice(
      'renewal',
      { label: text('renewal_label'), hint: text('renewal_hint'), options: renewalWords() },
      change,
    ),
    amount(
      'warnMinutes',
      { label: text('warn_label'), hint: text('warn_hint'), most: longestWarning },
      change,
    ),
    ...isolationControls(change),
    wordList(
      'production',
      { label: text('production_setting'), hint: text('production_hint') },
      change,
    ),
    toggle('confirmProduction', { label: text('confirm_production_setting') }, change),
    toggle('chip', { label: text('chip_setting'), hint: text('chip_hint') }, change),
    ...groupControls(change),
  ];
  const [renewal, ...others] = controls.map((control) => control.box);
  box.append(...(renewal ? [renewal] : []), portals.box, ...others, ...containerRemoval(failed));
  box.append(colours.box);
  return (state, settings, locked) => {
    for (const control of controls) control.show(settings, locked);
    portals.show(state, settings, locked);
    colours.show(state, settings, locked);
  };
}

/** @param {Change} change @returns {Control[]} */
function isolationControls(change) {
  return [
    choice(
      'isolation',
      {
        label: text('isolation_label'),
        hint: text('isolation_hint'),
        options: { automatic: text('isolation_automatic'), off: text('isolation_off') },
      },
      change,
    ),
    toggle('signOutWithoutAsking', { label: text('sign_out_setting') }, change),
    toggle('confirmAdministrator', { label: text('confirm_administrator_setting') }, change),
  ];
}

/** @param {Change} change @returns {Control[]} none where the browser has no tab groups */
function groupControls(change) {
  if (!('group' in api.tabs)) return [];
  const allow = () => api.permissions.request({ permissions: ['tabGroups'] });
  const words = { label: text('tab_groups_setting'), hint: text('tab_groups_hint') };
  return [toggle('tabGroups', words, change, allow)];
}

/** What each portal does instead. @param {Change} change */
function portalModes(change) {
  const list = element('div', { class: 'rows', id: 'renewal-portals' });
  const box = element('details', {}, element('summary', {}, text('renewal_portals')), list);
  /** @type {(state: State, settings: Settings, locked: (keyof Settings)[]) => void} */
  const show = ({ portals }, { renewalByPortal }, locked) => {
    const names = (portals ?? []).map(({ name }) => name);
    box.hidden = names.length === 0;
    if (list.contains(document.activeElement)) return;
    const isLocked = locked.includes('renewalByPortal');
    list.replaceChildren(
      ...names.map((name) => portalMode(name, renewalByPortal, isLocked, change)),
      ...(isLocked ? [element('p', { class: 'locked' }, text('setting_locked'))] : []),
    );
  };
  return { box, show };
}

/**
 * @param {string} portal
 * @param {Settings['renewalByPortal']} modes
 * @param {boolean} locked
 * @param {Change} change
 */
function portalMode(portal, modes, locked, change) {
  const pick = () => {
    const { [portal]: _, ...others } = modes;
    const mode = /** @type {RenewalMode | ''} */ (select.value);
    // The focus is on it, so it isn't drawn again: what it changes next starts from here.
    modes = mode === '' ? others : { ...others, [portal]: mode };
    void change({ renewalByPortal: modes });
  };
  const select = element('select', { disabled: locked, change: pick });
  select.append(...optionElements({ '': text('renewal_as_above'), ...renewalWords() }));
  select.value = modes[portal] ?? '';
  return element('label', { class: 'row' }, element('span', {}, portal), select);
}

/** @param {(error: unknown) => void} failed */
function containerRemoval(failed) {
  if (!('contextualIdentities' in api)) return [];
  const result = element('span', { class: 'detail', role: 'status' });
  const remove = async () => {
    const { removed } = await ask('remove_containers', {});
    result.textContent = text('containers_removed', String(removed));
  };
  const click = () => void remove().catch(failed);
  const button = element('button', { type: 'button', id: 'remove-containers', click });
  button.append(text('containers_remove'));
  return [element('div', { class: 'buttons' }, button, result)];
}
