/** How the program gets onto this system, and to browsers that it isn't registered with yet. */
import { api, chromiumVersion, homepage, isMac, isWindows } from '../../browser.js';
import { text } from '../../text.js';
import { commandLine } from './command-line.js';
import { element } from './element.js';

/** @typedef {HTMLElement[]} Steps */

/** @param {string} words @param {string} [id] */
const paragraph = (words, id) => element('p', { id: id ?? null }, words);

/** @returns {Steps} */
export function installSteps() {
  const system = isWindows() ? onWindows() : isMac() ? onMac() : onLinux();
  return [
    paragraph(text('install_why')),
    ...system,
    element('p', { class: 'muted', id: 'install-what' }, text('install_what')),
  ];
}

/** @returns {Steps} how a newer one takes the place of the one that is there */
export function updateSteps() {
  const page = download();
  if (isWindows()) return [...page, paragraph(text('host_update_windows'))];
  if (page.length > 0) return [...page, commandLine(debian)];
  return [paragraph(text('host_update')), commandLine('installer/install.sh')];
}

/** @returns {Steps} how this extension becomes as new as the program, and what comes then */
export function extensionUpdateSteps() {
  const build = chromiumVersion() === null ? ' && node extension/build.js' : '';
  const way = homepage()
    ? [paragraph(text('extension_update_browser'))]
    : [paragraph(text('extension_update_checkout')), commandLine(`git pull${build}`)];
  const reload = { id: 'reload-extension', type: 'button', click: () => api.runtime.reload() };
  const button = element('button', reload, text('extension_reload'));
  return [
    ...way,
    paragraph(text('extension_reload_then')),
    element('div', { class: 'buttons' }, button),
  ];
}

const debian = 'sudo apt install ./jit-console_*.deb';

/** @returns {Steps} */
function onLinux() {
  const page = download();
  const package_ = [
    ...page,
    paragraph(text(page.length > 0 ? 'install_debian' : 'install_checkout')),
    commandLine(page.length > 0 ? debian : 'installer/install.sh'),
  ];
  const fedora = [
    paragraph(text('install_fedora')),
    commandLine('sudo dnf install ./jit-console-*.rpm'),
  ];
  return [
    ...package_,
    ...(page.length > 0 ? fedora : []),
    paragraph(text('host_missing_then')),
    commandLine('jit-console install'),
    sandbox(),
  ];
}

/** What is different for a browser in a sandbox, which no page can tell from the outside. */
function sandbox() {
  const words = chromiumVersion() === null ? 'install_sandbox_firefox' : 'install_sandbox_chromium';
  return element('p', { class: 'muted', id: 'install-sandbox' }, text(words));
}

/** @returns {Steps} */
function onWindows() {
  return [
    ...download(),
    paragraph(text('host_missing_windows')),
    commandLine('jit-console.exe install'),
    element('p', { class: 'muted', id: 'install-wsl' }, text('install_wsl')),
  ];
}

/** @returns {Steps} */
function onMac() {
  return [...download(), paragraph(text('install_mac')), commandLine('jit-console install')];
}

/** @returns {Steps} a link to where the packages are; none where this build knows no such place */
function download() {
  const href = homepage();
  if (href === null) return [];
  const link = { href, target: '_blank', rel: 'noreferrer', id: 'install-download' };
  return [element('p', {}, element('a', link, text('install_download', new URL(href).host)))];
}
