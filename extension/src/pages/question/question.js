/** @import { Question, Session } from '../../types.js' */
/** @import { State } from '../shared/page.js' */
/** Asks, in the tab that is to become a console, which other sessions may end for it, or whether it is meant. */
import { isPrivate } from '../../browser.js';
import { isProduction, isProductionTarget } from '../../domain/production.js';
import { marked, targetName } from '../../target-name.js';
import { text } from '../../text.js';
import { byId, element } from '../shared/element.js';
import { ask, localise, settingsOf, watchState } from '../shared/page.js';
import { markedSentence } from '../shared/production-mark.js';
import { reasonForm } from '../shared/reason-form.js';
import { sessionItem } from './session-item.js';

const id = location.hash.slice(1);
const box = byId('question', HTMLElement);
const heading = byId('heading', HTMLElement);

/** @typedef {{ key: string, session: Session }} About */

/** @param {Question} question @param {State} state */
async function show(question, state) {
  const { target } = question.request;
  const name = targetName(target);
  const { production: rules } = await settingsOf(state);
  const production = isProductionTarget(target, state, rules);
  // The browser's own history keeps titles, and of private windows it may keep none.
  document.title = isPrivate(question.store)
    ? text('extension_name')
    : text('question_title', marked(name, production));
  const about = question.sessions.flatMap((key) => {
    const session = state.sessions[key];
    return session ? [{ key, session }] : [];
  });
  const listed = await sessionList(question, about, rules);
  heading.replaceChildren(
    ...markedSentence(name, production, (named) => headingOf(question, named)),
  );
  const parts =
    question.kind === 'session_limit'
      ? [ways(question, about, name), listed]
      : [listed, ways(question, about, name)];
  box.replaceChildren(
    element('p', { id: 'why' }, why(question, about.length > 0, name)),
    ...parts.filter((part) => part !== null),
  );
  const first = box.querySelector('#reason') ?? box.querySelector('button');
  if (first instanceof HTMLElement) first.focus();
}

/** @param {Question} question @param {string} name */
function headingOf({ kind }, name) {
  if (kind === 'administrator') return text('question_administrator_heading', name);
  if (kind === 'production') return text('question_production_heading', name);
  if (kind === 'reason') return text('question_reason_heading', name);
  if (kind === 'session_limit') return text('question_limit_heading', name);
  return text('question_sign_out_heading', name);
}

/** @param {Question} question @param {boolean} known @param {string} name */
function why({ kind, request }, known, name) {
  const { portal } = request.target;
  if (kind === 'administrator') return text('question_administrator_why', portal);
  if (kind === 'production') return text('question_production_why', name, portal);
  if (kind === 'reason') return text('reason_why');
  if (kind === 'session_limit')
    return known ? text('question_limit_why') : text('question_limit_unknown', name);
  return known ? text('question_sign_out_why', name) : text('question_sign_out_unknown');
}

/** @param {Question} question @param {About[]} about @param {string[]} rules for what is production */
async function sessionList({ kind }, about, rules) {
  if (about.length === 0) return null;
  const items = about.map(({ key, session }) => {
    const end = () => void answer({ answer: 'continue', session: key });
    return sessionItem(
      session,
      isProduction(session, rules),
      kind === 'session_limit' ? end : null,
    );
  });
  return element('ul', { id: 'sessions' }, ...(await Promise.all(items)));
}

/**
 * What can be done, the safe choice first: it has the focus. What ends something comes last, and says what.
 * @param {Question} question
 * @param {About[]} about
 * @param {string} name
 */
function ways({ kind, asksReason, optInFailed }, about, name) {
  const choices = element('div', { class: 'choices' });
  if (kind === 'sign_out' && about.length > 0 && !optInFailed) choices.append(multiSession());
  if (optInFailed)
    choices.append(
      element('p', { id: 'failed', role: 'status' }, text('question_multi_session_failed')),
    );
  choices.append(way(button('cancel', text('cancel'), '', { answer: 'cancel' })));
  const words = text('question_administrator_continue', name);
  if (asksReason) choices.prepend(reasonWay(kind, words));
  else if (isConfirmation(kind))
    choices.append(way(button('continue', words, 'danger', { answer: 'continue' })));
  if (kind === 'sign_out') choices.append(signOut(about, name));
  return choices;
}

/** @param {Question['kind']} kind @returns {boolean} it is asked whether that console is meant */
const isConfirmation = (kind) => kind === 'administrator' || kind === 'production';

/** @param {Question['kind']} kind @param {string} words on the button */
function reasonWay(kind, words) {
  const goOn = (/** @type {string} */ reason) => void answer({ answer: 'continue', reason });
  const why = isConfirmation(kind) ? [element('p', {}, text('reason_why'))] : [];
  return way(...why, reasonForm(words, goOn));
}

function multiSession() {
  const press = button('multi-session', text('question_multi_session'), 'primary', {
    answer: 'multi_session',
  });
  press.setAttribute('aria-describedby', 'multi-session-why');
  const words = text('question_multi_session_why');
  return way(press, element('p', { id: 'multi-session-why', class: 'detail' }, words));
}

/** @param {About[]} about @param {string} name */
function signOut(about, name) {
  const remember = element('input', { type: 'checkbox', id: 'remember' });
  const names = about.map(({ session }) => targetName(session.target));
  const ended = new Intl.ListFormat(text('language')).format(names);
  const words =
    names.length > 0
      ? text('question_continue', ended, name)
      : text('question_continue_unknown', name);
  const goOn = () => void answer({ answer: 'continue', remember: remember.checked });
  const press = element('button', { id: 'continue', type: 'button', class: 'danger', click: goOn });
  press.append(words);
  return way(press, element('label', {}, remember, text('question_remember')));
}

/** @param {...HTMLElement} parts a button and what belongs to it */
function way(...parts) {
  return element('div', { class: 'way' }, ...parts);
}

/** @typedef {Omit<import('../../types.js').Messages['answer_question']['params'], 'id'>} Answer */

/** @param {string} name @param {string} words @param {string} look @param {Answer} given */
function button(name, words, look, given) {
  const click = () => void answer(given);
  return element('button', { id: name, type: 'button', class: look, click }, words);
}

/** @param {Answer} given */
async function answer(given) {
  for (const one of box.querySelectorAll('button')) one.disabled = true;
  await ask('answer_question', { id, ...given });
}

await localise();
void watchState((state, changed) => {
  if (!changed.includes('questions')) return;
  const question = state.questions[id];
  if (question?.phase === 'asked') void show(question, state);
  else if (!question) {
    heading.textContent = text('question_gone');
    box.replaceChildren(element('p', {}, text('question_gone_next')));
  }
});
