/** @import { Settings } from '../../types.js' */
/** Controls of the settings page: each shows one setting, changes it, and says when a policy has locked it. */
import { text } from '../../text.js';
import { element } from '../shared/element.js';

/**
 * @typedef {object} Control
 * @property {HTMLElement} box
 * @property {(settings: Settings, locked: (keyof Settings)[]) => void} show without taking the focus away
 */

/** @typedef {(change: Partial<Settings>) => Promise<void>} Change */

/**
 * @param {keyof Settings} name
 * @param {string} label
 * @param {string} hint "" for none
 * @param {HTMLInputElement | HTMLSelectElement} input
 * @param {(settings: Settings) => void} put shows the setting's value in `input`
 * @returns {Control}
 */
function control(name, label, hint, input, put) {
  input.id = `setting-${name}`;
  const [note, detail] = [
    element('p', { class: 'locked' }),
    element('p', { class: 'detail' }, hint),
  ];
  note.id = `${input.id}-locked`;
  detail.id = `${input.id}-hint`;
  detail.hidden = hint === '';
  input.setAttribute('aria-describedby', `${detail.id} ${note.id}`);
  const words = element('label', { for: input.id }, label);
  const box = element('div', { class: 'setting' }, words, input, detail, note);
  /** @type {Control['show']} */
  const show = (settings, locked) => {
    put(settings);
    input.disabled = locked.includes(name);
    note.textContent = input.disabled ? text('setting_locked') : '';
  };
  return { box, show };
}

/**
 * @param {'renewal' | 'isolation'} name
 * @param {{ label: string, hint?: string, options: Record<string, string> }} words
 * @param {Change} change
 */
export function choice(name, { label, hint = '', options }, change) {
  const select = element('select', {
    change: () => void change({ [name]: select.value }),
  });
  select.append(...optionElements(options));
  return control(name, label, hint, select, (settings) => {
    select.value = settings[name];
  });
}

/** @param {Record<string, string>} options words by value */
export function optionElements(options) {
  return Object.entries(options).map(([value, words]) => element('option', { value }, words));
}

/**
 * @param {'signOutWithoutAsking' | 'confirmAdministrator' | 'confirmProduction' | 'chip' | 'tabGroups' | 'history'} name
 * @param {{ label: string, hint?: string }} words
 * @param {Change} change
 * @param {() => Promise<boolean>} [allow] asked first where it is switched on; false: it stays off
 */
export function toggle(name, { label, hint = '' }, change, allow = async () => true) {
  const flip = async () => {
    // In the same turn as the click: browsers ask for permissions only then.
    const on = input.checked && (await allow());
    input.checked = on;
    await change({ [name]: on });
  };
  const input = element('input', { type: 'checkbox', change: () => void flip() });
  return control(name, label, hint, input, (settings) => {
    input.checked = settings[name];
  });
}

/**
 * @param {'warnMinutes'} name
 * @param {{ label: string, hint?: string, most: number }} words
 * @param {Change} change
 */
export function amount(name, { label, hint = '', most }, change) {
  const input = element('input', {
    type: 'number',
    min: '0',
    max: String(most),
    step: '1',
    inputmode: 'numeric',
    change: () => {
      if (input.value !== '' && input.checkValidity()) void change({ [name]: Number(input.value) });
      else input.reportValidity();
    },
  });
  return control(name, label, hint, input, (settings) => {
    if (document.activeElement !== input) input.value = String(settings[name]);
  });
}

/**
 * A list of words, separated by commas.
 * @param {'production'} name
 * @param {{ label: string, hint: string }} words
 * @param {Change} change
 */
export function wordList(name, { label, hint }, change) {
  const put = () => {
    const given = input.value.split(',').map((word) => word.trim());
    void change({ [name]: [...new Set(given)].filter(Boolean) });
  };
  const input = element('input', {
    type: 'text',
    spellcheck: 'false',
    maxlength: '2000',
    change: put,
  });
  return control(name, label, hint, input, (settings) => {
    if (document.activeElement !== input) input.value = settings[name].join(', ');
  });
}
