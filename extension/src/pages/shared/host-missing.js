/** What to run where the host doesn't answer: in the popup and on the first-run page. */
import { sentenceFor } from '../../error-sentences.js';
import { text } from '../../text.js';
import { commandLine } from './command-line.js';
import { element } from './element.js';
import { extensionUpdateSteps, installSteps, updateSteps } from './install-steps.js';

/** Codes that something on this computer has to be installed, updated or repaired for. */
const needInstall = [
  'host_missing',
  'host_ended',
  'host_too_old',
  'host_too_new',
  'protocol_version',
];

/**
 * @param {import('../../types.js').ErrorData | null} error
 * @returns {boolean} nothing works until something is installed or updated
 */
export function needsInstall(error) {
  return error !== null && needInstall.includes(error.code);
}

/**
 * @param {import('../../types.js').ErrorData} error one that `needsInstall`
 * @param {() => void} checkAgain
 * @returns {(HTMLElement | null)[]} what to say, with commands to copy and a button
 */
export function hostMissing(error, checkAgain) {
  const { line, detail } = sentenceFor(error, { portal: null, target: null });
  const missing = error.code === 'host_missing';
  const again = element(
    'button',
    { id: 'check-again', type: 'button', class: 'primary', click: checkAgain },
    text('check_again'),
  );
  // Its last words go to where no extension can read them; the doctor starts it as the browser does.
  if (error.code === 'host_ended')
    return [
      element('h2', {}, text('host_ended_title')),
      element('p', {}, line),
      detail === '' ? null : element('p', { class: 'detail' }, text('browser_said', detail)),
      commandLine('jit-console doctor'),
      again,
    ];
  if (!missing)
    return [
      element('h2', {}, text('host_outdated_title')),
      element('p', {}, line),
      detail === '' ? null : element('p', { class: 'detail' }, detail),
      ...(error.code === 'host_too_old' ? updateSteps() : []),
      ...(error.code === 'host_too_new' ? extensionUpdateSteps() : []),
      again,
    ];
  return [element('h2', {}, text('host_missing_title')), ...installSteps(), again];
}
