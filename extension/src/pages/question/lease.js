/** @import { Lease, LeaseRequested, Target } from '../../types.js' */
/** @import { State } from '../shared/page.js' */
/** Asks whether a program at a terminal is lent credentials. Only a press of its button is a yes. */
import { isProductionTarget } from '../../domain/production.js';
import { tenantsOf } from '../../domain/tenant-table.js';
import { targetName } from '../../target-name.js';
import { leftInWords, text } from '../../text.js';
import { byId, element } from '../shared/element.js';
import { ask, localise, settingsOf, watchState } from '../shared/page.js';
import { markedSentence } from '../shared/production-mark.js';

const id = location.hash.slice(1);
const box = byId('question', HTMLElement);
const heading = byId('heading', HTMLElement);

/** Somebody pressed a button here. */
let answered = false;

/** @param {Lease} lease @param {State} state */
async function show({ wanted }, state) {
  const target = targetOf(wanted, state);
  const name = targetName(target);
  const { production: rules } = await settingsOf(state);
  const production = isProductionTarget(target, state, rules);
  const time = leftInWords(wanted.minutes * 60_000);
  document.title = text('lease_title');
  heading.replaceChildren(
    ...markedSentence(name, production, (named) => text('lease_heading', named)),
  );
  const isGrave = production || target.role !== 'tenant';
  box.replaceChildren(
    element('p', { id: 'why' }, text('lease_why', name, wanted.portal, time)),
    facts(wanted),
    element('p', { class: 'detail' }, text('lease_after', time)),
    element(
      'div',
      { class: 'choices' },
      way('refuse', text('lease_refuse'), '', false),
      way('lend', text('lease_lend', time), isGrave ? 'danger' : '', true),
    ),
  );
  byId('refuse', HTMLButtonElement).focus();
}

/** @param {LeaseRequested} wanted */
function facts({ program, folder, reason }) {
  const list = element('dl', { id: 'facts' });
  const fact = (
    /** @type {string} */ name,
    /** @type {string} */ label,
    /** @type {string} */ words,
  ) =>
    list.append(element('dt', {}, label), element('dd', {}, element('code', { id: name }, words)));
  fact('program', text('lease_program'), program);
  fact('folder', text('lease_folder'), folder);
  if (reason) fact('reason', text('lease_reason'), reason);
  return list;
}

/**
 * @param {LeaseRequested} wanted
 * @param {State} state
 * @returns {Target} with what this browser knows of the tenant beyond the host
 */
function targetOf({ portal, role, tenant }, { portalData }) {
  if (!tenant) return { portal, role, tenant: null, name: '' };
  const { id, name } = tenant;
  const known = tenantsOf(portalData[portal]).find((one) =>
    id === null ? one.name === name : one.id === id,
  );
  return { portal, role, tenant: known?.id ?? id, name: name ?? known?.name ?? id ?? '' };
}

/** @param {string} name @param {string} words @param {string} look @param {boolean} lend */
function way(name, words, look, lend) {
  const click = () => void answer(lend);
  const button = element('button', { id: name, type: 'button', class: look, click }, words);
  return element('div', { class: 'way' }, button);
}

/** @param {boolean} lend */
async function answer(lend) {
  answered = true;
  for (const one of box.querySelectorAll('button')) one.disabled = true;
  // Where nobody is left to hear it, nothing was lent either.
  const { wanted } = await ask('answer_lease', { id, lend }).catch(() => ({ wanted: false }));
  // A page that was answered in time has been closed by now.
  if (lend && !wanted) gone(text('lease_late'));
}

/** @param {string} words */
function gone(words) {
  heading.textContent = words;
  box.replaceChildren(element('p', {}, text('question_gone_next')));
}

// To close it, or to go elsewhere, is a no.
addEventListener('pagehide', () => void (answered || answer(false)));
await localise();
void watchState((state, changed) => {
  if (!changed.includes('leases') || answered) return;
  const lease = state.leases[id];
  if (lease) void show(lease, state);
  else gone(text('lease_gone'));
});
