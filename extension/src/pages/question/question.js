/** @import { Question, Session } from '../../types.js' */
/** Asks, in the tab that is to become a console, which other sessions may end for it, or whether it is meant. */
import { api, isPrivate } from '../../browser.js';
import { targetName } from '../../target-name.js';
import { text } from '../../text.js';
import { byId, element } from '../shared/element.js';
import { ask, watchState } from '../shared/page.js';

const id = location.hash.slice(1);
const box = byId('question', HTMLElement);

/** @param {Question} question @param {Record<string, Session>} sessions */
async function show(question, sessions) {
  const name = targetName(question.request.target);
  // The browser's own history keeps titles, and of private windows it may keep none.
  document.title = isPrivate(question.store)
    ? text('extension_name')
    : text('question_title', name);
  const about = question.sessions.flatMap((key) => {
    const session = sessions[key];
    return session ? [{ key, session }] : [];
  });
  const lists = await Promise.all(about.map((one) => sessionItem(question, one)));
  byId('heading', HTMLElement).textContent = heading(question, name);
  box.replaceChildren(
    element('p', { id: 'why' }, why(question, about.length > 0, name)),
    element('ul', { id: 'sessions' }, ...lists),
    ...choices(question, about.length > 0, name),
  );
  box.querySelector('button')?.focus();
}

/** @param {Question} question @param {string} name */
function heading({ kind }, name) {
  if (kind === 'administrator') return text('question_administrator_heading', name);
  if (kind === 'session_limit') return text('question_limit_heading', name);
  return text('question_sign_out_heading', name);
}

/** @param {Question} question @param {boolean} known @param {string} name */
function choices(question, known, name) {
  if (question.kind === 'administrator') return [administratorChoices(name)];
  return question.kind === 'session_limit'
    ? [cancelButton()]
    : signOutChoices(question, known, name);
}

/** @param {Question} question @param {boolean} known @param {string} name */
function why({ kind, request }, known, name) {
  if (kind === 'administrator') return text('question_administrator_why', request.target.portal);
  if (kind === 'session_limit')
    return known ? text('question_limit_why') : text('question_limit_unknown', name);
  return known ? text('question_sign_out_why') : text('question_sign_out_unknown');
}

/** @param {Question} question @param {{ key: string, session: Session }} about */
async function sessionItem({ kind }, { key, session }) {
  const found = await Promise.all(
    session.tabIds.map((tabId) => api.tabs.get(tabId).catch(() => undefined)),
  );
  const titles = found.flatMap((tab) => (tab?.title ? [tab.title] : []));
  const name = targetName(session.target);
  const end = () => void answer({ answer: 'continue', session: key });
  return element(
    'li',
    {},
    element('strong', {}, name),
    ` · ${session.target.portal}: `,
    titles.length > 0 ? titles.join(', ') : text('question_no_tabs'),
    kind === 'session_limit' &&
      element('button', { type: 'button', click: end }, text('question_end', name)),
  );
}

/**
 * @param {Question} question
 * @param {boolean} known the sessions that would end are ours
 * @param {string} name
 */
function signOutChoices({ optInFailed }, known, name) {
  const remember = element('input', { type: 'checkbox', id: 'remember' });
  const goOn = () => void answer({ answer: 'continue', remember: remember.checked });
  const optIn = () => void answer({ answer: 'multi_session' });
  return [
    element('label', {}, remember, ' ', text('question_remember')),
    element(
      'div',
      { class: 'buttons' },
      element(
        'button',
        { id: 'continue', type: 'button', class: 'primary', click: goOn },
        text('question_continue', name),
      ),
      cancelButton(),
    ),
    ...(known && !optInFailed
      ? [
          element('p', { class: 'muted' }, text('question_multi_session_why')),
          element(
            'button',
            { id: 'multi-session', type: 'button', class: 'plain', click: optIn },
            text('question_multi_session'),
          ),
        ]
      : []),
    ...(optInFailed
      ? [element('p', { id: 'failed', role: 'status' }, text('question_multi_session_failed'))]
      : []),
  ];
}

/** @param {string} name */
function administratorChoices(name) {
  const goOn = () => void answer({ answer: 'continue' });
  const properties = { id: 'continue', type: 'button', class: 'primary', click: goOn };
  const go = element('button', properties, text('question_administrator_continue', name));
  return element('div', { class: 'buttons' }, go, cancelButton());
}

function cancelButton() {
  const cancel = () => void answer({ answer: 'cancel' });
  return element('button', { id: 'cancel', type: 'button', click: cancel }, text('cancel'));
}

/** @param {Omit<import('../../types.js').Messages['answer_question']['params'], 'id'>} given */
async function answer(given) {
  for (const button of box.querySelectorAll('button')) button.disabled = true;
  await ask('answer_question', { id, ...given });
}

void watchState((state, changed) => {
  if (!changed.includes('questions')) return;
  const question = state.questions[id];
  if (question?.phase === 'asked') void show(question, state.sessions);
  else if (!question) box.replaceChildren(element('p', {}, text('question_gone')));
});
