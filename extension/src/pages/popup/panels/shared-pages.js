/** @import { CheckedPage, SharedAccess, SharedCheck, SharedFault } from '../../../types.js' */
/** @import { PanelNeeds } from '../panel-loader.js' */
/** A colleague's pages: first what they are and which of them may be opened, then all of those by one act. */
import { serviceOf } from '../../../domain/console-address.js';
import { targetName } from '../../../target-name.js';
import { text } from '../../../text.js';
import { element, icon } from '../../shared/element.js';
import { ask } from '../../shared/page.js';
import { productionMark } from '../../shared/production-mark.js';
import { problemLine } from './open-item.js';
import { showPanel } from './panel-box.js';

/** @type {Readonly<Record<SharedFault, string>>} */
const faultWords = {
  broken: 'shared_fault_broken',
  newer: 'shared_fault_newer',
  too_many: 'shared_fault_too_many',
};

/** @type {Readonly<Record<SharedAccess, string>>} */
const accessWords = {
  open: 'shared_access_open',
  sign_in: 'shared_access_sign_in',
  unknown: 'shared_access_unknown',
  no_portal: 'shared_access_no_portal',
  no_tenant: 'shared_access_no_tenant',
  no_role: 'shared_access_no_role',
};

/**
 * @param {HTMLElement} box
 * @param {string} link
 * @param {PanelNeeds} needs
 */
export function sharedPanel(box, link, needs) {
  const body = element('div', { class: 'panel-body', role: 'status' }, text('loading'));
  showPanel(box, text('shared_title'), body, needs.closed);
  const show = (/** @type {(Node | string)[]} */ ...nodes) => {
    if (body.isConnected) body.replaceChildren(...nodes);
  };
  ask('check_shared', { text: link }).then(
    (checked) => {
      show(...contents(checked, () => open(link, needs, show)));
      if (body.isConnected) body.querySelector('button')?.focus();
    },
    (error) => show(problem(error)),
  );
}

/**
 * @param {string} link
 * @param {PanelNeeds} needs
 * @param {(...nodes: Node[]) => void} show
 */
async function open(link, { where }, show) {
  show(element('p', {}, text('shared_opening')));
  try {
    await ask('open_shared', { text: link, ...where().from });
  } catch (error) {
    show(problem(error));
  }
}

/**
 * @param {SharedCheck} checked
 * @param {() => Promise<void>} press
 * @returns {HTMLElement[]}
 */
function contents({ fault, pages }, press) {
  if (fault !== null) return [element('p', { class: 'sentence' }, text(faultWords[fault]))];
  const mayOpen = pages.filter(({ access }) => access === 'open' || access === 'sign_in').length;
  const label = text('shared_open', String(mayOpen), String(pages.length));
  const attributes = {
    type: 'button',
    id: 'open-shared',
    class: 'primary',
    click: () => void press(),
  };
  return [
    mayOpen > 0
      ? element('button', attributes, label)
      : element('p', { class: 'sentence' }, text('shared_none')),
    element('ul', { class: 'open-now shared' }, ...pages.map(pageItem)),
  ];
}

/** @param {CheckedPage} checked */
function pageItem(checked) {
  const { access, host, name, page, production, region, target } = checked;
  const { pathname } = new URL(page);
  const isOpen = access === 'open' || access === 'sign_in';
  // A tenant that isn't the person's has no name but the link's.
  const isKnown = target !== null && (target.role !== 'tenant' || target.name !== '');
  const shown = isKnown ? targetName(target) : name;
  return element(
    'li',
    { class: 'open-item', 'data-access': access, title: page },
    icon(isOpen ? 'done' : 'warning'),
    element(
      'div',
      { class: 'what' },
      element('span', { class: 'name' }, shown || host),
      production && productionMark(),
      element('span', { class: 'place' }, target?.portal ?? host),
      element(
        'span',
        { class: 'detail' },
        [region, serviceOf(page) ?? pathname].filter(Boolean).join(' · '),
      ),
      element('span', { class: 'access' }, text(accessWords[access], target?.portal ?? host)),
    ),
  );
}

/** @param {unknown} error */
function problem(error) {
  return element('p', { class: 'sentence' }, problemLine(error));
}
