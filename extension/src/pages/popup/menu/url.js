/** @import { Panel, PanelContext } from './panel.js' */
/** «Copy AWS Console URL»: first what it is, then into the clipboard, never onto the page. */
import { text } from '../../../text.js';
import { setAvailable } from '../../shared/available.js';
import { card, element } from '../../shared/element.js';
import { ask } from '../../shared/page.js';
import { button, failure, statusLine, withReason } from './panel.js';
import { copySecret, staysInClipboard } from './secret-copy.js';

/**
 * @param {PanelContext} context
 * @returns {Panel}
 */
export function urlPanel(context) {
  /** Made, but the browser wants another press before it takes it. @type {string | null} */
  let ready = null;
  const result = element('div', { class: 'panel-part' });
  const status = statusLine();
  const press = () => {
    setAvailable(copy, false);
    return ready ? copyUrl(undefined) : withReason(result, (reason) => void copyUrl(reason));
  };
  const copyUrl = async (/** @type {string | undefined} */ reason) => {
    result.replaceChildren();
    status.textContent = ready ? '' : text('panel_asking', context.target.portal);
    try {
      const params = { target: context.target, ...(reason ? { reason } : {}) };
      ready ??= (await ask('get_console_url', params)).url;
      const copied = await copySecret(ready);
      // Good for one sign-in: the next press asks for another.
      if (copied) ready = null;
      status.textContent = text(copied ? 'url_copied' : 'copy_again');
      if (copied) result.replaceChildren(await staysInClipboard());
    } catch (error) {
      status.textContent = '';
      result.replaceChildren(failure(error, context, () => void press()));
    } finally {
      setAvailable(copy, true);
      if (!result.contains(document.activeElement)) copy.focus();
    }
  };
  const copy = button('url_copy', 'primary', () => void press(), { id: 'copy-url' });
  copy.setAttribute('aria-describedby', 'url-warning');
  const warning = card(
    'card-warning',
    'warning',
    element('p', { class: 'sentence' }, text('url_warning')),
    element('p', {}, text('url_warning_next')),
  );
  warning.id = 'url-warning';
  return {
    content: element('div', { class: 'panel-body' }, warning, copy, status, result),
    first: copy,
    leave: () => {
      ready = null;
    },
  };
}
