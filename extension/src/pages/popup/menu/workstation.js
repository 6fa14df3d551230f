/** @import { EntryKind, Listed, Proposal } from './own-entries.js' */
/** @import { Panel, PanelContext } from './panel.js' */
/**
 * «AWS Access from my Workstation» and the same for Kubernetes: a profile in AWS's config file or a context in a
 * kubeconfig, its lines shown before they are written.
 */
import { HostError } from '../../../host/host-error.js';
import { text } from '../../../text.js';
import { setAvailable } from '../../shared/available.js';
import { commandLine } from '../../shared/command-line.js';
import { element } from '../../shared/element.js';
import { awsProfiles, kubeContexts } from './own-entries.js';
import { button, codeBlock, failure, fill, firstControl, statusLine } from './panel.js';
import { profileList } from './profiles.js';

/** Typing has to rest this long before the lines for a name are asked for. */
const typingRests = 300;

/** @param {PanelContext} context */
export const workstationPanel = (context) => panelOf(awsProfiles, context);

/** @param {PanelContext} context */
export const kubernetesPanel = (context) => panelOf(kubeContexts, context);

/**
 * @param {EntryKind} kind
 * @param {PanelContext} context
 * @returns {Panel}
 */
function panelOf(kind, context) {
  const view = new WorkstationView(kind, context);
  queueMicrotask(() => view.start());
  return { content: view.content, leave: () => view.leave() };
}

class WorkstationView {
  #kind;
  #context;
  /** What the box shows, and what would be written; null: nothing that may be. @type {Proposal | null} */
  #preview = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #name = element('input', {
    id: 'profile-name',
    type: 'text',
    autocomplete: 'off',
    spellcheck: 'false',
    maxlength: '64',
    'aria-describedby': 'profile-lines',
    input: () => this.#typed(),
  });
  #field;
  /** What is wrong with the name stands here, too: right below its field. */
  #lines = element('div', { class: 'panel-part', id: 'profile-lines' });
  #write;
  #status = statusLine();
  #result = element('div', { class: 'panel-part' });
  #profiles = element('div', { class: 'panel-part' });

  /** @param {EntryKind} kind @param {PanelContext} context */
  constructor(kind, context) {
    this.#kind = kind;
    this.#context = context;
    const { words } = kind;
    const press = () => void this.#writeLines();
    this.#write = button(words.add, 'primary', press, { id: 'write-profile' });
    const label = element('span', {}, text(words.name));
    this.#field = element('label', { class: 'field' }, label, this.#name);
    this.#field.hidden = true;
    this.#write.hidden = true;
    const submit = (/** @type {Event} */ event) => {
      event.preventDefault();
      if (!this.#write.hidden && !this.#write.disabled) void this.#writeLines();
    };
    const form = element('form', { class: 'panel-part', submit }, this.#field, this.#lines);
    const rest = [this.#write, this.#status, this.#result, this.#profiles];
    this.content = element(
      'div',
      { class: 'panel-body' },
      element('p', {}, text(words.lead)),
      form,
      ...rest,
    );
  }

  start() {
    void this.#show({});
    void this.#listProfiles();
  }

  leave() {
    clearTimeout(this.#timer);
  }

  #typed() {
    this.#preview = null;
    this.#write.disabled = true;
    // What was done before isn't about this name.
    this.#status.textContent = '';
    this.#result.replaceChildren();
    clearTimeout(this.#timer);
    const name = this.#name.value.trim();
    this.#timer = setTimeout(() => void this.#show(name ? { name } : {}), typingRests);
  }

  /** @param {{ name?: string }} request */
  async #show(request) {
    this.#preview = null;
    this.#write.disabled = true;
    const { target } = this.#context;
    const asked = () =>
      this.#kind.preview({ target, ...request }).catch((error) => {
        // Somebody else's has the name that was suggested: another one can be typed.
        if (HostError.from(error).code === this.#kind.taken) this.#field.hidden = false;
        throw error;
      });
    await fill(this.#lines, asked, (preview) => this.#take(preview), this.#context);
    this.#name.setAttribute('aria-invalid', String(!this.#preview));
    if (!this.#preview) {
      // Nothing else asks for the focus where a name is all that is missing.
      if (document.activeElement instanceof HTMLHeadingElement) this.#name.focus();
      return;
    }
    if (document.activeElement !== this.#name && !this.#write.hidden) this.#write.focus();
  }

  /**
   * @param {Proposal} preview
   * @returns {(Node | null)[]}
   */
  #take(preview) {
    const { name, change, file, text: lines, before } = preview;
    const { words } = this.#kind;
    this.#preview = preview;
    this.#field.hidden = false;
    if (document.activeElement !== this.#name) this.#name.value = name;
    this.#write.hidden = change === 'none';
    this.#write.disabled = false;
    this.#write.textContent = text(change === 'replace' ? words.replace : words.add);
    const there = change === 'none';
    const label = text(there ? words.there : words.lines, file);
    const replaced = text(words.before);
    return [
      element('p', {}, label),
      codeBlock(lines, label),
      change === 'replace' ? element('p', {}, replaced) : null,
      change === 'replace' && before ? codeBlock(before, replaced) : null,
      there ? this.#howToUse(name) : null,
    ];
  }

  async #writeLines() {
    const preview = this.#preview;
    if (!preview) return;
    setAvailable(this.#write, false);
    this.#result.replaceChildren();
    const { name, region } = preview;
    const { words } = this.#kind;
    // Exactly the shown lines: name and region are sent again.
    const request = { target: this.#context.target, name, ...(region ? { region } : {}) };
    try {
      const written = await this.#kind.add(request);
      this.#lines.replaceChildren(
        element('p', {}, text(words.written, written.file)),
        codeBlock(written.text, text(words.written, written.file)),
        this.#howToUse(name),
      );
      this.#write.hidden = true;
      this.#preview = null;
      this.#status.textContent = text(words.done, name);
      firstControl(this.#lines)?.focus();
      await this.#listProfiles();
    } catch (error) {
      const again = () => void this.#writeLines();
      this.#result.replaceChildren(failure(error, this.#context, again));
    } finally {
      // For another name, too, which may be typed now.
      setAvailable(this.#write, true);
    }
  }

  /** @param {string} name */
  #howToUse(name) {
    return element(
      'div',
      { class: 'panel-part' },
      element('p', {}, text(this.#kind.words.use)),
      commandLine(this.#kind.command(name)),
    );
  }

  #listProfiles() {
    const removed = (/** @type {string} */ name) => {
      this.#status.textContent = text(this.#kind.words.removed, name);
      void this.#listProfiles();
      const typed = this.#name.value.trim();
      void this.#show(typed ? { name: typed } : {});
    };
    const show = (/** @type {Listed} */ list) =>
      profileList(this.#kind, list, this.#context, removed);
    return fill(this.#profiles, () => this.#kind.list(), show, this.#context);
  }
}
