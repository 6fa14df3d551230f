/** @import { Settings, Target } from '../../types.js' */
/** @import { State } from '../shared/page.js' */
/** @import { Change } from './setting-controls.js' */
/** The colours that tell tenants apart: those used lately, and those that have one of their own. */
import { isProductionTarget } from '../../domain/production.js';
import { targetColour } from '../../domain/target-colour.js';
import { targetKey, targetOfKey } from '../../domain/target-key.js';
import { targetLabel, targetName } from '../../target-name.js';
import { text } from '../../text.js';
import { element } from '../shared/element.js';
import { markedSentence } from '../shared/production-mark.js';

/** @param {Change} change */
export function colourList(change) {
  const list = element('div', { class: 'rows', id: 'colours' });
  const note = element('p', { class: 'locked' });
  const box = element('div', { class: 'setting-list' });
  box.append(
    element('h3', {}, text('colours_title')),
    element('p', { class: 'detail' }, text('colours_hint')),
    list,
    note,
  );
  /** @type {(state: State, settings: Settings, locked: (keyof Settings)[]) => void} */
  const show = (state, settings, locked) => {
    const targets = colouredTargets(state, settings.colours);
    const isLocked = locked.includes('colours');
    note.textContent = isLocked ? text('setting_locked') : '';
    box.hidden = targets.length === 0;
    // The browser's own colour chooser hangs on the field that opened it.
    if (list.contains(document.activeElement)) return;
    list.replaceChildren(
      ...targets.map((target) => colourRow(target, { state, settings, isLocked }, change)),
    );
  };
  return { box, show };
}

/**
 * @param {State} state
 * @param {Settings['colours']} colours
 * @returns {{ key: string, target: Target }[]}
 */
function colouredTargets({ recents, favourites, portalData, portals, sessions }, colours) {
  const open = Object.values(sessions).map(({ target }) => targetKey(target));
  const keys = [...new Set([...favourites, ...recents, ...open, ...Object.keys(colours)])];
  return keys.flatMap((key) => {
    const target = targetOfKey(key, { portals, portalData });
    return target && (target.role !== 'tenant' || target.name) ? [{ key, target }] : [];
  });
}

/**
 * @param {{ key: string, target: Target }} of
 * @param {{ state: State, settings: Settings, isLocked: boolean }} shown
 * @param {Change} change
 */
function colourRow({ key, target }, { state, settings, isLocked }, change) {
  const name = targetLabel(target);
  const given = state.tenantColours;
  let { colours } = settings;
  const put = (/** @type {string | null} */ colour) => {
    const { [key]: _, ...others } = colours;
    // The focus is in it, so it isn't drawn again: what it changes next starts from here.
    colours = colour === null ? others : { ...others, [key]: colour };
    input.value = targetColour(key, colours, given);
    reset.hidden = !(key in colours);
    void change({ colours });
  };
  const input = element('input', {
    type: 'color',
    disabled: isLocked,
    change: () => put(input.value.toLowerCase()),
  });
  input.value = targetColour(key, colours, given);
  const reset = element('button', {
    type: 'button',
    class: 'plain',
    disabled: isLocked,
    'aria-label': text('colour_reset_of', name),
    click: () => {
      input.focus();
      put(null);
    },
  });
  reset.append(text('colour_reset'));
  reset.hidden = !(key in colours);
  const production = isProductionTarget(target, state, settings.production);
  const words = markedSentence(
    targetName(target),
    production,
    (called) => `${called} · ${target.portal}`,
  );
  const label = element('label', {}, input, element('span', {}, ...words));
  return element('div', { class: 'row', 'data-target': key }, label, reset);
}
