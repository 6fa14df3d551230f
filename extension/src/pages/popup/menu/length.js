/** @import { SessionLength, SessionLengthSetting } from '../../../types.js' */
/** @import { Panel, PanelContext } from './panel.js' */
/** How long AWS sessions are here, and which of the portal's settings decides it. */
import { inWords, text } from '../../../text.js';
import { commandLine } from '../../shared/command-line.js';
import { element } from '../../shared/element.js';
import { ask } from '../../shared/page.js';
import { button, fill } from './panel.js';

/**
 * @param {PanelContext} context
 * @returns {Panel}
 */
export function lengthPanel(context) {
  const content = element('div', { class: 'panel-body' });
  const asked = () => ask('get_session_length', { target: context.target });
  const show = (/** @type {SessionLength} */ length) => lengthNodes(length, context);
  queueMicrotask(() => void fill(content, asked, show, context));
  return { content };
}

/**
 * @param {SessionLength} length
 * @param {PanelContext} context
 * @returns {(Node | null)[]}
 */
function lengthNodes({ seconds, settings, minimum, maximum }, context) {
  const { target, administrator } = context;
  const bounds = text('length_bounds', inWords(minimum * 1000), inWords(maximum * 1000));
  const changeable = settings.some(({ key }) => key !== null);
  return [
    element('p', { class: 'length' }, text('length_is', hours(seconds))),
    settings.length === 0 ? element('p', {}, text('length_unknown')) : null,
    ...settings.map((setting) => settingCard(setting, context)),
    element('p', { class: 'detail' }, bounds),
    changeable && administrator ? element('p', {}, text('length_change')) : null,
    changeable && administrator ? commandLine(commandFor(target.portal, seconds)) : null,
    !administrator && settings.length > 0
      ? element('p', { class: 'detail' }, text('length_ask', target.portal))
      : null,
  ];
}

/** @param {SessionLengthSetting} setting @param {PanelContext} context */
function settingCard({ name, where, url, effect, value }, { target, portalUrl, openPage }) {
  const given = value === null ? null : text('length_value', hours(value));
  // The host says where; only a page of that very portal is opened.
  const page = URL.canParse(url) && new URL(url).origin === portalUrl ? url : portalUrl;
  const open = button('length_open', '', () => openPage(page));
  open.textContent = text('length_open', target.portal);
  return element(
    'div',
    { class: 'setting' },
    element(
      'p',
      { class: 'detail' },
      text(effect === 'decides' ? 'length_decides' : 'length_at_most'),
    ),
    element('p', { class: 'sentence' }, name),
    element('p', { class: 'detail' }, where),
    given ? element('p', {}, given) : null,
    open,
  );
}

/** @param {number} seconds */
function hours(seconds) {
  return inWords(seconds * 1000);
}

/** @param {string} portal @param {number} seconds */
function commandFor(portal, seconds) {
  return `jit-console session-length admin ${seconds} --portal ${portal}`;
}
