/** @import { CredentialsResult, KubernetesCredentials, Target } from '../../../types.js' */
/** @import { Panel, PanelContext } from './panel.js' */
/** «Temporary AWS Credentials», or Kubernetes ones: the exact lines, masked until someone wants to see them. */
import { masked } from '../../../domain/masked-text.js';
import { timeToNextChange } from '../../../domain/time-left.js';
import { inWords, text, timeOfDay } from '../../../text.js';
import { setAvailable } from '../../shared/available.js';
import { element } from '../../shared/element.js';
import { ask } from '../../shared/page.js';
import { button, codeBlock, failure, fill, statusLine, withReason } from './panel.js';
import { copySecret, staysInClipboard } from './secret-copy.js';

/**
 * @typedef {Omit<CredentialsResult, 'texts'> & { texts: Record<string, string> }} AwsCredentials
 * @typedef {Omit<KubernetesCredentials, 'texts'> & { texts: Record<string, string> }} ClusterCredentials
 * @typedef {{ expires_at: number, texts: Record<string, string> }} Credentials
 */

/**
 * What differs from one kind of credentials to the other.
 * @template {Credentials} C
 * @typedef {object} Kind
 * @property {(asked: { target: Target, fresh: boolean, reason?: string }) => Promise<C>} get
 * @property {readonly { format: string, label: string }[]} formats in the order of use
 * @property {(credentials: C) => string[]} secrets what is masked
 * @property {string} copied key of the words after copying
 */

/** @type {Kind<AwsCredentials>} */
const ofAws = {
  get: (asked) => ask('get_credentials', asked),
  formats: [
    { format: 'env', label: 'format_env' },
    { format: 'fish', label: 'format_fish' },
    { format: 'powershell', label: 'format_powershell' },
    { format: 'ini', label: 'format_ini' },
    { format: 'json', label: 'format_json' },
  ],
  secrets: ({ access_key_id: id, secret_access_key: key, session_token: token }) => [
    id,
    key,
    token,
  ],
  copied: 'credentials_copied',
};

/** @type {Kind<ClusterCredentials>} */
const ofKubernetes = {
  get: ({ fresh: _, ...asked }) => ask('get_kubernetes_credentials', asked),
  formats: [
    { format: 'kubeconfig', label: 'format_kubeconfig' },
    { format: 'token', label: 'format_token' },
    { format: 'json', label: 'format_exec' },
  ],
  secrets: ({ token }) => [token],
  copied: 'kube_copied',
};

/** @param {PanelContext} context */
export const credentialsPanel = (context) => panelOf(ofAws, context);

/** @param {PanelContext} context */
export const kubernetesCredentialsPanel = (context) => panelOf(ofKubernetes, context);

/**
 * @template {Credentials} C
 * @param {Kind<C>} kind
 * @param {PanelContext} context
 * @returns {Panel}
 */
function panelOf(kind, context) {
  const content = element('div', { class: 'panel-body' });
  /** @type {CredentialsView<C> | null} */
  let view = null;
  const load = (/** @type {boolean} */ fresh, /** @type {string | undefined} */ reason) => {
    view?.forget();
    return fill(
      content,
      () => kind.get({ target: context.target, fresh, ...(reason ? { reason } : {}) }),
      (credentials) => {
        view = new CredentialsView(kind, credentials, context, () => void load(true, reason));
        return view.nodes;
      },
      context,
    );
  };
  queueMicrotask(() => void withReason(content, (reason) => void load(false, reason)));
  return { content, leave: () => view?.forget() };
}

/**
 * Holds the keys only while they are shown.
 * @template {Credentials} C
 */
class CredentialsView {
  #kind;
  /** @type {C | null} */
  #credentials;
  #context;
  #format;
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
   * @param {Kind<C>} kind
   * @param {C} credentials
   * @param {PanelContext} context
   * @param {() => void} renew
   */
  constructor(kind, credentials, context, renew) {
    this.#kind = kind;
    this.#format = kind.formats[0]?.format ?? '';
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
    const choose = (/** @type {string} */ format) => {
      this.#format = format;
      this.#status.textContent = '';
      this.#result.replaceChildren();
      this.#draw();
    };
    const options = this.#kind.formats.map(({ format, label }) => {
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
    const lines = credentials.texts[this.#format] ?? '';
    const shown = this.#shown ? lines : masked(lines, this.#kind.secrets(credentials));
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
    setAvailable(this.#copy, !hasExpired);
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
      this.#status.textContent = text(copied ? this.#kind.copied : 'copy_again');
      if (copied) this.#result.replaceChildren(await staysInClipboard());
    } catch (error) {
      const again = () => void this.#copyLines();
      this.#result.replaceChildren(failure(error, this.#context, again));
    }
  }
}
