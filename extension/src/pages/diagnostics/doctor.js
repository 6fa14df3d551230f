/** @import { DoctorReport } from '../../types.js' */
/** What the host's doctor finds, with the commands that repair it. It runs only when asked, since it sends requests. */
import { reportWords } from '../../domain/finding-words.js';
import { hostLanguage, sentenceFor } from '../../error-sentences.js';
import { HostError } from '../../host/host-error.js';
import { text } from '../../text.js';
import { commandLine } from '../shared/command-line.js';
import { element } from '../shared/element.js';
import { ask } from '../shared/page.js';

/** @type {Record<string, () => string>} */
const severityWords = {
  error: () => text('check_error'),
  warning: () => text('check_warning'),
  note: () => text('check_note'),
};

/** @param {HTMLElement} box */
export function doctorSection(box) {
  const run = element(
    'button',
    { id: 'doctor-run', type: 'button', class: 'primary' },
    text('check_run'),
  );
  const result = element('div', { id: 'doctor-result', role: 'status' });
  run.addEventListener('click', async () => {
    run.disabled = true;
    result.replaceChildren(element('p', { class: 'muted' }, text('check_running')));
    result.replaceChildren(...(await examine()));
    run.disabled = false;
    // A disabled button loses the focus.
    if (document.activeElement === document.body) run.focus({ preventScroll: true });
  });
  box.replaceChildren(
    element('p', { class: 'detail' }, text('check_about')),
    element('div', { class: 'buttons' }, run),
    result,
  );
}

async function examine() {
  try {
    return shown(await ask('run_doctor', {}));
  } catch (error) {
    const data = HostError.from(error).toData();
    const { line } = sentenceFor(data, { portal: null, target: null });
    return [element('p', { class: 'problem' }, line)];
  }
}

/** @param {DoctorReport} report */
function shown(report) {
  const { clean, findings, checked, fixable } = reportWords(report);
  return [
    clean && element('p', { id: 'doctor-clean' }, text('check_clean')),
    text('language') !== hostLanguage &&
      element('p', { class: 'detail' }, text('check_in_english')),
    element('ul', { class: 'findings' }, ...findings.map(findingItem)),
    fixable > 0 && element('p', {}, text('check_fix')),
    fixable > 0 && commandLine('jit-console doctor --fix'),
    element('details', {}, element('summary', {}, text('check_well')), listOf(checked)),
    element('p', { class: 'detail' }, text('check_report')),
    commandLine('jit-console doctor --bundle report.json'),
  ].filter((part) => part !== false);
}

/** @param {ReturnType<typeof reportWords>['findings'][number]} finding */
function findingItem({ severity, what, next, command }) {
  return element(
    'li',
    { class: 'finding', 'data-severity': severity },
    element(
      'p',
      {},
      element('strong', {}, severityWords[severity]?.() ?? ''),
      ' ',
      hostWords(what),
    ),
    element('p', { class: 'detail' }, hostWords(next)),
    command !== null && commandLine(command),
  );
}

/** @param {string[]} lines */
function listOf(lines) {
  return element(
    'ul',
    { class: 'detail' },
    ...lines.map((line) => element('li', {}, hostWords(line))),
  );
}

/** @param {string} words */
function hostWords(words) {
  return element('span', { lang: hostLanguage }, words);
}
