/** @import { ErrorData, Portal } from '../../types.js' */
/** The first-run page: is the host there, is there a portal, how a console is opened. */
import { api } from '../../browser.js';
import { sentenceFor } from '../../error-sentences.js';
import { HostError } from '../../host/host-error.js';
import { text } from '../../text.js';
import { byId, element } from '../shared/element.js';
import { hostMissing, needsInstall } from '../shared/host-missing.js';
import { ask, localise } from '../shared/page.js';
import { portalForm } from '../shared/portal-form.js';

/**
 * @param {'host' | 'portal' | 'open'} step
 * @param {'todo' | 'now' | 'done'} state
 * @param {...(Node | string | null)} content
 */
function show(step, state, ...content) {
  const item = byId(`step-${step}`, HTMLElement);
  item.dataset.state = state;
  item.querySelector('.step-body')?.replaceChildren(...content.filter((node) => node !== null));
}

async function check() {
  show('host', 'now', text('checking'));
  try {
    const { portals } = await ask('check_host', {});
    show('host', 'done', text('step_host_done'));
    await showPortals(portals);
  } catch (error) {
    showHostError(HostError.from(error).toData());
  }
}

/** @param {ErrorData} error */
function showHostError(error) {
  show('portal', 'todo');
  show('open', 'todo');
  if (needsInstall(error)) {
    // The step has a title already.
    const [, ...rest] = hostMissing(error, () => void check());
    show('host', 'now', ...rest);
    return;
  }
  const { line } = sentenceFor(error, { portal: null, target: null });
  const again = element(
    'button',
    { id: 'check-again', type: 'button', class: 'primary', click: () => void check() },
    text('check_again'),
  );
  show('host', 'now', element('p', { class: 'problem' }, line), again);
}

/** @param {Portal[]} portals */
async function showPortals(portals) {
  if (portals.length === 0) {
    show('open', 'todo');
    const lead = element('p', {}, text('no_portal_next'));
    show('portal', 'now', lead, portalForm({ added: () => void check() }));
    document.getElementById('portal-url')?.focus();
    return;
  }
  show('portal', 'done', text('step_portal_done', portals.map(({ name }) => name).join(', ')));
  const [command] = await api.commands.getAll();
  const keys = command?.shortcut;
  show('open', 'now', keys ? text('step_open_next', keys) : text('step_open_next_no_keys'));
}

localise();
document.title = text('welcome_title');
void check();
