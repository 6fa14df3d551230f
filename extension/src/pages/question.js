/** @import { Question, Session } from '../types.js' */
/** Asks, in the tab that is to become a console, which other sessions may end for it. */
import { api } from '../browser.js';
import { targetName } from '../target-name.js';
import { text } from '../text.js';
import { byId, element } from './element.js';
import { ask, watchState } from './page.js';

const id = location.hash.slice(1);
const box = byId('question', HTMLElement);

/**
 * @param {Question} question
 * @param {Record<string, Session>} sessions
 */
async function show(question, sessions) {
  const name = targetName(question.request.target);
  document.title = text('question_title', name);
  const about = question.sessions.flatMap((key) => {
    const session = sessions[key];
    return session ? [{ key, session }] : [];
  });
  const lists = await Promise.all(about.map((one) => sessionItem(question, one)));
  const limit = question.kind === 'session_limit';
  byId('heading', HTMLElement).textContent = text(
    limit ? 'question_limit_heading' : 'question_sign_out_heading',
    name,
  );
  box.replaceChildren(
    element('p', { id: 'why' }, why(question, about.length > 0, name)),
    element('ul', { id: 'sessions' }, ...lists),
    ...(limit ? [cancelButton()] : signOutChoices(question, about.length > 0, name)),
  );
  box.querySelector('button')?.focus();
}

/**
 * @param {Question} question
 * @param {boolean} known
 * @param {string} name
 */
function why({ kind }, known, name) {
  if (kind === 'session_limit')
    return known ? text('question_limit_why') : text('question_limit_unknown', name);
  return known ? text('question_sign_out_why') : text('question_sign_out_unknown');
}

/**
 * @param {Question} question
 * @param {{ key: string, session: Session }} about
 */
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

function cancelButton() {
  const cancel = () => void answer({ answer: 'cancel' });
  return element('button', { id: 'cancel', type: 'button', click: cancel }, text('cancel'));
}

/** @param {Omit<import('../types.js').Messages['answer_question']['params'], 'id'>} given */
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
