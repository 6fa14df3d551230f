/** A page's document as far as our elements use it: a tree of elements with text, nothing laid out. */

const nothing = () => undefined;

class FakeElement {
  /** @type {(FakeElement | string)[]} */
  #children = [];
  /** @type {Map<string, string>} */
  attributes = new Map();
  /** @type {any} */
  style = { setProperty: nothing };
  classList = { add: nothing, remove: nothing, toggle: nothing };
  /** @type {Record<string, string>} */
  dataset = {};
  /** As a page sees it: null unless the tree is open. @type {FakeElement | null} */
  shadowRoot = null;
  hidden = false;

  /** @param {string} tag */
  constructor(tag) {
    this.tag = tag;
  }

  /** @returns {FakeElement[]} */
  get children() {
    return this.#children.filter((child) => child instanceof FakeElement);
  }

  get childElementCount() {
    return this.children.length;
  }

  /** @returns {string} */
  get textContent() {
    return this.#children
      .map((child) => (child instanceof FakeElement ? child.textContent : child))
      .join('');
  }

  set textContent(text) {
    this.#children = [text];
  }

  /** @param {...(FakeElement | string)} children */
  append(...children) {
    this.#children.push(...children);
  }

  /** @param {...(FakeElement | string)} children */
  replaceChildren(...children) {
    this.#children = children;
  }

  /** @param {string} name @returns {string | null} */
  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }

  /** @param {string} name */
  removeAttribute(name) {
    this.attributes.delete(name);
  }

  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    this.attributes.set(name, value);
  }

  /** @type {(() => unknown)[]} */
  #clicked = [];

  /** @param {string} name @param {() => unknown} listener */
  addEventListener(name, listener) {
    if (name === 'click') this.#clicked.push(listener);
  }

  /** A person clicks on it. */
  click() {
    for (const listener of this.#clicked) listener();
  }

  /** @param {string} id */
  withId(id) {
    return this.#below.find(({ attributes }) => attributes.get('id') === id) ?? null;
  }

  scrollTop = 0;
  scrollIntoView = nothing;

  /** @returns {FakeElement[]} */
  get #below() {
    return this.children.flatMap((child) => [child, ...child.#below]);
  }

  /** @param {string} selector `.class`; or an attribute, `[name="value"]` @returns {FakeElement | null} */
  querySelector(selector) {
    const [, name = '', value] = /^\[(.+)="(.+)"\]$/.exec(selector) ?? [];
    if (!name) return this.all(selector.slice(1))[0] ?? null;
    return this.#below.find(({ attributes }) => attributes.get(name) === value) ?? null;
  }

  /** @param {{ mode: 'open' | 'closed' }} options */
  attachShadow({ mode }) {
    const root = new FakeElement('#shadow-root');
    if (mode === 'open') this.shadowRoot = root;
    return root;
  }

  /**
   * @param {string} className
   * @returns {FakeElement[]} those below that have it, as it was set
   */
  all(className) {
    return this.children.flatMap((child) => {
      const names = (child.attributes.get('class') ?? '').split(' ');
      return [...(names.includes(className) ? [child] : []), ...child.all(className)];
    });
  }
}

class FakeStyleSheet {
  replaceSync = nothing;
}

/**
 * Makes a page that this process's `document` is.
 * @returns {FakeElement} its root element
 */
export function makePage() {
  const root = new FakeElement('html');
  const make = (/** @type {string} */ tag) => new FakeElement(tag);
  Object.assign(globalThis, {
    CSSStyleSheet: FakeStyleSheet,
    document: {
      documentElement: root,
      createElement: make,
      createElementNS: (/** @type {string} */ _, /** @type {string} */ tag) => make(tag),
      addEventListener: nothing,
      getElementById: (/** @type {string} */ id) => root.withId(id),
      querySelectorAll: () => [],
    },
  });
  return root;
}
