/** What to run where the host doesn't answer: in the popup and on the first-run page. */
import { isWindows } from '../../browser.js';
import { sentenceFor } from '../../error-sentences.js';
import { text } from '../../text.js';
import { commandLine } from './command-line.js';
import { element } from './element.js';

/** Codes that only an installation can fix. */
const needInstall = ['host_missing', 'host_too_old', 'host_too_new', 'protocol_version'];

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
  if (!missing)
    return [
      element('h2', {}, text('host_outdated_title')),
      element('p', {}, line),
      detail === '' ? null : element('p', { class: 'detail' }, detail),
      ...(error.code === 'host_too_old' ? update() : []),
      again,
    ];
  return [element('h2', {}, text('host_missing_title')), ...install(), again];
}

/** How it gets onto this system, and to browsers that don't know it yet. */
function install() {
  if (isWindows())
    return [element('p', {}, text('host_missing_windows')), commandLine('jit-console.exe install')];
  return [
    element('p', {}, text('host_missing_next')),
    commandLine('installer/install.sh'),
    element('p', {}, text('host_missing_then')),
    commandLine('jit-console install'),
  ];
}

/** How a newer one takes its place. */
function update() {
  if (isWindows()) return [element('p', {}, text('host_update_windows'))];
  return [element('p', {}, text('host_update')), commandLine('installer/install.sh')];
}
