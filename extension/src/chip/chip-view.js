/** @import { ChipHandlers, ChipParts } from './parts.js' */
/** @import { ChipCorner, ChipMessages, ChipState } from '../types.js' */
/** What the chip shows, in a shadow tree that the page can't look into. Text goes in only as text. */
{
  const parts = /** @type {ChipParts} */ (globalThis.jitConsoleChip);
  const text = (/** @type {string} */ key) => parts.words.text(key);

  const shapes = {
    shield: 'M8 1.75 2.75 3.5v4c0 3.2 2.1 5.6 5.25 6.75 3.15-1.15 5.25-3.55 5.25-6.75v-4Z',
    warning: 'M8 2 1.5 13.5h13Z M8 6.5v3.25M8 11.6v.1',
  };

  /** With their labels, row by row. @type {readonly [ChipCorner, string][]} */
  const corners = [
    ['top-left', 'chip_top_left'],
    ['top-right', 'chip_top_right'],
    ['bottom-left', 'chip_bottom_left'],
    ['bottom-right', 'chip_bottom_right'],
  ];

  /**
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} tag
   * @param {string} className
   * @param {...(Node | string)} children
   */
  const element = (tag, className, ...children) => {
    const made = document.createElement(tag);
    made.className = className;
    made.append(...children);
    return made;
  };

  /** @param {keyof typeof shapes} shape */
  const icon = (shape) => {
    const space = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(space, 'svg');
    const path = document.createElementNS(space, 'path');
    svg.setAttribute('class', 'icon');
    svg.setAttribute('viewBox', '0 0 16 16');
    svg.setAttribute('aria-hidden', 'true');
    path.setAttribute('d', shapes[shape]);
    svg.append(path);
    return svg;
  };

  /** @param {ChipState} state @param {number} now */
  const levelOf = (state, now) => {
    const left = parts.words.leftOf(state, now);
    if (left === 0) return 'ended';
    if (state.mismatch) return 'wrong';
    return globalThis.jitConsoleDurations.levelOf(left);
  };

  class View {
    #handlers;
    #host = document.createElement('jit-console-chip');
    #swatch = element('span', 'swatch');
    #name = element('span', 'name');
    #portal = element('span', 'portal');
    #admin = element('span', 'admin', icon('shield'), text('chip_admin'));
    #production = element('span', 'production', text('production_mark'));
    #time = element('span', 'time');
    #sign = element('span', 'sign', icon('warning'));
    #left = element('span', 'left');
    #pill = element('button', 'pill');
    #words = element('p', '');
    #buttons = element('div', 'buttons');
    #notice = element('div', 'notice', this.#words, this.#buttons);
    #facts = element('div', 'facts');
    #corners = element('div', 'corners');
    #items = element('div', 'items');
    #menu = element('div', 'menu', this.#facts, this.#items);
    #spoken = element('div', 'spoken');
    #box = element('section', 'box');

    /** @param {ChipHandlers} handlers */
    constructor(handlers) {
      this.#handlers = handlers;
      this.#build();
    }

    #build() {
      const [pill, menu] = [this.#pill, this.#menu];
      this.#time.append(this.#sign, this.#left);
      pill.type = 'button';
      pill.setAttribute('aria-haspopup', 'menu');
      pill.append(
        this.#swatch,
        this.#name,
        this.#production,
        this.#portal,
        this.#admin,
        this.#time,
      );
      pill.addEventListener('click', () => this.#openMenu(menu.hidden));
      this.#swatch.setAttribute('aria-hidden', 'true');
      this.#items.setAttribute('role', 'menu');
      this.#spoken.setAttribute('role', 'status');
      this.#box.setAttribute('aria-label', text('chip_label'));
      this.#box.addEventListener('keydown', (event) => this.#key(event));
      this.#box.addEventListener('focusout', ({ relatedTarget }) => {
        if (!this.#box.contains(/** @type {Node | null} */ (relatedTarget))) this.#openMenu(false);
      });
      this.#box.append(pill, element('div', 'above', menu, this.#notice), this.#spoken);
      this.#fillMenu();
      this.#openMenu(false);
      const root = this.#host.attachShadow({ mode: 'closed' });
      // Not an element: the page's content security policy may forbid those in Firefox.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(parts.style);
      root.adoptedStyleSheets = [sheet];
      root.append(this.#box);
      // Beside the body, whose children pages count on.
      // What an earlier version of the extension left behind.
      for (const old of document.querySelectorAll('jit-console-chip')) old.remove();
      document.documentElement.append(this.#host);
      document.addEventListener('pointerdown', this.#elsewhere, true);
    }

    #fillMenu() {
      const { send, hide, move } = this.#handlers;
      /** @type {[string, string, () => void][]} */
      const items = [
        ['renew', 'chip_renew', () => send('chip_renew')],
        ['sign-out', 'chip_sign_out', () => send('chip_sign_out')],
        ['portal-page', 'chip_open_portal', () => send('chip_open_portal')],
        ['hide', 'chip_hide', hide],
      ];
      for (const [name, key, act] of items) this.#items.append(this.#item(name, text(key), act));
      this.#corners.setAttribute('role', 'group');
      this.#corners.setAttribute('aria-label', text('chip_corners'));
      for (const [corner, key] of corners) {
        const item = this.#item(corner, text(key), () => move(corner));
        item.setAttribute('role', 'menuitemradio');
        this.#corners.append(item);
      }
      this.#items.lastElementChild?.before(this.#corners);
    }

    /** @param {string} name @param {string} label @param {() => void} act */
    #item(name, label, act) {
      const item = element('button', name, label);
      item.type = 'button';
      item.setAttribute('role', 'menuitem');
      item.tabIndex = -1;
      item.addEventListener('click', () => {
        this.#openMenu(false);
        this.#pill.focus();
        act();
      });
      return item;
    }

    /** A press anywhere but in the chip closes its menu. @param {Event} event */
    #elsewhere = ({ target }) => {
      if (target !== this.#host) this.#openMenu(false);
    };

    /** @param {boolean} open */
    #openMenu(open) {
      this.#menu.hidden = !open;
      this.#pill.setAttribute('aria-expanded', String(open));
      if (open) this.#focusItem(0);
    }

    /** @param {number} at counted round and round */
    #focusItem(at) {
      const items = this.#items.querySelectorAll('button');
      items[(at + items.length) % items.length]?.focus();
    }

    /** What is typed here is nothing to the page's own shortcuts. @param {KeyboardEvent} event */
    #key(event) {
      event.stopPropagation();
      if (this.#menu.hidden) return;
      const at = [...this.#items.querySelectorAll('button')].findIndex((item) =>
        item.matches(':focus'),
      );
      /** @type {Record<string, number>} */
      const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
      const next = moves[event.key];
      if (next !== undefined) this.#focusItem(next);
      else if (event.key === 'Escape') {
        this.#openMenu(false);
        this.#pill.focus();
      } else return;
      event.preventDefault();
    }

    /** @param {ChipState} state @param {number} now */
    show(state, now) {
      const { words } = parts;
      const { name, portal, role } = state;
      const level = levelOf(state, now);
      for (const one of ['fine', 'soon', 'urgent', 'ended', 'wrong'])
        this.#box.classList.toggle(one, one === level);
      this.#swatch.style.setProperty('background-color', state.colour);
      put(this.#swatch, [...(role === 'tenant' ? name : portal)][0] ?? '');
      put(this.#name, role === 'tenant' ? name : portal);
      put(this.#portal, role === 'tenant' ? portal : '');
      this.#portal.hidden = role !== 'tenant';
      this.#admin.hidden = role === 'tenant';
      this.#production.hidden = !state.production;
      this.#box.classList.toggle('in-production', state.production);
      put(this.#left, words.shortly(state, now));
      // Whatever is cut in it is told in full.
      const isOther = level === 'wrong';
      const sentence = `${isOther ? `${name} · ${portal}. ` : ''}${words.sentence(state, now)}`;
      const whole = state.production ? words.text('production_title', sentence) : sentence;
      if (this.#pill.title !== whole) this.#pill.title = whole;
      this.#stand(state.corner);
      this.#showNotice(state, now);
      this.#showFacts(`${name} · ${portal}`, words.until(state, now));
      put(this.#items.querySelector('.portal-page'), words.text('chip_open_portal', portal));
    }

    /** @param {ChipCorner} corner */
    #stand(corner) {
      for (const [at, [one]] of corners.entries()) {
        this.#box.classList.toggle(one, one === corner);
        this.#corners.children[at]?.setAttribute('aria-checked', String(one === corner));
      }
    }

    /** @param {ChipState} state @param {number} now */
    #showNotice(state, now) {
      const notice = parts.words.notice(state, now);
      this.#notice.hidden = notice === null;
      if (!notice) return;
      put(this.#words, notice.text);
      const names = notice.buttons.map(({ name }) => name).join(' ');
      // Kept while they are the same, so that the update each second loses neither a press nor the focus.
      if (this.#buttons.dataset.names === names) return;
      this.#buttons.dataset.names = names;
      this.#buttons.replaceChildren(
        ...notice.buttons.map(({ name, label, message }) => {
          const made = element('button', name, label);
          made.type = 'button';
          made.addEventListener('click', () => this.#handlers.send(message));
          return made;
        }),
      );
      this.#buttons.hidden = notice.buttons.length === 0;
    }

    /** @param {...string} lines */
    #showFacts(...lines) {
      if (this.#facts.childElementCount === 0)
        this.#facts.append(...lines.map(() => element('p', '')));
      for (const [at, line] of lines.entries()) put(this.#facts.children[at] ?? null, line);
    }

    /** @param {string} sentence */
    say(sentence) {
      this.#spoken.textContent = sentence;
    }

    remove() {
      document.removeEventListener('pointerdown', this.#elsewhere, true);
      this.#host.remove();
    }
  }

  /** Writes only what has changed, so that nothing is laid out or read aloud needlessly. */
  const put = (/** @type {Element | null} */ node, /** @type {string} */ words) => {
    if (node && node.textContent !== words) node.textContent = words;
  };

  parts.makeView = (handlers) => new View(handlers);
}
