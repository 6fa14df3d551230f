/** @import { CredentialsFormat, CredentialsResult } from '../../../types.js' */
/** @import { Panel, PanelContext } from './panel.js' */
/** «Temporary AWS Credentials»: the exact lines, masked until someone wants to see them. */
import { masked } from '../../../domain/masked-text.js';
import { timeToNextChange } from '../../../domain/time-left.js';
import { inWords, text, timeOfDay } from '../../../text.js';
import { element } from '../../shared/element.js';
import { ask } from '../../shared/page.js';
import { button, codeBlock, failure, fill, statusLine, withReason } from './panel.js';
import { copySecret, staysInClipboard } from './secret-copy.js';

/** The order of use. @type {readonly { format: CredentialsFormat, label: string }[]} */
const formats = [
  { format: 'env', label: 'format_env' },
  { format: 'fish', label: 'format_fish' },
  { format: 'powershell', label: 'format_powershell' },
  { format: 'ini', label: 'format_ini' },
  { format: 'json', label: 'format_json' },
];

/**
 * @param {PanelContext} context
 * @returns {Panel}
 */
export function credentialsPanel(context) {
  const content = element('div', { class: 'panel-body' });
  /** @type {CredentialsView | null} */
  let view = null;
  const load = (/** @type {boolean} */ fresh, /** @type {string | undefined} */ reason) => {
    view?.forget();
    return fill(
      content,
      () =>
        ask('get_credentials', { target: context.target, fresh, ...(reason ? { reason } : {}) }),
      (credentials) => {
        view = new CredentialsView(credentials, context, () => void load(true, reason));
        return view.nodes;
      },
      context,
    );
  };
  queueMicrotask(() => void withReason(content, (reason) => void load(false, reason)));
  return { content, leave: () => view?.forget() };
}

/** Holds the keys only while they are shown. */
class CredentialsView {
  /** @type {CredentialsResult | null} */
  #credentials;
  #context;
  /** @type {CredentialsFormat} */
  #format = 'env';
  #shown = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #lines = codeBlock('', text('credentials_lines'));
  #end = element('p', { class: 'until' });
  #status = statusLine();
  #result = element('div', { class: 'panel-part' });
  #show = button('credentials_show', '', () => this.#toggle(), { id: 'show-credentials' });
  #copy = button('credentials_copy', 'primary', () => void this.#copyLines(), {
    id: 'copy-credentials',
  });
  #renew;

  /**
   * @param {CredentialsResult} credentials
   * @param {PanelContext} context
   * @param {() => void} renew
   */
  constructor(credentials, context, renew) {
    this.#credentials = credentials;
    this.#context = context;
    this.#lines.classList.add('code-keys');
    this.#renew = button('credentials_renew', 'plain', renew, { id: 'renew-credentials' });
    this.#draw();
    this.#tellEnd();
  }

  /** @returns {Node[]} */
  get nodes() {
    const buttons = element('div', { class: 'buttons' }, this.#copy, this.#show, this.#renew);
    return [this.#end, this.#choice(), this.#lines, buttons, this.#status, this.#result];
  }

  /** The keys leave the page and its memory. */
  forget() {
    clearTimeout(this.#timer);
    this.#credentials = null;
    this.#lines.replaceChildren();
  }

  #choice() {
    const choose = (/** @type {CredentialsFormat} */ format) => {
      this.#format = format;
      this.#status.textContent = '';
      this.#result.replaceChildren();
      this.#draw();
    };
    const options = formats.map(({ format, label }) => {
      const input = element('input', { type: 'radio', name: 'format', value: format });
      input.checked = format === this.#format;
      input.addEventListener('change', () => choose(format));
      return element('label', { class: 'choice' }, input, element('span', {}, text(label)));
    });
    const label = text('format_label');
    return element(
      'div',
      { class: 'choices', role: 'radiogroup', 'aria-label': label },
      ...options,
    );
  }

  #draw() {
    const credentials = this.#credentials;
    if (!credentials) return;
    const { access_key_id: id, secret_access_key: key, session_token: token } = credentials;
    const lines = credentials.texts[this.#format];
    const shown = this.#shown ? lines : masked(lines, [id, key, token]);
    this.#lines.replaceChildren(element('code', {}, shown));
    this.#show.textContent = text(this.#shown ? 'credentials_hide' : 'credentials_show');
    this.#show.setAttribute('aria-pressed', String(this.#shown));
  }

  #toggle() {
    this.#shown = !this.#shown;
    this.#draw();
  }

  #tellEnd() {
    if (!this.#credentials) return;
    const end = this.#credentials.expires_at * 1000;
    const now = Date.now();
    const left = end - now;
    const hasExpired = left <= 0;
    this.#end.classList.toggle('until-expired', hasExpired);
    this.#copy.disabled = hasExpired;
    this.#end.textContent = hasExpired
      ? text('credentials_expired', timeOfDay(end, now))
      : text('credentials_until', timeOfDay(end, now), inWords(left));
    const wait = timeToNextChange(left);
    if (wait !== null) this.#timer = setTimeout(() => this.#tellEnd(), wait);
  }

  async #copyLines() {
    const lines = this.#credentials?.texts[this.#format];
    if (lines === undefined) return;
    try {
      const copied = await copySecret(`${lines}\n`);
      this.#status.textContent = text(copied ? 'credentials_copied' : 'copy_again');
      if (copied) this.#result.replaceChildren(await staysInClipboard());
    } catch (error) {
      const again = () => void this.#copyLines();
      this.#result.replaceChildren(failure(error, this.#context, again));
    }
  }
}
